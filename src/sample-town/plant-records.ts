import { idCells } from './files-lists.ts'
import type { Aid, Application, OldIds } from './model.ts'
import type { Person } from './people.ts'
import { asLostNumber, withWrongCheckDigit } from './people.ts'
import { couple } from './plant-money.ts'
import { addHousehold } from './add-household.ts'
import { addTekun } from './add-tekun.ts'
import type { Register } from './register.ts'
import type { TruthBook } from './truth.ts'

export function plantRepeatedAid(register: Register, truth: TruthBook): void {
  const check = 'repeated-temporary-aid'
  const twice = (community: number, causes: [string, string]): { person: Aid['person']; later: Aid } => {
    const person = register.people.make({ born: [1960, 1985], community })
    register.addAid(person, { on: '2026-01-13', kind: '支出型', cause: causes[0], category: '其他' })
    return { person, later: register.addAid(person, { on: '2026-06-09', kind: '支出型', cause: causes[1], category: '其他' }) }
  }
  for (const [community, cause] of [
    [1, '疾病'],
    [3, '教育支出'],
    [5, '疾病'],
  ] as const) {
    const { person, later } = twice(community, [cause, cause])
    truth.wrong({
      check,
      person,
      program: 'temporary_aid',
      months: [later.decidedOn.slice(0, 7)],
      concerned: later.fen,
      overpaid: null,
      note: `十二个月内因“${cause}”两次救助`,
    })
  }
  for (const [community, causes] of [
    [2, ['疾病', '意外灾害']],
    [7, ['意外灾害', '教育支出']],
  ] as [number, [string, string]][]) {
    const { person } = twice(community, causes)
    truth.lookAlike({ check, person, program: 'temporary_aid', note: `两次事由不同：${causes.join('、')}` }, 'different incident')
  }
}

export function plantLimits(register: Register, truth: TruthBook): void {
  const check = 'late-application'
  const aid = (community: number, given: { on: string; kind: Aid['kind']; cause: string; change: Partial<Aid> }): Aid =>
    register.addAid(register.people.make({ born: [1960, 1985], community }), { ...given, category: '其他' })
  const late: [community: number, on: string, kind: Aid['kind'], change: Partial<Aid>][] = [
    [0, '2026-04-07', '支出型', { acceptedOn: '2026-04-10', noticeFrom: '2026-05-18', noticeTo: '2026-05-25', decidedOn: '2026-06-08', paidOn: '2026-06-12' }],
    [4, '2026-05-11', '急难型', { acceptedOn: '2026-05-12', decidedOn: '2026-05-27', paidOn: '2026-05-29' }],
    [7, '2026-06-02', '已认定', { acceptedOn: '2026-06-03', decidedOn: '2026-06-17', paidOn: '2026-06-24' }],
    [6, '2026-08-03', '小额快速', { acceptedOn: '2026-08-04', decidedOn: '2026-08-14', paidOn: '2026-08-17' }],
  ]
  for (const [community, on, kind, change] of late) {
    const { person, paidOn } = aid(community, { on, kind, cause: '疾病', change })
    truth.wrong({ check, person, program: 'temporary_aid', months: [], note: `${kind}：${on}申请，${paidOn}发放` })
  }
  const head = register.people.make({ born: [1968, 1975], community: 3 })
  addHousehold(register, {
    community: 3,
    head,
    others: [],
    from: '2026-05',
    income: 140,
    reason: '因病',
    application: {
      appliedOn: '2026-01-08',
      receivedOn: '2026-01-08',
      forwardedOn: '2026-01-09',
      acceptedOn: '2026-01-12',
      surveyedOn: '2026-01-14',
      noticeFrom: '2026-03-18',
      noticeTo: '2026-03-26',
      decidedOn: '2026-04-03',
    },
  })
  truth.wrong({ check, person: head, program: 'dibao', months: [], note: '低保2026-01-12受理，2026-04-03确认' })

  const waiting = (community: number, change: Partial<Application>): Person => {
    const person = register.people.make({ born: [1945, 1954], sex: '男', community })
    register.addApplication(person, {
      program: '特困',
      from: '2026-07',
      cause: '无劳动能力、无生活来源、无法定赡养人',
      change: {
        appliedOn: '2026-06-02',
        receivedOn: '2026-06-02',
        forwardedOn: '2026-06-03',
        acceptedOn: '2026-06-04',
        surveyedOn: '2026-06-08',
        noticeFrom: null,
        noticeTo: null,
        decidedOn: null,
        firstPaidOn: null,
        outcome: '',
        ...change,
      },
    })
    return person
  }
  truth.wrong({ check, person: waiting(2, {}), program: 'tekun', months: [], note: '特困2026-06-04受理，至今没有确认' })
  truth.lookAlike({ check, person: waiting(5, { outcome: '本人放弃', reason: '投靠女儿' }), program: 'tekun', note: '申请人撤回' }, 'withdrawn')
  for (const community of [1, 5]) {
    const urgent = aid(community, {
      on: '2026-03-03',
      kind: '急难型',
      cause: '意外灾害',
      change: { acceptedOn: '2026-03-20', decidedOn: '2026-03-25', paidOn: '2026-03-03' },
    })
    truth.lookAlike({ check, person: urgent.person, program: 'temporary_aid', note: '先行救助，事后补办手续' }, 'Urgent aid registered afterwards is lawful')
  }
  for (const community of [2, 7]) {
    const festival = aid(community, {
      on: '2026-01-30',
      kind: '支出型',
      cause: '疾病',
      change: { acceptedOn: '2026-02-02', noticeFrom: '2026-02-05', noticeTo: '2026-02-12', decidedOn: '2026-03-02', paidOn: '2026-03-04' },
    })
    truth.lookAlike(
      { check, person: festival.person, program: 'temporary_aid', note: '跨春节假期，按工作日没有超期' },
      'calendar vs working days, holidays table with 调休',
    )
  }
}

