import type { Sheet, SheetRow } from '../../platform/files/workbook.ts'

/** What a 疑点核查表 has in its columns; those after `number` … `compared` are what we fill. */
export const givenFields = ['number', 'kind', 'town', 'community', 'name', 'citizen_id', 'benefit', 'period', 'compared'] as const
export const resultFields = ['result', 'note', 'action', 'recovered', 'by', 'on'] as const
export type GivenField = (typeof givenFields)[number]
export type ResultField = (typeof resultFields)[number]
export type SheetField = GivenField | ResultField

export interface SheetColumn {
  field: SheetField
  /** As it stands in the sheet. */
  heading: string
  /** From 0 for column A. */
  column: number
}

export interface HandedTable {
  headerRow: number
  columns: SheetColumn[]
}

const headings: Record<SheetField, readonly string[]> = {
  number: ['疑点编号', '疑点序号', '线索编号', '问题编号', '核查编号', '编号'],
  kind: ['疑点类型', '疑点类别', '疑点名称', '问题类型', '线索类型', '疑点情形', '疑点'],
  town: ['乡镇', '所属乡镇', '镇', '乡镇街道', '所属镇', '街道'],
  community: ['村', '村社区', '社区', '村居', '所属村', '所属社区', '所在村', '居委会', '村居委会', '行政村'],
  name: ['姓名', '对象姓名', '享受人姓名', '人员姓名', '户主姓名', '疑点人员姓名', '救助对象姓名'],
  citizen_id: ['身份证号', '身份证', '公民身份号', '公民身份证号', '证件号', '身份证件号', '居民身份证号'],
  benefit: ['享受待遇', '享受项目', '救助类型', '救助项目', '待遇类型', '保障类别', '享受救助类型'],
  period: ['享受期间', '享受时间', '享受月份', '疑点期间', '涉及期间', '享受起止时间', '发放期间'],
  compared: ['比对数据项', '比对结果', '比对信息', '疑点描述', '疑点内容', '疑点情况', '比对数据', '疑点说明'],
  result: ['核查结果', '核实结果', '是否属实', '核查结论'],
  note: ['核查情况说明', '核查情况', '情况说明', '核实情况', '核查说明', '核实情况说明'],
  action: ['处理措施', '处理情况', '处置措施', '整改措施', '处理结果', '处理意见'],
  recovered: ['追回金额', '已追回金额', '追缴金额', '追回资金', '退回金额'],
  by: ['核查人', '核实人', '核查人员', '核查人签字'],
  on: ['核查日期', '核查时间', '核实日期', '核实时间', '反馈日期'],
}

/** A heading without its signs: NFKC, no blanks, no brackets with units or choices, 帐→账, 号码→号. */
export function plainHeading(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\(.*?\)|\[.*?\]|【.*?】/g, '')
    .replace(/[\s*::、/]/g, '')
    .replaceAll('帐', '账')
    .replaceAll('号码', '号')
}

const fieldOf = new Map(Object.entries(headings).flatMap(([field, names]) => names.map((name) => [plainHeading(name), field as SheetField] as const)))
const scannedRows = 15
/** Fewer known headings than this is some other table. */
const leastKnown = 3

/**
 * Finds the heading row among the first rows and what each column is; the row that names most fields wins. A sheet without
 * a place for results, or without a name or number, is no 核查表: undefined.
 */
export function findHandedTable(sheet: Sheet): HandedTable | undefined {
  let best: HandedTable | undefined
  for (const row of sheet.rows.slice(0, scannedRows)) {
    const columns = columnsOf(row)
    if (columns.length >= leastKnown && columns.length > (best?.columns.length ?? 0)) best = { headerRow: row.number, columns }
  }
  if (!best) return undefined
  const fields = new Set<SheetField>(best.columns.map((column) => column.field))
  const hasSubject = fields.has('name') || fields.has('citizen_id')
  return hasSubject && fields.has('result') ? best : undefined
}

function columnsOf(row: SheetRow): SheetColumn[] {
  const columns: SheetColumn[] = []
  for (const [column, cell] of row.cells.entries()) {
    const heading = cell?.text.trim() ?? ''
    const field = fieldOf.get(plainHeading(heading))
    // The first of two equal headings is the person's; a second 姓名 belongs to a relative.
    if (field && !columns.some((each) => each.field === field)) columns.push({ field, heading, column })
  }
  return columns
}

export interface HandedRow {
  /** As the sheet shows it. */
  row: number
  given: Partial<Record<GivenField, string>>
  /** Every cell under its own heading, for the lead's evidence. */
  cells: Record<string, string>
}

/** The data rows below the headings: a merged community holds for its rows; totals, hints and footers are no data. */
export function readHandedRows(sheet: Sheet, table: HandedTable): HandedRow[] {
  const header = sheet.rows.find((row) => row.number === table.headerRow)
  const rows: HandedRow[] = []
  const valueAt = new Map(sheet.rows.map((row) => [row.number, row]))
  for (const row of sheet.rows) {
    if (row.number <= table.headerRow) continue
    const text = (column: number): string => cellText(row, column) || mergedText(sheet, { row: row.number, column, valueAt })
    const given: HandedRow['given'] = {}
    for (const { field, column } of table.columns) {
      const value = text(column)
      if (value !== '' && (givenFields as readonly string[]).includes(field)) given[field as GivenField] = value
    }
    if (!isData(given)) continue
    const cells: Record<string, string> = {}
    for (const [column, cell] of (header?.cells ?? []).entries()) {
      const heading = cell?.text.trim() ?? ''
      const isResult = table.columns.some((each) => each.column === column && (resultFields as readonly string[]).includes(each.field))
      if (heading !== '' && heading !== '序号' && !isResult && text(column) !== '') cells[heading] = text(column)
    }
    rows.push({ row: row.number, given, cells })
  }
  return rows
}

function isData(given: HandedRow['given']): boolean {
  const name = (given.name ?? '').replace(/\s/g, '')
  if (/^(合计|小计|总计|填表人|制表人|审核人|备注|说明)/.test(name || (given.number ?? ''))) return false
  return /[\u4e00-\u9fff]/.test(name) || /\d{15}/.test(given.citizen_id ?? '')
}

function cellText(row: SheetRow, column: number): string {
  return row.cells[column]?.text.trim() ?? ''
}

function mergedText(sheet: Sheet, { row, column, valueAt }: { row: number; column: number; valueAt: ReadonlyMap<number, SheetRow> }): string {
  const merge = sheet.merges.find((each) => each.top <= row && row <= each.bottom && each.left <= column && column <= each.right)
  const top = merge && valueAt.get(merge.top)
  return top ? cellText(top, merge.left) : ''
}
