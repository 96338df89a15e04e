import { addDays } from '../domain/plain-date.ts'
import { childFen, extra, householdFen, shareFen, subsidyFen } from './payments.ts'
import type { Child, Household } from './model.ts'
import { giveCard } from './people.ts'
import type { Person } from './people.ts'
import { communityAt } from './places.ts'
import { elder } from './plant-money.ts'
import { addHousehold } from './add-household.ts'
import type { Register } from './register.ts'
import type { TruthBook } from './truth.ts'

const last = '2026-09'

/** Money that goes where it should not, or does not arrive. */
export function plantStrayMoney(register: Register, truth: TruthBook): void {
  plantDrawnTwice(register, truth)
  plantNotResent(register, truth)
  plantCardEnded(register, truth)
  plantAidAfterDeath(register, truth)
  plantChildBenefit(register, truth)
  plantChildSubsidy(register, truth)
}

/** Somebody outside 低保 who draws the care subsidy by right. */
export function cared(register: Register, community: number): Person {
  const person = register.people.make({ born: [1962, 1985], community })
  register.giveBenefitsOfCard(giveCard(person, { kind: '肢体', level: 2 }), person, null)
  return person
}

function careFenIn(person: Person, month: string): number {
  return subsidyFen({ person, program: 'disability_care', level: 2, from: month, to: null }, month)
}

function again(register: Register, person: Person, given: { month: string; paidOn: string; kind: '正常发放' | '补发'; item: string }): void {
  const fen = careFenIn(person, given.month)
  register.town.extraPayments.push(extra({ program: 'disability_care', person, cardNo: '', size: 1, community: person.community, fen, ...given }))
}

function plantDrawnTwice(register: Register, truth: TruthBook): void {
  const check = 'drawn-twice'
  for (const community of [2, 7]) {
    const person = cared(register, community)
    for (const month of ['2026-05', '2026-06']) again(register, person, { month, paidOn: `${month}-25`, kind: '正常发放', item: '重度残疾人护理补贴' })
    truth.wrong({
      check,
      person,
      program: 'disability_care',
      from: '2026-05',
      to: '2026-06',
      overpaid: { monthly: careFenIn(person, '2026-05') },
      note: '同月按正常发放付了两次',
    })
  }
  plantTwoHouseholds(register, truth)
  for (const community of [1, 4]) {
    const person = cared(register, community)
    register.town.returnedForGood.add(`disability_care ${person.id} 2026-04`)
    again(register, person, { month: '2026-04', paidOn: '2026-04-28', kind: '正常发放', item: '重度残疾人护理补贴' })
    truth.lookAlike({ check, person, program: 'disability_care', months: ['2026-04'], note: '第一笔退回后重发，实收一次' }, 'returned and paid again')
  }
}

/** One grandchild counted in two families. */
function plantTwoHouseholds(register: Register, truth: TruthBook): void {
  const check = 'drawn-twice'
  const twoFamilies = (community: number): { child: Person; homes: [Household, Household] } => {
    const child = register.people.make({ born: [2010, 2016], community })
    const home = (born: [number, number], relation: string): Household =>
      addHousehold(register, {
        community,
        head: register.people.make({ born, community, like: child }),
        others: [[child, relation]],
        from: '2026-03',
        income: communityAt(register.at(community)).isUrban ? 240 : 140,
        reason: '因病',
      })
    const isBoy = child.sex === '男'
    return { child, homes: [home([1976, 1984], isBoy ? '长子' : '长女'), home([1950, 1958], isBoy ? '孙子' : '孙女')] }
  }
  const { child, homes } = twoFamilies(0)
  const shares = homes.map((home) => shareFen(home, last))
  truth.wrong({
    check,
    person: child,
    program: 'dibao',
    from: '2026-03',
    to: last,
    concerned: 7 * shares.reduce((sum, fen) => sum + fen, 0),
    overpaid: { monthly: Math.min(...shares) },
    note: '同时计入父母家和祖父母家',
  })
  const moved = twoFamilies(7)
  for (const [at, home] of moved.homes.entries()) Object.assign(home.members[1] ?? {}, at === 0 ? { to: '2026-06' } : { from: '2026-06' })
  truth.lookAlike({ check, person: moved.child, program: 'dibao', months: ['2026-06'], note: '六月从父母家转到祖父母家' }, 'month of change')
}

