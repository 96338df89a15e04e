import { idCells } from './files-lists.ts'
import type { Aid } from './model.ts'
import type { Person } from './people.ts'
import type { Register } from './register.ts'
import type { TruthBook } from './truth.ts'

/** 临时救助: too often, split, evenly given; and people in trouble to whom it did not come. */
export function plantAid(register: Register, truth: TruthBook): void {
  plantOften(register, truth)
  plantSplit(register, truth)
  plantSameDay(register, truth)
  plantBills(register, truth)
  plantClues(register, truth)
  if (register.size.inEachProgram) plantComplaints(register, truth)
}

function help(register: Register, person: Person, given: { on: string; cause: string; kind?: Aid['kind']; fen?: number }): Aid {
  const { on, cause, kind = '支出型', fen } = given
  return register.addAid(person, { on, kind, cause, category: '其他', ...(fen === undefined ? {} : { change: { fen } }) })
}

function grown(register: Register, community: number): Person {
  return register.people.make({ born: [1962, 1985], community })
}

function monthsOf(aids: readonly Aid[]): string[] {
  return [...new Set(aids.map((aid) => aid.decidedOn.slice(0, 7)))].toSorted()
}

/** CK38. */
function plantOften(register: Register, truth: TruthBook): void {
  const check = 'aid-often'
  const thrice = (community: number, first: string): { person: Person; third: Aid } => {
    const person = grown(register, community)
    help(register, person, { on: first, cause: '疾病' })
    help(register, person, { on: '2026-03-10', cause: '教育支出' })
    return { person, third: help(register, person, { on: '2026-07-08', cause: '意外灾害' }) }
  }
  for (const community of [2, 0]) {
    const { person, third } = thrice(community, '2025-11-11')
    truth.wrong({ check, person, program: 'temporary_aid', months: monthsOf([third]), concerned: third.fen, note: '十二个月内第三次得到临时救助' })
  }
  const { person } = thrice(4, '2025-06-03')
  truth.lookAlike({ check, person, program: 'temporary_aid', note: '第一次已过十二个月' }, 'longer ago than the window')
}

/** CK39. */
function plantSplit(register: Register, truth: TruthBook): void {
  const check = 'aid-split'
  const twice = (community: number, second: string): { person: Person; aids: Aid[] } => {
    const person = grown(register, community)
    const aids = [
      help(register, person, { on: '2026-05-06', cause: '疾病', fen: 490_000 }),
      help(register, person, { on: second, cause: '其他困难', fen: 480_000 }),
    ]
    return { person, aids }
  }
  for (const community of [6, 7]) {
    const { person, aids } = twice(community, '2026-05-20')
    const concerned = aids.reduce((sum, aid) => sum + aid.fen, 0)
    truth.wrong({ check, person, program: 'temporary_aid', months: monthsOf(aids), concerned, note: '两周内两次，都接近镇审批限额' })
  }
  const { person } = twice(1, '2026-08-19')
  truth.lookAlike({ check, person, program: 'temporary_aid', note: '隔了三个月的另一件事' }, 'another matter months later')
}

/** CK40. */
function plantSameDay(register: Register, truth: TruthBook): void {
  const check = 'aid-same-day'
  const even = (community: number, cause: string): Aid[] =>
    Array.from({ length: 5 }, () => help(register, grown(register, community), { on: '2026-06-16', kind: '急难型', cause, fen: 100_000 }))
  const aids = even(3, '疾病')
  truth.wrong({
    check,
    community: register.at(3),
    program: 'temporary_aid',
    months: monthsOf(aids),
    concerned: aids.reduce((sum, aid) => sum + aid.fen, 0),
    note: '同一天五户各一千元',
  })
  const flooded = even(7, '洪涝灾害')
  truth.lookAlike({ check, community: register.at(7), program: 'temporary_aid', months: monthsOf(flooded), note: '同一场洪水' }, 'one disaster')
}

/** A stay in May 2026 of which the person paid a third, in 分. */
export function addBill(register: Register, person: Person, selfPaid: number): void {
  const stay = [{ date: '2026-05-06' }, { date: '2026-05-25' }]
  register.addRow('medical_bills', ...idCells(person), '云岭县人民医院', ...stay, { fen: selfPaid * 3 }, { fen: selfPaid }, { place: person.community })
}

