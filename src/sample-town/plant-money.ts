import { addMonths, monthOf } from '../domain/months.ts'
import type { Household } from './model.ts'
import { careFen, extra, livingFen, shareFen } from './payments.ts'
import { giveCard } from './people.ts'
import type { Person } from './people.ts'
import { communityAt } from './places.ts'
import { addHousehold } from './add-household.ts'
import { addTekun } from './add-tekun.ts'
import type { Register } from './register.ts'
import type { TruthBook } from './truth.ts'

const lastPaid = '2026-09'

/** A single elder in 低保, long ago and without any other benefit. */
export function elder(
  register: Register,
  community: number,
  { born = [1944, 1958] as [number, number], from = '2017-05' } = {},
): { person: Person; household: Household } {
  const person = register.people.make({ born, community })
  return {
    person,
    household: addHousehold(register, { community, head: person, others: [], from, income: communityAt(community).isUrban ? 220 : 130, reason: '年老无依靠' }),
  }
}

export function couple(register: Register, community: number, from = '2018-03'): { head: Person; spouse: Person; household: Household } {
  const head = register.people.make({ born: [1966, 1974], sex: '男', community })
  const spouse = register.people.make({ born: [1968, 1976], sex: '女', community })
  return {
    head,
    spouse,
    household: addHousehold(register, {
      community,
      head,
      others: [[spouse, '妻子']],
      from,
      income: communityAt(community).isUrban ? 260 : 150,
      reason: '因病',
    }),
  }
}

export function plantAfterDeath(register: Register, truth: TruthBook): void {
  const check = 'paid-after-death'
  const stopped = elder(register, 1)
  register.recordDeath(stopped.person, '2026-03-14')
  stopped.household.to = lastPaid
  truth.wrong({
    check,
    person: stopped.person,
    program: 'dibao',
    from: '2026-04',
    to: lastPaid,
    overpaid: 'concerned',
    cardNo: stopped.household.cardNo,
    note: '一人户死亡后仍发放，2026年10月起停发',
  })

  const relapsing = elder(register, 3)
  register.recordDeath(relapsing.person, '2025-11-20')
  relapsing.household.pause = [lastPaid]
  truth.wrong({
    check,
    person: relapsing.person,
    program: 'dibao',
    from: '2025-12',
    to: '2026-08',
    overpaid: 'concerned',
    cardNo: relapsing.household.cardNo,
    note: '死亡后仍发放到8月，9月已停，10月名册又出现（反弹）',
  })

  const urban = couple(register, 0)
  register.recordDeath(urban.spouse, '2026-02-09')
  truth.wrong({
    check,
    person: urban.spouse,
    program: 'dibao',
    from: '2026-03',
    to: lastPaid,
    overpaid: { monthly: shareFen(urban.household, lastPaid) },
    cardNo: urban.household.cardNo,
    note: '家庭成员死亡后未核减，名册列有个人保障金额',
  })

  const rural = couple(register, 4)
  register.recordDeath(rural.spouse, '2026-05-02')
  truth.wrong({
    check,
    person: rural.spouse,
    program: 'dibao',
    from: '2026-06',
    to: lastPaid,
    overpaid: null,
    cardNo: rural.household.cardNo,
    note: '家庭成员死亡后未核减，名册没有个人保障金额',
  })

  const tekun = addTekun(register, register.people.make({ born: [1940, 1950], sex: '男', community: 2 }), { from: '2016-04', support: '分散供养' })
  register.recordDeath(tekun.person, '2025-08-17')
  tekun.to = '2026-01'
  truth.wrong({ check, person: tekun.person, program: 'tekun', from: '2025-09', to: '2026-01', overpaid: 'concerned', note: '特困人员死亡后多发五个月' })

  for (const [community, on, to] of [
    [5, '2024-04-10', '2024-12'],
    [6, '2026-06-21', lastPaid],
  ] as const) {
    const person = register.people.make({ born: [1950, 1960], community })
    register.giveBenefitsOfCard(giveCard(person, { kind: '肢体', level: 1 }), person, null)
    register.recordDeath(person, on)
    for (const subsidy of register.town.subsidies) if (subsidy.person === person) subsidy.to = to
    truth.wrong({ check, person, program: 'disability_care', from: addMonths(monthOf(on), 1), to, overpaid: 'concerned', note: '护理补贴在死亡后继续发放' })
  }
  plantInnocentDeaths(register, truth)
}

