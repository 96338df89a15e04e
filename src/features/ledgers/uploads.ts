import { readFileSync, rmSync } from 'node:fs'
import { keepByHash, fileOfHash } from '../../platform/attachments.ts'
import type { DataFolder } from '../../platform/data-folder.ts'
import { record, type Work } from '../../platform/events.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { join } from 'node:path'

/** Where uploaded bytes wait for the clerk; they move to the originals when imported, and go when dropped. */
export function uploadFolder(folder: DataFolder): string {
  return join(folder.work, 'uploads')
}

export async function addUpload(work: Work, folder: DataFolder, { name, bytes }: { name: string; bytes: Uint8Array }): Promise<string> {
  if (bytes.length === 0) throw new Problem('bad_input', `“${name}”是空文件，没有上传。`)
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

/** Dropped bytes go at once: a list that was not imported must not stay. */
export async function dropUpload(work: Work, folder: DataFolder, uploadId: string): Promise<void> {
  const upload = await getUpload(work, folder, uploadId)
  await endUpload(work, uploadId, 'dropped')
  rmSync(upload.path, { force: true })
}
