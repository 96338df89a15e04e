import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileOfHash } from '../../platform/attachments.ts'
import { record } from '../../platform/events.ts'
import { perform, systemActor, townDivision, type Installation } from '../../platform/installation.ts'

/** Lake files without a batch row are left from an import that was cut off: the row is the truth, so they go. Only the folder's owner may do this, before its worker starts. */
export async function sweepLake(installation: Installation): Promise<number> {
  const rows = await perform(installation, systemActor(), ({ tx }) => tx.selectFrom('batch').select('lake_file').where('lake_file', 'is not', null).execute())
  const known = new Set(rows.map((row) => join(installation.folder.lake, row.lake_file ?? '')))
  let removed = 0
  for (const ledger of readdirSync(installation.folder.lake)) {
    for (const name of readdirSync(join(installation.folder.lake, ledger))) {
      const file = join(installation.folder.lake, ledger, name)
      if (known.has(file)) continue
      rmSync(file, { force: true })
      removed++
    }
  }
  return removed
}

/**
 * A list of others is kept until the day its giver allowed. After it the file and its original are destroyed, with an
 * event as certificate; leads keep their copied cells, runs over it say 输入已销毁.
 */
export async function destroyExpired(installation: Installation): Promise<string[]> {
  return perform(installation, systemActor(), async (work) => {
    const rows = await work.tx
      .selectFrom('batch')
      .select(['batch_id', 'ledger', 'file_name', 'file_sha256', 'lake_file', 'lake_sha256', 'keep_until'])
      .where('owner', '=', 'reference')
      .where('state', '<>', 'destroyed')
      .where('keep_until', '<', work.clock.today())
      .execute()
    for (const row of rows) {
      await work.tx
        .updateTable('batch')
        .set({ state: 'destroyed', lake_file: null, ended_at: work.clock.now(), ended_by: work.actor.name, end_reason: `保留期到 ${row.keep_until ?? ''}` })
        .where('batch_id', '=', row.batch_id)
        .execute()
      await work.tx
        .updateTable('run')
        .set({ inputs_destroyed_at: work.clock.now() })
        .where('inputs_destroyed_at', 'is', null)
        .where((eb) => eb('inputs', '@>', JSON.stringify({ batches: [{ batch: row.batch_id }] }) as never))
        .execute()
      await record(work, {
        action: 'batch.destroyed',
        objectKind: 'batch',
        objectId: row.batch_id,
        division: townDivision,
        reason: `保留期到 ${row.keep_until ?? ''}`,
        after: { ledger: row.ledger, file: row.file_name, sha256: row.file_sha256, lakeSha256: row.lake_sha256 },
      })
      if (row.lake_file !== null) rmSync(join(installation.folder.lake, row.lake_file), { force: true })
      const stillUsed = await work.tx
        .selectFrom('batch')
        .select('batch_id')
        .where('file_sha256', '=', row.file_sha256)
        .where('state', '<>', 'destroyed')
        .executeTakeFirst()
      const original = fileOfHash(installation.folder.originals, row.file_sha256)
      if (!stillUsed && existsSync(original)) rmSync(original)
    }
    return rows.map((row) => row.batch_id)
  })
}
