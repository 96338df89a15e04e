import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DataFolder } from './data-folder.ts'
import { record, type Work } from './events.ts'
import { within } from './postgres/database.ts'
import { notFound, Problem } from './problems.ts'

export interface Attachment {
  attachment: string
  name: string
  mediaType: string
  bytes: number
  sha256: string
}

const maxBytes = 30 * 1024 * 1024
const mediaTypes: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  txt: 'text/plain; charset=utf-8',
}

/** Writes bytes once under their SHA-256 (temporary name, then renamed) and returns the hash. */
export function keepByHash(folder: string, bytes: Uint8Array): string {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = fileOfHash(folder, sha256)
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.${process.pid}.part`, bytes)
    renameSync(`${file}.${process.pid}.part`, file)
  }
  return sha256
}

export function fileOfHash(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2), sha256)
}

/** Keeps uploaded proof. It belongs to the uploader's division until it is attached to something. */
export async function addAttachment(work: Work, folder: DataFolder, { name, bytes }: { name: string; bytes: Uint8Array }): Promise<Attachment> {
  if (bytes.length === 0) throw new Problem('bad_input', `“${name}”是空文件，没有上传。`)
  if (bytes.length > maxBytes) throw new Problem('too_large', `“${name}”超过 30 MB，请压缩或分开上传。`)
  const mediaType = mediaTypes[name.split('.').at(-1)?.toLowerCase() ?? '']
  if (mediaType === undefined) throw new Problem('bad_input', `“${name}”不是照片或文档（可传 jpg、png、webp、pdf、docx、xlsx、txt）。`)
  const sha256 = keepByHash(folder.attachments, bytes)
  const row = await work.tx
    .insertInto('attachment')
    .values({
      sha256,
      name,
      media_type: mediaType,
      bytes: bytes.length,
      division: work.actor.division,
      created_by: work.actor.name,
      created_at: work.clock.now(),
    })
    .returning('attachment_id')
    .executeTakeFirstOrThrow()
  await record(work, {
    action: 'attachment.added',
    objectKind: 'attachment',
    objectId: row.attachment_id,
    division: work.actor.division,
    after: { name, sha256, bytes: bytes.length },
  })
  return { attachment: row.attachment_id, name, mediaType, bytes: bytes.length, sha256 }
}

/** Ties attachments to an object; from then on they are seen by whoever sees its division. Errors: `not_found`. */
export async function attachTo(work: Work, attachmentIds: readonly string[], object: { kind: string; id: string; division: string }): Promise<void> {
  for (const id of attachmentIds) {
    const row = await work.tx
      .updateTable('attachment')
      .set({ object_kind: object.kind, object_id: object.id, division: object.division })
      .where('attachment_id', '=', id)
      .where(within(work.actor.scope, 'attachment.division'))
      .where((eb) => eb.or([eb('object_id', 'is', null), eb('object_id', '=', object.id)]))
      .returning('attachment_id')
      .executeTakeFirst()
    if (!row) throw notFound('这个附件')
  }
}

export async function listAttachments({ tx }: Pick<Work, 'tx'>, objectKind: string, objectId: string): Promise<Attachment[]> {
  const rows = await tx
    .selectFrom('attachment')
    .selectAll()
    .where('object_kind', '=', objectKind)
    .where('object_id', '=', objectId)
    .orderBy('created_at')
    .execute()
  return rows.map((row) => ({ attachment: row.attachment_id, name: row.name, mediaType: row.media_type, bytes: row.bytes, sha256: row.sha256 }))
}

export async function readAttachment({ tx, actor }: Work, folder: DataFolder, attachmentId: string): Promise<Attachment & { content: Uint8Array }> {
  const row = await tx
    .selectFrom('attachment')
    .selectAll()
    .where('attachment_id', '=', attachmentId)
    .where(within(actor.scope, 'attachment.division'))
    .executeTakeFirst()
  if (!row) throw notFound('这个附件')
  return {
    attachment: row.attachment_id,
    name: row.name,
    mediaType: row.media_type,
    bytes: row.bytes,
    sha256: row.sha256,
    content: readFileSync(fileOfHash(folder.attachments, row.sha256)),
  }
}
