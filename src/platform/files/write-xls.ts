import * as XLSX from '@e965/xlsx'

/** The old binary format of Excel 97–2003, as some county systems still export it: values only, no styles. */
export function writeXls(sheets: readonly { name: string; rows: readonly (readonly (string | number | null)[])[] }[]): Uint8Array {
  const book = XLSX.utils.book_new()
  for (const sheet of sheets) XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(sheet.rows.map((row) => [...row])), sheet.name)
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer)
}
