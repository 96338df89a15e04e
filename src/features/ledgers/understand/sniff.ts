import { readCitizenId } from '../../../domain/citizen-id.ts'
import { looksLikeName } from '../../../domain/names.ts'
import type { Cell } from '../../../platform/files/workbook.ts'
import { isBlank, textOf, type Grid } from './grid.ts'
import type { Table } from './find-tables.ts'

/** What a column's cells look like, each as a part (0 to 1) of the filled ones among the first rows. */
export interface ColumnLook {
  filled: number
  rows: number
  validId: number
  /** Valid or damaged ids: 15 to 20 digits, masked, in scientific notation. */
  idLike: number
  card: number
  account: number
  phone: number
  date: number
  month: number
  money: number
  name: number
}

const sampled = 200

function luhn(digits: string): boolean {
  let sum = 0
  for (let at = digits.length - 1, twice = false; at >= 0; at--, twice = !twice) {
    const digit = Number(digits[at]) * (twice ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}

function lookAtCell(cell: Cell, look: ColumnLook): void {
  const text = textOf(cell).replace(/[\s']/g, '')
  if (cell.isDate) {
    look.date += 1
    return
  }
  const id = /\d{6}/.test(text) ? readCitizenId(typeof cell.value === 'number' && cell.value >= 1e14 ? cell.value : text) : null
  if (id?.outcome === 'valid') {
    if (/^\d{17}[\dXx]\d{2}/.test(text)) look.card += 1
    else look.validId += 1
    look.idLike += 1
    return
  }
  if (/^(62|60|95)\d{14,17}$/.test(text) || (/^\d{16}$|^\d{19}$/.test(text) && luhn(text))) look.account += 1
  else if (/^(\d{15}|\d{17,18}[\dXx]?|\d{6}\*+[\dXx]{2,4}|\d\.\d+E\+1[4-9])$/i.test(text)) look.idLike += 1
  else if (/^1[3-9]\d{9}$|^0\d{2,3}-?\d{7,8}$/.test(text)) look.phone += 1
  else if (/^(19|20)\d{2}(0[1-9]|1[0-2])$|^(19|20)\d{2}[-年.]\d{1,2}月?$/.test(text)) look.month += 1
  else if (/^(19|20)\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?( .*)?$|^(19|20)\d{6}$/.test(text)) look.date += 1
  else if (/^[¥￥]?-?\d[\d,]*(\.\d+)?(元.*)?$/.test(text)) look.money += 1
  else if (looksLikeName(text)) look.name += 1
}

/** Looks at the first rows of every column of a table. */
export function lookAtColumns(grid: Grid, table: Table): ColumnLook[] {
  const looks = Array.from({ length: grid.width }, (): ColumnLook => ({
    filled: 0,
    rows: 0,
    validId: 0,
    idLike: 0,
    card: 0,
    account: 0,
    phone: 0,
    date: 0,
    month: 0,
    money: 0,
    name: 0,
  }))
  const end = Math.min(table.end, table.dataStart + sampled)
  for (let at = table.dataStart; at < end; at++) {
    const row = grid.rows[at]!
    looks.forEach((look, column) => {
      look.rows += 1
      const cell = row.cells[column]
      if (!cell || isBlank(cell)) return
      look.filled += 1
      lookAtCell(cell, look)
    })
  }
  for (const look of looks) {
    if (look.filled === 0) continue
    for (const key of ['validId', 'idLike', 'card', 'account', 'phone', 'date', 'month', 'money', 'name'] as const) look[key] /= look.filled
  }
  return looks
}
