import { idCells } from './files-lists.ts'
import type { Child, Subsidy } from './model.ts'
import { careFen, childFen, extra, householdFen, itemOf, livingFen, subsidyFen } from './payments.ts'
import { withWrongCheckDigit } from './people.ts'
import type { Person } from './people.ts'
import { disabledCouple } from './plant-by-program.ts'
import { elder } from './plant-money.ts'
import { inMarch } from './plant-odd-money.ts'
import { cared } from './plant-stray-money.ts'
import { alone } from './plant-tekun.ts'
import { registerRow } from './plant-ties.ts'
import type { Register } from './register.ts'
import type { TruthBook } from './truth.ts'

const from = '2026-05'
const last = '2026-09'

type Paid = 'dibao' | 'tekun' | Subsidy['program'] | Child['program']
const children = ['orphan', 'unattended_child'] as const
const subsidies = ['disability_living', 'disability_care'] as const

/** Somebody who draws one benefit rightly: what it is a month in 分, and how it ends. */
interface Drawer {
  program: Paid
  person: Person
  cardNo: string
  fen: (month: string) => number
  end: (month: string) => void
}

/** As registers of applications and of stops name the programs. */
const nameOf: Record<Paid, string> = {
  dibao: '低保',
  tekun: '特困',
  disability_living: '困难残疾人生活补贴',
  disability_care: '重度残疾人护理补贴',
  orphan: '孤儿',
  unattended_child: '事实无人抚养儿童',
}

/**
 * Wrongs that one check finds in several programs, in each of those where no other plant has them. Not in a demo town: its leads
 * stay below the number that holds a first run back.
 */
export function plantInEachProgram(register: Register, truth: TruthBook): void {
  plantPayments(register, truth)
  plantAccounts(register, truth)
  plantAidAccounts(register, truth)
  plantFirstMonths(register, truth)
  plantEnds(register, truth)
  plantNumbers(register, truth)
  plantPlaces(register, truth)
}

function drawerOf(register: Register, program: Paid, community: number): Drawer {
  if (program === 'dibao') {
    const { person, household } = elder(register, community)
    const end = (month: string): void => void Object.assign(household, { to: month, endReason: '家庭收入提高' })
    return { program, person, cardNo: household.cardNo, fen: (month) => householdFen(household, month), end }
  }
  if (program === 'tekun') {
    const tekun = alone(register, community)
    const fen = (month: string): number => livingFen(tekun, month) + careFen(tekun, month)
    return { program, person: tekun.person, cardNo: tekun.cardNo, fen, end: (month) => void Object.assign(tekun, { to: month }) }
  }
  if (program === 'orphan' || program === 'unattended_child') {
    const child = register.addChild(program, { born: [2012, 2016], community, from: '2021-05' })
    return { program, person: child.person, cardNo: '', fen: (month) => childFen(child, month), end: (month) => void Object.assign(child, { to: month }) }
  }
  const person = program === 'disability_care' ? cared(register, community) : disabledCouple(register, community).spouse
  const own = register.town.subsidies.find((subsidy) => subsidy.person === person && subsidy.program === program)
  if (own === undefined) throw new Error(`${person.name} draws no ${program}`)
  return { program, person, cardNo: '', fen: (month) => subsidyFen(own, month), end: (month) => void Object.assign(own, { to: month }) }
}

/** CK53, CK54, CK17, CK55. */
function plantPayments(register: Register, truth: TruthBook): void {
  const { town } = register
  for (const program of ['tekun', 'disability_living', 'unattended_child'] as const) {
    const returned = drawerOf(register, program, 4)
    town.returnedForGood.add(`${program} ${returned.person.id} 2026-04`)
    const missing = { program, concerned: null }
    const sent = { person: returned.person, months: ['2026-04'], underpaid: { from: '2026-04', monthly: returned.fen } }
    truth.wrong({ check: 'returned-not-resent', ...missing, ...sent, note: `${itemOf[program]}退回后没有重发` })
    const unpaid = drawerOf(register, program, 1)
    const month = program === 'tekun' ? '2025-12' : '2026-06'
    town.unpaid.add(`${program} ${unpaid.person.id} ${month}`)
    const due = { person: unpaid.person, months: [month], underpaid: { from: month, monthly: unpaid.fen } }
    const otherwise = program === 'disability_living' ? { otherwise: 'missed-living-subsidy' } : {}
    truth.wrong({ check: 'roster-against-payments', ...missing, ...due, ...otherwise, note: `当月名册上有，没有发${itemOf[program]}` })
  }
  for (const program of ['disability_living', ...children] as const) {
    const { person, cardNo, fen } = drawerOf(register, program, 6)
    const due = { program, person, cardNo, size: 1, community: person.community, month: from, fen: fen(from) }
    town.extraPayments.push(extra({ ...due, paidOn: '2026-05-26', kind: '正常发放', item: itemOf[program] ?? '' }))
    truth.wrong({ check: 'drawn-twice', person, program, months: [from], overpaid: { monthly: fen(from) }, note: '五月按正常发放付了两次' })
  }
  for (const program of ['dibao', ...subsidies, ...children] as const) {
    const { person, fen } = drawerOf(register, program, 5)
    town.bankAnswers.set(`${program} ${person.id}`, 'returned')
    const owed = { concerned: null, underpaid: { from: last, monthly: fen } }
    truth.wrong({ check: 'bank-against-payments', person, program, months: [last], ...owed, note: `${itemOf[program]}明细写已发，银行退回` })
  }
}

