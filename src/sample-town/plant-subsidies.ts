import { addDays } from '../domain/plain-date.ts'
import { subsidyFen } from './payments.ts'
import { giveCard } from './people.ts'
import type { CardKind, Person } from './people.ts'
import { communityAt } from './places.ts'
import { addHousehold } from './add-household.ts'
import { addTekun } from './add-tekun.ts'
import type { Register } from './register.ts'
import type { TruthBook } from './truth.ts'

const lastPaid = '2026-09'
const coverFrom = '2026-01'
/** Cards of December 2025: the first month in which a subsidy is missing is January. */
const newCard = '2025-12-08'

function person(register: Register, community: number, born: [number, number] = [1962, 1985]): Person {
  return register.people.make({ born, community })
}

/** A family in 低保 whose head holds a card; which subsidies are paid is said by the caller. */
function disabledFamily(register: Register, community: number, card: { kind: CardKind; level: number; from?: string; issued?: string }): Person {
  const head = person(register, community)
  const spouse = register.people.make({ born: [1964, 1984], sex: head.sex === '男' ? '女' : '男', community })
  addHousehold(register, {
    community,
    head,
    others: [[spouse, head.sex === '男' ? '妻子' : '丈夫']],
    from: card.from ?? '2019-04',
    income: communityAt(community).isUrban ? 250 : 140,
    reason: '因残',
  })
  giveCard(head, { kind: card.kind, level: card.level, ...(card.issued === undefined ? {} : { issued: card.issued }) })
  register.town.cardHolders.push(head)
  return head
}

/** An application whose end is not a payment: refused, withdrawn, or granted and forgotten. */
function subsidyApplication(register: Register, who: Person, given: { program: string; on: string; outcome: string; reason: string }): void {
  register.addApplication(who, {
    program: given.program,
    from: '2026-01',
    cause: '因残',
    change: {
      appliedOn: given.on,
      receivedOn: given.on,
      forwardedOn: addDays(given.on, 1),
      acceptedOn: addDays(given.on, 2),
      surveyedOn: addDays(given.on, 4),
      noticeFrom: null,
      noticeTo: null,
      decidedOn: addDays(given.on, 12),
      firstPaidOn: null,
      outcome: given.outcome,
      reason: given.reason,
    },
  })
}

export function plantMissingLiving(register: Register, truth: TruthBook): void {
  const check = 'missed-living-subsidy'
  const program = 'disability_living'
  for (const [community, kind, level] of [
    [2, '肢体', 3],
    [0, '听力', 4],
  ] as const) {
    const head = disabledFamily(register, community, { kind, level, issued: newCard })
    truth.wrong({ check, person: head, program, from: coverFrom, to: lastPaid, underpaid: null, note: '低保家庭持证残疾人从未享受、也没有申请' })
  }
  const applied = disabledFamily(register, 6, { kind: '视力', level: 3, from: '2026-03' })
  subsidyApplication(register, applied, { program: '困难残疾人生活补贴', on: '2026-03-05', outcome: '予以确认', reason: '' })
  truth.wrong({
    check,
    person: applied,
    program,
    from: '2026-03',
    to: lastPaid,
    underpaid: { from: '2026-03', monthly: (month) => subsidyFen({ person: applied, program, level: 3, from: '2026-03', to: null }, month) },
    note: '申请已确认但一直没有发放',
  })

  for (const community of [4, 7]) {
    const head = disabledFamily(register, community, { kind: '肢体', level: 3 })
    subsidyApplication(register, head, { program: '困难残疾人生活补贴', on: '2025-11-10', outcome: '本人放弃', reason: '本人书面放弃' })
    truth.lookAlike({ check, person: head, program, note: '本人书面放弃' }, 'refuses in writing')
  }
  const child = register.addChild('unattended_child', { born: '2013-07-08', community: 1, from: '2021-09' })
  giveCard(child.person, { kind: '听力', level: 3, issued: '2019-05-20' })
  register.town.cardHolders.push(child.person)
  addHousehold(register, {
    community: 1,
    head: child.guardian.person,
    others: [[child.person, child.person.sex === '男' ? '孙子' : '孙女']],
    from: '2019-06',
    income: 120,
    reason: '年老无依靠',
    protectedOnly: [child.guardian.person],
  })
  child.guardian.person.illness = '恶性肿瘤'
  truth.lookAlike({ check, person: child.person, program, note: '全额领取事实无人抚养儿童补贴，本人不计入低保' }, 'child with full 事实无人抚养')
}

