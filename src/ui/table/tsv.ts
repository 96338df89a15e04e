import { yuan } from '../amounts.ts'
import type { Column } from './columns.ts'

/** The plain text of a cell as a spreadsheet wants it: money in 元 without commas, booleans in words, nothing for null. */
export function cellText<Row>(row: Row, column: Column<Row>): string {
  const value = column.value(row)
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (column.kind === 'money' && typeof value === 'number') return yuan(value).replaceAll(',', '')
  return String(value)
}

/** Cells as tab-separated lines; text with tabs, breaks or quotes is quoted as spreadsheets do. `withHeadings` puts the titles first. */
export function toTsv<Row>(rows: readonly Row[], columns: readonly Column<Row>[], withHeadings: boolean): string {
  const lines = rows.map((row) => columns.map((column) => quoted(cellText(row, column))).join('\t'))
  if (withHeadings) lines.unshift(columns.map((column) => quoted(column.title)).join('\t'))
  return lines.join('\r\n')
}

/** As an HTML table, with ids and codes marked as text so that a spreadsheet keeps all their digits. */
export function toHtml<Row>(rows: readonly Row[], columns: readonly Column<Row>[], withHeadings: boolean): string {
  const cell = (text: string, isNumber: boolean): string => `<td${isNumber ? '' : ` style="mso-number-format:'\\@'"`}>${escaped(text)}</td>`
  const lines = rows.map(
    (row) => `<tr>${columns.map((column) => cell(cellText(row, column), column.kind === 'money' || column.kind === 'count')).join('')}</tr>`,
  )
  if (withHeadings) lines.unshift(`<tr>${columns.map((column) => `<th>${escaped(column.title)}</th>`).join('')}</tr>`)
  return `<table>${lines.join('')}</table>`
}

function quoted(text: string): string {
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