function plantNotResent(register: Register, truth: TruthBook): void {
  const check = 'returned-not-resent'
  const { town } = register
  const person = cared(register, 3)
  town.returnedForGood.add(`disability_care ${person.id} 2026-04`)
  truth.wrong({
    check,
    person,
    program: 'disability_care',
    months: ['2026-04'],
    underpaid: { from: '2026-04', monthly: (month) => careFenIn(person, month) },
    note: '银行退回后没有重发',
  })
  const poor = elder(register, 7)
  town.returnedForGood.add(`dibao ${poor.person.id} 2026-05`)
  truth.wrong({
    check,
    person: poor.person,
    program: 'dibao',
    months: ['2026-05'],
    cardNo: poor.household.cardNo,
    underpaid: { from: '2026-05', monthly: (month) => householdFen(poor.household, month) },
    note: '低保金退回后没有重发',
  })
  const later = cared(register, 6)
  town.returnedForGood.add(`disability_care ${later.id} 2026-04`)
  again(register, later, { month: '2026-04', paidOn: '2026-07-18', kind: '补发', item: '补发护理补贴' })
  truth.lookAlike({ check, person: later, program: 'disability_care', months: ['2026-04'], note: '退回后七月补发' }, 'sent again as arrears')
  const gone = elder(register, 5)
  gone.household.to = '2026-06'
  town.stops.push({
    person: gone.person,
    program: '低保',
    action: '终止',
    reason: '家庭收入提高',
    heardOn: '2026-05-12',
    decidedOn: '2026-05-20',
    notifiedOn: '2026-05-22',
    stopMonth: '2026-06',
  })
  town.returnedForGood.add(`dibao ${gone.person.id} 2026-06`)
  truth.lookAlike({ check, person: gone.person, program: 'dibao', months: ['2026-06'], note: '停发月份的款项退回，不再重发' }, 'stopped benefit')
}

function plantCardEnded(register: Register, truth: TruthBook): void {
  const check = 'card-ended'
  for (const [community, status] of [
    [4, '注销'],
    [0, '冻结'],
  ] as const) {
    const person = cared(register, community)
    for (const card of person.cards) Object.assign(card, { status, statusOn: '2026-03-20' })
    truth.wrong({ check, person, program: 'disability_care', from: '2026-04', to: last, overpaid: 'concerned', note: `残疾证2026年3月${status}，仍在发放` })
  }
  const expired = cared(register, 6)
  for (const card of expired.cards) card.validTo = '2026-05-31'
  truth.wrong({ check, person: expired, program: 'disability_care', from: '2026-06', to: last, overpaid: null, note: '残疾证5月到期，没有换证' })

  const renewed = cared(register, 2)
  const [old] = renewed.cards
  if (old !== undefined) {
    const current = giveCard(renewed, { kind: '肢体', level: 2, issued: '2026-05-11' })
    Object.assign(current, { firstIssued: old.firstIssued })
    Object.assign(old, { status: '注销', statusOn: '2026-05-10', validTo: '2026-05-10' })
  }
  truth.lookAlike({ check, person: renewed, program: 'disability_care', note: '到期当月换了新证' }, 'renewed')
  const stopped = cared(register, 5)
  for (const card of stopped.cards) Object.assign(card, { status: '注销', statusOn: '2026-04-08' })
  for (const subsidy of register.town.subsidies) if (subsidy.person === stopped) subsidy.to = '2026-04'
  truth.lookAlike({ check, person: stopped, program: 'disability_care', note: '证件注销当月停发' }, 'stopped in the month')
}

function plantAidAfterDeath(register: Register, truth: TruthBook): void {
  const check = 'aid-after-death'
  const dead = (community: number, on: string): Person => {
    const person = register.people.make({ born: [1950, 1972], community })
    register.recordDeath(person, on)
    return person
  }
  for (const community of [1, 5]) {
    const person = dead(community, '2026-02-10')
    const aid = register.addAid(person, { on: '2026-05-12', kind: '急难型', cause: '疾病', category: '其他' })
    truth.wrong({
      check,
      person,
      program: 'temporary_aid',
      months: [aid.decidedOn.slice(0, 7)],
      concerned: aid.fen,
      overpaid: 'concerned',
      note: '死亡三个月后以其名义申请临时救助',
    })
  }
  const before = dead(3, '2026-06-03')
  register.addAid(before, { on: '2026-06-01', kind: '急难型', cause: '疾病', category: '其他' })
  truth.lookAlike({ check, person: before, program: 'temporary_aid', note: '申请时在世，发放前后死亡' }, 'applied before the death')
  const funeral = dead(2, '2026-06-20')
  register.addAid(funeral, { on: '2026-06-23', kind: '急难型', cause: '丧葬费用困难', category: '其他' })
  truth.lookAlike({ check, person: funeral, program: 'temporary_aid', note: '家属申请丧葬费用救助' }, 'funeral')
}