/** Everybody in 特困 and every child is visited in September but those named here. */
export function plantVisits(register: Register, truth: TruthBook): Set<string> {
  const check = 'missing-monthly-visit'
  const unvisited = new Set<string>()
  const months = ['2026-09']
  for (const community of [0, 2, 4, 6]) {
    const tekun = addTekun(register, register.people.make({ born: [1942, 1956], sex: '男', community }), { from: '2017-08', support: '分散供养' })
    unvisited.add(tekun.person.id)
    truth.wrong({ check, person: tekun.person, program: 'tekun', months, concerned: null, note: '2026年9月没有走访记录' })
  }
  for (const community of [1, 5]) {
    const tekun = addTekun(register, register.people.make({ born: [1942, 1956], sex: '男', community }), { from: '2016-11', support: '分散供养' })
    unvisited.add(tekun.person.id)
    register.addVisit(tekun.person, { on: '2026-09-22', category: '特困供养对象', kind: '电话走访', content: '电话询问身体和生活情况' })
    truth.lookAlike(
      { check, person: tekun.person, program: 'tekun', months, note: '当月为电话走访，本镇文件认可' },
      'Phone/video count where the paper says so',
    )
  }
  const child = register.addChild('unattended_child', { born: [2012, 2017], community: 7, from: '2022-04' })
  unvisited.add(child.person.id)
  truth.wrong({ check, person: child.person, program: 'unattended_child', months, concerned: null, note: '2026年9月没有走访记录' })
  const inHome = addTekun(register, register.people.make({ born: [1938, 1950], sex: '男', community: 3 }), { from: '2019-02', support: '集中供养' })
  unvisited.add(inHome.person.id)
  register.addVisit(inHome.person, {
    on: '2026-09-15',
    category: '机构住养对象',
    kind: '日常走访',
    by: '镇敬老院护理组',
    place: '青禾镇敬老院',
    content: '院内日常照护记录',
  })
  truth.lookAlike({ check, person: inHome.person, program: 'tekun', months, note: '集中供养，由敬老院记录' }, 'institution record')
  if (register.size.inEachProgram) for (const id of plantUnvisitedChildren(register, truth)) unvisited.add(id)
  return unvisited
}

