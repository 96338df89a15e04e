import * as XLSX from '@e965/xlsx'
import { unzipSync } from 'fflate'
import { EncryptedFileError, dateToSerial, formatValue, readXlsx } from 'hucre'
import type { Cell as SourceCell, CellValue, Color, Sheet as SourceSheet } from 'hucre'
import { Problem } from '../problems.ts'
import { decodeText, readDelimited } from './read-delimited.ts'
import type { Cell, Merge, Sheet, SheetRow, Workbook } from './workbook.ts'

/** A town's largest export is a few MB; what is larger is a wrong file and would only fill the memory. */
const largestFile = 200 * 1024 * 1024

/**
 * Reads .xlsx, .xls, .et, an HTML page saved as .xls, or .csv/.tsv/.txt, judged by its bytes and not by its name.
 * Rows without any content are left out (`number` tells the gap). Throws `Problem` unreadable_file or too_large with a Chinese sentence.
 */
export async function readWorkbook(bytes: Uint8Array, name: string): Promise<Workbook> {
  if (bytes.length === 0) throw unreadable(name, '是空文件', '请重新导出后再导入')
  if (bytes.length > largestFile) throw new Problem('too_large', `“${name}”超过 200 MB，没有读取。请按社区或年度拆成几个文件再导入。`)
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return readZip(bytes, name)
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return readLegacy(bytes, name, 'xls')
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) throw unreadable(name, '是 PDF 文件，不是表格', '请向提供方要电子表格')
  const text = decodeText(bytes)
  if (text === null) throw unreadable(name, '既不是电子表格，也不是文本', '请用 WPS 或 Excel 打开后另存为 .xlsx 再导入')
  const head = text.slice(0, 2000).trimStart().toLowerCase()
  if (head.startsWith('<?xml') && head.includes('schemas-microsoft-com:office:spreadsheet')) return readLegacy(text, name, 'xls')
  if (head.startsWith('<')) {
    if (!text.toLowerCase().includes('<table')) throw unreadable(name, '是网页，里面没有表格', '请从系统重新导出')
    return readLegacy(text, name, 'html')
  }
  return { format: 'csv', uses1904: false, sheets: [readDelimited(text, name)] }
}

async function readZip(bytes: Uint8Array, name: string): Promise<Workbook> {
  try {
    const source = await readXlsx(bytes, { readStyles: true })
    const uses1904 = source.dateSystem === '1904'
    return { format: 'xlsx', uses1904, sheets: source.sheets.map((sheet) => fromSheet(sheet, uses1904)) }
  } catch (error) {
    if (error instanceof EncryptedFileError) throw encrypted(name)
    // SheetJS never returns from a cut-off archive, so it only gets whole ones (.xlsb, .ods).
    const entries = listEntries(bytes)
    if (entries === null) throw unreadable(name, '已损坏（文件不完整）', '请重新导出或重新下载后再导入')
    // Also an .xlsx whose formats reach the last row of the grid: hucre refuses it, SheetJS keeps cells sparsely.
    if (entries.some((entry) => /^(xl\/workbook\.(xml|bin)|content\.xml)$/.test(entry))) return readLegacy(bytes, name, 'xls')
    throw unreadable(
      name,
      entries.some((entry) => entry.startsWith('word/')) ? '是文字文档，不是表格' : '不是能读的表格',
      '请用 WPS 或 Excel 打开检查，另存为 .xlsx 再导入',
    )
  }
}

function listEntries(bytes: Uint8Array): string[] | null {
  const names: string[] = []
  try {
    unzipSync(bytes, {
      filter: (file) => {
        names.push(file.name)
        return false
      },
    })
    return names
  } catch {
    return null
  }
}

function fromSheet(source: SourceSheet, uses1904: boolean): Sheet {
  const rows: SheetRow[] = []
  for (const [index, values] of source.rows.entries()) {
    const cells: (Cell | null)[] = []
    for (const [column, value] of values.entries()) {
      const detail = source.cells?.get(`${index},${column}`)
      if (value === null && detail?.comment === undefined) continue
      while (cells.length < column) cells.push(null)
      cells.push(fromCell(value, detail, uses1904))
    }
    if (cells.length > 0) rows.push({ number: index + 1, isHidden: source.rowDefs?.get(index)?.hidden === true, cells })
  }
  const merges = (source.merges ?? []).map((merge): Merge => ({ top: merge.startRow + 1, left: merge.startCol, bottom: merge.endRow + 1, right: merge.endCol }))
  return { name: source.name, isHidden: source.hidden === true || source.veryHidden === true, rows, merges }
}

