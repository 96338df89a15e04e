import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { sql } from 'kysely'
import { keepByHash, fileOfHash } from '../../platform/attachments.ts'
import type { DataFolder } from '../../platform/data-folder.ts'
import { record, type Work } from '../../platform/events.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { join } from 'node:path'

/** Where uploaded bytes wait for the clerk and for their import; `sweepUploads` takes them out. */
export function uploadFolder(folder: DataFolder): string {
  return join(folder.work, 'uploads')
}

export async function addUpload(work: Work, folder: DataFolder, { name, bytes }: { name: string; bytes: Uint8Array }): Promise<string> {
  if (bytes.length === 0) throw new Problem('bad_input', `“${name}”是空文件，没有上传。`)
  await holdUploads(work, 'shared')
  const sha256 = keepByHash(uploadFolder(folder), bytes)
  const { upload_id } = await work.tx
    .insertInto('upload')
    .values({ division: work.actor.division, file_name: name, sha256, bytes: bytes.length, created_by: work.actor.name, created_at: work.clock.now() })
    .returning('upload_id')
    .executeTakeFirstOrThrow()
  await record(work, {
    action: 'upload.added',
    objectKind: 'upload',
    objectId: upload_id,
    division: work.actor.division,
    after: { name, sha256, bytes: bytes.length },
  })
  return upload_id
}

export interface Upload {
  upload: string
  file: string
  path: string
  bytes: Uint8Array
}

export async function getUpload(work: Work, folder: DataFolder, uploadId: string): Promise<Upload> {
  const row = await work.tx.selectFrom('upload').selectAll().where('upload_id', '=', uploadId).where('state', '=', 'waiting').executeTakeFirst()
  if (!row) throw notFound('这个待导入的文件')
  const path = fileOfHash(uploadFolder(folder), row.sha256)
  return { upload: row.upload_id, file: row.file_name, path, bytes: new Uint8Array(readFileSync(path)) }
}

export async function listUploads({ tx }: Work) {
  const rows = await tx.selectFrom('upload').selectAll().where('state', '=', 'waiting').orderBy('created_at').execute()
  return rows.map((row) => ({ upload: row.upload_id, file: row.file_name, bytes: row.bytes, by: row.created_by, at: row.created_at }))
}

export async function endUpload(work: Work, uploadId: string, state: 'imported' | 'dropped'): Promise<void> {
  const row = await work.tx
    .updateTable('upload')
    .set({ state })
    .where('upload_id', '=', uploadId)
    .where('state', '=', 'waiting')
    .returning(['sha256', 'division'])
    .executeTakeFirst()
  if (!row) throw notFound('这个待导入的文件')
  await record(work, { action: `upload.${state}`, objectKind: 'upload', objectId: uploadId, division: row.division })
}

/** A list that was not imported must not stay: its bytes go at once, unless the same file waits once more. */
export async function dropUpload(work: Work, folder: DataFolder, uploadId: string): Promise<void> {
  await endUpload(work, uploadId, 'dropped')
  await sweepUploads(work, folder)
}

/**
 * Uploaded bytes that nobody waits for go: imported ones lie with the originals, where they may be kept at all and only as
 * long. What an import still has to read stays. Returns how many files went.
 */
export async function sweepUploads(work: Work, folder: DataFolder): Promise<number> {
  const root = uploadFolder(folder)
  if (!existsSync(root)) return 0
  await holdUploads(work, 'alone')
  const waiting = await work.tx.selectFrom('upload').select('sha256').where('state', '=', 'waiting').execute()
  const { rows: unread } = await sql<{ path: string }>`
    select file ->> 'path' as path from task, jsonb_array_elements(input -> 'files') as file
    where kind = 'ledgers.import' and state in ('queued', 'running')`.execute(work.tx)
  const needed = new Set([...waiting.map((row) => fileOfHash(root, row.sha256)), ...unread.map((row) => row.path)])
  const over = readdirSync(root)
    .flatMap((part) => readdirSync(join(root, part)).map((name) => join(root, part, name)))
    .filter((file) => !needed.has(file))
  for (const file of over) rmSync(file, { force: true })
  return over.length
}

/** Until the transaction ends: bytes are laid down before their row is seen, and must not be swept between. */
async function holdUploads({ tx }: Pick<Work, 'tx'>, how: 'shared' | 'alone'): Promise<void> {
  await (how === 'alone' ? sql`select pg_advisory_xact_lock(706_003)` : sql`select pg_advisory_xact_lock_shared(706_003)`).execute(tx)
}
