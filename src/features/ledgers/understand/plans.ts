import type { Cell, SheetRow } from '../../../platform/files/workbook.ts'
import { isBlank, textOf, type Grid } from './grid.ts'
import { scaleOf, type Heading } from './headings.ts'
import type { LedgerColumn } from './ledger-definition.ts'
import type { Mapped } from './map-columns.ts'
import { cellReader, type CellReader } from './read-cells.ts'

/** How one column of the sheet is read. */
export interface Plan {
  at: number
  column: LedgerColumn
  heading: string
  scale: number
  read: CellReader
  /** May a value be taken from the merge or the head's row above? */
  isHousehold: boolean
}

/** What belongs to a household and stands once for all its members. */
const householdColumns = new Set([
  'head_name',
  'head_citizen_id',
  'community',
  'address',
  'card_no',
  'category',
  'grade',
  'family_size',
  'protected_size',
  'household_amount',
])

export function makePlans(
  mapped: readonly Mapped[],
  headings: readonly Heading[],
  context: { uses1904: boolean; year: number | undefined; sheetScale: number; program: string | null },
): Plan[] {
  return mapped.flatMap((each, at): Plan[] => {
    if (!each.column || each.column.dropped) return []
    const heading = headings[at]!.text || columnLetter(at)
    const scale = Math.max(scaleOf(headings[at]!.text), context.sheetScale)
    const reader = cellReader(each.column, { ...context, scale })
    return [{ at, column: each.column, heading, scale, read: reader, isHousehold: householdColumns.has(each.column.name) }]
  })
}

/** A, B … AA, as a spreadsheet names its columns. */
export function columnLetter(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : columnLetter(Math.floor(at / 26) - 1) + String.fromCharCode(65 + (at % 26))
}

export function isHeadRelation(text: string): boolean {
  return /^(本人|户主|申请人|户主本人|本人[(（]户主[)）]|户主[(（]本人[)）]|本人或户主|之户主|0?1)$/.test(text.replace(/\s+/g, ''))
}

/** 〃 and 同上: the value of the row above. */
export function isDitto(cell: Cell): boolean {
  return typeof cell.value === 'string' && /^(〃|″|”|"|''|′′|同上|同前|〞|々)$/.test(cell.value.trim())
}

/**
 * The cell of a column in a row. Inside a vertical merge it is the merge's value, except for sums and counts that are
 * not the household's: they would count double.
 */
export function planCell(grid: Grid, row: SheetRow, plan: Plan): { cell: Cell | null; isMerged: boolean } {
  const cell = row.cells[plan.at] ?? null
  if (cell && !isBlank(cell)) return { cell, isMerged: false }
  const merge = grid.mergeAt(row.number, plan.at)
  if (!merge || merge.top === row.number || merge.left !== plan.at) return { cell: null, isMerged: false }
  const isCounted = plan.column.type === 'money' || plan.column.type === 'integer'
  if (isCounted && !plan.isHousehold) return { cell: null, isMerged: true }
  return { cell: grid.mergedCell(row, plan.at), isMerged: true }
}

/**
 * In a list of persons a sum that stands only beside heads of household, or is merged over their families, is the
 * household's and no share: such a column becomes `household_amount`.
 */
export function isHouseholdSum(grid: Grid, given: { at: number; relationAt: number | null; from: number; to: number }): boolean {
  const { at, relationAt, from, to } = given
  let heads = 0
  let headsFilled = 0
  let members = 0
  let membersFilled = 0
  let merged = 0
  for (let place = from; place < Math.min(to, from + 400); place++) {
    const row = grid.rows[place]!
    const isFilled = !isBlank(row.cells[at])
    const merge = grid.mergeAt(row.number, at)
    if (merge && merge.bottom > merge.top) merged += 1
    if (relationAt === null) continue
    const relation = textOf(row.cells[relationAt])
    if (relation === '') continue
    if (isHeadRelation(relation)) {
      heads += 1
      if (isFilled) headsFilled += 1
    } else {
      members += 1
      if (isFilled) membersFilled += 1
    }
  }
  return merged >= 2 || (heads > 0 && members > 0 && headsFilled >= 0.5 * heads && membersFilled <= 0.2 * members)
}
