import type { Work } from '../../platform/events.ts'
import { notFound } from '../../platform/problems.ts'
import { within } from '../../platform/postgres/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { findLedger, ledgerDefinitions } from './catalog.ts'

/** Every ledger of the catalogue with what it holds now; kept rows are counted inside the reader's divisions. */
export async function listLedgers({ tx }: Work, scope: Scope) {
  const batches = await tx.selectFrom('batch').select(['ledger', 'rows_accepted', 'period', 'created_at']).where('state', '=', 'active').execute()
  const kept = await tx
    .selectFrom('kept_row')
    .select(['ledger', (eb) => eb.fn.countAll<number>().as('n')])
    .where(within(scope, 'kept_row.division'))
    .groupBy('ledger')
    .execute()
  const byLedger = Map.groupBy(batches, (batch) => batch.ledger)
  return ledgerDefinitions().map((definition) => {
    const own = byLedger.get(definition.ledger) ?? []
    const periods = own
      .map((batch) => batch.period)
      .filter((period) => period !== null)
      .sort()
    const instants = own.map((batch) => batch.created_at).sort()
    return {
      ledger: definition.ledger,
      title: definition.title,
      owner: definition.owner,
      shape: definition.shape,
      batches: own.length,
      rows:
        definition.owner === 'kept' ? (kept.find((row) => row.ledger === definition.ledger)?.n ?? 0) : own.reduce((sum, batch) => sum + batch.rows_accepted, 0),
      lastPeriod: periods.at(-1) ?? null,
      lastAt: instants.at(-1) ?? null,
    }
  })
}

export async function listBatches({ tx }: Work) {
  const rows = await tx.selectFrom('batch').selectAll().orderBy('seq', 'desc').execute()
  const covers = Map.groupBy(await tx.selectFrom('batch_cover').selectAll().execute(), (row) => row.batch_id)
  return rows.map((row) => ({
    batch: row.batch_id,
    ledger: row.ledger,
    ledgerTitle: findLedger(row.ledger)?.title ?? row.ledger,
    owner: row.owner,
    file: row.file_name,
    sheet: row.sheet,
    period: row.period,
    covers: (covers.get(row.batch_id) ?? []).map((cover) => ({ from: cover.from_month, to: cover.to_month, division: cover.division })),
    state: row.state as 'active',
    rows: { seen: row.rows_seen, accepted: row.rows_accepted, problems: row.rows_problems, notData: row.rows_not_data },
    authority: row.giver === null ? null : { giver: row.giver, basis: row.basis ?? '', purpose: row.purpose ?? '', until: row.keep_until ?? '' },
    by: row.created_by,
    at: row.created_at,
  }))
}

/** Rows that were not taken and rows that want a look. Errors: `not_found`. */
export async function listRemarks({ tx, actor }: Work, batch: string) {
  const known = await tx.selectFrom('batch').select('batch_id').where('batch_id', '=', batch).executeTakeFirst()
  if (!known) throw notFound('这一批')
  const rows = await tx
    .selectFrom('batch_remark')
    .selectAll()
    .where('batch_id', '=', batch)
    .where(within(actor.scope, 'batch_remark.division'))
    .orderBy('sheet')
    .orderBy('row_number')
    .execute()
  const list = (kind: string) =>
    rows
      .filter((row) => row.kind === kind)
      .map((row) => ({ sheet: row.sheet, row: row.row_number, column: row.column_name, code: row.code, message: row.message, value: row.value }))
  return { problems: list('problem'), flags: list('flag') }
}