/** A child counted in the family's 低保 beside the child's own benefit: an orphan may not, of the others the town pays the difference only. */
function plantChildBenefit(register: Register, truth: TruthBook): void {
  const check = 'dibao-and-child-benefit'
  const inFamily = (community: number, program: Child['program'] = 'unattended_child') => {
    const child = register.addChild(program, { born: [2011, 2015], community, from: '2022-03' })
    const household = addHousehold(register, {
      community,
      head: child.guardian.person,
      others: [[child.person, child.person.sex === '男' ? '孙子' : '孙女']],
      from: '2026-03',
      income: 200,
      reason: '年老无依靠',
    })
    return { child, household }
  }
  for (const community of [7, 5]) {
    const { child, household } = inFamily(community)
    const smaller = Math.min(shareFen(household, last), childFen(child, last))
    truth.wrong({
      check,
      person: child.person,
      program: 'unattended_child',
      from: '2026-03',
      to: last,
      overpaid: household.isUrban ? { monthly: smaller } : null,
      note: '计入低保后没有按差额补发',
    })
  }
  const { child, household } = inFamily(0)
  child.from = '2026-03'
  child.deducted = shareFen(household, last)
  truth.lookAlike({ check, person: child.person, program: 'unattended_child', note: '已按差额补发' }, 'difference paid')
  for (const community of [3, 0]) {
    const { child: orphan, household: home } = inFamily(community, 'orphan')
    truth.wrong({
      check,
      person: orphan.person,
      program: 'orphan',
      from: '2026-03',
      to: last,
      overpaid: home.isUrban ? { monthly: Math.min(shareFen(home, last), childFen(orphan, last)) } : null,
      note: '孤儿同时计入祖父母家的低保',
    })
  }
  const once = inFamily(6, 'orphan')
  Object.assign(once.household.members[1] ?? {}, { to: '2026-03' })
  truth.lookAlike({ check, person: once.child.person, program: 'orphan', months: ['2026-03'], note: '只有三月重叠，四月起不再计入' }, 'month of change')
  const apart = inFamily(1, 'orphan')
  Object.assign(apart.household.members[1] ?? {}, { isProtected: false })
  apart.child.guardian.person.illness = '恶性肿瘤'
  truth.lookAlike({ check, person: apart.child.person, program: 'orphan', note: '同户，没有计入保障人口' }, 'not counted')
}

function plantChildSubsidy(register: Register, truth: TruthBook): void {
  const add = (
    program: 'orphan' | 'unattended_child',
    community: number,
    { subsidy, level, from, to }: { subsidy: 'disability_living' | 'disability_care'; level: number; from: string; to: string | null },
  ) => {
    const child = register.addChild(program, { born: [2011, 2016], community, from: '2021-05' })
    giveCard(child.person, { kind: '听力', level, issued: addDays(`${child.from}-10`, -300) })
    register.town.cardHolders.push(child.person)
    register.town.subsidies.push({ person: child.person, program: subsidy, level, from, to })
    return child
  }
  for (const [program, check, community] of [
    ['orphan', 'orphan-draws-living-subsidy', 2],
    ['unattended_child', 'child-draws-living-subsidy', 6],
  ] as const) {
    const child = add(program, community, { subsidy: 'disability_living', level: 3, from: '2026-03', to: null })
    truth.wrong({
      check,
      person: child.person,
      program: 'disability_living',
      from: '2026-03',
      to: last,
      overpaid: 'concerned',
      note: '全额领取儿童基本生活费，同时领取残疾人生活补贴',
    })
    const severe = add(program, community, { subsidy: 'disability_care', level: 1, from: '2022-01', to: null })
    truth.lookAlike({ check, person: severe.person, program: 'disability_care', note: '护理补贴可以同时享受' }, 'care subsidy beside')
    const once = add(program, community, { subsidy: 'disability_living', level: 3, from: '2021-05', to: '2021-05' })
    once.from = '2021-05'
    truth.lookAlike({ check, person: once.person, program: 'disability_living', months: ['2021-05'], note: '纳入当月' }, 'month of change')
  }
}
