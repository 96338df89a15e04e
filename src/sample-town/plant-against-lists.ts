import type { Person } from './people.ts'
import { giveCard } from './people.ts'
import { careFen, extra, householdFen, livingFen } from './payments.ts'
import { elder } from './plant-money.ts'
import { cared } from './plant-stray-money.ts'
import { alone } from './plant-tekun.ts'
import type { Register } from './register.ts'
import type { TruthBook } from './truth.ts'

const last = '2026-09'

/** What was paid against what the rosters approve and what the bank answers. */
export function plantAgainstLists(register: Register, truth: TruthBook): void {
  plantUnpaid(register, truth)
  plantUnlisted(register, truth)
  plantOtherSums(register, truth)
  plantBank(register, truth)
}

/** CK54. */
function plantUnpaid(register: Register, truth: TruthBook): void {
  const check = 'roster-against-payments'
  for (const community of [2, 7]) {
    const { person, household } = elder(register, community)
    register.town.unpaid.add(`dibao ${person.id} 2026-06`)
    truth.wrong({
      check,
      person,
      program: 'dibao',
      months: ['2026-06'],
      concerned: null,
      underpaid: { from: '2026-06', monthly: (month) => householdFen(household, month) },
      note: '六月名册上有，没有发',
    })
  }
  const tekun = alone(register, 6)
  const { person, cardNo, community } = tekun
  register.town.unpaid.add(`tekun ${person.id} 2025-12`)
  register.town.extraPayments.push(
    extra({
      program: 'tekun',
      person,
      month: '2025-12',
      fen: livingFen(tekun, '2025-12') + careFen(tekun, '2025-12'),
      cardNo,
      size: 1,
      community,
      paidOn: '2026-01-20',
      kind: '补发',
      item: '补发特困供养金',
    }),
  )
  truth.lookAlike({ check, person, program: 'tekun', months: ['2025-12'], note: '十二月的钱一月补发' }, 'paid as arrears')
}

/** CK54: paid in June and not on June's roster. */
function plantUnlisted(register: Register, truth: TruthBook): void {
  const check = 'roster-against-payments'
  const unlist = (person: Person): void => {
    register.town.unlisted.add(`disability_care ${person.id} 2026-06`)
  }
  const person = cared(register, 3)
  unlist(person)
  truth.wrong({ check, person, program: 'disability_care', months: ['2026-06'], note: '六月发了，六月名册上没有' })
  const fresh = register.people.make({ born: [1962, 1985], community: 5 })
  giveCard(fresh, { kind: '肢体', level: 2, issued: '2026-06-03' })
  register.town.cardHolders.push(fresh)
  register.town.subsidies.push({ person: fresh, program: 'disability_care', level: 2, from: '2026-06', to: null })
  unlist(fresh)
  truth.lookAlike({ check, person: fresh, program: 'disability_care', months: ['2026-06'], note: '六月新纳入，造册在前' }, 'first month')
}

/** CK54: another sum than the roster approves. */
function plantOtherSums(register: Register, truth: TruthBook): void {
  const check = 'roster-against-payments'
  const less = (community: number, fen: number): ReturnType<typeof elder> => {
    const family = elder(register, community)
    register.town.paidInstead.set(`dibao ${family.person.id} 2026-06`, householdFen(family.household, '2026-06') - fen)
    return family
  }
  const { person, household } = less(4, 800)
  truth.wrong({
    check,
    person,
    program: 'dibao',
    months: ['2026-06'],
    cardNo: household.cardNo,
    underpaid: { from: '2026-06', monthly: () => 800 },
    note: '六月比名册少发八元',
  })
  const made = less(0, 800)
  register.town.extraPayments.push(
    extra({
      program: 'dibao',
      person: made.person,
      month: '2026-06',
      fen: 800,
      cardNo: made.household.cardNo,
      size: 1,
      community: made.household.community,
      paidOn: '2026-07-20',
      kind: '补发',
      item: '补发低保金',
    }),
  )
  truth.lookAlike({ check, person: made.person, program: 'dibao', months: ['2026-06'], note: '少发的八元七月补发' }, 'the rest as arrears')
}

/** CK55. */
function plantBank(register: Register, truth: TruthBook): void {
  const check = 'bank-against-payments'
  for (const community of [1, 0]) {
    const tekun = alone(register, community)
    register.town.bankAnswers.set(`tekun ${tekun.person.id}`, 'returned')
    truth.wrong({
      check,
      person: tekun.person,
      program: 'tekun',
      months: [last],
      concerned: null,
      underpaid: { from: last, monthly: (month) => livingFen(tekun, month) + careFen(tekun, month) },
      note: '明细写已发，银行退回',
    })
  }
  const silent = alone(register, 5)
  register.town.bankAnswers.set(`tekun ${silent.person.id}`, 'no answer')
  truth.wrong({
    check,
    person: silent.person,
    program: 'tekun',
    months: [last],
    concerned: null,
    underpaid: { from: last, monthly: (month) => livingFen(silent, month) + careFen(silent, month) },
    note: '明细写已发，回执里没有这一笔',
  })
  const short = alone(register, 7)
  register.town.bankAnswers.set(`tekun ${short.person.id}`, livingFen(short, last) + careFen(short, last) - 10_000)
  truth.wrong({
    check,
    person: short.person,
    program: 'tekun',
    months: [last],
    concerned: null,
    underpaid: { from: last, monthly: () => 10_000 },
    note: '到账比明细少一百元',
  })
  const ended = alone(register, 6)
  ended.to = '2026-07'
  const fen = livingFen(ended, last) + careFen(ended, last)
  const { account, name, id } = ended.person
  register.addRow('bank_receipts', name, account, { id }, '特困供养金', { fen }, 'QH2026092', { date: '2026-09-16' }, '成功', null)
  truth.wrong({ check, person: ended.person, program: 'tekun', months: [last], concerned: fen, note: '七月以后停发，银行九月又发' })
  const { person } = alone(register, 3)
  register.town.bankAnswers.set(`tekun ${person.id}`, 'credited later')
  truth.lookAlike({ check, person, program: 'tekun', months: [last], note: '退回后六天到账' }, 'credited some days later')
}
