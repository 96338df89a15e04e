import type { Work } from '../../platform/events.ts'
import type { VerificationResult } from './lead-states.ts'

/** What a lead page says of its check, from the catalogue. */
export interface CheckFacts {
  title: string
  question: string
  /** Known innocent explanations: the code becomes the reason, `ask` is the question for the person who looks. */
  innocent: readonly { code: string; ask: string }[]
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

/** What leads need from parts of the house that they do not know; the composition root hands it over. */
export interface LeadPorts {
  checkOf: (check: string) => CheckFacts | undefined
  /** Registers the problem, in the transaction of the verification. */
  confirmed: (work: Work, lead: ConfirmedLead) => Promise<void>
  /** Takes the problem back that `confirmed` registered; refuses with a `Problem` when the office has established it. */
  takenBack: (work: Work, lead: string) => Promise<void>
  /** What became of confirmed leads, for the columns of a handed-down sheet; leads without a word yet are absent. */
  handledOf: (work: Work, leads: readonly string[]) => Promise<Map<string, Handled>>
}
