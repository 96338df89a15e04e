import { sql } from 'kysely'
import type { z } from 'zod'
import type { Work } from '../../platform/events.ts'
import type { api } from './contract.ts'
import type { SheetColumn } from './sheet-columns.ts'
import { sayColumn } from './take-sheets.ts'

type Sheets = z.input<(typeof api)['GET /api/handed-sheets']['output']>['sheets']

/** Finished for the giver: so without doubt, or seen by a second person. */
export const isDone = sql`(lead.state in ('confirmed', 'reviewed') or lead.merged_problem is not null
  or exists (select from lead main where main.lead_id = lead.merged_into and main.state in ('confirmed', 'reviewed')))`

/** The handed-down sheets with how far they are, newest first. */
export async function listSheets({ tx, actor }: Work): Promise<Sheets> {
  const rows = await sql<{
    handed_sheet_id: string
    file_name: string
    giver: string
    created_by: string
    created_at: string
    columns: SheetColumn[]
    leads: number
    done: number
  }>`
    select h.handed_sheet_id, h.file_name || case when (select count(*) from handed_sheet o where o.sha256 = h.sha256) > 1 then ' · ' || h.sheet else '' end as file_name,
      h.giver, h.created_by, h.created_at, h.columns, count(lead.lead_id) as leads, count(lead.lead_id) filter (where ${isDone}) as done
    from handed_sheet h left join lead on lead.handed_sheet_id = h.handed_sheet_id
    where h.division >= ${actor.scope.from} and h.division < ${actor.scope.to}
    group by h.handed_sheet_id order by h.created_at desc`.execute(tx)
  return rows.rows.map((row) => ({
    sheet: row.handed_sheet_id,
    fileName: row.file_name,
    giver: row.giver,
    by: row.created_by,
    at: row.created_at,
    leads: row.leads,
    done: row.done,
    columns: row.columns.map(sayColumn),
  }))
}
