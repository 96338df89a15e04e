import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { readCitizenId } from '../../domain/citizen-id.ts'
import { systemActor, townDivision, unnamedTown, type Installation } from '../../platform/installation.ts'
import { writeLakeFile, type LakeValue } from '../../platform/lake/lake.ts'
import { inSnapshotOf, type Tx } from '../../platform/postgres/database.ts'
import { readCalendar } from '../calendar/index.ts'
import { duckdbEngine } from '../../platform/engine/duckdb.ts'
import { findCurrentCampaign } from '../campaigns/index.ts'
import { findLedger, keyColumnOf, lakeColumnsOf, ledgerDefinitions } from '../ledgers/index.ts'
import { checkCatalog } from './present-catalog.ts'
import type { RunBatch } from './lake-input.ts'
import { ledgerTables } from './ledger-tables.ts'
import type { RunInput } from './run-checks.ts'
import { listStandards } from './standards-store.ts'

/** The look-back when no campaign states one. */
export const firstLookBack = '2020-01'

/**
 * Everything a run reads, as of one moment: active batches with what they speak for, kept rows exported beside the
 * run, the town's standards, communities, calendar and catalogue.
 */
export async function collectInputs(installation: Installation, asOf: string): Promise<RunInput> {
  return inSnapshotOf(installation.database.app, systemActor().scope, async (tx) => {
    const divisions = await tx.selectFrom('division').select(['code', 'name']).orderBy('code').execute()
    const town = divisions.find((each) => each.code === townDivision) ?? { code: townDivision, name: unnamedTown }
    const campaign = await findCurrentCampaign(tx)
    const { checks, broken } = checkCatalog()
    const off = new Set((await tx.selectFrom('check_setting').select('check_id').where('is_on', '=', false).execute()).map((row) => row.check_id))
    return {
      // A check that is switched off does not run; its leads stay as they are.
      ...(off.size === 0 ? {} : { only: [...checks, ...broken].flatMap(({ check }) => (off.has(check) ? [] : [check])) }),
      catalog: checkCatalog(),
      engine: duckdbEngine,
      temporaryFolder: installation.folder.spill,
      calendar: await readCalendar(tx),
      standards: await listStandards(tx),
      asOf,
      lookBackFrom: campaign?.lookBackFrom?.slice(0, 7) ?? firstLookBack,
      ledgers: ledgerTables(ledgerDefinitions()),
      divisions: divisions.filter((each) => each.code !== townDivision),
      town,
      batches: await activeBatches(tx, installation),
    }
  })
}

async function activeBatches(tx: Tx, installation: Installation): Promise<RunBatch[]> {
  const rows = await tx
    .selectFrom('batch')
    .select(['batch_id', 'seq', 'ledger', 'owner', 'lake_file', 'lake_sha256', 'supplements'])
    .where('state', '=', 'active')
    .orderBy('seq')
    .execute()
  const covers = Map.groupBy(await tx.selectFrom('batch_cover').selectAll().execute(), (cover) => cover.batch_id)
  const coversOf = (batch: string): RunBatch['covers'] =>
    (covers.get(batch) ?? []).map((cover) => ({ from: cover.from_month, to: cover.to_month, division: cover.division }))
  const batches: RunBatch[] = []
  for (const row of rows) {
    if (row.lake_file === null) continue
    batches.push({
      batch: row.batch_id,
      seq: row.seq,
      ledger: row.ledger,
      path: join(installation.folder.lake, row.lake_file),
      sha256: row.lake_sha256 ?? '',
      supplements: row.supplements,
      covers: coversOf(row.batch_id),
    })
  }
  const kept = rows.filter((row) => row.owner === 'kept')
  const exported = await exportKeptRows(tx, installation)
  const declared = Map.groupBy(await tx.selectFrom('kept_month').selectAll().execute(), (each) => ownBatchOf(each.ledger))
  for (const file of exported) {
    const source = kept.find((row) => row.batch_id === file.batch)
    const own = (declared.get(file.batch) ?? []).map(({ month, division }) => ({ from: month, to: month, division }))
    batches.push({ ...file, seq: source?.seq ?? Number.MAX_SAFE_INTEGER, supplements: null, covers: [...coversOf(file.batch), ...own] })
  }
  // Declared complete without a single row typed here: it speaks for its months all the same.
  for (const [batch, months] of declared) {
    const [first] = months
    if (!first || exported.some((file) => file.batch === batch)) continue
    batches.push({
      ...(await exportFile(installation, { ledger: first.ledger, batch, rows: [] })),
      seq: Number.MAX_SAFE_INTEGER,
      supplements: null,
      covers: months.map(({ month, division }) => ({ from: month, to: month, division })),
    })
  }
  // A declared empty list counts: it speaks for its months though it holds no row.
  for (const row of kept) {
    if (exported.some((file) => file.batch === row.batch_id) || coversOf(row.batch_id).length === 0) continue
    batches.push({
      ...(await exportFile(installation, { ledger: row.ledger, batch: row.batch_id, rows: [] })),
      seq: row.seq,
      supplements: null,
      covers: coversOf(row.batch_id),
    })
  }
  return batches
}