/** CK89: where the paper has a visit each quarter, the third one of the year. */
function plantUnvisitedChildren(register: Register, truth: TruthBook): string[] {
  const check = 'missing-monthly-visit'
  const months = ['2026-09']
  return (['orphan', 'left_behind'] as const).flatMap((program) => {
    const child = (community: number): Person =>
      (program === 'orphan' ? register.addChild(program, { born: [2012, 2016], community, from: '2021-05' }) : register.addLeftBehind(community)).person
    const [unvisited, visited] = [child(3), child(6)]
    truth.wrong({ check, person: unvisited, program, months, concerned: null, note: '三季度没有走访记录' })
    register.addVisit(visited, { on: '2026-07-14', category: program === 'orphan' ? '困境儿童' : '留守儿童', kind: '日常走访' })
    truth.lookAlike({ check, person: visited, program, months, note: '七月走访过，本季有一次' }, 'visited in the quarter')
    return [unvisited.id, visited.id]
  })
}

export function plantAgreements(register: Register, truth: TruthBook): void {
  const check = 'left-behind-without-agreement'
  for (const community of [1, 3, 6]) {
    const child = register.addLeftBehind(community, { hasRegisterRow: false, stated: { isSigned: false, on: null, number: null } })
    truth.wrong({ check, person: child.person, program: 'left_behind', months: [], note: '台账写“否”，协议登记里也没有' })
  }
  for (const community of [0, 5]) {
    const child = register.addLeftBehind(community, { carerBorn: [1954, 1954] })
    truth.lookAlike(
      { check, person: child.person, program: 'left_behind', note: `照护人 ${child.carer.birth.slice(0, 4)} 年生，健康，已签协议` },
      'grandparent healthy at 72 is fit → no lead',
    )
  }
  const late = register.addLeftBehind(4, { stated: { isSigned: false, on: null, number: null } })
  truth.lookAlike({ check, person: late.person, program: 'left_behind', note: '台账未更新，协议登记里有' }, 'agreements register; 留守 ledger with date')
}

export function plantReturned(register: Register, truth: TruthBook): void {
  const check = 'returned-without-visit'
  const add = (community: number, returnedOn: string, given: { born: [number, number]; category: string }) => {
    const person = register.people.make({ born: given.born, sex: '男', community })
    register.town.streetReturns.push({ person, category: given.category, enteredOn: returnedOn.replace(/\d\d$/, '01'), returnedOn })
    return person
  }
  const adult = { born: [1960, 1985] as [number, number], category: '生活无着的流浪乞讨人员' }
  for (const [community, on] of [
    [0, '2026-09-03'],
    [4, '2026-09-07'],
    [7, '2026-09-10'],
  ] as const) {
    truth.wrong({ check, person: add(community, on, adult), program: 'street', months: [], note: `${on}返回，十五日内没有走访` })
  }
  const nameless = add(1, '2026-09-06', adult)
  for (const row of register.town.streetReturns) if (row.person === nameless) row.typedId = ''
  truth.wrong({ check, person: nameless, typedId: '', program: 'street', months: [], note: '2026-09-06返回，登记没有证号，十五日内没有走访' })
  const visited = add(2, '2026-09-04', adult)
  register.addVisit(visited, { on: '2026-09-16', category: '其他', by: '禾苗社工站 江小雨', content: '社工入户，协助办理医保' })
  truth.lookAlike({ check, person: visited, program: 'street', note: '由社工站走访' }, 'visit records of **all** who visit')
  const child = add(6, '2026-09-08', { born: [2012, 2013], category: '流浪未成年人' })
  truth.lookAlike({ check, person: child, program: 'street', note: '未成年人由未保机构按季回访，本季未满' }, 'children: none in a quarter (未保机构)')
}

