import { maskLongNumbers } from '../../../domain/mask.ts'
import { textOf, type Grid } from './grid.ts'
import { hivHidden, namesHiv } from './hiv.ts'
import type { PreviewRow, SheetReading } from './reading.ts'

const shownRows = 30

/** The first rows of a table as they look, with what became of each; ids masked. */
export function previewOf(grid: Grid, given: { from: number; to: number; reading: SheetReading }): PreviewRow[] {
  const { from, to, reading } = given
  const rows = grid.rows.slice(from, Math.min(to, from + shownRows))
  const last = rows.at(-1)?.number ?? 0
  const noData = new Map(reading.notData.filter((each) => each.row <= last).map((each) => [each.row, each]))
  const collect = (remarks: SheetReading['flags']): Map<number, string> => {
    const texts = new Map<number, string>()
    for (const remark of remarks)
      if (remark.row <= last) texts.set(remark.row, texts.has(remark.row) ? `${texts.get(remark.row)}；${remark.message}` : remark.message)
    return texts
  }
  const problems = collect(reading.problems)
  const flags = collect(reading.flags)
  return rows.map((row): PreviewRow => {
    const none = noData.get(row.number)
    const problem = problems.get(row.number)
    return {
      row: row.number,
      class: none?.class ?? (problem === undefined ? 'data' : 'problem'),
      reason: none?.reason ?? problem ?? flags.get(row.number) ?? null,
      isHidden: row.isHidden,
      isStruck: row.cells.some((cell) => cell?.isStruck === true),
      cells: row.cells.slice(0, grid.width).map((cell) => {
        const text = textOf(cell)
        return namesHiv(text) ? hivHidden : maskLongNumbers(text)
      }),
    }
  })
}
