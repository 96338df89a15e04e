import { idCells } from './files-lists.ts'
import type { Household } from './model.ts'
import { extra, gradeFen, householdFen } from './payments.ts'
import { giveCard, withWrongCheckDigit } from './people.ts'
import type { Person } from './people.ts'
import { couple, elder } from './plant-money.ts'
import { alone } from './plant-tekun.ts'
import { cared } from './plant-stray-money.ts'
import { addHousehold } from './add-household.ts'
import type { Register } from './register.ts'
import type { TruthBook } from './truth.ts'

const last = '2026-09'

/** Sums and months that fit no paper, money beside other money, and people whom only a slip or a blank hides. */
export function plantOddMoney(register: Register, truth: TruthBook): void {
  plantBesideInjuryCare(register, truth)
  plantOverStandard(register, truth)
  plantFirstMonths(register, truth)
  plantLikelyDeaths(register, truth)
  plantBlankIds(register, truth)
}

/** CK30. */
function plantBesideInjuryCare(register: Register, truth: TruthBook): void {
  const check = 'subsidy-beside-injury-care'
  const insured = (community: number, kind: string): Person => {
    const person = cared(register, community)
    register.addRow('work_injury', ...idCells(person), kind, { month: '2026-02' }, null, { fen: 151_000 })
    return person
  }
  for (const community of [1, 7]) {
    const person = insured(community, '生活护理费')
    truth.wrong({ check, person, program: 'disability_care', from: '2026-03', to: last, overpaid: 'concerned', note: '同时领取工伤生活护理费' })
  }
  truth.lookAlike({ check, person: insured(4, '伤残津贴'), program: 'disability_care', note: '领的是伤残津贴，不是护理费' }, 'another benefit of the fund')
}

/** CK25: the roster itself approves more than standard and income give. */
function plantOverStandard(register: Register, truth: TruthBook): void {
  const check = 'dibao-amount-off-standard'
  const over = (community: number, fen: number): { person: Person; household: Household } => {
    const family = elder(register, community)
    family.household.over = { fen, from: '2026-05' }
    return family
  }
  for (const community of [3, 0]) {
    const { person } = over(community, 6_000)
    truth.wrong({
      check,
      person,
      program: 'dibao',
      months: ['2026-06', '2026-08', last],
      concerned: null,
      overpaid: { monthly: 6_000 },
      note: '每月比核算多六十元',
    })
  }
  const { person: short } = over(6, -6_000)
  truth.wrong({
    check,
    person: short,
    program: 'dibao',
    months: ['2026-06', '2026-08', last],
    concerned: null,
    underpaid: { from: '2026-05', monthly: () => 6_000 },
    note: '每月比核算少六十元',
  })
  truth.lookAlike({ check, person: over(5, 500).person, program: 'dibao', note: '取整多五元' }, 'rounding')
  plantUnraised(register, truth)
  plantGraded(register, truth)
}

/** CK25 where a class decides: what the income would give does not count. */
function plantGraded(register: Register, truth: TruthBook): void {
  const check = 'dibao-amount-off-standard'
  const months = ['2026-06', '2026-08', last]
  const graded = (community: number, grade: 'A' | 'B' | 'C', paidAs = grade): ReturnType<typeof couple> & { fen: number } => {
    const family = couple(register, community, '2026-02')
    family.household.grade = grade
    const fen = 2 * (gradeFen(family.household, paidAs, last) - gradeFen(family.household, grade, last))
    if (fen !== 0) family.household.over = { fen, from: '2026-05' }
    return { ...family, fen }
  }
  for (const community of [2, 0]) {
    const { head, fen } = graded(community, 'B', 'A')
    truth.wrong({ check, person: head, program: 'dibao', months, concerned: null, overpaid: { monthly: fen }, note: 'B类两口人按A类发' })
  }
  const { head: short, fen } = graded(4, 'B', 'C')
  truth.wrong({
    check,
    person: short,
    program: 'dibao',
    months,
    concerned: null,
    underpaid: { from: '2026-05', monthly: () => -fen },
    note: 'B类两口人按C类发',
  })
  truth.lookAlike({ check, person: graded(6, 'C').head, program: 'dibao', note: '按C类发，与收入差额不同' }, 'class, not income')
  const more = graded(7, 'A')
  more.household.extraFen = 13_000
  truth.lookAlike({ check, person: more.head, program: 'dibao', note: '按A类加发分类施保一百三十元' }, 'extra for groups')
}

/** CK25: the standard rose in July 2025. */
function plantUnraised(register: Register, truth: TruthBook): void {
  const check = 'dibao-amount-off-standard'
  const { town } = register
  const payOld = ({ person, household }: ReturnType<typeof elder>, months: string[]): void => {
    for (const month of months) town.paidInstead.set(`dibao ${person.id} ${month}`, householdFen(household, '2025-06'))
  }
  const old = elder(register, 1)
  payOld(old, ['2025-07', '2025-08'])
  truth.wrong({ check, person: old.person, program: 'dibao', months: ['2025-07', '2025-08'], concerned: null, note: '提标以后两个月还按原标准发' })
  const late = elder(register, 7)
  payOld(late, ['2025-07', '2025-08'])
  for (const month of ['2025-07', '2025-08'])
    town.extraPayments.push(
      extra({
        program: 'dibao',
        person: late.person,
        month,
        fen: householdFen(late.household, month) - householdFen(late.household, '2025-06'),
        cardNo: late.household.cardNo,
        size: 1,
        community: late.household.community,
        paidOn: '2025-09-20',
        kind: '补发',
        item: '提标补发',
      }),
    )
  truth.lookAlike({ check, person: late.person, program: 'dibao', months: ['2025-07', '2025-08'], note: '九月补发提标的差额' }, 'raise paid as arrears')
}

