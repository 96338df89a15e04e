import { addDays } from '../domain/plain-date.ts'
import type { Application } from './model.ts'
import { giveCard } from './people.ts'
import type { Person } from './people.ts'
import { communityAt } from './places.ts'
import { elder } from './plant-money.ts'
import { registerRow } from './plant-ties.ts'
import { addHousehold } from './add-household.ts'
import { addTekun } from './add-tekun.ts'
import type { Register } from './register.ts'
import { fenAt } from './rules.ts'
import type { TruthBook } from './truth.ts'

/** Records, steps and people overlooked. */
export function plantOverlooked(register: Register, truth: TruthBook): void {
  plantStops(register, truth)
  plantInquiries(register, truth)
  plantStaff(register, truth)
  plantReturnedAgain(register, truth)
  plantReturnedOnNothing(register, truth)
  plantCarersGone(register, truth)
  plantNames(register, truth)
  plantColumns(register, truth)
  plantMissedChildren(register, truth)
}

function plantStops(register: Register, truth: TruthBook): void {
  const check = 'stop-without-notice'
  const stop = (community: number, given: { heardOn: string | null; decidedOn: string; notifiedOn: string | null }): Person => {
    const { person, household } = elder(register, community)
    household.to = given.decidedOn.slice(0, 7)
    household.endReason = '家庭收入提高'
    const stopMonth = `2026-${String(Number(household.to.slice(5)) + 1).padStart(2, '0')}`
    register.town.stops.push({ person, program: '低保', action: '终止', reason: '家庭收入提高，不再符合条件', stopMonth, ...given })
    return person
  }
  const unheard = stop(1, { heardOn: null, decidedOn: '2026-07-21', notifiedOn: '2026-07-23' })
  truth.wrong({ check, person: unheard, program: 'dibao', months: ['2026-07'], concerned: null, note: '社会救助法施行后终止低保，事先没有听取意见' })
  const untold = stop(7, { heardOn: '2026-03-10', decidedOn: '2026-03-20', notifiedOn: null })
  truth.wrong({ check, person: untold, program: 'dibao', months: ['2026-03'], concerned: null, note: '终止低保没有书面告知' })
  const neither = stop(5, { heardOn: null, decidedOn: '2026-08-20', notifiedOn: null })
  truth.wrong({ check, person: neither, program: 'dibao', months: ['2026-08'], concerned: null, note: '既没有听取意见，也没有告知' })
  const before = stop(4, { heardOn: null, decidedOn: '2026-05-21', notifiedOn: '2026-05-25' })
  truth.lookAlike({ check, person: before, program: 'dibao', months: ['2026-05'], note: '社会救助法施行前的决定，已书面告知' }, 'before the law')
  const proper = stop(6, { heardOn: '2026-08-11', decidedOn: '2026-08-20', notifiedOn: '2026-08-21' })
  truth.lookAlike({ check, person: proper, program: 'dibao', months: ['2026-08'], note: '听取了意见，也告知了' }, 'heard and told')
}

/** An application of April 2026 with each step in time. */
export const inTime = {
  appliedOn: '2026-04-27',
  receivedOn: '2026-04-27',
  forwardedOn: '2026-04-28',
  acceptedOn: '2026-04-29',
  surveyedOn: '2026-05-06',
  noticeFrom: '2026-05-08',
  noticeTo: '2026-05-15',
  decidedOn: '2026-05-20',
}

