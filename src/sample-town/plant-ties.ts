import { idCells } from './files-lists.ts'
import type { Household, ListCell } from './model.ts'
import type { Person } from './people.ts'
import { couple, elder } from './plant-money.ts'
import { addHousehold } from './add-household.ts'
import type { Register } from './register.ts'
import type { TruthBook } from './truth.ts'

const from = '2026-03'
const last = '2026-09'

/** What registers of marriages, births and moves tell of 低保 families and of the staff's own relatives. */
export function plantTies(register: Register, truth: TruthBook): void {
  plantAbleObligors(register, truth)
  plantMarriedChildren(register, truth)
  plantUnregisteredKin(register, truth)
  plantAidToKin(register, truth)
}

/** A row of the household register; `father` and `mother` make ties, `movedOut` a move, `head` another's household. */
export function registerRow(
  register: Register,
  person: Person,
  given: { father?: Person; mother?: Person; movedOut?: string; formerName?: string; head?: Person },
): void {
  const parent = (who: Person | undefined): ListCell[] => (who === undefined ? [null, null] : idCells(who))
  const moved = given.movedOut === undefined ? null : { date: given.movedOut }
  const head = given.head ?? person
  const number = String(100_000 + (Number(head.id.slice(10, 17)) % 899_999))
  register.addRow(
    'household_register',
    ...idCells(person),
    number,
    head === person ? '户主' : '家庭成员',
    ...idCells(head),
    ...parent(given.father),
    ...parent(given.mother),
    moved,
    given.formerName ?? null,
    { place: person.community },
  )
}

export function consent(register: Register, child: Person, applicant: Person): void {
  register.addRow(
    'consents',
    ...idCells(child),
    child.sex === '男' ? '儿子' : '女儿',
    ...idCells(applicant),
    { date: '2026-07-20' },
    { place: applicant.community },
  )
}

function parentOf(person: Person): { father: Person } | { mother: Person } {
  return person.sex === '男' ? { father: person } : { mother: person }
}

/** Since July a child outside who agreed may be compared. */
function plantAbleObligors(register: Register, truth: TruthBook): void {
  const check = 'able-obligor'
  const parent = (community: number): { person: Person; child: Person } => {
    const { person } = elder(register, community, { born: [1942, 1952] })
    const child = register.people.make({ born: [1972, 1982], community, like: person })
    registerRow(register, child, parentOf(person))
    return { person, child }
  }
  const onPayroll = (child: Person): void => {
    register.town.payroll.push({
      name: child.name,
      id: child.id,
      unit: '云岭县农业农村局',
      identity: '事业人员',
      post: '技术员',
      status: '在职',
      from: '2010-03',
      to: null,
    })
  }
  for (const community of [2, 0]) {
    const { person, child } = parent(community)
    onPayroll(child)
    consent(register, child, person)
    truth.wrong({ check, person, program: 'dibao', from: '2026-07', to: last, concerned: null, note: `${child.name}是事业人员，已同意核对` })
  }
  const driver = parent(4)
  register.town.vehicles.push({ person: driver.child, kind: '小型轿车', model: '长安牌', registeredOn: '2024-05-17', use: '非营运', status: '正常' })
  consent(register, driver.child, driver.person)
  truth.wrong({ check, person: driver.person, program: 'dibao', from: '2026-07', to: last, concerned: null, note: '子女有小轿车，已同意核对' })
  const owner = parent(6)
  register.town.enterprises.push({
    person: owner.child,
    name: '云岭县顺达建材有限公司',
    kind: '有限责任公司',
    role: '法定代表人',
    foundedOn: '2021-06-08',
    endedOn: null,
    status: '存续',
  })
  consent(register, owner.child, owner.person)
  truth.wrong({ check, person: owner.person, program: 'dibao', from: '2026-07', to: last, concerned: null, note: '子女开办公司，已同意核对' })
  const unasked = parent(7)
  onPayroll(unasked.child)
  truth.lookAlike({ check, person: unasked.person, program: 'dibao', note: '子女没有同意核对' }, 'no consent')
  const poor = parent(1)
  consent(register, poor.child, poor.person)
  truth.lookAlike({ check, person: poor.person, program: 'dibao', note: '子女同意核对，没有查到收入和财产' }, 'obligor without means')
}

/** CK21: a grown daughter on the family's roster who founded a family elsewhere. */
function plantMarriedChildren(register: Register, truth: TruthBook): void {
  const check = 'more-than-household'
  const withDaughter = (community: number): { head: Person; daughter: Person; household: Household } => {
    const head = register.people.make({ born: [1962, 1970], sex: '男', community })
    const daughter = register.people.make({ born: [1992, 2001], sex: '女', community, like: head })
    const household = addHousehold(register, { community, head, others: [[daughter, '长女']], from: '2019-04', income: 190, reason: '因病' })
    return { head, daughter, household }
  }
  for (const community of [3, 7]) {
    const { head, daughter, household } = withDaughter(community)
    const husband = register.people.make({ born: [1990, 1998], sex: '男', community })
    register.addRow('marriages', ...idCells(husband), ...idCells(daughter), { date: '2026-02-14' }, '结婚登记')
    truth.wrong({
      check,
      person: head,
      program: 'dibao',
      from,
      to: last,
      overpaid: null,
      cardNo: household.cardNo,
      note: `${daughter.name}2026年2月已结婚，仍计入保障人口`,
    })
  }
  const moved = couple(register, 1)
  registerRow(register, moved.spouse, { movedOut: '2026-02-19' })
  truth.wrong({ check, person: moved.head, program: 'dibao', from, to: last, overpaid: null, cardNo: moved.household.cardNo, note: '配偶户籍已迁出，仍计入' })
  const numbered = couple(register, 4)
  numbered.household.stated = { from: '2026-05', familySize: 1 }
  truth.wrong({
    check,
    person: numbered.head,
    program: 'dibao',
    months: ['2026-06', '2026-08', last],
    overpaid: null,
    cardNo: numbered.household.cardNo,
    note: '名册写家庭人口一人、保障人口两人',
  })
  plantFewerRegistered(register, truth)
  const divorced = withDaughter(6)
  const husband = register.people.make({ born: [1990, 1998], sex: '男', community: 6 })
  register.addRow('marriages', ...idCells(husband), ...idCells(divorced.daughter), { date: '2021-05-20' }, '结婚登记')
  register.addRow('marriages', ...idCells(husband), ...idCells(divorced.daughter), { date: '2024-03-11' }, '离婚登记')
  truth.lookAlike({ check, person: divorced.head, program: 'dibao', note: '已离婚，回到父母家' }, 'divorced')
}