/** CK42, by hospital bills. */
function plantBills(register: Register, truth: TruthBook): void {
  const check = 'bill-without-aid'
  const bill = (community: number, selfPaid: number): Person => {
    const person = grown(register, community)
    addBill(register, person, selfPaid)
    return person
  }
  for (const community of [5, 0]) {
    const person = bill(community, 3_600_000)
    truth.wrong({ check, person, program: 'temporary_aid', months: ['2026-05'], concerned: null, note: '自付三万六千元，没有救助也没有申请' })
  }
  const helped = bill(2, 3_600_000)
  help(register, helped, { on: '2026-06-02', cause: '疾病' })
  truth.lookAlike({ check, person: helped, program: 'temporary_aid', months: ['2026-05'], note: '出院后得到临时救助' }, 'helped')
  truth.lookAlike({ check, person: bill(7, 900_000), program: 'temporary_aid', months: ['2026-05'], note: '自付九千元' }, 'a smaller bill')
}

/** CK42, by the town's own clues. */
function plantClues(register: Register, truth: TruthBook): void {
  const check = 'clue-without-aid'
  const clue = (community: number, outcome: string | null, isWithoutId = false): Person => {
    const person = grown(register, community)
    const ended = outcome === null ? [null, null, null] : ['已协助申请', { date: '2026-06-15' }, outcome]
    register.addRow(
      'clues',
      register.nextNumber('QHXS'),
      '网格员巡访',
      { date: '2026-06-03' },
      ...(isWithoutId ? [person.name, null] : idCells(person)),
      '家中主要劳动力突发重病',
      ...ended,
      {
        place: person.community,
      },
    )
    return person
  }
  for (const community of [4, 7]) {
    const person = clue(community, null)
    truth.wrong({ check, person, program: 'temporary_aid', months: ['2026-06'], concerned: null, note: '六月的线索没有结果' })
  }
  const nameless = clue(2, null, true)
  truth.wrong({ check, person: nameless, typedId: '', program: 'temporary_aid', months: ['2026-06'], concerned: null, note: '六月的线索没有证号，也没有结果' })
  const helped = clue(6, null)
  help(register, helped, { on: '2026-06-10', cause: '疾病' })
  truth.lookAlike({ check, person: helped, program: 'temporary_aid', months: ['2026-06'], note: '线索以后得到临时救助' }, 'helped')
  truth.lookAlike({ check, person: clue(1, '已给予临时救助'), program: 'temporary_aid', months: ['2026-06'], note: '线索已办结' }, 'concluded')
}

/** CK42: who wrote or called of trouble. */
function plantComplaints(register: Register, truth: TruthBook): void {
  const check = 'clue-without-aid'
  const wrote = (
    community: number,
    content: string,
    { outcome = null, name, isWithoutId = false }: { outcome?: string | null; name?: string; isWithoutId?: boolean } = {},
  ): Person => {
    const person = grown(register, community)
    const who = isWithoutId ? [name ?? person.name, null] : idCells(person)
    register.addRow('complaints', register.nextNumber('YLXF'), { date: '2026-06-03' }, ...who, content, outcome, { place: person.community })
    return person
  }
  const matter = { check, program: 'temporary_aid', months: ['2026-06'] }
  const ill = '丈夫重病住院，家里困难，想申请救助'
  truth.wrong({ ...matter, person: wrote(1, ill), concerned: null, note: '12345来电说重病困难，没有结果' })
  truth.wrong({ ...matter, person: wrote(4, ill, { isWithoutId: true }), typedId: '', concerned: null, note: '来信没有证号，说重病困难，没有结果' })
  truth.lookAlike({ ...matter, person: wrote(7, ill, { outcome: '已告知政策，本人不再申请' }), note: '已经答复' }, 'answered')
  truth.lookAlike({ ...matter, person: wrote(2, '举报邻居不符合条件还领救助'), note: '举报别人' }, 'reports a wrong')
  truth.lookAlike({ ...matter, person: wrote(5, ill, { isWithoutId: true, name: '刘女士' }), note: '没有留姓名' }, 'gave no name')
  const helped = wrote(3, ill)
  help(register, helped, { on: '2026-06-10', cause: '疾病' })
  truth.lookAlike({ ...matter, person: helped, note: '来电以后得到临时救助' }, 'helped')
}
