import type { Work } from '../../platform/events.ts'
import type { TakenRow } from './intake-shape.ts'
import { keptRowKey, upsertKeptRows } from './kept-rows.ts'
import type { LedgerDefinition } from './understand/ledger-definition.ts'

/**
 * A row of a kept ledger that another room's act writes and keeps in step: `before` is the row it wrote last time, which goes
 * when the new row has another key or there is none any more. A row that came with a file is never taken away. Returns its id.
 */
export async function keepOneRow(
  work: Work,
  { definition, before, row }: { definition: LedgerDefinition; before: string | null; row: TakenRow | null },
): Promise<string | null> {
  const { tx } = work
  if (row) await upsertKeptRows(work, { definition, batch: null, rows: [row] })
  const kept = row
    ? await tx
        .selectFrom('kept_row')
        .select('kept_row_id')
        .where('ledger', '=', definition.ledger)
        .where('row_key', '=', keptRowKey(definition, row))
        .executeTakeFirst()
    : undefined
  const id = kept?.kept_row_id ?? null
  if (before !== null && before !== id)
    await tx.deleteFrom('kept_row').where('kept_row_id', '=', before).where('ledger', '=', definition.ledger).where('batch_id', 'is', null).execute()
  return id
}
