import { record, type Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { withdrawKeptRows } from './kept-rows.ts'

/**
 * Withdraws a batch: a state, not a deletion. Views skip it, the same bytes may be imported again; rows of a kept
 * ledger that nobody touched since are removed, the others stay and are counted.
 */
export async function withdrawBatch(
  work: Work,
  { batch, reason }: { batch: string; reason: string },
): Promise<{ file: string; removed: number; left: number }> {
  const row = await work.tx.selectFrom('batch').select(['state', 'owner', 'ledger', 'file_name']).where('batch_id', '=', batch).executeTakeFirst()
  if (!row) throw notFound('这一批')
  if (row.state !== 'active') throw new Problem('conflict', '这一批已经撤回或销毁过了。')
  await work.tx
    .updateTable('batch')
    .set({ state: 'withdrawn', ended_at: work.clock.now(), ended_by: work.actor.name, end_reason: reason })
    .where('batch_id', '=', batch)
    .execute()
  const kept = row.owner === 'kept' ? await withdrawKeptRows(work, batch) : { removed: 0, left: 0 }
  await record(work, {
    action: 'batch.withdrawn',
    objectKind: 'batch',
    objectId: batch,
    division: townDivision,
    reason,
    after: { ledger: row.ledger, file: row.file_name, ...kept },
  })
  return { file: row.file_name, ...kept }
}
