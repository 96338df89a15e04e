import type { ReactNode } from 'react'
import { grouped, maskId, yuan } from '../amounts.ts'
import { NumberLink } from '../FirstLine.tsx'
import type { Column } from './columns.ts'
import { sumOf } from './rows.ts'

/** A cell as it is shown: its own rendering, else its value by the column's kind. */
export function cellContent<Row>(row: Row, column: Column<Row>): ReactNode {
  if (column.render) return column.render(row)
  const value = column.value(row)
  if (value === null || value === undefined || value === '') return <span className="ink3">—</span>
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (column.kind === 'money' && typeof value === 'number') return yuan(value)
  if (column.kind === 'count' && typeof value === 'number') return grouped(value)
  if (column.kind === 'id') return <span className="masked">{maskId(String(value))}</span>
  return value
}

/** A column's total over some rows, or nothing where the column has none. */
export function totalContent<Row>(rows: readonly Row[], column: Column<Row>, isWhole: boolean): ReactNode {
  if (!column.total) return null
  if (column.total !== 'sum') return column.total(rows)
  const sum = sumOf(rows, column)
  const text = sum === null ? '—' : column.kind === 'money' ? yuan(sum) : grouped(sum)
  return isWhole && column.totalTo && sum ? <NumberLink to={column.totalTo}>{text}</NumberLink> : text
}
