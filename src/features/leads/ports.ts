import type { Work } from '../../platform/events.ts'
import type { VerificationResult } from './lead-states.ts'

export interface Innocent {
  code: string
  ask: string
  /** Why this reason is told without a proof; null where it needs one. */
  noProof: string | null
}

/** What a lead page says of its check, from the catalogue. */
export interface CheckFacts {
  title: string
  question: string
  /** Known innocent explanations: the code becomes the reason, `ask` is the question for the person who looks. */
  innocent: readonly Innocent[]
  closes: string | null
}

/** A lead that turned out to be so (wholly, or partly and seen by a second person). */
export interface ConfirmedLead {
  lead: string
  number: string
  source: string
  sourceNumber: string | null
  check: string | null
  topic: string
  area: string
  severity: string
  division: string
  personId: string | null
  subjectName: string
  /** Masked. */
  citizenId: string | null
  program: string | null
  months: string[]
  concerned: number | null
  overpaid: number | null
  underpaid: number | null
  isChildMatter: boolean
  sentence: string
  result: VerificationResult
  note: string
  foundBy: string
}

export interface Handled {
  /** 停发, 减发, 追回, 维持, … as the sheet's column wants it. */
  action: string | null
  /** What came back so far, in 分. */
  recovered: number | null
}

export interface SameProblem {
  problem: string
  number: string
  title: string
  state: string
}

export interface DangerReport {
  division: string
  personId: string | null
  name: string
  personKind: 'minor' | 'adult_without_capacity' | 'other'
  what: string
  /** Police, civil affairs, … and who took it. */
  recipient: string
  /** When it was reported, an instant. */
  reportedAt: string
  /** Who took it, or its number; empty as long as it is awaited. */
  receipt: string
  /** Where the person is now and who looks after them. */
  arrangement: string
}

/** What leads need from parts of the house that they do not know; the composition root hands it over. */
export interface LeadPorts {
  checkOf: (check: string) => CheckFacts | undefined
  /** Registers the problem, in the transaction of the verification. */
  confirmed: (work: Work, lead: ConfirmedLead) => Promise<void>
  /** Takes the problem back that `confirmed` registered; refuses with a `Problem` when the office has established it. */
  takenBack: (work: Work, lead: string) => Promise<void>
  /** What became of confirmed leads, for the columns of a handed-down sheet; leads without a word yet are absent. */
  handledOf: (work: Work, leads: readonly string[]) => Promise<Map<string, Handled>>
  /** Lays a lead of the same matter with a problem, or with the problem of another lead; false when that one has none. Refuses one that has ended. */
  joined: (work: Work, lead: ConfirmedLead, to: { problem: string } | { lead: string }) => Promise<boolean>
  /** Takes it out again. */
  parted: (work: Work, lead: string) => Promise<void>
  /** The problem that a lead registered, or with which it lies. */
  problemOf: (work: Work, lead: string) => Promise<SameProblem | null>
  /** Open problems that may be about the same matter. */
  problemsOf: (work: Work, subject: { personId: string | null; name: string; division: string }) => Promise<SameProblem[]>
  /** Writes the report that the law wants for somebody in danger and returns its id. */
  reportDanger: (work: Work, report: DangerReport) => Promise<string>
}
