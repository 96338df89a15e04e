import * as XLSX from '@e965/xlsx'
import { plainValue } from './table.ts'
import type { TableSheet } from './table.ts'

/** The old binary format of Excel 97–2003, as some county systems still export. */
export function writeXls(sheets: readonly TableSheet[]): Uint8Array {
  const book = XLSX.utils.book_new()
  for (const sheet of sheets) {
    const rows = [...(sheet.title === undefined ? [] : [[sheet.title]]), sheet.headings, ...sheet.rows.map((row) => row.map(plainValue))]
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), sheet.name)
  }
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer)
}
