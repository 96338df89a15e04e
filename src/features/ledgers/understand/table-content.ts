import { maskLongNumbers } from '../../../domain/mask.ts'
import type { SheetRow } from '../../../platform/files/workbook.ts'
import type { Places } from './finish-row.ts'
import { isBlank, textOf } from './grid.ts'
import { hivCategory, namesHiv } from './hiv.ts'
import type { LedgerColumn } from './ledger-definition.ts'
import type { ReadRow, RowClass, RowRemark, WrittenTotal } from './reading.ts'
import { noMarks, type RowMarks } from './row-marks.ts'

/** What the rows of one table came to. */
export interface TableContent {
  rows: ReadRow[]
  accepted: number
  problemRows: number
  problems: RowRemark[]
  flags: RowRemark[]
  notData: { row: number; class: RowClass; reason: string }[]
  totals: WrittenTotal[]
  places: Places
  hivFound: boolean
  struck: number[]
  hidden: number[]
  marks: RowMarks
  /** Rows of a column, by its heading, whose date names only a month. */
  byMonth: Map<string, number>
  /** Rows that say something has ended, and not when: by the column that ought to say it. */
  endless: Map<LedgerColumn, { row: number; said: string }[]>
  filled: number[]
  samples: string[][]
  dataRows: number
}

export function emptyContent(width: number): TableContent {
  return {
    rows: [],
    accepted: 0,
    problemRows: 0,
    problems: [],
    flags: [],
    notData: [],
    totals: [],
    places: { seen: new Map(), unplaced: 0 },
    hivFound: false,
    struck: [],
    hidden: [],
    marks: noMarks(),
    byMonth: new Map(),
    endless: new Map(),
    filled: Array.from({ length: width }, () => 0),
    samples: Array.from({ length: width }, () => []),
    dataRows: 0,
  }
}

const sampledRows = 300

/** Counts which columns a data row fills and keeps three different samples of each; a list of people never shows HIV. */
export function sampleRow(content: TableContent, row: SheetRow, isSensitive: boolean): void {
  content.dataRows += 1
  row.cells.forEach((cell, at) => {
    if (!cell || isBlank(cell) || at >= content.filled.length) return
    content.filled[at]! += 1
    const samples = content.samples[at]!
    if (samples.length >= 3 || content.dataRows > sampledRows) return
    const text = textOf(cell)
    const shown = isSensitive && namesHiv(text) ? hivCategory : maskLongNumbers(text)
    if (!samples.includes(shown)) samples.push(shown)
  })
}