export function plantMissingCare(register: Register, truth: TruthBook): void {
  const check = 'missed-care-subsidy'
  const program = 'disability_care'
  const blind = person(register, 3)
  giveCard(blind, { kind: '视力', level: 1, issued: newCard })
  register.town.cardHolders.push(blind)
  truth.wrong({ check, person: blind, program, from: coverFrom, to: lastPaid, underpaid: null, note: '一级重残从未享受护理补贴' })

  const granted = person(register, 5)
  giveCard(granted, { kind: '肢体', level: 2, issued: '2026-02-03' })
  register.town.cardHolders.push(granted)
  subsidyApplication(register, granted, { program: '重度残疾人护理补贴', on: '2026-02-11', outcome: '予以确认', reason: '' })
  truth.wrong({
    check,
    person: granted,
    program,
    from: '2026-02',
    to: lastPaid,
    underpaid: { from: '2026-02', monthly: (month) => subsidyFen({ person: granted, program, level: 2, from: '2026-02', to: null }, month) },
    note: '申请已确认但一直没有发放',
  })

  const inFamily = disabledFamily(register, 6, { kind: '肢体', level: 2, issued: newCard })
  register.town.subsidies.push({ person: inFamily, program: 'disability_living', level: 2, from: newCard.slice(0, 7), to: null })
  truth.wrong({ check, person: inFamily, program, from: coverFrom, to: lastPaid, underpaid: null, note: '有生活补贴，没有护理补贴，也没有申请' })

  const innocents: [community: number, outcome: string, reason: string, phrase: string][] = [
    [0, '不予确认', '经评估不需要长期照护', 'not long-term care'],
    [2, '本人放弃', '本人书面放弃', 'does not want it'],
    [4, '不予确认', '经评估不需要长期照护', 'not long-term care'],
  ]
  for (const [community, outcome, reason, phrase] of innocents) {
    const who = person(register, community)
    giveCard(who, { kind: '肢体', level: 2 })
    register.town.cardHolders.push(who)
    subsidyApplication(register, who, { program: '重度残疾人护理补贴', on: '2025-11-18', outcome, reason })
    truth.lookAlike({ check, person: who, program, note: reason }, phrase)
  }
}

export function plantTekunDrawing(register: Register, truth: TruthBook): void {
  const check = 'tekun-draws-subsidy'
  for (const [community, program, level, from, to] of [
    [1, 'disability_care', 1, '2026-04', lastPaid],
    [3, 'disability_living', 3, '2026-05', lastPaid],
    [7, 'disability_care', 2, '2026-01', '2026-03'],
  ] as const) {
    const tekun = addTekun(register, register.people.make({ born: [1945, 1955], sex: '男', community }), { from: '2018-10', support: '分散供养' })
    giveCard(tekun.person, { kind: '肢体', level })
    register.town.cardHolders.push(tekun.person)
    register.town.subsidies.push({ person: tekun.person, program, level, from, to: to === lastPaid ? null : to })
    truth.wrong({ check, person: tekun.person, program, from, to, overpaid: 'concerned', note: '特困人员同时领取残疾人补贴' })
  }
  const carer = register.people.make({ born: [1950, 1958], sex: '男', community: 2 })
  register.giveBenefitsOfCard(giveCard(carer, { kind: '肢体', level: 2 }), carer, null)
  addTekun(register, carer, { from: '2025-09', support: '分散供养' })
  for (const subsidy of register.town.subsidies) if (subsidy.person === carer) subsidy.to = '2025-09'
  truth.lookAlike({ check, person: carer, program: 'disability_care', months: ['2025-09'], note: '转特困当月' }, 'month of change')

  const poor = register.people.make({ born: [1950, 1958], sex: '男', community: 5 })
  const household = addHousehold(register, { community: 5, head: poor, others: [], from: '2018-02', income: 130, reason: '因残' })
  giveCard(poor, { kind: '听力', level: 3 })
  register.town.cardHolders.push(poor)
  household.to = '2025-11'
  register.town.subsidies.push({ person: poor, program: 'disability_living', level: 3, from: '2018-02', to: '2025-11' })
  addTekun(register, poor, { from: '2025-11', support: '分散供养' })
  register.town.stops.push({
    person: poor,
    program: '低保',
    action: '终止',
    reason: '转特困供养',
    heardOn: '2025-10-14',
    decidedOn: '2025-10-24',
    notifiedOn: '2025-10-27',
    stopMonth: '2025-12',
  })
  truth.lookAlike({ check, person: poor, program: 'disability_living', months: ['2025-11'], note: '转特困当月' }, 'month of change')
}

export function plantLevels(register: Register, truth: TruthBook): void {
  const check = 'level-mismatch'
  const program = 'disability_care'
  for (const [community, kind, level, from] of [
    [2, '肢体', 3, '2026-02'],
    [4, '听力', 4, '2026-01'],
    [0, '视力', 3, '2026-05'],
  ] as const) {
    const who = person(register, community)
    giveCard(who, { kind, level, issued: '2021-05-12' })
    register.town.cardHolders.push(who)
    register.town.subsidies.push({ person: who, program, level: 2, from, to: null })
    truth.wrong({ check, person: who, program, from, to: lastPaid, overpaid: 'concerned', note: `残疾证为${kind}${level}级，按二级发放` })
  }
  for (const [community, kind] of [
    [1, '智力'],
    [6, '精神'],
  ] as const) {
    const who = person(register, community)
    register.giveBenefitsOfCard(giveCard(who, { kind, level: 3 }), who, null)
    truth.lookAlike({ check, person: who, program, note: `${kind}三级，本镇文件已纳入` }, 'not 智力/精神 if local')
  }
  const changed = person(register, 7)
  const old = giveCard(changed, { kind: '肢体', level: 2, issued: '2018-09-04' })
  register.giveBenefitsOfCard(old, changed, null)
  const current = giveCard(changed, { kind: '肢体', level: 3, issued: '2026-08-03' })
  current.firstIssued = old.firstIssued
  old.status = '注销'
  old.statusOn = '2026-08-02'
  for (const subsidy of register.town.subsidies) if (subsidy.person === changed) subsidy.to = '2026-07'
  truth.lookAlike({ check, person: changed, program, note: '2026年8月换证降为三级，此前按二级发放无误' }, 'level changed later: use history')
}
