import type { Cell, Merge, Sheet, SheetRow } from '../../../platform/files/workbook.ts'

/** A sheet with its merges at hand. Rows are addressed by their place in `rows`, columns from 0. */
export interface Grid {
  sheet: Sheet
  uses1904: boolean
  rows: readonly SheetRow[]
  width: number
  /** The row number as the sheet shows it of the last row that holds something. */
  lastNumber: number
  mergeAt: (rowNumber: number, column: number) => Merge | null
  cell: (row: SheetRow, column: number) => Cell | null
  /** Top left cell of the merge that covers the place, or the cell itself. */
  mergedCell: (row: SheetRow, column: number) => Cell | null
}

export function isBlank(cell: Cell | null | undefined): boolean {
  if (!cell) return true
  if (cell.value === null || cell.value === '') return cell.text.trim() === ''
  return typeof cell.value === 'string' && cell.value.trim() === ''
}

export function textOf(cell: Cell | null | undefined): string {
  if (!cell) return ''
  return cell.text !== '' ? cell.text.trim() : cell.value === null ? '' : String(cell.value).trim()
}

export function isBlankRow(row: SheetRow): boolean {
  return row.cells.every((cell) => isBlank(cell))
}

export function makeGrid(sheet: Sheet, uses1904 = false): Grid {
  let end = sheet.rows.length
  while (end > 0 && isBlankRow(sheet.rows[end - 1]!)) end -= 1
  const rows = sheet.rows.slice(0, end)
  let width = 0
  for (const row of rows) {
    let last = row.cells.length
    while (last > width && isBlank(row.cells[last - 1])) last -= 1
    if (last > width) width = last
  }
  const byRow = new Map<number, Merge[]>()
  for (const merge of sheet.merges) {
    for (let row = merge.top; row <= Math.min(merge.bottom, rows.at(-1)?.number ?? 0); row++) {
      const there = byRow.get(row)
      if (there) there.push(merge)
      else byRow.set(row, [merge])
    }
  }
  const byNumber = new Map(byRow.size > 0 ? rows.map((row) => [row.number, row] as const) : [])
  function mergeAt(rowNumber: number, column: number): Merge | null {
    return byRow.get(rowNumber)?.find((merge) => column >= merge.left && column <= merge.right) ?? null
  }
  function cell(row: SheetRow, column: number): Cell | null {
    return row.cells[column] ?? null
  }
  function mergedCell(row: SheetRow, column: number): Cell | null {
    const merge = mergeAt(row.number, column)
    if (!merge) return cell(row, column)
    const top = byNumber.get(merge.top)
    return top ? cell(top, merge.left) : null
  }
  return { sheet, uses1904, rows, width: Math.min(width, 300), lastNumber: rows.at(-1)?.number ?? 0, mergeAt, cell, mergedCell }
}

/** Different texts of a row, a merge counted once. */
export function distinctTexts(grid: Grid, row: SheetRow): string[] {
  const texts = new Set<string>()
  for (let column = 0; column < grid.width; column++) {
    const text = textOf(grid.cell(row, column))
    if (text !== '') texts.add(text)
  }
  return [...texts]
}
