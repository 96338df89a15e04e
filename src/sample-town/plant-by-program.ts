import type { Child, Household } from './model.ts'
import { careFen, childFen, extra, livingFen } from './payments.ts'
import { giveCard, withWrongCheckDigit } from './people.ts'
import type { Person } from './people.ts'
import { couple, elder } from './plant-money.ts'
import { cared } from './plant-stray-money.ts'
import { alone } from './plant-tekun.ts'
import { registerRow } from './plant-ties.ts'
import type { Register } from './register.ts'
import type { TruthBook } from './truth.ts'

const from = '2026-05'
const last = '2026-09'

/** Wrongs planted elsewhere, again in programs for which the check has another rule, another list or another sum. */
export function plantByProgram(register: Register, truth: TruthBook): void {
  plantStops(register, truth)
  plantNotices(register, truth)
  plantSums(register, truth)
  plantEnds(register, truth)
  plantAccounts(register, truth)
  plantPayments(register, truth)
  plantChildren(register, truth)
}

function childOf(register: Register, community: number, program: Child['program'] = 'orphan'): Child {
  return register.addChild(program, { born: [2012, 2016], community, from: '2021-05' })
}

/** CK64: 特困 is told since 2021, the subsidies since the law of 2026. */
function plantStops(register: Register, truth: TruthBook): void {
  const check = 'stop-without-notice'
  const tekun = alone(register, 3)
  tekun.to = '2026-03'
  const ended = { action: '终止', heardOn: null, stopMonth: '2026-04' } as const
  register.town.stops.push({ ...ended, person: tekun.person, program: '特困', reason: '有法定义务人赡养', decidedOn: '2026-03-20', notifiedOn: null })
  truth.wrong({ check, person: tekun.person, program: 'tekun', months: ['2026-03'], concerned: null, note: '终止特困供养没有书面告知' })
  const withCardEnded = (community: number, month: string): Person => {
    const person = cared(register, community)
    for (const card of person.cards) Object.assign(card, { status: '注销', statusOn: `${month}-08` })
    for (const subsidy of register.town.subsidies) if (subsidy.person === person) subsidy.to = month
    const decidedOn = `${month}-20`
    register.town.stops.push({ ...ended, person, program: '重度残疾人护理补贴', reason: '残疾证注销', decidedOn, notifiedOn: null, stopMonth: month })
    return person
  }
  const unheard = withCardEnded(6, '2026-08')
  truth.wrong({ check, person: unheard, program: 'disability_care', months: ['2026-08'], concerned: null, note: '停发护理补贴没有听取意见，也没有告知' })
  truth.lookAlike({ check, person: withCardEnded(2, '2026-05'), program: 'disability_care', note: '社会救助法施行前停发护理补贴' }, 'before the law')
}

/** CK61: the town's paper posts 临时救助 too. */
function plantNotices(register: Register, truth: TruthBook): void {
  const check = 'publicity-short'
  const notice = { noticeFrom: '2026-06-05', noticeTo: '2026-06-09' }
  const helped = (community: number, kind: '支出型' | '急难型'): Person => {
    const person = register.people.make({ born: [1960, 1985], community })
    register.addAid(person, { on: '2026-06-02', kind, cause: '疾病', category: '其他', change: notice })
    return person
  }
  truth.wrong({ check, person: helped(1, '支出型'), program: 'temporary_aid', months: ['2026-06'], concerned: null, note: '临时救助公示五天' })
  truth.lookAlike({ check, person: helped(4, '急难型'), program: 'temporary_aid', note: '急难型，事后公示五天' }, 'urgent aid is not posted before')
}

/** CK25: a sum between what the papers name, and the sum of the year before. */
function plantSums(register: Register, truth: TruthBook): void {
  const check = 'amount-off-standard'
  const tekun = alone(register, 5)
  tekun.selfCare = '全自理'
  const months = ['2026-05', '2026-06', '2026-07']
  for (const month of months) register.town.paidInstead.set(`tekun ${tekun.person.id} ${month}`, livingFen(tekun, month) + careFen(tekun, month) + 3_000)
  truth.wrong({ check, person: tekun.person, program: 'tekun', months, concerned: null, note: '每月比供养标准多三十元，不是任何一档' })
  const child = childOf(register, 4, 'unattended_child')
  const raised = ['2024-01', '2024-02']
  for (const month of raised) register.town.paidInstead.set(`unattended_child ${child.person.id} ${month}`, childFen(child, '2023-12'))
  truth.wrong({
    check,
    person: child.person,
    program: 'unattended_child',
    months: raised,
    concerned: null,
    underpaid: { from: '2024-01', monthly: (month) => childFen(child, month) - childFen(child, '2023-12') },
    note: '提标以后两个月还按原标准发',
  })
}

/** A couple in 低保, of whom the wife holds a card of the third level and draws the living subsidy. */
export function disabledCouple(register: Register, community: number): { spouse: Person; household: Household } {
  const { spouse, household } = couple(register, community)
  register.giveBenefitsOfCard(giveCard(spouse, { kind: '听力', level: 3 }), spouse, household)
  return { spouse, household }
}

