import type { ColumnType } from './ledger-definition.ts'

/** Why a row was not taken (problem), or what to look at in a row that was (flag). */
export const remarkCodes = [
  'id_length',
  'id_check_digit',
  'id_precision_lost',
  'id_missing',
  'date',
  'money',
  'enum',
  'required',
  'division_unknown',
  'row_double',
] as const

export type RemarkCode = (typeof remarkCodes)[number]

/** `row` as the sheet counts; `column` is the heading as written; digits of 15 and more in `value` and `message` are masked. */
export interface RowRemark {
  sheet: string
  row: number
  column: string | null
  /** Our name of the column. */
  canonical: string | null
  code: RemarkCode
  message: string
  value: string | null
}

export type CanonicalValue = string | number | bigint | boolean | null

/**
 * One lake row. `values` holds every column of the ledger (null where nothing was read), and for each citizen id
 * its key column as bigint. A sheet row with several members gives several of them with one `row`.
 */
export interface ReadRow {
  row: number
  /** Our division code; null when the community is not known or not written. */
  division: string | null
  /** The month that the row speaks for, YYYY-MM. */
  period: string | null
  values: Record<string, CanonicalValue>
}

export interface ColumnReading {
  /** Counts from 0. */
  index: number
  heading: string
  canonical: string | null
  /** null for a column that became nothing. */
  type: ColumnType | null
  /** How it was recognised; `none`: became nothing. */
  how: 'alias' | 'similar' | 'content' | 'neighbour' | 'chosen' | 'none'
  /** Part of the data rows that fill it, 0 to 1. */
  fillRate: number
  /** Three different samples as written, ids masked. */
  samples: string[]
}

export type RowClass = 'data' | 'problem' | 'title' | 'note' | 'heading' | 'section' | 'total' | 'footer' | 'blank'

export interface PreviewRow {
  row: number
  class: RowClass
  /** Why a row is no data, or what is wrong with it; null when all is well. */
  reason: string | null
  isHidden: boolean
  isStruck: boolean
  /** As written, ids masked. */
  cells: string[]
}

export interface CommunityReading {
  /** 青柳 for 青柳村委会, 青柳社区 and 青柳三组. */
  stem: string
  /** The fullest form seen, without town, committee and group: 青柳社区. */
  name: string
  rows: number
  division: string | null
}

/** A sum or count that the sheet itself states, beside what was counted. Money in 分. */
export interface WrittenTotal {
  row: number
  column: string
  canonical: string
  written: number
  counted: number
  agrees: boolean
}

export interface LedgerScore {
  ledger: string
  title: string
  score: number
  matched: number
}

export interface SheetReading {
  sheet: string
  isSheetHidden: boolean
  /** `unclear`: a table, but the clerk must say what it is; `skipped`: no table. */
  state: 'ready' | 'unclear' | 'skipped'
  ledger: string | null
  ledgerTitle: string | null
  /** In words a clerk understands: what spoke for this ledger, or why the sheet was skipped. */
  why: string
  scores: LedgerScore[]
  headerRows: number[]
  columns: ColumnReading[]
  /** Stands for the set of headings; the key for a remembered mapping. */
  signature: string
  period: string | null
  /** Communities by code or by the name that was given; none: the whole town. */
  covers: { from: string; to: string; divisions: string[] } | null
  /** The months that the rows name, where nothing else says which the sheet speaks for, or where a roster has no others: of those between it says nothing. */
  coveredMonths: string[] | null
  /** The program that title, sheet or file name state for all rows. */
  program: string | null
  communities: CommunityReading[]
  rows: ReadRow[]
  counts: { seen: number; accepted: number; problems: number; notData: number }
  problems: RowRemark[]
  flags: RowRemark[]
  totals: WrittenTotal[]
  /** Some cell named HIV: what it said was replaced or dropped, and the original file must not be kept. */
  hivFound: boolean
  preview: PreviewRow[]
  /** All rows that are no data, with the reason. */
  notData: { row: number; class: RowClass; reason: string }[]
  /** What else the clerk should know: hidden rows, struck-through rows, colours and notes, several tables. */
  notes: string[]
}

/** What the caller already knows; everything is optional but the list of divisions. */
export interface Hints {
  ledger?: string
  /** YYYY-MM; wins over what the sheet says. */
  period?: string
  /** Months without communities are for the whole town, communities without months for the months that the file states. */
  covers?: { from?: string | null | undefined; to?: string | null | undefined; divisions?: readonly string[] | null | undefined }
  knownDivisions: readonly { code: string; name: string; aliases?: readonly string[] }[]
  townName?: string
  /** Column index → canonical column, or null for 不导入. Applies to every sheet with a table of that many columns. */
  mapping?: Readonly<Record<number, string | null>>
  /** By signature: what a clerk chose for the same set of headings before. */
  rememberedMapping?: Readonly<Record<string, { ledger: string; mapping: Readonly<Record<string, string | null>> }>>
  /** Only this sheet. */
  sheet?: string
}
