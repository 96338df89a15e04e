import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import type { TakenRow } from './intake-shape.ts'
import type { LedgerDefinition } from './understand/ledger-definition.ts'

export interface KeptUpsert {
  added: number
  changed: number
  unchanged: number
  /** Rows that a person edited since: the import leaves them alone. */
  left: number
}

/**
 * The key of a kept row: the hash of its key columns, or of the whole row where all of them are empty. Who has no number is told
 * from a namesake by the community.
 */
export function keptRowKey(definition: LedgerDefinition, row: Pick<TakenRow, 'values' | 'division' | 'period'>): string {
  const keys = definition.key
  const values = keys.map((name) => (name === 'community' ? row.division : (row.values[name] ?? null)))
  const isUnnumbered = keys.includes('citizen_id') && (row.values['citizen_id'] ?? null) === null
  const basis =
    keys.length > 0 && values.some((value) => value !== null)
      ? [...values, ...(isUnnumbered ? [row.division] : [])]
      : [
          row.division,
          row.period,
          ...Object.entries(row.values)
            .filter(([, value]) => typeof value !== 'bigint')
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        ]
  return createHash('sha256').update(JSON.stringify(basis)).digest('hex')
}

/** Upserts rows into a kept ledger, marked with their batch. Rows edited by a person since stay as they are. */
export async function upsertKeptRows(
  work: Work,
  { definition, batch, rows }: { definition: LedgerDefinition; batch: string | null; rows: readonly TakenRow[] },
): Promise<KeptUpsert> {
  const counts = { added: 0, changed: 0, unchanged: 0, left: 0 }
  // Within one file the last row of a key counts: a later line corrects an earlier one.
  const byKey = new Map(rows.map((row) => [keptRowKey(definition, row), row]))
  const list = [...byKey]
  for (let at = 0; at < list.length; at += 2_000) {
    const part = list.slice(at, at + 2_000)
    const values = part.map(([key, row]) => ({
      key,
      division: row.division ?? townDivision,
      person: typeof row.values['person_key'] === 'bigint' ? row.values['person_key'].toString() : null,
      name: typeof row.values['name'] === 'string' ? row.values['name'] : null,
      period: row.period,
      cells: Object.fromEntries(Object.entries(row.values).filter(([, value]) => value !== null && typeof value !== 'bigint')),
      sheet: row.sheet,
      row: row.row,
    }))
    const result = await sql<{ outcome: 'added' | 'changed' | 'unchanged' | 'left'; n: number }>`
      with incoming as (
        select * from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as t(key text, division text, person text, name text, period text, cells jsonb, sheet text, "row" integer)
      ), known as (
        select k.row_key, k.cells as cells, k.edited_by, k.division, k.period from kept_row k join incoming i on i.key = k.row_key and k.ledger = ${definition.ledger}
      ), written as (
        insert into kept_row (ledger, row_key, division, person_key, name, period, cells, batch_id, sheet, source_row, created_at, updated_at)
        select ${definition.ledger}, i.key, i.division, i.person::bigint, i.name, i.period, i.cells, ${batch}, i.sheet, i."row", ${work.clock.now()}, ${work.clock.now()} from incoming i
        on conflict (ledger, row_key) do update set division = excluded.division, person_key = excluded.person_key, name = excluded.name, period = excluded.period,
          cells = excluded.cells, batch_id = excluded.batch_id, sheet = excluded.sheet, source_row = excluded.source_row, updated_at = excluded.updated_at
        where kept_row.edited_by is null and (kept_row.cells, kept_row.division, kept_row.period) is distinct from (excluded.cells, excluded.division, excluded.period)
        returning row_key
      )
      select case when k.row_key is null then 'added' when k.edited_by is not null then 'left' when w.row_key is null then 'unchanged' else 'changed' end as outcome, count(*) as n
      from incoming i left join known k on k.row_key = i.key left join written w on w.row_key = i.key group by 1`.execute(work.tx)
    for (const { outcome, n } of result.rows) counts[outcome] += n
  }
  return counts
}

/**
 * Withdraws what a batch wrote: rows nobody touched since go, the others stay and are counted.
 */
export async function withdrawKeptRows(work: Work, batch: string): Promise<{ removed: number; left: number }> {
  const removed = await work.tx.deleteFrom('kept_row').where('batch_id', '=', batch).where('edited_by', 'is', null).executeTakeFirst()
  const left = await work.tx
    .selectFrom('kept_row')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('batch_id', '=', batch)
    .executeTakeFirst()
  return { removed: Number(removed.numDeletedRows), left: left?.n ?? 0 }
}

/** Takes out a row that was written on a page; a row that came with a file goes with its batch. */
export async function removeKeptRow({ tx, actor }: Work, { ledger, id }: { ledger: string; id: string }): Promise<void> {
  await sql`delete from kept_row where ledger = ${ledger} and kept_row_id = ${id} and batch_id is null
    and division >= ${actor.scope.from} and division < ${actor.scope.to}`.execute(tx)
}

export interface KeptRow {
  id: string
  division: string
  name: string | null
  period: string | null
  cells: Record<string, string | number | boolean>
}

/** One row of a kept ledger inside the reader's divisions, or undefined. */
export async function findKeptRow({ tx, actor }: Work, { ledger, id }: { ledger: string; id: string }): Promise<KeptRow | undefined> {
  const { rows } = await sql<KeptRow>`
    select kept_row_id as id, division, name, period, cells from kept_row
    where ledger = ${ledger} and kept_row_id = ${id} and division >= ${actor.scope.from} and division < ${actor.scope.to}`.execute(tx)
  return rows[0]
}

/** A person changes cells of a kept row that are not its key; a null takes a cell away. A later import leaves the row alone. */
export async function editKeptRow(
  { tx, actor, clock }: Work,
  { ledger, id, cells, personKey }: { ledger: string; id: string; cells: Record<string, string | number | boolean | null>; personKey?: bigint },
): Promise<void> {
  await sql`
    update kept_row set cells = jsonb_strip_nulls(cells || ${JSON.stringify(cells)}::jsonb), edited_by = ${actor.name}, updated_at = ${clock.now()},
      person_key = coalesce(${personKey === undefined ? null : personKey.toString()}::bigint, person_key)
    where ledger = ${ledger} and kept_row_id = ${id} and division >= ${actor.scope.from} and division < ${actor.scope.to}`.execute(tx)
}