function plantInnocentDeaths(register: Register, truth: TruthBook): void {
  const check = 'paid-after-death'
  for (const community of [2, 7]) {
    const living = elder(register, community)
    const namesake = register.people.make({ born: [1938, 1949], community })
    register.recordDeath({ ...namesake, name: living.person.name, cards: [] }, '2025-04-12')
    truth.lookAlike({ check, person: living.person, program: 'dibao', note: `同名的死者 ${namesake.id} 不是本人` }, 'same-name entries')
  }
  const arrears = addTekun(register, register.people.make({ born: [1936, 1946], sex: '男', community: 0 }), { from: '2015-06', support: '集中供养' })
  register.endTekunByDeath(arrears, '2025-05-19')
  register.town.extraPayments.push(
    extra({
      program: 'tekun',
      person: arrears.person,
      month: '2025-04',
      fen: 12_000,
      cardNo: arrears.cardNo,
      size: 1,
      community: arrears.community,
      paidOn: '2025-07-15',
      kind: '补发',
      item: '补发特困供养金',
    }),
  )
  truth.lookAlike({ check, person: arrears.person, program: 'tekun', months: ['2025-04'], note: '死亡前月份的补发款，死亡后才到账' }, 'payment of arrears')

  const late = elder(register, 6)
  register.endMemberByDeath(late.household, late.household.members[0], '2025-10-08')
  register.town.paidOnInstead.set(`dibao ${late.person.id} 2025-10`, '2025-12-03')
  truth.lookAlike({ check, person: late.person, program: 'dibao', months: ['2025-10'], note: '死亡当月的款项因银行批次延迟，12月才到账' }, 'late bank batch')

  const funeral = addTekun(register, register.people.make({ born: [1938, 1948], sex: '男', community: 5 }), { from: '2014-09', support: '分散供养' })
  register.endTekunByDeath(funeral, '2026-01-11')
  register.town.extraPayments.push(
    extra({
      program: 'tekun',
      person: funeral.person,
      month: '2026-02',
      fen: 300_000,
      cardNo: funeral.cardNo,
      size: 1,
      community: funeral.community,
      paidOn: '2026-02-20',
      kind: '一次性',
      item: '丧葬补助',
    }),
  )
  truth.lookAlike({ check, person: funeral.person, program: 'tekun', months: ['2026-02'], note: '死亡次月发放的是丧葬补助' }, 'funeral money apart')
}

export function plantPayroll(register: Register, truth: TruthBook): void {
  const check = 'payroll-on-dibao'
  const wrongs: [community: number, unit: string, identity: string, from: string][] = [
    [2, '云岭县水务站', '事业人员', '2026-02'],
    [1, '云岭县司法局', '公务员', '2026-04'],
    [7, '青禾镇中心学校', '事业人员', '2026-01'],
  ]
  for (const [community, unit, identity, from] of wrongs) {
    const { spouse, household } = couple(register, community)
    register.town.payroll.push({ name: spouse.name, id: spouse.id, unit, identity, post: '工作人员', status: '在职', from, to: null })
    truth.wrong({ check, person: spouse, program: 'dibao', from, to: lastPaid, overpaid: null, cardNo: household.cardNo, note: `${identity}在保` })
  }
  const innocents: [
    community: number,
    row: { unit: string; identity: string; post: string; status: string; from: string; to: string | null },
    phrase: string,
  ][] = [
    [3, { unit: '青禾镇便民服务中心', identity: '临时聘用人员', post: '窗口协助', status: '在职', from: '2025-03', to: null }, 'temporary staff'],
    [6, { unit: '双井社区居民委员会', identity: '村（社区）干部', post: '居民小组长', status: '在职', from: '2024-01', to: null }, 'village posts'],
    [4, { unit: '云岭县粮食局', identity: '退休人员', post: '原职工', status: '退休（已故停薪）', from: '1994-07', to: '2017-12' }, 'retired-and-dead status'],
    [0, { unit: '青柳社区居民委员会', identity: '公益性岗位', post: '保洁员', status: '在岗', from: '2025-06', to: null }, 'public-welfare post'],
  ]
  for (const [community, row, phrase] of innocents) {
    const { spouse } = couple(register, community)
    register.town.payroll.push({ name: spouse.name, id: spouse.id, ...row })
    truth.lookAlike({ check, person: spouse, program: 'dibao', note: row.identity }, phrase)
  }
}

