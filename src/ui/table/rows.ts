import type { CellValue, Column, Grouping, Sort } from './columns.ts'

/** One line of the body: a group's heading or a row. `at` is the row's place among all rows shown. */
export type Line<Row> = { kind: 'group'; key: string; rows: readonly Row[]; isFolded: boolean } | { kind: 'row'; key: string; row: Row; at: number }

const collator = new Intl.Collator('zh-CN', { numeric: true })

/** Empty values go last in both directions; numbers by size, text as a Chinese dictionary would. */
export function compareValues(a: CellValue, b: CellValue): number {
  const isEmptyA = a === null || a === undefined || a === ''
  const isEmptyB = b === null || b === undefined || b === ''
  if (isEmptyA || isEmptyB) return Number(isEmptyA) - Number(isEmptyB)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return collator.compare(String(a), String(b))
}

/** A sorted copy; equal rows keep their order. */
export function sortRows<Row>(rows: readonly Row[], column: Column<Row> | undefined, sort: Sort | undefined): readonly Row[] {
  if (!column || !sort) return rows
  return [...rows].sort((a, b) => {
    const left = column.value(a)
    const right = column.value(b)
    const order = compareValues(left, right)
    const hasEmpty = left === null || left === undefined || left === '' || right === null || right === undefined || right === ''
    return sort.isDescending && !hasEmpty ? -order : order
  })
}

interface LineOptions<Row> {
  rowKey: (row: Row) => string
  grouping: Grouping<Row> | undefined
  folded: ReadonlySet<string>
}

/** Rows as lines; groups stand in the order of their first row. */
export function linesOf<Row>(rows: readonly Row[], { rowKey, grouping, folded }: LineOptions<Row>): Line<Row>[] {
  if (!grouping) return rows.map((row, at) => ({ kind: 'row', key: rowKey(row), row, at }))
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = grouping.key(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  const lines: Line<Row>[] = []
  let at = 0
  for (const [key, members] of groups) {
    const isFolded = folded.has(key)
    lines.push({ kind: 'group', key: `group ${key}`, rows: members, isFolded })
    if (!isFolded) for (const row of members) lines.push({ kind: 'row', key: rowKey(row), row, at: at++ })
  }
  return lines
}

/** The sum of a column in its own unit, or null where no row has a number: nothing known is not zero. */
export function sumOf<Row>(rows: readonly Row[], column: Column<Row>): number | null {
  let sum: number | null = null
  for (const row of rows) {
    const value = column.value(row)
    if (typeof value === 'number') sum = (sum ?? 0) + value
  }
  return sum
}
