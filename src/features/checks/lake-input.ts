import type { EngineColumn } from '../../platform/engine/engine.ts'

/** What the engine must know of a ledger; `columns` are those of its Parquet files. */
export interface LedgerTable {
  ledger: string
  title: string
  owner: 'received' | 'kept' | 'reference'
  shape: 'snapshot' | 'payments' | 'register'
  placesInTown: boolean
  key: readonly string[]
  columns: readonly EngineColumn[]
}

export interface RunBatch {
  batch: string
  /** Import order: a newer batch has the higher number. */
  seq: number
  ledger: string
  /** Parquet file. */
  path: string
  sha256: string
  /** A correction file stands beside the batch it names and displaces nothing. */
  supplements: string | null
  /** Months and divisions that it speaks for; division null = the whole town. */
  covers: readonly { from: string; to: string; division: string | null }[]
}

export interface RunDivision {
  code: string
  name: string
}

export interface LakeInput {
  ledgers: readonly LedgerTable[]
  batches: readonly RunBatch[]
  /** Communities and grids. */
  divisions: readonly RunDivision[]
  /** Path code of the whole installation: rows without a division stand there. */
  town: RunDivision
  months: { from: string; to: string }
  /** False reads reference lists whole: only to measure what narrowing saves. */
  isNarrowed?: boolean
  part?: LakePart
}

/** A part of the lake that the caller cut out: its rows stand in `raw_<name>`, and `batch_program` is there. */
export interface LakePart {
  /** Of the communities and grids those where its rows stand; months and rules are spread out over no others. */
  divisions: readonly RunDivision[]
  /** Facts, lists and `coverage` as far as they are there already. */
  standing: ReadonlySet<string>
}

export function ownLedgers({ ledgers }: Pick<LakeInput, 'ledgers'>): LedgerTable[] {
  return ledgers.filter((each) => each.owner !== 'reference')
}

/** Columns that hold person keys. */
export function keyColumns(ledger: LedgerTable): string[] {
  return ledger.columns.filter((each) => each.type === 'bigint' && (each.name === 'person_key' || each.name.endsWith('_key'))).map((each) => each.name)
}

/** The column whose person a row is about. */
export function placeKey(ledger: LedgerTable): string | null {
  const keys = keyColumns(ledger)
  return ['person_key', 'head_key'].find((key) => keys.includes(key)) ?? null
}

export function hasAccount(ledger: LedgerTable): boolean {
  return ledger.columns.some((each) => each.name === 'account')
}

/** A list of others whose rows are matters in a place, not people: whoever is named may have no number. */
export function isOfMatters(ledger: LedgerTable): boolean {
  return ledger.owner === 'reference' && ledger.placesInTown && hasPlace(ledger) && !ledger.key.includes('citizen_id')
}

export function hasPlace(ledger: LedgerTable): boolean {
  return ledger.columns.some((each) => each.name === 'community')
}
