import type { Cell, Sheet, SheetRow } from './workbook.ts'

/** Decodes a text file: byte-order mark, then strict UTF-8, then GB18030 (what Chinese Excel writes). Null when it is no text. */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      return looksLikeText(text) ? text : null
    } catch {
      continue
    }
  }
  return null
}

function looksLikeText(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text.slice(0, 20_000))
}

/** Reads comma, tab, semicolon or full-width comma separated text with quoted fields; every cell stays text. The sheet is named like the file. */
export function readDelimited(text: string, name: string): Sheet {
  const delimiter = findDelimiter(text)
  const rows: SheetRow[] = []
  for (const [index, fields] of splitFields(text, delimiter).entries()) {
    const cells = fields.map(toCell)
    while (cells.length > 0 && cells.at(-1) === null) cells.pop()
    if (cells.length > 0) rows.push({ number: index + 1, isHidden: false, cells })
  }
  return { name: name.replace(/^.*[\\/]/, '').replace(/\.[^.]+$/, ''), isHidden: false, rows, merges: [] }
}

function toCell(field: string): Cell | null {
  // ="0123" is how a program keeps leading zeros and long numbers in a .csv meant for Excel.
  const text = (/^="(.*)"$/s.exec(field)?.[1] ?? field).trim()
  return text === '' ? null : { value: text, text, isDate: false }
}

function findDelimiter(text: string): string {
  const head = text.split(/\r?\n/, 20).join('\n')
  const counts = [',', '\t', ';', '，'].map((mark) => ({ mark, count: head.split(mark).length - 1 }))
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark
}

function splitFields(text: string, delimiter: string): string[][] {
  const rows: string[][] = []
  let fields: string[] = []
  let field = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at += 1) {
    const mark = text.charAt(at)
    if (isQuoted) {
      if (mark !== '"') field += mark
      else if (text.charAt(at + 1) === '"') {
        field += '"'
        at += 1
      } else isQuoted = false
    } else if (mark === '"' && field.trim() === '') {
      field = ''
      isQuoted = true
    } else if (mark === delimiter) {
      fields.push(field)
      field = ''
    } else if (mark === '\n') {
      fields.push(field.replace(/\r$/, ''))
      rows.push(fields)
      fields = []
      field = ''
    } else field += mark
  }
  if (field !== '' || fields.length > 0) rows.push([...fields, field])
  return rows
}