function plantInquiries(register: Register, truth: TruthBook): void {
  const admitted = (community: number, change: Partial<Application>): Person => {
    const head = register.people.make({ born: [1946, 1956], community })
    addHousehold(register, {
      community,
      head,
      others: [],
      from: '2026-06',
      income: 200,
      reason: '年老无依靠',
      application: {
        ...inTime,
        ...change,
      },
    })
    return head
  }
  const alone = (community: number): string => communityAt(register.at(community)).visitors[0] ?? ''
  for (const community of [0, 3]) {
    const short = admitted(community, { noticeTo: '2026-05-12' })
    truth.wrong({ check: 'publicity-short', person: short, program: 'dibao', months: ['2026-05'], concerned: null, note: '公示五天' })
    const single = admitted(community, { surveyors: alone(community) })
    truth.wrong({ check: 'one-surveyor', person: single, program: 'dibao', months: ['2026-05'], concerned: null, note: '入户调查只有一人签名' })
  }
  const tekun = addTekun(register, register.people.make({ born: [1946, 1956], sex: '男', community: 5 }), { from: '2026-06', support: '分散供养' }).person
  const file = register.town.applications.find((each) => each.person === tekun)
  if (file !== undefined) file.noticeTo = addDays(file.noticeFrom ?? '', 4)
  truth.wrong({ check: 'publicity-short', person: tekun, program: 'tekun', months: ['2026-05'], concerned: null, note: '特困公示五天' })
  const seven = admitted(2, { noticeTo: '2026-05-14' })
  truth.lookAlike({ check: 'publicity-short', person: seven, program: 'dibao', note: '连头带尾正好七天' }, 'seven days by either count')
  const others = admitted(7, { surveyors: `${alone(7)}等` })
  truth.lookAlike({ check: 'one-surveyor', person: others, program: 'dibao', note: '写作“某某等”' }, 'more than one name')
}

function plantStaff(register: Register, truth: TruthBook): void {
  const check = 'committee-member-on-dibao'
  const { town } = register
  for (const community of [1, 7]) {
    const { person, household } = elder(register, community, { born: [1960, 1966], from: '2026-02' })
    town.staff.push({ person, post: '委员', from: '2021-03' })
    truth.wrong({
      check,
      person,
      program: 'dibao',
      from: '2026-02',
      to: '2026-09',
      overpaid: null,
      cardNo: household.cardNo,
      note: '两委委员本人享受低保，没有备案',
    })
  }
  const registered = elder(register, 4, { born: [1960, 1966], from: '2026-02' })
  const staff = { person: registered.person, post: '委员', from: '2021-03' }
  town.staff.push(staff)
  town.kin.push({ staff, relation: '本人', person: registered.person, program: '低保', registeredOn: '2026-01-20' })
  truth.lookAlike({ check, person: registered.person, program: 'dibao', note: '已单独登记备案' }, 'registered')
  const namesake = elder(register, 3, { from: '2026-02' }).person
  town.staff.push({ person: { ...register.people.make({ born: [1975, 1985], community: 3 }), name: namesake.name }, post: '委员', from: '2021-03' })
  truth.lookAlike({ check, person: namesake, program: 'dibao', note: '与两委委员同名' }, 'same name')
}

function back(register: Register, person: Person, returnedOn: string): void {
  register.town.streetReturns.push({ person, category: '生活无着的流浪乞讨人员', enteredOn: returnedOn.replace(/\d\d$/, '01'), returnedOn })
}

function plantReturnedAgain(register: Register, truth: TruthBook): void {
  const check = 'returned-again'
  const adult = (community: number): Person => register.people.make({ born: [1970, 1990], sex: '男', community })
  for (const community of [1, 6]) {
    const person = adult(community)
    back(register, person, '2026-09-02')
    back(register, person, '2026-09-18')
    register.addVisit(person, { on: '2026-09-09', category: '其他', content: '入户了解返乡后生活情况' })
    register.addVisit(person, { on: '2026-09-24', category: '其他', content: '入户了解返乡后生活情况' })
    truth.wrong({ check, person, program: 'street', months: ['2026-09'], concerned: null, note: '同月两次送返' })
  }
  const once = adult(3)
  back(register, once, '2025-07-10')
  back(register, once, '2026-09-04')
  register.addVisit(once, { on: '2026-09-11', category: '其他', content: '入户了解返乡后生活情况' })
  truth.lookAlike({ check, person: once, program: 'street', months: ['2026-09'], note: '上一次送返已过十二个月' }, 'longer ago than the window')
}

