import type { LakeValue } from '../../platform/lake/lake.ts'
import type { LedgerDefinition } from './understand/ledger-definition.ts'
import type { RowRemark } from './understand/reading.ts'

/** One row ready to be taken: canonical values, where it stood, what it speaks for. */
export interface TakenRow {
  sheet: string
  row: number
  division: string | null
  period: string | null
  values: Record<string, LakeValue>
}

export interface Cover {
  from: string
  to: string
  division: string | null
}

export interface Authority {
  giver: string
  basis: string
  purpose: string
  /** The last day the list may be kept, YYYY-MM-DD. */
  until: string
}

/** What one file brings into one ledger. */
export interface Intake {
  definition: LedgerDefinition
  fileName: string
  fileSha256: string
  isOriginalKept: boolean
  sheet: string
  why: string
  period: string | null
  covers: readonly Cover[]
  rows: readonly TakenRow[]
  problems: readonly RowRemark[]
  flags: readonly RowRemark[]
  counts: { seen: number; accepted: number; problems: number; notData: number }
  authority: Authority | null
  supplements?: string | null
}