/** CK50 to CK52. */
function plantAccounts(register: Register, truth: TruthBook): void {
  const other = (community: number): Person => register.people.make({ born: [1970, 1990], community })
  const payInto = (person: Person, { account, name }: Person): void => {
    person.paidInto = { from, account, holder: name }
  }
  const money = { from, to: last, overpaid: null }
  for (const program of ['tekun', 'disability_living', ...children] as const) {
    const { person } = drawerOf(register, program, 2)
    const staff = other(2)
    register.town.staff.push({ person: staff, post: '委员', from: '2022-05' })
    payInto(person, staff)
    truth.wrong({ check: 'staff-account', person, program, ...money, otherwise: 'account-of-another', note: `${itemOf[program]}打进两委委员的账户` })
  }
  for (const program of ['dibao', 'tekun', 'disability_living', 'unattended_child'] as const) {
    const { person, cardNo } = drawerOf(register, program, 6)
    payInto(person, other(6))
    truth.wrong({ check: 'account-of-another', person, program, ...money, cardNo, note: `${itemOf[program]}的账户户名是不相干的人` })
  }
  for (const program of ['dibao', 'disability_living', ...children] as const) {
    const { person: host } = drawerOf(register, program, 3)
    const { person, cardNo } = drawerOf(register, program, 3)
    payInto(person, host)
    truth.wrong({ check: 'shared-account', person, program, ...money, cardNo, note: `与${host.name}共用账户，两人不是一家` })
  }
}

/** CK50 to CK52: what one application was given, paid in August. */
function plantAidAccounts(register: Register, truth: TruthBook): void {
  const program = 'temporary_aid'
  const helped = (community: number, holder?: Person): { person: Person; fen: number } => {
    const person = register.people.make({ born: [1960, 1985], community })
    if (holder !== undefined) person.paidInto = { from: '2026-08', account: holder.account, holder: holder.name }
    const { fen, paidOn } = register.addAid(person, { on: '2026-08-04', kind: '支出型', cause: '疾病', category: '其他' })
    const due = { program, person, month: '2026-08', fen, cardNo: '', size: 1, community: person.community }
    register.town.extraPayments.push(extra({ ...due, paidOn, kind: '一次性', item: '临时救助金' }))
    return { person, fen }
  }
  const wrong = (check: string, { person, fen }: ReturnType<typeof helped>, note: string, otherwise?: string): void =>
    truth.wrong({ check, person, program, months: ['2026-08'], concerned: fen, overpaid: null, note, ...(otherwise === undefined ? {} : { otherwise }) })
  const staff = register.people.make({ born: [1970, 1990], community: 4 })
  register.town.staff.push({ person: staff, post: '委员', from: '2022-05' })
  wrong('staff-account', helped(4, staff), '临时救助金打进两委委员的账户', 'account-of-another')
  wrong('account-of-another', helped(1, register.people.make({ born: [1970, 1990], community: 1 })), '临时救助金的户名是不相干的人')
  const { person: host } = helped(6)
  wrong('shared-account', helped(6, host), `与${host.name}共用账户，两人不是一家`)
  const { person: own } = helped(0)
  for (const check of ['staff-account', 'account-of-another', 'shared-account'])
    truth.lookAlike({ check, person: own, program, months: ['2026-08'], note: '临时救助金进本人账户' }, 'own account')
}

