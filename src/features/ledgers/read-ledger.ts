import { join } from 'node:path'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { maskCitizenId } from '../../domain/citizen-id.ts'
import { maskAccount, maskLongNumbers, maskPhone } from '../../domain/mask.ts'
import { formatMoney } from '../../domain/money.ts'
import { perform, type Installation } from '../../platform/installation.ts'
import { readLake, type LakeRow } from '../../platform/lake/lake.ts'
import { notFound } from '../../platform/problems.ts'
import { within } from '../../platform/postgres/database.ts'
import { findLedger } from './catalog.ts'
import type { LedgerColumn, LedgerDefinition } from './understand/ledger-definition.ts'

export interface LedgerPage {
  title: string
  columns: { name: string; title: string; type: string }[]
  rows: { id: string; file: string; sheet: string; row: number; division: string; cells: Record<string, string> }[]
  periods: string[]
  total: number
}

const pageSize = 500

/** One page of a ledger inside the reader's divisions, ids and accounts masked. Errors: `not_found`, `forbidden`. */
export async function readLedger(
  installation: Installation,
  actor: Actor,
  { ledger, q, period, offset }: { ledger: string; q?: string | undefined; period?: string | undefined; offset: number },
): Promise<LedgerPage> {
  const definition = findLedger(ledger)
  if (!definition) throw notFound('这本台账')
  const columns = definition.columns
    .filter((column) => !column.dropped)
    .map((column) => ({ name: column.name, title: column.headings[0] ?? column.name, type: column.type }))
  const head = { title: definition.title, columns }
  if (definition.owner === 'kept') return { ...head, ...(await keptPage(installation, actor, { definition, q, offset })) }
  const batches = await perform(installation, actor, ({ tx }) =>
    tx
      .selectFrom('batch')
      .select(['batch_id', 'period', 'lake_file', 'file_name'])
      .where('ledger', '=', ledger)
      .where('state', '=', 'active')
      .orderBy('seq', 'desc')
      .execute(),
  )
  const periods = [...new Set(batches.map((batch) => batch.period).filter((each) => each !== null))].sort().reverse()
  const wanted = definition.shape === 'snapshot' ? (period ?? periods[0]) : undefined
  const chosen = wanted === undefined ? batches : batches.filter((batch) => batch.period === wanted || batch.period === null)
  const fileOf = new Map(chosen.map((batch) => [batch.batch_id, batch.file_name]))
  const files = chosen.flatMap((batch) => (batch.lake_file === null ? [] : [join(installation.folder.lake, batch.lake_file)]))
  const all = await readLake(
    actor,
    { ledger, owner: definition.owner, files },
    { limit: 100_000, ...(wanted !== undefined ? { equals: { period: wanted } } : {}) },
  )
  const found = q ? all.filter((row) => Object.values(row).some((value) => typeof value === 'string' && value.includes(q))) : all
  return {
    ...head,
    periods,
    total: found.length,
    rows: found.slice(offset, offset + pageSize).map((row) => ({
      id: `${String(row['batch'])}:${String(row['sheet'])}:${String(row['source_row'])}`,
      file: fileOf.get(String(row['batch'])) ?? '',
      sheet: String(row['sheet']),
      row: Number(row['source_row']),
      division: String(row['division'] ?? ''),
      cells: maskedCells(definition, row),
    })),
  }
}

async function keptPage(
  installation: Installation,
  actor: Actor,
  { definition, q, offset }: { definition: LedgerDefinition; q: string | undefined; offset: number },
): Promise<Omit<LedgerPage, 'title' | 'columns'>> {
  return perform(installation, actor, async ({ tx }) => {
    const base = tx
      .selectFrom('kept_row')
      .leftJoin('batch', 'batch.batch_id', 'kept_row.batch_id')
      .where('kept_row.ledger', '=', definition.ledger)
      .where(within(actor.scope, 'kept_row.division'))
      .$if(q !== undefined && q !== '', (query) => query.where(sql<boolean>`kept_row.cells::text like ${`%${q ?? ''}%`}`))
    const { n } = await base.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    const rows = await base
      .select(['kept_row_id', 'kept_row.sheet', 'source_row', 'kept_row.division', 'cells', 'batch.file_name'])
      .orderBy('kept_row.division')
      .orderBy('source_row')
      .limit(pageSize)
      .offset(offset)
      .execute()
    return {
      periods: [],
      total: n,
      rows: rows.map((row) => ({
        id: row.kept_row_id,
        file: row.file_name ?? '本系统登记',
        sheet: row.sheet ?? '',
        row: row.source_row ?? 0,
        division: row.division,
        cells: maskedCells(definition, row.cells as LakeRow),
      })),
    }
  })
}

/** Cells as a person reads them: money in 元, yes/no, enum words; ids, phones and accounts masked. */
export function maskedCells(definition: LedgerDefinition, row: LakeRow): Record<string, string> {
  return Object.fromEntries(
    definition.columns.flatMap((column) => {
      const value = row[column.name]
      return value === null || value === undefined || column.dropped ? [] : [[column.name, cellText(column, value)]]
    }),
  )
}

function cellText(column: LedgerColumn, value: string | number | bigint | boolean): string {
  if (column.type === 'citizen_id' || column.type === 'card') return maskCitizenId(String(value))
  if (column.type === 'phone') return maskPhone(String(value))
  if (column.type === 'account') return maskAccount(String(value))
  if (column.type === 'money') return formatMoney(Number(value))
  if (column.type === 'boolean') return value === true ? '是' : '否'
  if (column.type === 'enum') return column.values?.[String(value)]?.[0] ?? String(value)
  return maskLongNumbers(String(value))
}

/** A source row among its neighbours. Errors: `not_found` when the batch is not in scope or its file was destroyed. */
export async function readSourceRows(
  installation: Installation,
  actor: Actor,
  { batch, sheet, row, around }: { batch: string; sheet: string; row: number; around: number },
) {
  const found = await perform(installation, actor, ({ tx }) => tx.selectFrom('batch').selectAll().where('batch_id', '=', batch).executeTakeFirst())
  const definition = found && findLedger(found.ledger)
  if (!found || !definition) throw notFound('这一批')
  const columns = definition.columns.filter((column) => !column.dropped).map((column) => ({ name: column.name, title: column.headings[0] ?? column.name }))
  const range = { from: row - around, to: row + around }
  const rows: LakeRow[] =
    found.lake_file === null
      ? await perform(installation, actor, async ({ tx }) =>
          (
            await tx
              .selectFrom('kept_row')
              .select(['cells', 'source_row'])
              .where('batch_id', '=', batch)
              .where('sheet', '=', sheet)
              .where('source_row', '>=', range.from)
              .where('source_row', '<=', range.to)
              .orderBy('source_row')
              .execute()
          ).map((each) => ({ ...(each.cells as LakeRow), source_row: each.source_row })),
        )
      : await readLake(
          actor,
          { ledger: found.ledger, owner: definition.owner, files: [join(installation.folder.lake, found.lake_file)] },
          { equals: { sheet }, rows: range, orderBy: ['source_row'] },
        )
  return { file: found.file_name, sheet, columns, rows: rows.map((each) => ({ row: Number(each['source_row']), cells: maskedCells(definition, each) })) }
}