/** Rows typed on a page form a batch of their own. */
const ownBatchOf = (ledger: string): string => `own-${ledger}`

interface KeptRow {
  ledger: string
  batch_id: string | null
  division: string
  period: string | null
  sheet: string | null
  source_row: number | null
  cells: unknown
}

/** Kept rows as Parquet, one file per ledger and batch; rows typed on a page form a batch of their own. */
async function exportKeptRows(tx: Tx, installation: Installation) {
  const rows = await tx
    .selectFrom('kept_row')
    .select(['ledger', 'batch_id', 'division', 'period', 'sheet', 'source_row', 'cells'])
    .orderBy('ledger')
    // What is typed later stands lower: a row keeps its number.
    .orderBy('created_at')
    .orderBy('kept_row_id')
    .execute()
  const groups = Map.groupBy(rows, (row) => `${row.ledger}\n${row.batch_id ?? ownBatchOf(row.ledger)}`)
  const files = []
  for (const [key, group] of groups) {
    const [ledger = '', batch = ''] = key.split('\n')
    files.push(await exportFile(installation, { ledger, batch, rows: group }))
  }
  return files
}

async function exportFile(
  installation: Installation,
  { ledger, batch, rows }: { ledger: string; batch: string; rows: readonly KeptRow[] },
): Promise<{ ledger: string; batch: string; path: string; sha256: string }> {
  const definition = findLedger(ledger)
  if (!definition) throw new Error(`kept rows of an unknown ledger ${ledger}`)
  const columns = lakeColumnsOf(definition)
  const idOf = new Map(definition.columns.filter((column) => column.type === 'citizen_id').map((column) => [keyColumnOf(column.name), column.name]))
  const table = rows.map((row, at): LakeValue[] => {
    const cells = row.cells as Record<string, LakeValue>
    return columns.map(({ name }) => {
      if (name === 'batch') return batch
      if (name === 'sheet') return row.sheet ?? ''
      // Rows typed on a page come one by one, each as the first of its own writing.
      if (name === 'source_row') return row.batch_id === null ? at + 1 : (row.source_row ?? at + 1)
      if (name === 'division') return row.division
      if (name === 'period') return row.period
      const id = idOf.get(name)
      if (id !== undefined) return typeof cells[id] === 'string' ? readCitizenId(cells[id]).key : null
      return cells[name] ?? null
    })
  })
  // Content-addressed: the same rows give the same file, whatever run asks for them.
  const sha256 = createHash('sha256')
    .update(JSON.stringify([ledger, batch, table], (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)))
    .digest('hex')
  const path = join(installation.folder.runs, 'kept', `${sha256}.parquet`)
  await writeLakeFile(path, columns, table)
  return { ledger, batch, path, sha256 }
}