export function plantWrongIds(register: Register, truth: TruthBook): OldIds {
  const check = 'wrong-check-digit'
  const addMember = (community: number) => {
    const head = register.people.make({ born: [1970, 1980], sex: '男', community })
    const child = register.people.make({ born: [2010, 2016], community, like: head })
    const household = addHousehold(register, {
      community,
      head,
      others: [[child, child.sex === '男' ? '长子' : '长女']],
      from: '2020-09',
      income: 150,
      reason: '因病',
    })
    return { child, member: household.members[1] }
  }
  for (const community of [1, 5]) {
    const { child, member } = addMember(community)
    const typedId = withWrongCheckDigit(child.id)
    if (member !== undefined) member.typedId = typedId
    truth.wrong({ check, person: child, typedId, program: 'dibao', code: 'id_check_digit', note: '名册中末位录错' })
  }
  for (const community of [3, 6]) {
    const { child, member } = addMember(community)
    const lost = asLostNumber(child.id)
    if (member !== undefined) member.typedId = lost
    truth.wrong({ check, person: child, typedId: String(lost), program: 'dibao', code: 'id_precision_lost', note: '证号存成数字，末三位丢失' })
  }
  for (const community of [2, 4]) {
    const person = register.people.make({ born: [1962, 1984], community })
    const typedId = withWrongCheckDigit(person.id)
    register.addAid(person, { on: '2026-04-14', kind: '支出型', cause: '疾病', category: '其他', change: { typedId } })
    truth.wrong({ check, person, typedId, program: 'temporary_aid', code: 'id_check_digit', note: '临时救助台账中末位录错' })
  }
  const short = register.people.make({ born: [1962, 1984], community: 7 })
  register.addAid(short, { on: '2026-04-15', kind: '支出型', cause: '疾病', category: '其他', change: { typedId: short.id.slice(0, 17) } })
  truth.wrong({ check, person: short, typedId: short.id.slice(0, 17), program: 'temporary_aid', code: 'id_length', note: '临时救助台账中少录一位' })
  const oldIds: OldIds = new Map()
  for (const community of [0, 2, 7]) {
    const tekun = addTekun(register, register.people.make({ born: [1938, 1950], sex: '男', community }), { from: '2013-03', support: '集中供养' })
    oldIds.set(tekun.person.id, tekun.person.id.slice(0, 6) + tekun.person.id.slice(8, 17))
    truth.lookAlike({ check, person: tekun.person, program: 'tekun', note: '名册中是15位旧号' }, 'old numbers')
  }
  return oldIds
}

export function plantZeroReports(register: Register, truth: TruthBook): void {
  const check = 'zero-report'
  const [silentFirst, silentSecond] = [register.at(2), register.at(5)]
  // In a town of two communities the other one is the innocent.
  const [calm, reported] = register.size.communities < 8 ? [0, 0] : [register.at(3), register.at(1)]
  register.town.silent.add(`${silentFirst} 2026-08`).add(`${silentSecond} 2026-09`)
  const tekun = addTekun(register, register.people.make({ born: [1940, 1952], sex: '男', community: 2 }), { from: '2015-10', support: '分散供养' })
  register.endTekunByDeath(tekun, '2026-08-12')
  truth.wrong({ check, community: silentFirst, program: null, months: ['2026-08'], note: `零报告，但${tekun.person.name}于2026-08-12死亡` })
  const head = register.people.make({ born: [1948, 1956], sex: '男', community: 5 })
  const spouse = register.people.make({ born: [1950, 1958], sex: '女', community: 5 })
  const household = addHousehold(register, { community: 5, head, others: [[spouse, '妻子']], from: '2018-07', income: 140, reason: '年老无依靠' })
  register.endMemberByDeath(household, household.members[1], '2026-09-09')
  truth.wrong({ check, community: silentSecond, program: null, months: ['2026-09'], note: `零报告，但${spouse.name}于2026-09-09死亡` })
  truth.lookAlike(
    { check, community: calm, program: null, months: ['2026-09'], note: '9月零报告；该社区的死亡后发放疑点是以前月份的，尚未核实' },
    'leads not yet verified',
  )
  truth.lookAlike({ check, community: reported, program: null, months: ['2026-09'], note: '9月零报告；死亡发生在8月并已在8月报告' }, 'leads not yet verified')
  const { spouse: hired } = couple(register, 6)
  register.addRow('employee_insurance', ...idCells(hired), '云岭县青山纺织厂', '企业职工基本养老保险', { fen: 420_000 }, { month: '2026-09' }, null, '正常参保')
  truth.wrong({ check, community: register.at(6), matter: '就业', program: null, months: ['2026-09'], note: `就业零报告，但${hired.name}2026年9月入职` })
}