/** CK65: 特困 and children from the month after the decision, the subsidies from the month of the application. */
function plantFirstMonths(register: Register, truth: TruthBook): void {
  const check = 'first-month-wrong'
  const community = 0
  const late = { check, concerned: null }
  const tekun = alone(register, community, { from: '2026-05' })
  const application = register.town.applications.find((each) => each.person === tekun.person)
  Object.assign(application ?? {}, inMarch, { noticeFrom: null, noticeTo: null })
  const monthly = (): number => livingFen(tekun, '2026-05') + careFen(tekun, '2026-05')
  truth.wrong({ ...late, person: tekun.person, program: 'tekun', months: ['2026-04'], underpaid: { from: '2026-04', monthly }, note: '3月确认，5月才发' })
  for (const program of children) {
    const child = register.addChild(program, { born: [2012, 2016], community, from: '2026-05' })
    register.addApplication(child.person, { program: nameOf[program], from: '2026-05', cause: '监护缺失', change: inMarch })
    const due = { person: child.person, months: ['2026-04'], underpaid: { from: '2026-04', monthly: (month: string) => childFen(child, month) } }
    truth.wrong({ ...late, program, ...due, note: '3月确认，5月才发' })
  }
  for (const program of subsidies) {
    const { person, fen } = drawerOf(register, program, community)
    for (const subsidy of register.town.subsidies) if (subsidy.person === person) subsidy.from = '2026-03'
    for (const card of person.cards) Object.assign(card, { issuedOn: '2026-02-06', firstIssued: '2026-02-06' })
    register.addApplication(person, { program: nameOf[program], from: '2026-03', cause: '因残', change: inMarch })
    truth.wrong({
      ...late,
      person,
      program,
      months: ['2026-02'],
      underpaid: { from: '2026-02', monthly: fen },
      note: '2月申请，当地从申请当月起发，3月才发',
    })
  }
}

/** CK01 by inference, CK64, CK30. */
function plantEnds(register: Register, truth: TruthBook): void {
  for (const program of ['disability_living', 'disability_care', ...children] as const) {
    const { person } = drawerOf(register, program, 5)
    person.died = '2026-04-11'
    register.town.deaths.push({ person, on: '2026-04-11', cancelledOn: '2026-04-30', hasCertificate: false, typedId: withWrongCheckDigit(person.id) })
    const wrong = { check: 'maybe-paid-after-death', person, from, to: last, overpaid: null, note: '火化名单上证号末位录错' }
    truth.wrong({ ...wrong, program })
    const family = register.town.households.find((household) => household.members.some((member) => member.person === person))
    if (family !== undefined) truth.wrong({ ...wrong, program: 'dibao', cardNo: family.cardNo })
  }
  for (const program of ['disability_living', ...children] as const) {
    const { person, end } = drawerOf(register, program, 2)
    end('2026-08')
    for (const card of person.cards) Object.assign(card, { status: '注销', statusOn: '2026-08-08' })
    const decided = { heardOn: null, decidedOn: '2026-08-20', notifiedOn: null, stopMonth: '2026-09' }
    register.town.stops.push({ person, program: nameOf[program], action: '终止', reason: '不再符合条件', ...decided })
    truth.wrong({ check: 'stop-without-notice', person, program, months: ['2026-08'], concerned: null, note: '终止前没有听取意见，也没有告知' })
  }
  const program = 'disability_living'
  const { person: insured } = drawerOf(register, program, 4)
  register.addRow('work_injury', ...idCells(insured), '生活护理费', { month: '2026-02' }, null, { fen: 151_000 })
  const beside = { check: 'subsidy-beside-injury-care', person: insured, program, from: '2026-03', to: last } as const
  truth.wrong({ ...beside, overpaid: 'concerned', note: '同时领取工伤生活护理费' })
}

