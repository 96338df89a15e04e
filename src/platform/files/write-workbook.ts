import { packXlsx } from './pack-xlsx.ts'
import type { DraftCell, DraftSheet } from './pack-xlsx.ts'
import type { Look } from './sheet-style.ts'
import { columnLetters } from './xml-text.ts'

/** `money` takes 分 and shows 元 with two decimals; `date` takes YYYY-MM-DD, `month` YYYY-MM; ids and accounts are `text`. */
export type ColumnKind = 'text' | 'money' | 'int' | 'date' | 'month'

export interface ExportColumn {
  heading: string
  /** Width in characters of half width. */
  width: number
  kind: ColumnKind
  /** Offered as a drop-down list in this column. */
  choices?: string[]
  /** Shown beside a cell of this column when it is entered. */
  hint?: string
}

export interface ExportSheet {
  name: string
  title: string
  /** Lines under the title: filters in force, unit, date. */
  notes?: string[]
  columns: ExportColumn[]
  rows: (string | number | null)[][]
  /** A second heading line above columns `from`–`to` (from 0, inclusive). */
  groups?: { heading: string; from: number; to: number }[]
  /** One closing row, typed like the columns. */
  totals?: (string | number | null)[]
  /** Blanks to sign on the last line, such as 填表人、审核人. */
  signature?: string[]
}

const titleLook: Look = { bold: true, size: 16, align: 'center' }
const noteLook: Look = { size: 10, align: 'left' }
const headingLook: Look = { bold: true, align: 'center', wrap: true, hasBorder: true, fill: 'EDEDED' }
const signatureLook: Look = { align: 'left' }

const bodyLooks: Record<ColumnKind, Look> = {
  text: { hasBorder: true, align: 'left', wrap: true, format: '@' },
  money: { hasBorder: true, align: 'right', format: '#,##0.00' },
  int: { hasBorder: true, align: 'right', format: '0' },
  date: { hasBorder: true, align: 'center', format: 'yyyy-mm-dd' },
  month: { hasBorder: true, align: 'center', format: '@' },
}
const totalLooks = Object.fromEntries(Object.entries(bodyLooks).map(([kind, look]) => [kind, { ...look, bold: true }])) as Record<ColumnKind, Look>

/** An .xlsx as an office hands it on: title, notes, bordered table under a frozen heading, A4 landscape one page wide, line to sign. Same input, same bytes. */
export function writeWorkbook(book: { sheets: ExportSheet[] }): Uint8Array {
  return packXlsx(book.sheets.map(draftSheet))
}

function draftSheet(sheet: ExportSheet): DraftSheet {
  const last = Math.max(sheet.columns.length - 1, 0)
  const rows: (DraftCell | null)[][] = []
  const merges: DraftSheet['merges'] = []
  const heights: Record<number, number> = {}
  const addLine = (value: string, look: Look, height: number): void => {
    rows.push([{ value, look }])
    heights[rows.length] = height
    if (last > 0) merges.push({ top: rows.length, left: 0, bottom: rows.length, right: last })
  }
  addLine(sheet.title, titleLook, 30)
  for (const note of sheet.notes ?? []) addLine(note, noteLook, 18)
  const headingTop = rows.length + 1
  const headings = sheet.columns.map((column): DraftCell => ({ value: column.heading, look: headingLook }))
  if (sheet.groups !== undefined && sheet.groups.length > 0) addGroups(sheet, { rows, merges })
  else rows.push(headings)
  const headingBottom = rows.length
  heights[headingBottom] = 32
  for (const row of sheet.rows) rows.push(sheet.columns.map((column, index) => draftCell(row[index] ?? null, column.kind, bodyLooks)))
  const firstBody = headingBottom + 1
  const lastBody = rows.length
  const { totals } = sheet
  if (totals !== undefined) rows.push(sheet.columns.map((column, index) => draftCell(totals[index] ?? null, column.kind, totalLooks)))
  if (sheet.signature !== undefined && sheet.signature.length > 0) {
    rows.push([])
    addLine(sheet.signature.map((role) => `${role}：`).join('　　　　　　　　'), signatureLook, 26)
  }
  const choices = sheet.columns.flatMap((column, index) => {
    if (column.choices === undefined || lastBody < firstBody) return []
    const letters = columnLetters(index)
    return [{ range: `${letters}${firstBody}:${letters}${lastBody}`, values: column.choices, ...(column.hint === undefined ? {} : { hint: column.hint }) }]
  })
  const hints = sheet.columns.flatMap((column, index) => {
    if (column.hint === undefined || column.choices !== undefined || lastBody < firstBody) return []
    const letters = columnLetters(index)
    return [{ range: `${letters}${firstBody}:${letters}${lastBody}`, hint: column.hint }]
  })
  return {
    name: sheet.name,
    rows,
    widths: sheet.columns.map((column) => column.width),
    heights,
    merges,
    frozenRows: headingBottom,
    choices,
    hints,
    print: { titleRows: { from: headingTop, to: headingBottom } },
  }
}

/** Two heading lines: groups above their columns; a column outside every group fills both lines. */
function addGroups(sheet: ExportSheet, page: { rows: (DraftCell | null)[][]; merges: NonNullable<DraftSheet['merges']> }): void {
  const top = page.rows.length + 1
  const groups = sheet.groups ?? []
  const groupOf = (index: number) => groups.find((group) => index >= group.from && index <= group.to)
  page.rows.push(sheet.columns.map((column, index): DraftCell => ({ value: groupOf(index)?.heading ?? column.heading, look: headingLook })))
  page.rows.push(sheet.columns.map((column, index): DraftCell => ({ value: groupOf(index) === undefined ? null : column.heading, look: headingLook })))
  const first = page.rows[top - 1]
  for (const group of groups) {
    for (let index = group.from + 1; index <= group.to; index += 1) if (first !== undefined) first[index] = { value: null, look: headingLook }
    if (group.to > group.from) page.merges.push({ top, left: group.from, bottom: top, right: group.to })
  }
  for (const index of sheet.columns.keys()) if (groupOf(index) === undefined) page.merges.push({ top, left: index, bottom: top + 1, right: index })
}

function draftCell(value: string | number | null, kind: ColumnKind, looks: Record<ColumnKind, Look>): DraftCell {
  if (value === null || value === '') return { value: null, look: looks[kind] }
  if (kind === 'money' && typeof value === 'number') return { value: value / 100, look: looks.money }
  if (kind === 'date' && typeof value === 'string') {
    const serial = dateSerial(value)
    return serial === null ? { value, look: looks.text } : { value: serial, look: looks.date }
  }
  if (kind === 'int' || kind === 'money') return { value, look: typeof value === 'number' ? looks[kind] : looks.text }
  return { value: String(value), look: looks[kind] }
}

/** Days since 1899-12-30, as workbooks count them; null for what is no date or before March 1900. */
export function dateSerial(date: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (parts === null) return null
  const serial = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / 86_400_000 + 25_569
  return serial > 60 ? serial : null
}