function fromCell(value: CellValue, detail: SourceCell | undefined, uses1904: boolean): Cell {
  const format = detail?.style?.numFmt
  const cell: Cell =
    value instanceof Date
      ? { value: dateToSerial(value, uses1904), text: dateText(value, format), isDate: true }
      : { value: typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value, text: plainText(value, format), isDate: false }
  if (detail === undefined) return cell
  if (detail.formula !== undefined) cell.isFormula = true
  if (detail.style?.font?.strikethrough === true || isStruckThrough(detail)) cell.isStruck = true
  if (detail.comment !== undefined) cell.comment = detail.comment.text
  const colour = colourOf(detail.style)
  if (colour !== null) cell.colour = colour
  return cell
}

function colourOf(style: SourceCell['style']): string | null {
  const fill = style?.fill?.type === 'pattern' && style.fill.pattern === 'solid' ? chosenColour(style.fill.fgColor, { plain: 'FFFFFF', theme: 0 }) : null
  return fill ?? chosenColour(style?.font?.color, { plain: '000000', theme: 1 })
}

/** Null for the plain one, that of every cell which nobody coloured. */
function chosenColour(colour: Color | undefined, { plain, theme }: { plain: string; theme: number }): string | null {
  const rgb = colour?.rgb?.slice(-6).toUpperCase()
  if (rgb !== undefined) return rgb === plain ? null : rgb
  return colour?.theme === undefined || colour.theme === theme ? null : `theme ${colour.theme}`
}

function isStruckThrough(detail: SourceCell): boolean {
  const runs = detail.richText
  return runs !== undefined && runs.length > 0 && runs.every((run) => run.font?.strikethrough === true || run.text.trim() === '')
}

/** A number in General keeps all its digits (Excel would show 5.1E+17): intake must see the zeros of a lost id. */
function plainText(value: string | number | boolean | null, format: string | undefined): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'string') return value.replaceAll('\r\n', '\n')
  if (format === undefined || format === '' || format === 'General' || format === '@') return String(value)
  // Scientific display hides digits that the cell still holds.
  if (/E\+/i.test(format)) return String(value)
  return fixedText(value, format) ?? formatValue(value, format).trim()
}

/** The common formats 0, 0.00, 0.00_ for a number that needs no rounding: many times faster than the general way. */
function fixedText(value: number, format: string): string | null {
  const places = /^0(?:\.(0+))?_?\s*$/.exec(format)
  if (places === null) return null
  const [whole = '', decimals = ''] = String(value).split('.')
  const wanted = places[1]?.length ?? 0
  if (decimals.length > wanted || whole.includes('e') || decimals.includes('e')) return null
  return wanted === 0 ? whole : `${whole}.${decimals.padEnd(wanted, '0')}`
}

/** Built-in date formats have no text of their own or an American one; a Chinese Excel shows them year first. */
function dateText(value: Date, format: string | undefined): string {
  if (format === undefined || format === '' || format === 'm/d/yyyy' || format === 'm/d/yy') {
    return `${value.getUTCFullYear()}/${value.getUTCMonth() + 1}/${value.getUTCDate()}`
  }
  const known = shownDates.get(format)?.get(value.getTime())
  if (known !== undefined) return known
  const shown = formatValue(value, format).trim()
  const ofFormat = shownDates.get(format) ?? new Map<number, string>()
  if (ofFormat.size < 50_000 && shownDates.size < 50) shownDates.set(format, ofFormat.set(value.getTime(), shown))
  return shown
}

/** The same few thousand days come again and again in a payment list. */
const shownDates = new Map<string, Map<number, string>>()

