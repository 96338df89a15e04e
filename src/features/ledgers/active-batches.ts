import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { perform, type Installation } from '../../platform/installation.ts'

export interface ActiveBatch {
  batch: string
  /** The name of the file that was imported. */
  name: string
  /** The day on which it was imported, YYYY-MM-DD in Shanghai. */
  day: string
  /** Its rows, below the folder of the lake; null for a ledger of ours. */
  lakeFile: string | null
}

/** The active batches of a ledger, newest first; with `months` only those that speak for some of them. */
export function activeBatches(
  installation: Installation,
  actor: Actor,
  { ledger, months }: { ledger: string; months: { from: string; to: string } | null },
): Promise<ActiveBatch[]> {
  return perform(installation, actor, ({ tx }) =>
    tx
      .selectFrom('batch')
      .select([
        'batch_id as batch',
        'file_name as name',
        'lake_file as lakeFile',
        sql<string>`to_char(created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`.as('day'),
      ])
      .where('ledger', '=', ledger)
      .where('state', '=', 'active')
      .$if(months !== null, (query) =>
        query.where('batch_id', 'in', (eb) =>
          eb.selectFrom('batch_cover').select('batch_id').where('from_month', '<=', months!.to).where('to_month', '>=', months!.from),
        ),
      )
      .orderBy('seq', 'desc')
      .execute(),
  )
}
