import { idCells } from './files-lists.ts'
import type { Tekun } from './model.ts'
import { careRate } from './payments.ts'
import { giveCard } from './people.ts'
import type { Person } from './people.ts'
import { consent, registerRow } from './plant-ties.ts'
import { addTekun } from './add-tekun.ts'
import type { Register } from './register.ts'
import type { TruthBook } from './truth.ts'

const last = '2026-09'

/** 特困: who has a duty to care, what the grade of care is, and who is in it without the ground for it. */
export function plantTekun(register: Register, truth: TruthBook): void {
  plantObligors(register, truth)
  plantMarried(register, truth)
  plantPensions(register, truth)
  plantGrades(register, truth)
  plantHospital(register, truth)
  plantNoGround(register, truth)
  plantGrownUp(register, truth)
  plantMoved(register, truth)
  plantCarersHeld(register, truth)
  plantAgreementsOver(register, truth)
}

/** Somebody in 特困 since long ago. */
export function alone(
  register: Register,
  community: number,
  given: { born?: [number, number]; from?: string; support?: Tekun['support']; sex?: '男' | '女' } = {},
): Tekun {
  const person = register.people.make({ born: given.born ?? [1942, 1952], sex: given.sex ?? '男', community })
  return addTekun(register, person, { from: given.from ?? '2018-05', support: given.support ?? '分散供养' })
}

/** CK72. */
function plantObligors(register: Register, truth: TruthBook): void {
  const check = 'able-obligor-of-tekun'
  const parent = (community: number, childBorn: [number, number]): { person: Person; child: Person } => {
    const { person } = alone(register, community, { from: '2026-03' })
    const child = register.people.make({ born: childBorn, community, like: person })
    registerRow(register, child, { father: person })
    consent(register, child, person)
    register.town.payroll.push({
      name: child.name,
      id: child.id,
      unit: '云岭县水利局',
      identity: '事业人员',
      post: '技术员',
      status: '在职',
      from: '2008-09',
      to: null,
    })
    return { person, child }
  }
  for (const community of [1, 7]) {
    const { person, child } = parent(community, [1972, 1980])
    truth.wrong({ check, person, program: 'tekun', from: '2026-03', to: last, overpaid: null, note: `子女${child.name}是事业人员` })
  }
  const worker = alone(register, 4, { from: '2026-03' }).person
  const son = register.people.make({ born: [1972, 1980], community: 4, like: worker })
  registerRow(register, son, { father: worker })
  consent(register, son, worker)
  register.addRow('employment', ...idCells(son), '云岭县青山纺织厂', '机修工', { date: '2019-04-01' }, null, { fen: 460_000 })
  truth.wrong({ check, person: worker, program: 'tekun', from: '2026-03', to: last, overpaid: null, note: `子女${son.name}登记就业` })
  const { person, child } = parent(3, [1964, 1966])
  for (const row of register.town.payroll) if (row.id === child.id) Object.assign(row, { identity: '退休人员', status: '退休', to: '2025-12' })
  truth.lookAlike({ check, person, program: 'tekun', note: '子女已经退休' }, 'no longer paid')
}

/** CK73. */
function plantMarried(register: Register, truth: TruthBook): void {
  const check = 'married-on-tekun'
  const wed = (tekun: Tekun, wife: Person, on: string): void =>
    register.addRow('marriages', ...idCells(tekun.person), ...idCells(wife), { date: on }, '结婚登记')
  for (const community of [2, 0]) {
    const tekun = alone(register, community)
    const wife = register.people.make({ born: [1950, 1962], sex: '女', community })
    wed(tekun, wife, '2026-03-18')
    truth.wrong({ check, person: tekun.person, program: 'tekun', from: '2026-04', to: last, overpaid: null, note: `2026年3月与${wife.name}登记结婚` })
  }
  const both = alone(register, 5)
  const wife = alone(register, 5, { sex: '女' })
  wed(both, wife.person, '2026-03-18')
  truth.lookAlike({ check, person: both.person, program: 'tekun', note: '配偶也是特困人员' }, 'spouse in 特困')
}

