import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Work } from '../../platform/events.ts'
import { record } from '../../platform/events.ts'
import { townDivision, type Installation } from '../../platform/installation.ts'
import { dropLakeFile, writeLakeFile, type LakeColumn, type LakeValue } from '../../platform/lake/lake.ts'
import { Problem } from '../../platform/problems.ts'
import type { Intake, TakenRow } from './intake-shape.ts'
import { lakeColumnsOf } from './lake-columns.ts'
import { upsertKeptRows, type KeptUpsert } from './kept-rows.ts'
import { upsertPersons } from './persons.ts'

export interface IntakeResult {
  batch: string
  state: 'imported' | 'duplicate'
  kept?: KeptUpsert
}

/**
 * Takes one intake: writes the lake file, then batch row, remarks, people and event in one transaction.
 * The row is the truth: a file without a row is swept. Equal content that is active already is a duplicate
 * and changes nothing. Errors: `refused` for a reference list without authority.
 */
export async function takeIn(installation: Pick<Installation, 'folder'>, work: Work, intake: Intake): Promise<IntakeResult> {
  const { definition, authority } = intake
  if (definition.owner === 'reference' && !authority) {
    throw new Problem('refused', `参照名单“${definition.title}”要写明谁给的、凭什么、作什么用、保留到哪天，才能导入。`)
  }
  const contentHash = contentHashOf(intake)
  const known = await work.tx
    .selectFrom('batch')
    .select('batch_id')
    .where('ledger', '=', definition.ledger)
    .where('content_hash', '=', contentHash)
    .where('state', '=', 'active')
    .executeTakeFirst()
  if (known) return { batch: known.batch_id, state: 'duplicate' }

  const batch = `b${randomBytes(8).toString('hex')}`
  const columns = lakeColumnsOf(definition)
  const isInLake = definition.owner !== 'kept'
  const lakeFile = isInLake ? join(definition.ledger, `${batch}.parquet`) : null
  const absolute = lakeFile === null ? null : join(installation.folder.lake, lakeFile)
  const lakeSha256 = absolute === null ? null : await writeLakeFile(absolute, columns, lakeRows(batch, intake, columns))
  try {
    const divisions = [...new Set(intake.rows.map((row) => row.division).filter((each) => each !== null))].sort()
    await work.tx
      .insertInto('batch')
      .values({
        batch_id: batch,
        ledger: definition.ledger,
        owner: definition.owner,
        shape: definition.shape,
        file_name: intake.fileName,
        file_sha256: intake.fileSha256,
        is_original_kept: intake.isOriginalKept,
        sheet: intake.sheet,
        why: intake.why,
        content_hash: contentHash,
        period: intake.period,
        divisions,
        division: divisions.length === 1 && definition.owner !== 'reference' ? (divisions[0] ?? townDivision) : townDivision,
        rows_seen: intake.counts.seen,
        rows_accepted: intake.counts.accepted,
        rows_problems: intake.counts.problems,
        rows_not_data: intake.counts.notData,
        lake_file: lakeFile,
        lake_sha256: lakeSha256,
        supplements: intake.supplements ?? null,
        giver: authority?.giver ?? null,
        basis: authority?.basis ?? null,
        purpose: authority?.purpose ?? null,
        keep_until: authority?.until ?? null,
        created_by: work.actor.name,
        created_at: work.clock.now(),
      })
      .execute()
    if (intake.covers.length > 0) {
      await work.tx
        .insertInto('batch_cover')
        .values(intake.covers.map((cover) => ({ batch_id: batch, from_month: cover.from, to_month: cover.to, division: cover.division })))
        .execute()
    }
    await insertRemarks(work, batch, intake)
    await upsertPersons(work, definition, intake.rows)
    const kept = definition.owner === 'kept' ? await upsertKeptRows(work, { definition, batch, rows: intake.rows }) : undefined
    await record(work, {
      action: 'batch.imported',
      objectKind: 'batch',
      objectId: batch,
      division: townDivision,
      reason: authority ? `${authority.giver}；${authority.basis}；${authority.purpose}；保留到 ${authority.until}` : null,
      after: { ledger: definition.ledger, file: intake.fileName, sha256: intake.fileSha256, contentHash, ...intake.counts },
    })
    return { batch, state: 'imported', ...(kept ? { kept } : {}) }
  } catch (error) {
    if (absolute !== null) dropLakeFile(absolute)
    throw error
  }
}

async function insertRemarks(work: Work, batch: string, intake: Intake): Promise<void> {
  const divisionOf = new Map(intake.rows.map((row) => [`${row.sheet}\n${row.row}`, row.division]))
  const rows = [...intake.problems.map((each) => ({ ...each, kind: 'problem' })), ...intake.flags.map((each) => ({ ...each, kind: 'flag' }))].map((each) => ({
    batch_id: batch,
    kind: each.kind,
    sheet: each.sheet,
    row_number: each.row,
    column_name: each.column,
    code: each.code,
    message: each.message,
    value: each.value,
    division: divisionOf.get(`${each.sheet}\n${each.row}`) ?? townDivision,
  }))
  for (let at = 0; at < rows.length; at += 2_000)
    await work.tx
      .insertInto('batch_remark')
      .values(rows.slice(at, at + 2_000))
      .execute()
}

/**
 * The hash of what the content says, not of how it stands in the file: rows sorted, no row numbers. The same
 * list saved by another program, shuffled, or with its columns in another order has the same hash.
 */
function contentHashOf({ definition, period, covers, rows, authority }: Intake): string {
  const names = definition.columns
    .filter((column) => !column.dropped)
    .map((column) => column.name)
    .sort()
  const lines = rows.map((row) => JSON.stringify([row.division, row.period, ...names.map((name) => scalar(row.values[name]))])).sort()
  const hash = createHash('sha256')
  hash.update(
    JSON.stringify([definition.ledger, period, covers.map((each) => `${each.from} ${each.to} ${each.division ?? ''}`).sort(), authority?.giver ?? null]),
  )
  for (const line of lines) hash.update('\n').update(line)
  return hash.digest('hex')
}

const scalar = (value: LakeValue | undefined): string | number | boolean | null => (typeof value === 'bigint' ? value.toString() : (value ?? null))

function lakeRows(batch: string, intake: Intake, columns: readonly LakeColumn[]): LakeValue[][] {
  const occurrences = intake.definition.shape === 'payments' ? occurrencesOf(intake.rows) : undefined
  return intake.rows.map((row, at) =>
    columns.map(({ name }) => {
      if (name === 'batch') return batch
      if (name === 'sheet') return row.sheet
      if (name === 'source_row') return row.row
      if (name === 'division') return row.division
      if (name === 'period') return row.period
      if (name === 'occurrence') return occurrences?.[at] ?? 1
      return row.values[name] ?? null
    }),
  )
}

/** Two equal rows of one file are two payments: each gets its number among its equals. */
function occurrencesOf(rows: readonly TakenRow[]): number[] {
  const seen = new Map<string, number>()
  return rows.map(({ values }) => {
    const key = JSON.stringify(['citizen_id', 'name', 'program', 'for_month', 'paid_on', 'amount', 'kind', 'bank_batch'].map((name) => scalar(values[name])))
    const n = (seen.get(key) ?? 0) + 1
    seen.set(key, n)
    return n
  })
}
