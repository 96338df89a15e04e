import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { fileOfHash } from '../../platform/attachments.ts'
import { dateOf } from '../../platform/clock.ts'
import type { DataFolder } from '../../platform/data-folder.ts'
import { record, type Work } from '../../platform/events.ts'
import { patchWorkbook, type CellPatch } from '../../platform/files/patch-workbook.ts'
import type { FileAnswer } from '../../platform/http/server.ts'
import { within } from '../../platform/postgres/database.ts'
import { notFound } from '../../platform/problems.ts'
import { stateTitles, type LeadState } from './lead-states.ts'
import type { Handled, LeadPorts } from './ports.ts'
import { resultFields, type ResultField, type SheetColumn } from './sheet-columns.ts'
import { isDone } from './list-sheets.ts'

interface Found {
  lead_id: string
  handed_row: number
  result: string
  reason_code: string | null
  note: string
  by_name: string
  at: string
}

/**
 * The very workbook that was handed down with its result cells filled: only leads with a final word (confirmed, or seen by a
 * second person), and only the columns that the sheet has. Everything else of the file stays byte for byte. Errors: `not_found`.
 */
export async function fillSheet(work: Work, { sheet: sheetId, folder }: { sheet: string; folder: DataFolder }, ports: LeadPorts): Promise<FileAnswer> {
  const { tx, actor } = work
  const sheet = await tx
    .selectFrom('handed_sheet')
    .selectAll()
    .where('handed_sheet_id', '=', sheetId)
    .where(within(actor.scope, 'handed_sheet.division'))
    .executeTakeFirst()
  if (!sheet) throw notFound('这张核查表')
  const found = await sql<Found>`
    select lead.lead_id, lead.handed_row, coalesce(v.result, 'confirmed') as result, v.reason_code, coalesce(v.note, '同一件事已在问题台账内') as note,
      coalesce(v.by_name, lead.merged_by) as by_name, coalesce(v.at, lead.merged_at) as at
    from lead left join lateral (select * from verification v where v.lead_id = coalesce(lead.merged_into, lead.lead_id) order by v.at desc limit 1) v on lead.merged_problem is null
    where lead.handed_sheet_id = ${sheetId}::uuid and ${isDone} order by lead.handed_row`.execute(tx)
  const handled = await ports.handledOf(
    work,
    found.rows.map((row) => row.lead_id),
  )
  const columns = (sheet.columns as unknown as SheetColumn[]).filter((column) => (resultFields as readonly string[]).includes(column.field))
  const patches = found.rows.flatMap((row) =>
    columns.flatMap(({ field, column }): CellPatch[] => {
      const value = valueOf(field as ResultField, row, handled.get(row.lead_id))
      return value === null ? [] : [{ sheet: sheet.sheet, row: row.handed_row, column, value }]
    }),
  )
  await record(work, {
    action: 'handed_sheet.filled',
    objectKind: 'handed_sheet',
    objectId: sheetId,
    division: sheet.division,
    after: { rows: found.rows.length, cells: patches.length },
  })
  const bytes = patchWorkbook(new Uint8Array(readFileSync(fileOfHash(folder.originals, sheet.sha256))), patches)
  return { bytes, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', name: sheet.file_name }
}

/** What goes into a cell; null leaves it as the giver sent it. */
function valueOf(field: ResultField, row: Found, handled: Handled | undefined): string | number | null {
  switch (field) {
    case 'result':
      return stateTitles[row.result as LeadState]
    case 'note':
      return row.note === '' ? null : row.note
    case 'action':
      return handled?.action ?? (row.result === 'unfounded' ? '维持' : null)
    case 'recovered':
      return handled?.recovered == null ? null : handled.recovered / 100
    case 'by':
      return row.by_name
    case 'on':
      return dateOf(row.at)
    default:
      return field satisfies never
  }
}
