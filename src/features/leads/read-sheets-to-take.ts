import { sql } from 'kysely'
import type { z } from 'zod'
import type { Work } from '../../platform/events.ts'
import type { api } from './contract.ts'
import { conditionOf, isOpen, leadOrder } from './filter-leads.ts'
import { listed, listedColumns, listedFrom } from './list-leads.ts'
import type { LeadPorts } from './ports.ts'
import { recordToday, whatIsSaid } from './read-lead.ts'
import type { LeadRow } from './store.ts'

type Answer = z.input<(typeof api)['GET /api/lead-sheets']['output']>
type Row = Parameters<typeof listed>[0] & Pick<LeadRow, 'evidence' | 'basis' | 'months' | 'division' | 'person_id'>

/**
 * What the sheets say that are taken to the door, in the list's order: of leads in range that somebody still has to find out. It goes
 * onto paper, so whose it was is kept as an event, once a day.
 */
export async function readSheetsToTake(work: Work, wanted: readonly string[], ports: LeadPorts): Promise<Answer> {
  const inRange = sql`${conditionOf(work, {})} and lead.lead_id = any(${wanted}::uuid[])`
  const { rows } = await sql<Row>`select ${listedColumns}, lead.evidence, lead.basis, lead.months from ${listedFrom}
    where ${inRange} and ${isOpen} order by ${leadOrder}`.execute(work.tx)
  const found = await sql<{ count: number }>`select count(*)::int as count from lead where ${inRange}`.execute(work.tx)
  await recordToday(work, 'lead.sheet_taken', rows)
  return {
    sheets: rows.map((row) => ({ ...listed(row, ports), ...whatIsSaid(row, row.check_id === null ? undefined : ports.checkOf(row.check_id)) })),
    decided: (found.rows[0]?.count ?? 0) - rows.length,
  }
}
