import { monthRange } from '../domain/months.ts'
import type { Payment } from './model.ts'
import type { Person } from './people.ts'
import { communityAt } from './places.ts'

/** One thing planted in the town: a wrong that must be found, or an innocent look-alike that must not. Money in 分. */
export interface Planted {
  check: string
  ck: string[]
  kind: 'wrong' | 'lookalike'
  citizenId: string | null
  name: string | null
  division: string
  program: string | null
  months: string[]
  concerned: number | null
  overpaid: number | null
  underpaid: number | null
  /** What was really paid in these months, by program: what `concerned` is made of. */
  paid: Record<string, number>
  /** What makes a look-alike innocent, in few words: the handbook's where it has them. */
  phrase?: string
  /** Code of a wrong id. */
  code?: string
  /** Check that tells of the same matter under a wider title where the list is missing that would know better. */
  otherwise?: string
  /** Ledger that alone knows a look-alike of the quality of data to be innocent: without it the question is put. */
  knownBy?: string
  note: string
}

export interface Claim {
  check: string
  person?: Person
  /** The id as it stands in the files, when it is not the person's own; '' for none. */
  typedId?: string
  community?: number
  /** Which of a community's matters it is, where one check asks about several. */
  matter?: string
  program: string | null
  from?: string
  to?: string
  months?: string[]
  /** `own`: what the person was paid; a number: fixed; `share`: so much a month; null: no amount. */
  overpaid?: 'concerned' | { monthly: number } | null
  underpaid?: { monthly: (month: string) => number; from: string } | null
  /** Fixed sum where the payments do not hold it (临时救助). */
  concerned?: number | null
  /** Household whose payments count, and the programs whose payments count. */
  cardNo?: string
  paidPrograms?: string[]
  code?: string
  otherwise?: string
  knownBy?: string
  note: string
}

const numbers: Record<string, string[]> = {
  'paid-after-death': ['CK01', 'CK26', 'CK70'],
  'payroll-on-dibao': ['CK03'],
  'dibao-and-tekun': ['CK18'],
  'missed-living-subsidy': ['CK27'],
  'missed-care-subsidy': ['CK28'],
  'tekun-draws-subsidy': ['CK29'],
  'level-mismatch': ['CK33'],
  'single-person-unfounded': ['CK20'],
  'repeated-temporary-aid': ['CK37'],
  'late-application': ['CK41', 'CK60'],
  'missing-monthly-visit': ['CK77'],
  'left-behind-without-agreement': ['CK84'],
  'orphan-past-18': ['CK80'],
  'returned-without-visit': ['CK90'],
  'wrong-check-digit': ['CK56'],
  'zero-report': ['CK95'],
}

/** What was planted, written down at the planting and weighed when all payments are known. */
export class TruthBook {
  readonly #claims: Planned[] = []

  wrong(claim: Claim): void {
    this.#claims.push({ claim, kind: 'wrong', phrase: null })
  }

  /** `phrase` says in few words what makes it innocent. */
  lookAlike(claim: Claim, phrase: string): void {
    this.#claims.push({ claim, kind: 'lookalike', phrase })
  }

  /** One entry per matter and year: repeated lapses of one kind are one lead per person and year. */
  weigh(payments: readonly Payment[]): Planted[] {
    const byPerson = Map.groupBy(payments, (payment) => payment.person)
    const byCard = Map.groupBy(payments, (payment) => payment.cardNo)
    return inOneCommunity(this.#claims).flatMap(({ claim, kind, phrase }) => {
      const months = monthsOf(claim)
      const years = kind === 'wrong' && months.length > 0 ? [...new Set(months.map((month) => month.slice(0, 4)))] : [null]
      const own = claim.person === undefined ? [] : (byPerson.get(claim.person) ?? [])
      const ofHousehold = claim.cardNo === undefined ? [] : (byCard.get(claim.cardNo) ?? []).filter((payment) => payment.person !== claim.person)
      return years.map((year) =>
        entry(claim, {
          kind,
          phrase,
          payments: [...own, ...ofHousehold],
          months: year === null ? months : months.filter((month) => month.startsWith(year)),
        }),
      )
    })
  }
}

function monthsOf(claim: Claim): string[] {
  return claim.months ?? (claim.from === undefined || claim.to === undefined ? [] : monthRange(claim.from, claim.to))
}

interface Planned {
  claim: Claim
  kind: Planted['kind']
  phrase: string | null
}

/** What is wrong with a community in several months is one matter: a small town has its plants in few places. */
function inOneCommunity(all: readonly Planned[]): Planned[] {
  const out: Planned[] = []
  for (const planned of all) {
    const { claim, kind } = planned
    const same = claim.person === undefined && kind === 'wrong' ? out.find((each) => isSamePlace(each, planned)) : undefined
    if (same === undefined) out.push({ ...planned })
    else
      same.claim = { ...same.claim, months: [...new Set([...monthsOf(same.claim), ...monthsOf(claim)])].toSorted(), note: `${same.claim.note}；${claim.note}` }
  }
  return out
}

function isSamePlace(a: Planned, b: Planned): boolean {
  return (
    a.kind === b.kind &&
    a.claim.person === undefined &&
    a.claim.check === b.claim.check &&
    a.claim.community === b.claim.community &&
    a.claim.matter === b.claim.matter
  )
}

function entry(claim: Claim, given: { kind: Planted['kind']; phrase: string | null; payments: readonly Payment[]; months: string[] }): Planted {
  const { person } = claim
  const paid: Record<string, number> = {}
  const programs = claim.paidPrograms ?? (claim.program === null ? [] : [claim.program])
  for (const payment of given.payments) {
    if (!programs.includes(payment.program) || !given.months.includes(payment.month) || payment.status !== '成功' || payment.kind === '一次性') continue
    if (claim.cardNo !== undefined && payment.program === 'dibao' ? payment.cardNo !== claim.cardNo : payment.person !== person) continue
    paid[payment.program] = (paid[payment.program] ?? 0) + payment.fen
  }
  const sum = Object.values(paid).reduce((total, fen) => total + fen, 0)
  const isWrong = given.kind === 'wrong'
  const concerned = !isWrong ? null : claim.concerned !== undefined ? claim.concerned : sum === 0 ? null : sum
  const overpaid =
    !isWrong || claim.overpaid === undefined || claim.overpaid === null
      ? null
      : claim.overpaid === 'concerned'
        ? concerned
        : claim.overpaid.monthly * given.months.length
  const missing = claim.underpaid
  const underpaid =
    !isWrong || missing === undefined || missing === null
      ? null
      : given.months.filter((month) => month >= missing.from).reduce((total, month) => total + missing.monthly(month), 0)
  return {
    check: claim.check,
    ck: numbers[claim.check] ?? [],
    kind: given.kind,
    citizenId: claim.typedId === '' ? null : (claim.typedId ?? person?.id ?? null),
    name: person?.name ?? null,
    division: communityAt(claim.community ?? person?.community ?? 0).name,
    program: claim.program,
    months: given.months,
    concerned,
    overpaid,
    underpaid,
    paid,
    ...(given.phrase === null ? {} : { phrase: given.phrase }),
    ...(claim.code === undefined ? {} : { code: claim.code }),
    ...(claim.otherwise === undefined ? {} : { otherwise: claim.otherwise }),
    ...(claim.knownBy === undefined ? {} : { knownBy: claim.knownBy }),
    note: claim.note,
  }
}
