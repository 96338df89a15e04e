import { checkDigit } from '../../../domain/citizen-id.ts'
import type { Cell, Merge, Sheet, Workbook } from '../../../platform/files/workbook.ts'

/** For tests: a cell written short. A number is a number cell, `{ serial }` a date cell. */
export type Short = string | number | null | { serial: number } | { struck: string } | { marked: string; colour?: string; comment?: string }

function cellOf(short: Short): Cell | null {
  if (short === null || short === '') return null
  if (typeof short === 'string') return { value: short, text: short, isDate: false }
  if (typeof short === 'number') return { value: short, text: String(short), isDate: false }
  if ('serial' in short) return { value: short.serial, text: String(short.serial), isDate: true }
  if ('marked' in short) {
    const { marked, ...mark } = short
    return { value: marked, text: marked, isDate: false, ...mark }
  }
  return { value: short.struck, text: short.struck, isDate: false, isStruck: true }
}

/** `merges` as A1:B3. */
export function sheetOf(
  name: string,
  rows: readonly (readonly Short[])[],
  more: { merges?: readonly string[]; hidden?: readonly number[]; isHidden?: boolean } = {},
): Sheet {
  return {
    name,
    isHidden: more.isHidden ?? false,
    rows: rows.map((cells, at) => ({ number: at + 1, isHidden: more.hidden?.includes(at + 1) ?? false, cells: cells.map(cellOf) })),
    merges: (more.merges ?? []).map(mergeOf),
  }
}

function mergeOf(range: string): Merge {
  const found = /^([A-Z])(\d+):([A-Z])(\d+)$/.exec(range)!
  return { left: found[1]!.charCodeAt(0) - 65, top: Number(found[2]), right: found[3]!.charCodeAt(0) - 65, bottom: Number(found[4]) }
}

export function workbookOf(...sheets: Sheet[]): Workbook {
  return { format: 'xlsx', uses1904: false, sheets }
}

/** The n-th fictional id: born 1950-01-01 plus n days. */
export function idOf(n: number): string {
  const day = new Date(Date.UTC(1950, 0, 1 + (n % 20_000))).toISOString().slice(0, 10).replaceAll('-', '')
  const first = `99910${1 + (n % 8)}${day}${String(n % 1000).padStart(3, '0')}`
  return first + checkDigit(first)
}
