/** A row that a check found, as `checks` hands it over. Stays here until `checks/index.ts` exports the type. */
export interface Hit {
  check: string
  topic: string
  severity: 'money' | 'right' | 'danger' | 'process' | 'data'
  subjectKind: 'person' | 'household' | 'division' | 'row' | 'problem' | 'post'
  personKey: bigint | null
  householdKey: string | null
  rowKey: string | null
  name: string
  citizenId: string | null
  division: string
  program: string | null
  months: readonly string[]
  identity: Readonly<Record<string, string>>
  concerned: number | null
  overpaid: number | null
  underpaid: number | null
  sentence: string
  evidence: readonly HitEvidence[]
  basis: readonly HitBasis[]
  unverified: boolean
  steps: readonly HitStep[]
}

export interface HitEvidence {
  role: string
  ledger: string
  batch: string
  sheet: string
  row: number
  cells: Readonly<Record<string, unknown>>
}

export interface HitBasis {
  law: string
  article: string
  from: string | null
  to: string | null
  rule: string | null
}

export interface HitStep {
  month: string
  fen: number
  kind: string
}