function readLegacy(content: Uint8Array | string, name: string, format: 'xls' | 'html'): Workbook {
  const isText = typeof content === 'string'
  let source: XLSX.WorkBook
  try {
    // raw keeps an id in an HTML cell as text; parsed as a number it would lose its last digits.
    source = XLSX.read(content, { type: isText ? 'string' : 'array', raw: isText, cellNF: true, cellText: true, cellStyles: true, cellDates: false })
  } catch (error) {
    if (error instanceof Error && /password|encrypt/i.test(error.message)) throw encrypted(name)
    throw unreadable(name, '不是能读的表格，或者文件已损坏', '请用 WPS 或 Excel 打开检查，另存为 .xlsx 再导入')
  }
  const uses1904 = source.Workbook?.WBProps?.date1904 === true
  const sheets = source.SheetNames.map((sheetName, index): Sheet => {
    const sheet = source.Sheets[sheetName]
    const isHidden = (source.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
    return sheet === undefined ? { name: sheetName, isHidden, rows: [], merges: [] } : fromLegacySheet(sheet, sheetName, isHidden)
  })
  return { format, uses1904, sheets }
}

function fromLegacySheet(source: XLSX.WorkSheet, name: string, isHidden: boolean): Sheet {
  const rows = new Map<number, (Cell | null)[]>()
  for (const [address, content] of Object.entries(source)) {
    if (address.startsWith('!')) continue
    const cell = fromLegacyCell(content as XLSX.CellObject)
    if (cell === null) continue
    const place = XLSX.utils.decode_cell(address)
    const cells = rows.get(place.r) ?? []
    while (cells.length <= place.c) cells.push(null)
    cells[place.c] = cell
    rows.set(place.r, cells)
  }
  const hidden = source['!rows'] ?? []
  const merges = (source['!merges'] ?? []).map((merge): Merge => ({ top: merge.s.r + 1, left: merge.s.c, bottom: merge.e.r + 1, right: merge.e.c }))
  return {
    name,
    isHidden,
    rows: [...rows].toSorted(([a], [b]) => a - b).map(([index, cells]) => ({ number: index + 1, isHidden: hidden[index]?.hidden === true, cells })),
    merges,
  }
}

function fromLegacyCell(source: XLSX.CellObject): Cell | null {
  const comment = source.c?.map((note) => note.t ?? '').join('\n')
  if ((source.v === undefined || source.t === 'z') && comment === undefined) return null
  const cell = legacyValue(source)
  if (source.f !== undefined) cell.isFormula = true
  if (comment !== undefined && comment !== '') cell.comment = comment
  return cell
}

function legacyValue(source: XLSX.CellObject): Cell {
  const shown = source.w?.trim() ?? ''
  if (source.t === 'e') return { value: shown, text: shown, isDate: false }
  if (source.t === 'n' && typeof source.v === 'number') {
    const format = typeof source.z === 'string' ? source.z : undefined
    // The Chinese built-in formats (27–36, 50–58) come without a text; only then is the shown text a date.
    const isDate = format === undefined ? /^\d{1,2}\/\d{1,2}\/\d{2,4}$/.test(shown) : XLSX.SSF.is_date(format)
    if (isDate) return { value: source.v, text: yearFirst(source.v, format, shown), isDate }
    return { value: source.v, text: plainText(source.v, format), isDate }
  }
  if (typeof source.v === 'boolean') return { value: source.v, text: plainText(source.v, undefined), isDate: false }
  const text = String(source.v ?? '').replaceAll('\r\n', '\n')
  return { value: text, text, isDate: false }
}

function yearFirst(serial: number, format: string | undefined, shown: string): string {
  if (format !== undefined && !/^m+\/d+\/y+$/i.test(format)) return shown
  return XLSX.SSF.format('yyyy/m/d', serial)
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte)
}

function unreadable(name: string, what: string, advice: string): Problem {
  return new Problem('unreadable_file', `“${name}”${what}，什么也没有导入。${advice}。`)
}

function encrypted(name: string): Problem {
  return new Problem('unreadable_file', `“${name}”设有打开密码，无法读取，什么也没有导入。请在 WPS 或 Excel 中取消密码、保存后再导入。`, {
    reason: 'encrypted',
  })
}
