import { readInteger } from '../../../domain/cell-words.ts'
import { readMoney } from '../../../domain/money.ts'
import type { SheetRow } from '../../../platform/files/workbook.ts'
import { isBlank, textOf } from './grid.ts'
import type { LedgerColumn } from './ledger-definition.ts'
import type { WrittenTotal } from './reading.ts'

export interface SummedColumn {
  at: number
  column: LedgerColumn
  heading: string
  scale: number
}

/** Adds up what rows state and compares it with what 小计 and 合计 rows write. */
export interface Totals {
  add: (at: number, value: number) => void
  compare: (row: SheetRow, isGrand: boolean) => void
  written: WrittenTotal[]
}

export function makeTotals(columns: readonly SummedColumn[]): Totals {
  const section = new Map<number, number>()
  const grand = new Map<number, number>()
  const written: WrittenTotal[] = []
  return {
    written,
    add(at, value) {
      section.set(at, (section.get(at) ?? 0) + value)
      grand.set(at, (grand.get(at) ?? 0) + value)
    },
    compare(row, isGrand) {
      for (const { at, column, heading, scale } of columns) {
        const cell = row.cells[at]
        if (!cell || isBlank(cell)) continue
        const raw = typeof cell.value === 'number' ? cell.value : textOf(cell)
        const value = column.type === 'money' ? readMoney(raw, scale).fen : readInteger(raw)
        if (value === null) continue
        const here = section.get(at) ?? 0
        const all = grand.get(at) ?? 0
        // 合计 under each community is a 小计 in other words.
        const counted = isGrand && value !== here ? all : here
        written.push({ row: row.number, column: heading, canonical: column.name, written: value, counted, agrees: value === counted })
      }
      section.clear()
    },
  }
}