/** CK34, CK26, CK01: after the end of a card and after a death. */
function plantEnds(register: Register, truth: TruthBook): void {
  const program = 'disability_living'
  const { spouse } = disabledCouple(register, 3)
  for (const card of spouse.cards) Object.assign(card, { status: '注销', statusOn: '2026-03-20' })
  truth.wrong({ check: 'card-ended', person: spouse, program, from: '2026-04', to: last, overpaid: 'concerned', note: '残疾证3月注销，生活补贴仍在发放' })
  const check = 'paid-after-death'
  const dead = disabledCouple(register, 2)
  register.endMemberByDeath(dead.household, dead.household.members[1], '2026-02-16')
  for (const subsidy of register.town.subsidies) if (subsidy.person === dead.spouse) subsidy.to = '2026-05'
  truth.wrong({ check, person: dead.spouse, program, from: '2026-03', to: '2026-05', overpaid: 'concerned', note: '低保已核减，生活补贴多发三个月' })
  const child = childOf(register, 6, 'unattended_child')
  register.recordDeath(child.person, '2026-03-09')
  child.to = '2026-06'
  truth.wrong({ check, person: child.person, program: 'unattended_child', from: '2026-04', to: '2026-06', overpaid: 'concerned', note: '儿童死亡后多发三个月' })
}

/** CK50 to CK52: household money, money of 特困 and of children. */
function plantAccounts(register: Register, truth: TruthBook): void {
  const payInto = (person: Person, { account, name }: Person): void => {
    person.paidInto = { from, account, holder: name }
  }
  const other = (community: number): Person => register.people.make({ born: [1970, 1990], community })
  const { person, household } = elder(register, 5)
  const staff = other(5)
  register.town.staff.push({ person: staff, post: '委员', from: '2022-05' })
  payInto(person, staff)
  const money = { from, to: last, overpaid: null }
  const { cardNo } = household
  truth.wrong({ check: 'staff-account', person, program: 'dibao', ...money, cardNo, otherwise: 'account-of-another', note: '低保金打进两委委员的账户' })
  const [host, guest] = [alone(register, 1).person, alone(register, 1).person]
  payInto(guest, host)
  truth.wrong({ check: 'shared-account', person: guest, program: 'tekun', ...money, note: `与${host.name}共用账户` })
  const child = childOf(register, 2).person
  payInto(child, other(2))
  truth.wrong({ check: 'account-of-another', person: child, program: 'orphan', ...money, note: '账户户名是不相干的人' })
  const ward = childOf(register, 7)
  payInto(ward.person, ward.guardian.person)
  truth.lookAlike({ check: 'account-of-another', person: ward.person, program: 'orphan', note: '打进监护人账户' }, 'guardian')
}

/** CK17, CK53, CK54: 特困 twice, a child's money sent back, a child unpaid. */
function plantPayments(register: Register, truth: TruthBook): void {
  const tekun = alone(register, 2)
  const { person, cardNo, community } = tekun
  const fen = livingFen(tekun, from) + careFen(tekun, from)
  const due = { program: 'tekun', person, cardNo, size: 1, community, month: from, fen }
  register.town.extraPayments.push(extra({ ...due, paidOn: '2026-05-26', kind: '正常发放', item: '特困供养金' }))
  truth.wrong({ check: 'drawn-twice', person, program: 'tekun', months: [from], overpaid: { monthly: fen }, note: '五月按正常发放付了两次' })
  const returned = childOf(register, 5)
  register.town.returnedForGood.add(`orphan ${returned.person.id} 2026-04`)
  const missing = { concerned: null, program: 'orphan', underpaid: { from: '2026-04', monthly: (month: string) => childFen(returned, month) } }
  truth.wrong({ check: 'returned-not-resent', person: returned.person, ...missing, months: ['2026-04'], note: '孤儿基本生活费退回后没有重发' })
  const unpaid = childOf(register, 3)
  register.town.unpaid.add(`orphan ${unpaid.person.id} 2026-06`)
  truth.wrong({ check: 'roster-against-payments', person: unpaid.person, ...missing, months: ['2026-06'], note: '六月名册上有，没有发' })
}

/** CK59, CK86, CK56. */
function plantChildren(register: Register, truth: TruthBook): void {
  const moved = childOf(register, 1, 'unattended_child')
  registerRow(register, moved.person, { movedOut: '2026-02-24' })
  truth.wrong({ check: 'moved-away', person: moved.person, program: 'unattended_child', from: '2026-03', to: last, overpaid: null, note: '户籍2026年2月迁出' })
  const left = cared(register, 3)
  registerRow(register, left, { movedOut: '2026-02-24' })
  truth.wrong({ check: 'moved-away', person: left, program: 'disability_care', from: '2026-03', to: last, overpaid: null, note: '户籍2026年2月迁出' })
  const ward = childOf(register, 4)
  register.recordDeath(ward.guardian.person, '2026-06-14')
  truth.wrong({ check: 'carer-gone', person: ward.person, program: 'orphan', months: [last], concerned: null, note: '监护人已死亡' })
  const child = register.addLeftBehind(6)
  child.typedId = withWrongCheckDigit(child.person.id)
  const typed = { person: child.person, typedId: child.typedId, code: 'id_check_digit' }
  truth.wrong({ check: 'wrong-check-digit', ...typed, program: 'left_behind', note: '留守儿童名册中末位录错' })
}
