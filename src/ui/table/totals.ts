import type { Column } from './columns.ts'

/** A totals or group line: how many columns its words may take before the first sum, and the columns after. */
export function totalsLayout<Row>(columns: readonly Column<Row>[]): { lead: number; cells: readonly Column<Row>[] } {
  const first = columns.findIndex((column) => column.total)
  const lead = first < 0 ? columns.length : Math.max(1, first)
  return { lead, cells: columns.slice(lead) }
}
