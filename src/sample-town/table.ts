import type { DraftCell, DraftSheet } from '../platform/files/pack-xlsx.ts'
import { packXlsx } from '../platform/files/pack-xlsx.ts'
import type { Look } from '../platform/files/sheet-style.ts'
import type { Merge } from '../platform/files/workbook.ts'
import { writeXls } from '../platform/files/write-xls.ts'
import { encodeGb18030 } from './gb18030.ts'
import type { CellValue } from './mess.ts'
import type { Random } from './random.ts'
import { plainValue } from './plain-value.ts'

export interface TableSheet {
  name: string
  /** Over the headings; none for a bare export. */
  title?: string
  /** A line between title and headings, such as 单位：元. */
  line?: string
  headings: string[]
  rows: CellValue[][]
  /** Column whose equal neighbours are one merged cell. */
  mergeColumn?: number
  /** After each run of equal values in `by` a 小计 of `sum`, and a 合计 at the end. */
  subtotal?: { by: number; sum: number }
  footer?: string
  widths?: number[]
}

export interface Authority {
  giver: string
  basis: string
  purpose: string
  until: string
}

/** One file of the town and what its giver says about it. */
export interface TableFile {
  /** Below the folder of files, with `/`. */
  file: string
  ledger: string
  period?: string
  covers?: { from: string; to: string }
  authority?: Authority
  sheets: TableSheet[]
}

/** How the same tables look when somebody sorted them, moved columns and saved them with another program. */
export interface Layout {
  random: Random
}

const titleLook: Look = { bold: true, size: 16, align: 'center' }
const headingLook: Look = { bold: true, align: 'center', hasBorder: true, wrap: true }
const bodyLook: Look = { hasBorder: true }
const textLook: Look = { hasBorder: true, format: '@' }
const sumLook: Look = { bold: true, hasBorder: true }
const plainLook: Look = { size: 10 }

/** The file's bytes by its ending: .xlsx, .xls or .csv in GB18030. */
export function fileBytes(table: TableFile, layout: Layout | null): Uint8Array {
  const sheets = layout === null ? table.sheets : table.sheets.map((sheet) => otherOrder(sheet, layout.random))
  if (table.file.endsWith('.csv')) return encodeGb18030(sheets.map(csvText).join(''))
  if (table.file.endsWith('.xls'))
    return writeXls(
      sheets.map((sheet) => ({
        name: sheet.name,
        rows: [...(sheet.title === undefined ? [] : [[sheet.title]]), sheet.headings, ...sheet.rows.map((row) => row.map(plainValue))],
      })),
    )
  const drafts = sheets.map((sheet) => (layout === null ? officeSheet(sheet) : bareSheet(sheet)))
  return packXlsx(drafts, layout === null ? {} : { strings: 'inline', font: 'Calibri' })
}

function otherOrder(sheet: TableSheet, random: Random): TableSheet {
  const order = random.shuffled([...sheet.headings.keys()])
  return { ...sheet, headings: order.map((at) => sheet.headings[at] ?? ''), rows: random.shuffled(sheet.rows).map((row) => order.map((at) => row[at] ?? null)) }
}

/** Title and headings only, no looks: as a program exports. */
function bareSheet(sheet: TableSheet): DraftSheet {
  const top: CellValue[][] = sheet.title === undefined ? [] : [[sheet.title]]
  return { name: sheet.name, rows: [...top, sheet.headings, ...sheet.rows] }
}

/** As an office makes it: merged title, unit line, borders, merged communities, 小计, footer. */
function officeSheet(sheet: TableSheet): DraftSheet {
  const rows: CellValue[][] = []
  const merges: Merge[] = []
  const heights: Record<number, number> = {}
  const last = sheet.headings.length - 1
  if (sheet.title !== undefined) {
    rows.push([{ value: sheet.title, look: titleLook }])
    merges.push({ top: 1, left: 0, bottom: 1, right: last })
    heights[1] = 28
  }
  if (sheet.line !== undefined) rows.push([{ value: sheet.line, look: plainLook }])
  rows.push(sheet.headings.map((value): DraftCell => ({ value, look: headingLook })))
  const frozenRows = rows.length
  addBody(sheet, rows, merges)
  if (sheet.footer !== undefined) rows.push([{ value: sheet.footer, look: plainLook }])
  return { name: sheet.name, rows, merges, heights, frozenRows, ...(sheet.widths === undefined ? {} : { widths: sheet.widths }) }
}

function addBody(sheet: TableSheet, rows: CellValue[][], merges: Merge[]): void {
  const { mergeColumn, subtotal } = sheet
  let runTop = rows.length + 1
  let sum = 0
  let total = 0
  const closeRun = (label: string): void => {
    if (mergeColumn !== undefined && rows.length > runTop) merges.push({ top: runTop, left: mergeColumn, bottom: rows.length, right: mergeColumn })
    if (subtotal !== undefined) rows.push(sumRow(sheet.headings.length, label, { at: subtotal.sum, value: sum }))
    runTop = rows.length + 1
    sum = 0
  }
  const keyColumn = subtotal?.by ?? mergeColumn
  let previous: CellValue = null
  for (const [at, row] of sheet.rows.entries()) {
    const key = keyColumn === undefined ? null : plainValue(row[keyColumn] ?? null)
    if (at > 0 && key !== previous) closeRun('小计')
    const isMerged = mergeColumn !== undefined && at > 0 && rows.length >= runTop
    rows.push(row.map((cell, column) => (isMerged && column === mergeColumn ? { value: null, look: bodyLook } : dressed(cell))))
    const amount = subtotal === undefined ? null : plainValue(row[subtotal.sum] ?? null)
    const parsed = typeof amount === 'number' ? amount : Number(String(amount ?? '').replaceAll(/[,元]/g, ''))
    sum += parsed
    total += parsed
    previous = key
  }
  if (sheet.rows.length > 0 && keyColumn !== undefined) closeRun('小计')
  if (subtotal !== undefined) rows.push(sumRow(sheet.headings.length, '合计', { at: subtotal.sum, value: total }))
}

function sumRow(width: number, label: string, { at, value }: { at: number; value: number }): CellValue[] {
  return Array.from({ length: width }, (_, column): DraftCell => ({
    value: column === 0 ? label : column === at ? Math.round(value * 100) / 100 : null,
    look: sumLook,
  }))
}

function dressed(cell: CellValue): CellValue {
  if (cell === null) return { value: null, look: bodyLook }
  if (typeof cell === 'object') return cell
  return { value: cell, look: typeof cell === 'string' ? textLook : bodyLook }
}

function csvText(sheet: TableSheet): string {
  const line = (cells: CellValue[]): string =>
    cells
      .map((cell) => {
        const text = String(plainValue(cell) ?? '')
        return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
      })
      .join(',')
  return [...(sheet.title === undefined ? [] : [[sheet.title]]), sheet.headings, ...sheet.rows].map((row) => `${line(row)}\r\n`).join('')
}