/** CK21 by the register of residents alone, which the police gave for August and September. */
function plantFewerRegistered(register: Register, truth: TruthBook): void {
  const check = 'more-than-household'
  const family = (community: number): ReturnType<typeof couple> & { son: Person } => {
    const { head, spouse, household } = couple(register, community)
    const son = register.people.make({ born: [2009, 2015], sex: '男', community, like: head })
    household.members.push({ person: son, relation: '长子', isProtected: true, from: household.from, to: null })
    registerRow(register, head, {})
    registerRow(register, spouse, { head })
    return { head, spouse, household, son }
  }
  for (const community of [2, 0]) {
    const { head, household } = family(community)
    truth.wrong({
      check,
      person: head,
      program: 'dibao',
      months: ['2026-08', last],
      overpaid: null,
      cardNo: household.cardNo,
      note: '户籍里这一户两人，保障三人',
    })
  }
  const whole = family(5)
  registerRow(register, whole.son, { head: whole.head })
  truth.lookAlike({ check, person: whole.head, program: 'dibao', months: ['2026-08', last], note: '户籍里三个人都在' }, 'all in one household')
  const moving = family(7)
  registerRow(register, moving.son, { head: moving.head, movedOut: '2026-09-16' })
  truth.lookAlike({ check, person: moving.head, program: 'dibao', months: ['2026-08', last], note: '长子九月才迁出' }, 'moved in the month')
}

function committeeMember(register: Register, community: number): Person {
  const person = register.people.make({ born: [1972, 1990], sex: '男', community })
  register.town.staff.push({ person, post: '委员', from: '2021-03' })
  return person
}

/** CK23: a committee member's brother or sister's family in 低保 that nobody registered. */
function plantUnregisteredKin(register: Register, truth: TruthBook): void {
  const check = 'kin-not-registered'
  const family = (community: number): { relative: Person; staff: Person } => {
    const staff = committeeMember(register, community)
    const mother = register.people.make({ born: [1945, 1950], sex: '女', community })
    const relative = register.people.make({ born: [1966, 1971], sex: '男', community, like: staff })
    addHousehold(register, { community, head: relative, others: [], from: '2026-03', income: 200, reason: '因病' })
    registerRow(register, staff, { mother })
    registerRow(register, relative, { mother })
    return { relative, staff }
  }
  for (const community of [5, 0]) {
    const { relative, staff } = family(community)
    truth.wrong({ check, person: relative, program: 'dibao', from, to: last, concerned: null, note: `${staff.name}的兄弟享受低保，没有备案` })
  }
  const unseen = family(4)
  const colleague = register.town.staff.find((each) => each.person === unseen.staff)
  if (colleague !== undefined)
    register.town.kin.push({ staff: colleague, relation: '兄弟', person: unseen.relative, program: '低保', registeredOn: '2026-02-11', isUnvisited: true })
  truth.wrong({ check, person: unseen.relative, program: 'dibao', from, to: last, concerned: null, note: '备案了，县里没有入户' })
  const { relative, staff } = family(2)
  const member = register.town.staff.find((each) => each.person === staff)
  if (member !== undefined) register.town.kin.push({ staff: member, relation: '兄弟', person: relative, program: '低保', registeredOn: '2026-02-11' })
  truth.lookAlike({ check, person: relative, program: 'dibao', note: '已单独登记备案' }, 'registered')
}

/** CK44. */
function plantAidToKin(register: Register, truth: TruthBook): void {
  const check = 'aid-to-kin'
  const helped = (community: number): { wife: Person; staff: Person } => {
    const staff = committeeMember(register, community)
    const wife = register.people.make({ born: [1972, 1990], sex: '女', community })
    register.addRow('marriages', ...idCells(staff), ...idCells(wife), { date: '2009-10-08' }, '结婚登记')
    return { wife, staff }
  }
  for (const community of [1, 7]) {
    const { wife, staff } = helped(community)
    const aid = register.addAid(wife, { on: '2026-04-21', kind: '支出型', cause: '疾病', category: '其他' })
    truth.wrong({
      check,
      person: wife,
      program: 'temporary_aid',
      months: [aid.decidedOn.slice(0, 7)],
      concerned: aid.fen,
      note: `${staff.name}的配偶得到临时救助，没有登记说明`,
    })
  }
  const { wife, staff } = helped(4)
  register.addAid(wife, { on: '2026-04-21', kind: '支出型', cause: '疾病', category: '其他' })
  const member = register.town.staff.find((each) => each.person === staff)
  if (member !== undefined) register.town.kin.push({ staff: member, relation: '配偶', person: wife, program: '临时救助', registeredOn: '2026-04-23' })
  truth.lookAlike({ check, person: wife, program: 'temporary_aid', note: '已登记说明' }, 'registered')
}