/** CK74. */
function plantPensions(register: Register, truth: TruthBook): void {
  const check = 'own-pension-or-job'
  const pension = (person: Person, payer: string, fen: number): void =>
    register.addRow('pensions', ...idCells(person), payer, { fen }, { month: '2026-02' }, null, '正常发放')
  for (const community of [6, 0]) {
    const { person } = alone(register, community)
    pension(person, '云岭县社会保险服务中心', 213_000)
    truth.wrong({ check, person, program: 'tekun', from: '2026-02', to: last, overpaid: null, note: '领职工养老金2130元' })
  }
  const cleaner = alone(register, 1, { born: [1957, 1961], from: '2023-05' }).person
  const insure = (person: Person, unit: string): void =>
    register.addRow('employee_insurance', ...idCells(person), unit, '企业职工基本养老保险', { fen: 420_000 }, { month: '2026-02' }, null, '正常参保')
  insure(cleaner, '云岭县环卫公司')
  truth.wrong({ check, person: cleaner, program: 'tekun', from: '2026-02', to: last, overpaid: null, note: '单位缴职工养老保险' })
  const helped = alone(register, 7, { born: [1957, 1961], from: '2023-05' }).person
  insure(helped, '青禾镇公益性岗位')
  truth.lookAlike({ check, person: helped, program: 'tekun', note: '公益性岗位' }, 'public-welfare post')
  const resident = alone(register, 4).person
  pension(resident, '云岭县城乡居民养老保险中心', 18_700)
  truth.lookAlike({ check, person: resident, program: 'tekun', note: '城乡居民基础养老金' }, 'basic pension of residents')
}

function assess(register: Register, tekun: Tekun, { on, lost, result }: { on: string; lost: number; result: string }): void {
  register.addRow('assessments', ...idCells(tekun.person), { date: on }, lost, result, '云岭县康复医院', { place: tekun.community })
}

/** CK75, CK76: the grade on the roster against the assessment and against the money. */
function plantGrades(register: Register, truth: TruthBook): void {
  const between = (more: Tekun['selfCare'], less: Tekun['selfCare']): number => careRate(more, last) - careRate(less, last)
  for (const community of [3, 7]) {
    const tekun = alone(register, community)
    tekun.selfCare = '全护理'
    assess(register, tekun, { on: '2026-05-12', lost: 2, result: '部分丧失生活自理能力' })
    truth.wrong({
      check: 'care-grade-mismatch',
      person: tekun.person,
      program: 'tekun',
      months: [last],
      concerned: between('全护理', '半护理'),
      note: '评估为部分丧失，名册按全护理',
    })
  }
  const less = alone(register, 2)
  less.selfCare = '全自理'
  assess(register, less, { on: '2026-05-12', lost: 3, result: '部分丧失生活自理能力' })
  truth.wrong({
    check: 'care-grade-mismatch',
    person: less.person,
    program: 'tekun',
    months: [last],
    concerned: null,
    underpaid: { from: last, monthly: () => between('半护理', '全自理') },
    note: '评估为部分丧失，名册按全自理少发',
  })
  const recent = alone(register, 5)
  recent.selfCare = '全自理'
  assess(register, recent, { on: '2026-09-22', lost: 5, result: '完全丧失生活自理能力' })
  truth.lookAlike(
    { check: 'care-grade-mismatch', person: recent.person, program: 'tekun', months: [last], note: '9月刚评估，次月调整' },
    'assessed in the month',
  )

  for (const community of [4, 0]) {
    const tekun = alone(register, community)
    tekun.selfCare = '全自理'
    tekun.paidAs = { grade: '半护理', from: '2026-05' }
    truth.wrong({
      check: 'care-above-grade',
      person: tekun.person,
      program: 'tekun',
      months: [last],
      concerned: between('半护理', '全自理'),
      note: '名册写全自理，按半护理发护理费',
    })
  }
  const full = alone(register, 3)
  full.selfCare = '全自理'
  full.paidAs = { grade: '全护理', from: '2026-05' }
  truth.wrong({
    check: 'care-above-grade',
    person: full.person,
    program: 'tekun',
    months: [last],
    concerned: between('全护理', '全自理'),
    note: '名册写全自理，按全护理发护理费',
  })
  const proper = alone(register, 6)
  proper.selfCare = '半护理'
  truth.lookAlike({ check: 'care-above-grade', person: proper.person, program: 'tekun', months: [last], note: '名册写半护理，按半护理发' }, 'paid by its grade')
}