function plantReturnedOnNothing(register: Register, truth: TruthBook): void {
  const check = 'returned-on-nothing'
  const returned = (community: number, born: [number, number]): Person => {
    const person = register.people.make({ born, sex: '男', community })
    back(register, person, '2026-08-19')
    return person
  }
  for (const community of [0, 5]) {
    truth.wrong({
      check,
      person: returned(community, [1955, 1962]),
      program: 'street',
      months: ['2026-09'],
      concerned: null,
      note: '满六十周岁，返乡后不在任何名册',
    })
  }
  const disabled = returned(3, [1975, 1985])
  giveCard(disabled, { kind: '肢体', level: 3 })
  register.town.cardHolders.push(disabled)
  truth.wrong({ check, person: disabled, program: 'street', months: ['2026-09'], concerned: null, note: '肢体三级，返乡后不在任何名册' })
  const child = returned(6, [2011, 2015])
  truth.wrong({ check, person: child, program: 'street', months: ['2026-09'], concerned: null, note: '未满十六周岁，返乡后不在任何名册' })
  truth.lookAlike({ check, person: returned(2, [1975, 1985]), program: 'street', note: '有劳动能力的成年人' }, 'able to work')
  const asked = returned(4, [1955, 1962])
  register.addApplication(asked, {
    program: '特困',
    from: '2026-10',
    cause: '流浪返乡',
    change: {
      appliedOn: '2026-08-24',
      receivedOn: '2026-08-24',
      forwardedOn: '2026-08-25',
      acceptedOn: '2026-08-26',
      surveyedOn: '2026-08-28',
      noticeFrom: null,
      noticeTo: null,
      decidedOn: '2026-09-16',
      firstPaidOn: null,
      outcome: '不予确认',
      reason: '有法定赡养人且有能力',
    },
  })
  truth.lookAlike({ check, person: asked, program: 'street', note: '返乡后申请过，已有答复' }, 'applied')
}

function plantCarersGone(register: Register, truth: TruthBook): void {
  const check = 'carer-gone'
  const months = ['2026-09']
  const tekun = (community: number) =>
    addTekun(register, register.people.make({ born: [1940, 1954], sex: '男', community }), { from: '2018-03', support: '分散供养' })
  for (const community of [3, 0]) {
    const { person, carer } = tekun(community)
    if (carer !== null) register.recordDeath(carer.person, '2026-06-14')
    truth.wrong({ check, person, program: 'tekun', months, concerned: null, note: '名册上的照料人已死亡' })
  }
  const child = register.addLeftBehind(5)
  register.recordDeath(child.carer, '2026-05-23')
  truth.wrong({ check, person: child.person, program: 'left_behind', months, concerned: null, note: '受委托照护人已死亡' })
  const ward = register.addChild('unattended_child', { born: [2012, 2017], community: 2, from: '2022-02' })
  register.recordDeath(ward.guardian.person, '2026-06-14')
  truth.wrong({ check, person: ward.person, program: 'unattended_child', months, concerned: null, note: '监护人已死亡' })
  for (const community of [6, 7]) {
    const { person, carer } = tekun(community)
    if (carer !== null) register.recordDeath({ ...register.people.make({ born: [1938, 1955], community }), name: carer.person.name, cards: [] }, '2026-03-09')
    truth.lookAlike({ check, person, program: 'tekun', months, note: '死者与照料人同名' }, 'same name')
  }
}