/** An application confirmed in March of 2026. */
export const inMarch = {
  appliedOn: '2026-02-25',
  receivedOn: '2026-02-25',
  forwardedOn: '2026-02-26',
  acceptedOn: '2026-02-27',
  surveyedOn: '2026-03-04',
  noticeFrom: '2026-03-06',
  noticeTo: '2026-03-16',
  decidedOn: '2026-03-23',
}

/** CK65. */
function plantFirstMonths(register: Register, truth: TruthBook): void {
  const check = 'first-month-wrong'
  for (const community of [4, 0]) {
    const head = register.people.make({ born: [1946, 1956], community })
    const household = addHousehold(register, {
      community,
      head,
      others: [],
      from: '2026-05',
      income: 200,
      reason: '年老无依靠',
      application: inMarch,
    })
    truth.wrong({
      check,
      person: head,
      program: 'dibao',
      months: ['2026-04'],
      concerned: null,
      underpaid: { from: '2026-04', monthly: () => householdFen(household, '2026-05') },
      note: '3月确认，5月才发',
    })
  }
  const hasty = register.people.make({ born: [1946, 1956], community: 5 })
  const early = addHousehold(register, { community: 5, head: hasty, others: [], from: '2026-03', income: 200, reason: '年老无依靠', application: inMarch })
  truth.wrong({
    check,
    person: hasty,
    program: 'dibao',
    months: ['2026-03'],
    concerned: null,
    overpaid: { monthly: householdFen(early, '2026-03') },
    note: '3月确认，3月已经发',
  })
  const person = register.people.make({ born: [1962, 1985], community: 1 })
  giveCard(person, { kind: '肢体', level: 2, issued: '2026-03-09' })
  register.town.cardHolders.push(person)
  register.town.subsidies.push({ person, program: 'disability_care', level: 2, from: '2026-03', to: null })
  register.addApplication(person, {
    program: '重度残疾人护理补贴',
    from: '2026-03',
    cause: '因残',
    change: {
      appliedOn: '2026-03-16',
      receivedOn: '2026-03-16',
      forwardedOn: '2026-03-17',
      acceptedOn: '2026-03-18',
      surveyedOn: '2026-03-20',
      noticeFrom: '2026-03-23',
      noticeTo: '2026-03-31',
      decidedOn: '2026-04-03',
    },
  })
  truth.lookAlike({ check, person, program: 'disability_care', note: '补贴从申请当月起发' }, 'from the month of the application')
}

/** CK01 by inference: the list of cremations has a slip in the number. */
function plantLikelyDeaths(register: Register, truth: TruthBook): void {
  const check = 'maybe-paid-after-death'
  for (const community of [5, 7]) {
    const { person, household } = elder(register, community)
    person.died = '2026-04-11'
    register.town.deaths.push({ person, on: '2026-04-11', cancelledOn: '2026-04-30', hasCertificate: false, typedId: withWrongCheckDigit(person.id) })
    truth.wrong({
      check,
      person,
      program: 'dibao',
      from: '2026-05',
      to: last,
      overpaid: null,
      cardNo: household.cardNo,
      note: '火化名单上证号末位录错',
    })
  }
  const tekun = alone(register, 4)
  register.endTekunByDeath(tekun, '2025-08-17')
  tekun.to = '2025-11'
  const typedId = withWrongCheckDigit(tekun.person.id)
  for (const month of ['2025-09', '2025-10', '2025-11']) register.town.typedInPayments.set(`tekun ${tekun.person.id} ${month}`, typedId)
  const row = { person: tekun.person, typedId, program: 'tekun' }
  truth.wrong({ check, ...row, from: '2025-09', to: '2025-11', overpaid: null, note: '死亡以后的发放明细证号末位录错' })
  truth.wrong({ check: 'wrong-check-digit', ...row, months: [], concerned: null, code: 'id_check_digit', note: '发放明细中末位录错' })
  const { person } = elder(register, 2)
  const namesake = { ...register.people.make({ born: [1930, 1938], community: 2 }), name: person.name, cards: [] }
  register.town.deaths.push({ person: namesake, on: '2026-04-11', cancelledOn: '2026-04-30', hasCertificate: false, typedId: withWrongCheckDigit(namesake.id) })
  truth.lookAlike({ check, person, program: 'dibao', note: '死者同名，证号不全，生日不同' }, 'same name')
}

/** CK56: a roster row without a number whose person another list of ours has. */
function plantBlankIds(register: Register, truth: TruthBook): void {
  const check = 'possible-match'
  const blank = (community: number): Person => {
    const { spouse, household } = couple(register, community)
    const member = household.members[1]
    if (member !== undefined) member.typedId = ''
    return spouse
  }
  for (const community of [6, 0]) {
    const spouse = blank(community)
    register.addAid(spouse, { on: '2026-03-24', kind: '支出型', cause: '疾病', category: '低保' })
    truth.wrong({ check, person: spouse, typedId: '', program: 'dibao', months: [], concerned: null, note: '低保名册没有证号，临时救助台账上有' })
  }
  const spouse = blank(3)
  const namesake = { ...register.people.make({ born: [1990, 1996], community: 3 }), name: spouse.name }
  register.addAid(namesake, { on: '2026-03-24', kind: '支出型', cause: '疾病', category: '其他' })
  truth.lookAlike({ check, person: spouse, typedId: '', program: 'dibao', note: '台账上的是年轻的同名人' }, 'another birth date')
}
