import type { Work } from '../../platform/events.ts'
import { findLedger, upsertKeptRows } from '../ledgers/index.ts'

type Cells = Record<string, string | number | boolean | bigint | null>

/** Writes rows of a kept ledger as a person does on a page. Returns nothing; equal keys overwrite. */
export async function writeKept(work: Work, ledger: string, rows: readonly { division: string; period: string | null; values: Cells }[]): Promise<void> {
  const definition = findLedger(ledger)
  if (!definition) throw new Error(`no ledger ${ledger}`)
  await upsertKeptRows(work, { definition, batch: null, rows: rows.map((row, at) => ({ sheet: '', row: at + 1, ...row })) })
}
