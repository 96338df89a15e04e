import type { DataFolder } from '../../platform/data-folder.ts'
import type { Work } from '../../platform/events.ts'
import { findLedger } from './catalog.ts'
import { countLeftOut, isSentAgain } from './count-left-out.ts'

/** Of these batches, the withdrawn registers in whose place a corrected one stands: sent later, and holding at least half of their rows. */
export async function findReplaced({ tx }: Pick<Work, 'tx'>, folder: Pick<DataFolder, 'lake'>, batches: readonly string[]): Promise<Set<string>> {
  const replaced = new Set<string>()
  if (batches.length === 0) return replaced
  const withdrawn = await tx
    .selectFrom('batch')
    .select(['batch_id', 'seq', 'ledger', 'lake_file'])
    .where('batch_id', 'in', [...batches])
    .where('state', '=', 'withdrawn')
    .execute()
  for (const { batch_id: batch, seq, ledger, lake_file: earlier } of withdrawn) {
    const definition = findLedger(ledger)
    if (!definition || !isSentAgain(definition)) continue
    const later = await tx.selectFrom('batch').select('lake_file').where('ledger', '=', ledger).where('state', '=', 'active').where('seq', '>', seq).execute()
    for (const { lake_file } of later) {
      if ((await countLeftOut(folder, { earlier, later: lake_file, key: definition.key })) === null) continue
      replaced.add(batch)
      break
    }
  }
  return replaced
}