function plantNames(register: Register, truth: TruthBook): void {
  const check = 'one-id-several-names'
  const helped = (community: number, nameOf: (name: string) => string): Person => {
    const { person } = elder(register, community)
    register.addAid(person, { on: '2026-03-17', kind: '已认定', cause: '疾病', category: '低保', change: { typedName: nameOf(person.name) } })
    return person
  }
  for (const community of [2, 7]) {
    const other = register.people.make({ born: [1960, 1980], community }).name
    truth.wrong({ check, person: helped(community, () => other), program: 'dibao', months: [], concerned: null, note: `临时救助台账中同一证号写作${other}` })
  }
  const renamed = helped(5, () => register.people.make({ born: [1960, 1980], community: 5 }).name)
  const former = register.town.aids.find((aid) => aid.person === renamed)?.typedName
  registerRow(register, renamed, former === undefined ? {} : { formerName: former })
  truth.lookAlike({ check, person: renamed, program: 'dibao', knownBy: 'household_register', note: `户籍写明曾用名${former}` }, 'former name')
  for (const community of [1, 6]) {
    const spaced = helped(community, (name) => Array.from(name).join(' '))
    truth.lookAlike({ check, person: spaced, program: 'dibao', note: '姓名中间有空格' }, 'spellings of one name')
  }
}

function plantColumns(register: Register, truth: TruthBook): void {
  const check = 'columns-against-id'
  const other = (person: Person): '男' | '女' => (person.sex === '男' ? '女' : '男')
  for (const community of [4, 0]) {
    const { person } = elder(register, community)
    person.written = { sex: other(person) }
    truth.wrong({ check, person, program: 'dibao', months: [], concerned: null, note: '名册性别与证号不符' })
  }
  const tekun = addTekun(register, register.people.make({ born: [1940, 1954], sex: '男', community: 6 }), { from: '2017-05', support: '集中供养' }).person
  tekun.written = { birth: `${Number(tekun.birth.slice(0, 4)) + 1}${tekun.birth.slice(4)}` }
  truth.wrong({ check, person: tekun, program: 'tekun', months: [], concerned: null, note: '名册出生日期与证号差一年' })
  const corrected = elder(register, 1).person
  corrected.written = { sex: other(corrected), until: '2026-06' }
  truth.lookAlike({ check, person: corrected, program: 'dibao', note: '九月名册已改正' }, 'corrected later')
  const rough = elder(register, 7).person
  rough.written = { birth: `${rough.birth.slice(0, 7)}-01` }
  truth.lookAlike({ check, person: rough, program: 'dibao', note: '只写到月份' }, 'month without its day')
}

function plantMissedChildren(register: Register, truth: TruthBook): void {
  const check = 'missed-child-benefit'
  for (const community of [2, 7]) {
    const child = register.addLeftBehind(community)
    register.recordDeath(child.father, '2025-12-05')
    register.recordDeath(child.mother, '2026-02-11')
    truth.wrong({ check, person: child.person, program: 'orphan', from: '2026-03', to: '2026-09', underpaid: null, note: '父母双亡，不在孤儿名册' })
  }
  const held = register.addLeftBehind(5)
  register.recordDeath(held.father, '2025-12-05')
  register.town.custody.push({ person: held.mother, kind: '服刑', from: '2026-01-15', to: '2029-01-14' })
  truth.wrong({
    check,
    person: held.person,
    program: 'unattended_child',
    from: '2026-02',
    to: '2026-09',
    underpaid: null,
    note: '父亲死亡、母亲服刑，不在事实无人抚养名册',
  })
  const confirmed = register.addLeftBehind(4)
  register.recordDeath(confirmed.father, '2025-12-05')
  register.recordDeath(confirmed.mother, '2026-02-11')
  register.addApplication(confirmed.person, { program: '孤儿', from: '2026-04', cause: '父母双亡', change: { firstPaidOn: null } })
  truth.wrong({
    check,
    person: confirmed.person,
    program: 'orphan',
    from: '2026-03',
    to: '2026-09',
    underpaid: { from: '2026-04', monthly: (month) => fenAt('amount_scattered', 'orphan', month) },
    note: '三月确认为孤儿，一直没有发放',
  })
  for (const community of [1, 6]) {
    const child = register.addLeftBehind(community)
    register.recordDeath(child.father, '2025-12-05')
    truth.lookAlike({ check, person: child.person, program: 'orphan', note: '父亲死亡，母亲在外务工' }, 'one parent is there')
  }
}
