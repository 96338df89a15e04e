import type { ReactNode } from 'react'
import { cellContent, totalContent } from './CellContent.tsx'
import { bandsOf, isRight, type Column } from './columns.ts'
import type { Line } from './rows.ts'
import { totalsLayout } from './totals.ts'

interface PrintTableProps<Row> {
  label: string
  lines: readonly Line<Row>[]
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  hasTotals: boolean
  unit: string
  groupTitle: ((rows: readonly Row[]) => ReactNode) | undefined
}

/** The whole list as a plain table in black: headings repeat on each sheet, rows are not torn. */
export function PrintTable<Row>({ label, lines, rows, columns, hasTotals, unit, groupTitle }: PrintTableProps<Row>) {
  const { lead, cells } = totalsLayout(columns)
  const side = (column: Column<Row>): string | undefined => (isRight(column.kind) ? 'right' : undefined)
  return (
    <table className="print-table" aria-label={label}>
      <thead>
        {columns.some((column) => column.band) ? (
          <tr>
            {bandsOf(columns).map((band, at) => (
              <th key={`${at} ${band.name}`} colSpan={band.span}>
                {band.name}
              </th>
            ))}
          </tr>
        ) : null}
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col">
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) =>
          line.kind === 'group' ? (
            <tr key={line.key} className="print-group">
              <td colSpan={lead}>
                <b>{groupTitle?.(line.rows)}</b> {line.rows.length} {unit}
              </td>
              {cells.map((column) => (
                <td key={column.key} className={side(column)}>
                  {totalContent(line.rows, column, false)}
                </td>
              ))}
            </tr>
          ) : (
            <tr key={line.key}>
              {columns.map((column) => (
                <td key={column.key} className={side(column)}>
                  {cellContent(line.row, column)}
                </td>
              ))}
            </tr>
          ),
        )}
        {hasTotals ? (
          <tr className="print-group">
            <td colSpan={lead}>
              <b>
                合计 {rows.length} {unit}
              </b>
            </td>
            {cells.map((column) => (
              <td key={column.key} className={side(column)}>
                <b>{totalContent(rows, column, false)}</b>
              </td>
            ))}
          </tr>
        ) : null}
      </tbody>
    </table>
  )
}