/** CK76: in hospital from the first day of September to the last. */
function plantHospital(register: Register, truth: TruthBook): void {
  const check = 'care-money-in-hospital'
  const stay = (person: Person, from: string, to: string): void =>
    register.addRow(
      'medical_bills',
      ...idCells(person),
      '云岭县精神病医院',
      { date: from },
      { date: to },
      { fen: 1_260_000 },
      { fen: 20_000 },
      { place: person.community },
    )
  for (const community of [1, 7]) {
    const tekun = alone(register, community)
    tekun.selfCare = '半护理'
    stay(tekun.person, '2026-08-19', '2026-10-08')
    truth.wrong({
      check,
      person: tekun.person,
      program: 'tekun',
      months: [last],
      concerned: careRate('半护理', last),
      note: '9月整月住院，护理费照发给照料人',
    })
  }
  const { person } = alone(register, 2)
  stay(person, '2026-08-19', '2026-09-24')
  truth.lookAlike({ check, person, program: 'tekun', months: [last], note: '9月24日出院' }, 'not the whole month')
}

/** CK71. */
function plantNoGround(register: Register, truth: TruthBook): void {
  const check = 'without-qualifying-card'
  for (const community of [5, 0]) {
    const { person } = alone(register, community, { born: [1968, 1976], from: '2026-02' })
    truth.wrong({ check, person, program: 'tekun', from: '2026-02', to: last, overpaid: null, note: '不满六十周岁，没有无劳动能力的残疾证' })
  }
  const disabled = alone(register, 3, { born: [1968, 1976] }).person
  giveCard(disabled, { kind: '肢体', level: 2 })
  register.town.cardHolders.push(disabled)
  truth.lookAlike({ check, person: disabled, program: 'tekun', note: '肢体二级' }, 'card of a level that counts')
}

/** CK79: taken in as a minor, eighteen in March. */
function plantGrownUp(register: Register, truth: TruthBook): void {
  const check = 'past-18-not-at-school'
  const grown = (community: number): Person => {
    const person = register.people.make({ born: '2008-03-16', community })
    return addTekun(register, person, { from: '2019-06', support: '分散供养' }).person
  }
  for (const community of [6, 7]) {
    const person = grown(community)
    truth.wrong({ check, person, program: 'tekun', from: '2026-04', to: last, overpaid: null, note: '2026年3月满十八周岁，学籍名单里没有' })
  }
  const pupil = grown(1)
  register.addRow('students', ...idCells(pupil), '云岭县职业技术学校', '中职二年级', '正常', { place: pupil.community })
  truth.lookAlike({ check, person: pupil, program: 'tekun', note: '在中等职业学校就读' }, 'at a secondary school')
}

/** CK59. */
function plantMoved(register: Register, truth: TruthBook): void {
  const check = 'moved-away'
  for (const community of [4, 7]) {
    const { person } = alone(register, community)
    registerRow(register, person, { movedOut: '2026-02-24' })
    truth.wrong({ check, person, program: 'tekun', from: '2026-03', to: last, overpaid: null, note: '户籍2026年2月迁出' })
  }
  const { person } = alone(register, 2)
  registerRow(register, person, {})
  truth.lookAlike({ check, person, program: 'tekun', note: '户籍在册，没有迁出' }, 'still registered')
}

/** CK78: the carer is in prison. */
function plantCarersHeld(register: Register, truth: TruthBook): void {
  const check = 'carer-gone'
  const held = (community: number, to: string): Person => {
    const { person, carer } = alone(register, community)
    if (carer !== null) register.town.custody.push({ person: carer.person, kind: '服刑', from: '2026-02-10', to })
    return person
  }
  truth.wrong({ check, person: held(4, '2028-02-09'), program: 'tekun', months: [last], concerned: null, note: '照料人正在服刑' })
  truth.lookAlike({ check, person: held(7, '2026-06-09'), program: 'tekun', months: [last], note: '照料人已经释放' }, 'released')
}

/** CK78: no agreement that runs. */
function plantAgreementsOver(register: Register, truth: TruthBook): void {
  const check = 'care-without-agreement'
  const withoutAgreement = (community: number, support: Tekun['support']): Person => {
    const { person } = alone(register, community, { support })
    register.town.agreements = register.town.agreements.filter((agreement) => agreement.id !== person.id)
    return person
  }
  truth.wrong({ check, person: withoutAgreement(1, '分散供养'), program: 'tekun', months: [last], concerned: null, note: '协议登记里没有' })
  const over = alone(register, 5).person
  for (const agreement of register.town.agreements) if (agreement.id === over.id) agreement.endsOn = '2026-06-30'
  truth.wrong({ check, person: over, program: 'tekun', months: [last], concerned: null, note: '协议六月到期，没有续签' })
  truth.lookAlike({ check, person: withoutAgreement(3, '集中供养'), program: 'tekun', months: [last], note: '集中供养，不签照料协议' }, 'in an institution')
}
