import type { Cell, Sheet, SheetRow } from '../../../platform/files/workbook.ts'

/** What a town's 问题台账, 自查问题清单, 整改台账 or 销号表 has in its columns. */
const headings = {
  number: ['问题编号', '编号', '来源编号', '文号', '底稿编号'],
  place: ['单位社区', '单位', '社区', '村社区', '所属社区', '责任社区', '被查单位', '涉及社区', '村居'],
  source: ['问题来源', '来源', '发现渠道', '线索来源'],
  area: ['问题类别', '问题类型', '类别', '领域', '所属领域', '排查事项'],
  title: ['问题描述', '存在问题', '具体表现', '问题', '问题内容', '主要问题', '发现的问题', '问题清单', '存在的问题', '具体问题'],
  people: ['涉及人员', '涉及对象', '姓名', '涉及人', '对象姓名', '当事人'],
  money: ['涉及金额', '金额', '问题金额', '涉及资金', '涉及金额元'],
  found: ['发现时间', '发现日期', '自查时间', '检查时间'],
  cause: ['原因', '问题原因', '原因分析', '产生原因'],
  measures: ['整改措施', '措施', '整改要求', '整改方案', '整改目标措施'],
  unit: ['责任单位', '整改单位', '牵头单位'],
  leader: ['责任领导', '包抓领导', '分管领导'],
  owner: ['责任人', '整改责任人', '具体责任人', '经办人'],
  due: ['整改时限', '完成时限', '时限', '整改期限', '计划完成时间', '限期'],
  progress: ['整改进展', '整改情况', '整改成效', '进展情况', '落实情况', '整改进展情况'],
  done: ['是否完成', '完成情况', '整改状态', '是否整改', '是否完成整改', '状态'],
  doneOn: ['完成时间', '完成日期', '整改完成时间', '实际完成时间'],
  closed: ['销号情况', '销号', '是否销号', '销号时间', '销号人'],
  proof: ['佐证材料', '佐证', '印证材料', '附件', '支撑材料'],
  note: ['备注', '说明'],
} as const
export type LedgerField = keyof typeof headings

export interface LedgerTable {
  headerRow: number
  columns: ReadonlyMap<LedgerField, number>
  isInTenThousands: boolean
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\(.*?\)|\[.*?\]|【.*?】/g, '')
    .replace(/[\s*::、/]/g, '')
}

const fieldOf = new Map(Object.entries(headings).flatMap(([field, names]) => names.map((name) => [plain(name), field as LedgerField] as const)))
const scannedRows = 15

/** The heading row of a problem ledger among the first rows: it must tell what the problem is, and two things more. */
export function findLedgerTable(sheet: Sheet): LedgerTable | undefined {
  let best: LedgerTable | undefined
  for (const row of sheet.rows.slice(0, scannedRows)) {
    const columns = new Map<LedgerField, number>()
    for (const [column, cell] of row.cells.entries()) {
      const field = fieldOf.get(plain(cell?.text ?? ''))
      if (field && !columns.has(field)) columns.set(field, column)
    }
    const money = columns.get('money')
    const isInTenThousands = money !== undefined && /万/.test(row.cells[money]?.text ?? '')
    if (columns.has('title') && columns.size >= 3 && columns.size > (best?.columns.size ?? 0)) best = { headerRow: row.number, columns, isInTenThousands }
  }
  return best
}

export interface LedgerRow {
  row: number
  cell: (field: LedgerField) => Cell | null
  text: (field: LedgerField) => string
  /** Every cell under its own heading, as the sheet shows it. */
  cells: Record<string, string>
}

/** The rows below the headings; a merged community or owner holds for its rows; totals and footers are no data. */
export function readLedgerRows(sheet: Sheet, { headerRow, columns }: LedgerTable): LedgerRow[] {
  const byNumber = new Map(sheet.rows.map((row) => [row.number, row]))
  const header = byNumber.get(headerRow)
  const at = (row: SheetRow, column: number): Cell | null => {
    const own = row.cells[column] ?? null
    if (own !== null && own.text.trim() !== '') return own
    const merge = sheet.merges.find((each) => each.top <= row.number && row.number <= each.bottom && each.left <= column && column <= each.right)
    return merge ? (byNumber.get(merge.top)?.cells[merge.left] ?? null) : own
  }
  return sheet.rows
    .filter((row) => row.number > headerRow)
    .map((row): LedgerRow => {
      const cell = (field: LedgerField): Cell | null => {
        const column = columns.get(field)
        return column === undefined ? null : at(row, column)
      }
      const cells: Record<string, string> = {}
      for (const [column, heading] of (header?.cells ?? []).entries()) {
        const name = heading?.text.trim() ?? ''
        const text = at(row, column)?.text.trim() ?? ''
        if (name !== '' && text !== '') cells[name] = text
      }
      return { row: row.number, cell, text: (field) => cell(field)?.text.trim() ?? '', cells }
    })
    .filter((row) => {
      const title = row.text('title')
      return title.length > 1 && !/^(合计|小计|总计|填表人|制表人|审核人|备注)/.test(title.replace(/\s/g, ''))
    })
}
