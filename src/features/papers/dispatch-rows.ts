import type { Work } from '../../platform/events.ts'
import { notFound } from '../../platform/problems.ts'
import { within } from '../../platform/postgres/database.ts'
import { dispatchColumns, type DispatchNumber, type DispatchTable } from './dispatch-table.ts'

export interface OpenedRow {
  kind: 'lead' | 'problem' | 'cell'
  id: string
  number: string
  text: string
  name: string
  citizenId: string | null
  fen: number | null
  due: string | null
}

/** The rows behind one number of a table, and whether they agree with it. Errors: `not_found`. */
export async function openNumber(
  { tx, actor }: Work,
  table: DispatchTable,
  { division, column }: { division: string; column: string },
): Promise<{ rows: OpenedRow[]; agrees: boolean }> {
  const key = dispatchColumns.find((each) => each.key === column)?.key
  const chosen = division === 'all' ? table.rows : table.rows.filter((row) => row.division === division)
  if (!key || chosen.length === 0) throw notFound('这个数')
  const numbers = chosen.map((row) => row.numbers[key])
  const ids = (of: keyof Pick<DispatchNumber, 'leads' | 'problems' | 'cells'>): string[] => numbers.flatMap((number) => number[of] ?? [])
  const [leadIds, problemIds, cellIds] = [ids('leads'), ids('problems'), ids('cells')]
  const leads =
    leadIds.length === 0
      ? []
      : await tx
          .selectFrom('lead')
          .select(['lead_id', 'number', 'sentence', 'subject_name', 'citizen_id', 'overpaid', 'concerned', 'due_on'])
          .where('lead_id', 'in', leadIds)
          .where(within(actor.scope, 'lead.division'))
          .orderBy('number')
          .execute()
  const problems =
    problemIds.length === 0
      ? []
      : await tx
          .selectFrom('problem')
          .select(['problem_id', 'number', 'title', 'subject_name', 'citizen_id', 'overpaid', 'concerned', 'due_on'])
          .where('problem_id', 'in', problemIds)
          .where(within(actor.scope, 'problem.division'))
          .orderBy('number')
          .execute()
  const cells =
    cellIds.length === 0
      ? []
      : await tx
          .selectFrom('cell')
          .innerJoin('item', 'item.item_id', 'cell.item_id')
          .innerJoin('division', 'division.code', 'cell.division')
          .select(['cell_id', 'item.title', 'item.area_no', 'item.no', 'division.name'])
          .where('cell_id', 'in', cellIds)
          .where(within(actor.scope, 'cell.division'))
          .orderBy('item.position')
          .execute()
  const rows: OpenedRow[] = [
    ...leads.map((row): OpenedRow => ({
      kind: 'lead',
      id: row.lead_id,
      number: row.number,
      text: row.sentence,
      name: row.subject_name,
      citizenId: row.citizen_id,
      fen: row.overpaid ?? row.concerned,
      due: row.due_on,
    })),
    ...problems.map((row): OpenedRow => ({
      kind: 'problem',
      id: row.problem_id,
      number: row.number,
      text: row.title,
      name: row.subject_name ?? '',
      citizenId: row.citizen_id,
      fen: row.overpaid ?? row.concerned,
      due: row.due_on,
    })),
    ...cells.map((row): OpenedRow => ({
      kind: 'cell',
      id: row.cell_id,
      number: `${row.area_no}·${row.no ?? ''}`,
      text: row.title,
      name: row.name,
      citizenId: null,
      fen: null,
      due: null,
    })),
  ]
  const wanted = leadIds.length + problemIds.length + cellIds.length
  return { rows, agrees: rows.length === wanted }
}