/** CK56 to CK58: one person by two numbers or two names, no number, a slip in one, another sex than it says. */
function plantNumbers(register: Register, truth: TruthBook): void {
  const quality = { months: [], concerned: null }
  const help = { on: '2026-04-08', kind: '支出型', cause: '疾病', category: '其他' } as const
  // Who draws the living subsidy is in 低保 as well, and told of there.
  for (const program of ['tekun', 'disability_care', ...children] as const) {
    const { person } = drawerOf(register, program, 1)
    const twin = { ...register.people.make({ born: person.birth, sex: person.sex, community: person.community }), name: person.name }
    register.addAid(twin, help)
    truth.wrong({ check: 'several-ids-one-person', person, program, ...quality, note: '临时救助台账中同名同生日，另一个证号' })
    const { person: renamed } = drawerOf(register, program, 4)
    const other = register.people.make({ born: [1960, 1980], community: 4 }).name
    register.addAid(renamed, { ...help, change: { typedName: other } })
    truth.wrong({ check: 'one-id-several-names', person: renamed, program, ...quality, note: `临时救助台账中同一证号写作${other}` })
  }
  // The list of the two subsidies has no birth dates: the number of the card tells whose a row may be.
  for (const program of ['tekun', ...subsidies, ...children] as const) {
    const { person } = drawerOf(register, program, 6)
    register.town.typedInRosters.set(`${program} ${person.id}`, '')
    truth.wrong({ check: 'possible-match', person, typedId: '', program, ...quality, note: '名册没有证号，发放明细上有' })
  }
  for (const program of ['disability_care', ...children] as const) {
    const { person } = drawerOf(register, program, 5)
    person.written = { sex: person.sex === '男' ? '女' : '男' }
    truth.wrong({ check: 'columns-against-id', person, program, ...quality, note: '名册性别与证号不符' })
  }
  for (const program of [...subsidies, ...children] as const) {
    const { person } = drawerOf(register, program, 3)
    const typedId = withWrongCheckDigit(person.id)
    register.town.typedInPayments.set(`${program} ${person.id} ${last}`, typedId)
    truth.wrong({ check: 'wrong-check-digit', person, typedId, program, ...quality, code: 'id_check_digit', note: '九月发放明细中末位录错' })
  }
  const brought = (community: number, typedIdOf: (id: string) => string): { person: Person; typedId: string } => {
    const person = register.people.make({ born: [1960, 1985], sex: '男', community })
    const typedId = typedIdOf(person.id)
    register.town.streetReturns.push({ person, typedId, category: '生活无着的流浪乞讨人员', enteredOn: '2026-09-01', returnedOn: '2026-09-04' })
    register.addVisit(person, { on: '2026-09-10', category: '其他', content: '入户了解返乡后生活情况' })
    return { person, typedId }
  }
  const slip = { ...brought(0, withWrongCheckDigit), code: 'id_check_digit' }
  truth.wrong({ check: 'wrong-check-digit', ...slip, program: 'street', ...quality, note: '送返登记中末位录错' })
  const { person: old } = brought(7, (id) => id.slice(0, 6) + id.slice(8, 17))
  truth.lookAlike({ check: 'wrong-check-digit', person: old, program: 'street', note: '送返登记中是15位旧号' }, 'old numbers')
  const program = 'left_behind'
  const child = register.addLeftBehind(2).person
  child.written = { sex: child.sex === '男' ? '女' : '男' }
  truth.wrong({ check: 'columns-against-id', person: child, program, ...quality, note: '名册性别与证号不符' })
  const renamed = register.addLeftBehind(5).person
  const other = register.people.make({ born: [2011, 2018], community: 5 }).name
  register.addAid(renamed, { ...help, change: { typedName: other } })
  truth.wrong({ check: 'one-id-several-names', person: renamed, program, ...quality, note: `临时救助台账中同一证号写作${other}` })
}

/** CK59, CK21, CK87: moved out with the living subsidy, children without a school. */
function plantPlaces(register: Register, truth: TruthBook): void {
  const program = 'disability_living'
  const moved = disabledCouple(register, 5)
  registerRow(register, moved.spouse, { movedOut: '2026-02-24' })
  const since = { from: '2026-03', to: last, overpaid: null }
  truth.wrong({ check: 'moved-away', person: moved.spouse, program, ...since, note: '户籍2026年2月迁出，生活补贴照发' })
  const [head] = moved.household.members
  const { cardNo } = moved.household
  if (head !== undefined) truth.wrong({ check: 'more-than-household', person: head.person, program: 'dibao', ...since, cardNo, note: '配偶户籍已迁出，仍计入' })
  const stayed = disabledCouple(register, 0).spouse
  registerRow(register, stayed, {})
  truth.lookAlike({ check: 'moved-away', person: stayed, program, note: '户籍在册，没有迁出' }, 'still registered')
  const check = 'not-at-school'
  for (const kind of children) {
    const child = (community: number): Child =>
      Object.assign(register.addChild(kind, { born: [2013, 2017], community, from: '2021-05', isAtSchool: false }), { school: '' })
    const months = ['2026-06', last]
    truth.wrong({ check, person: child(7).person, program: kind, months, concerned: null, note: '名册写不在校，学籍名单里也没有' })
    const { person: pupil } = child(2)
    register.addRow('students', ...idCells(pupil), '青禾镇中心学校', '三年级', '正常', { place: pupil.community })
    truth.lookAlike({ check, person: pupil, program: kind, months, note: '学籍名单里有' }, 'pupil by the list')
  }
}