export function plantOverlap(register: Register, truth: TruthBook): void {
  const check = 'dibao-and-tekun'
  const wrongs: [community: number, tekunFrom: string, dibaoTo: string | null][] = [
    [5, '2026-03', lastPaid],
    [6, '2026-05', '2026-07'],
    [4, '2026-06', null],
  ]
  for (const [community, from, to] of wrongs) {
    const { person, household } = elder(register, community, { born: [1948, 1960] })
    household.to = to
    const tekun = addTekun(register, person, { from, support: '分散供养' })
    const end = to ?? lastPaid
    const smaller = Math.min(shareFen(household, lastPaid), livingFen(tekun, lastPaid) + careFen(tekun, lastPaid))
    truth.wrong({
      check,
      person,
      program: 'dibao',
      from,
      to: end,
      overpaid: { monthly: smaller },
      cardNo: household.cardNo,
      paidPrograms: ['dibao', 'tekun'],
      note: '转特困后低保未停',
    })
  }
  for (const community of [2, 3]) {
    const { person, household } = elder(register, community, { born: [1948, 1960] })
    household.to = '2026-04'
    addTekun(register, person, { from: '2026-04', support: '分散供养' })
    register.town.stops.push({
      person,
      program: '低保',
      action: '终止',
      reason: '转特困供养',
      heardOn: '2026-03-16',
      decidedOn: '2026-03-25',
      notifiedOn: '2026-03-27',
      stopMonth: '2026-05',
    })
    truth.lookAlike({ check, person, program: 'dibao', months: ['2026-04'], cardNo: household.cardNo, note: '转换当月' }, 'month of change')
  }
}

export function plantSingleProtection(register: Register, truth: TruthBook): void {
  const check = 'single-person-unfounded'
  const family = (community: number, from: string): { only: Person; household: Household } => {
    const only = register.people.make({ born: [1988, 1996], sex: '男', community })
    const father = register.people.make({ born: [1958, 1966], sex: '男', community, like: only })
    const mother = register.people.make({ born: [1960, 1967], sex: '女', community })
    const household = addHousehold(register, {
      community,
      head: only,
      others: [
        [father, '父亲'],
        [mother, '母亲'],
      ],
      from,
      income: communityAt(community).isUrban ? 240 : 120,
      reason: '缺少劳动力',
      protectedOnly: [only],
    })
    return { only, household }
  }
  for (const [community, from] of [
    [1, '2026-01'],
    [5, '2026-02'],
    [7, '2026-03'],
  ] as const) {
    const { only, household } = family(community, from)
    truth.wrong({ check, person: only, program: 'dibao', from, to: lastPaid, overpaid: null, cardNo: household.cardNo, note: '三口之家只保一人，无重残无重病' })
  }
  for (const [community, illness] of [
    [2, '尿毒症'],
    [6, '恶性肿瘤'],
  ] as const) {
    const { only } = family(community, '2024-08')
    only.illness = illness
    truth.lookAlike({ check, person: only, program: 'dibao', note: `重病单人保：${illness}` }, 'serious illness list')
  }
  const { only, household } = family(3, '2024-05')
  register.giveBenefitsOfCard(giveCard(only, { kind: '智力', level: 3 }), only, household)
  truth.lookAlike({ check, person: only, program: 'dibao', note: '智力三级单人保' }, '1–2/3智精 level')
  const alone = elder(register, 0)
  truth.lookAlike({ check, person: alone.person, program: 'dibao', note: '一人户不是单人保' }, 'A one-person *household* is not 单人保')
}

export function plantPastEighteen(register: Register, truth: TruthBook): void {
  const check = 'orphan-past-18'
  for (const [program, born, community] of [
    ['orphan', '2008-02-11', 1],
    ['unattended_child', '2008-05-23', 4],
    ['orphan', '2008-06-09', 6],
  ] as const) {
    const child = register.addChild(program, { born, community, from: '2020-06', isAtSchool: false })
    child.school = ''
    truth.wrong({
      check,
      person: child.person,
      program,
      from: addMonths(`2026-${born.slice(5, 7)}`, 1),
      to: lastPaid,
      overpaid: 'concerned',
      note: '满十八周岁后仍发放，未在校',
    })
  }
  for (const [program, born, community] of [
    ['orphan', '2008-01-16', 3],
    ['unattended_child', '2008-04-02', 0],
  ] as const) {
    const child = register.addChild(program, { born, community, from: '2020-06' })
    truth.lookAlike({ check, person: child.person, program, note: '高中在读，按本地规定继续保障' }, 'at school by local rule')
  }
}
