import type { ReactNode } from 'react'

export type CellValue = string | number | boolean | null | undefined

/** How a column is written, aligned, summed and copied. Money is in 分; dates and months are text. */
export type ColumnKind = 'text' | 'money' | 'count' | 'date' | 'month' | 'id'

export interface Column<Row> {
  key: string
  title: string
  /** Default `text`. `money` and `count` stand right and may be summed; `id` is masked text. */
  kind?: ColumnKind
  /** Least width in px; columns share what is left by `grow`. */
  width?: number
  /** Share of the spare width; default 1 for text, 0 for the rest. */
  grow?: number
  /** The plain value: sorted, copied, exported, searched by totals. */
  value: (row: Row) => CellValue
  /** What is shown instead of the plain value; it keeps no state, since lines hand their elements on. */
  render?: (row: Row) => ReactNode
  /** Sum in group rows and totals. For anything else than a plain sum give a function. */
  total?: 'sum' | ((rows: readonly Row[]) => ReactNode)
  /** The totals row's cell becomes this link, so that the number opens its rows. */
  totalTo?: string | undefined
  isSortable?: boolean
  /** Band above the headings: neighbours with one name share it (本周, 累计). */
  band?: string
  /** Where it goes on a phone's card; default: first column `title`, the rest `line`. */
  card?: 'title' | 'side' | 'line' | 'none'
}

export interface Sort {
  key: string
  isDescending: boolean
}

export interface Preset {
  key: string
  title: string
  /** Keys of columns in order; the first column always stays. */
  columns: readonly string[]
}

export interface Grouping<Row> {
  key: (row: Row) => string
  title: (rows: readonly Row[]) => ReactNode
  /** Counting word: “条”, “人”. */
  unit: string
}

export const isRight = (kind: ColumnKind | undefined): boolean => kind === 'money' || kind === 'count'

/** The columns of a preset, the table's first column kept in front. */
export function columnsOf<Row>(columns: readonly Column<Row>[], preset: Preset | undefined): readonly Column<Row>[] {
  if (!preset) return columns
  const first = columns[0]
  const chosen = preset.columns.flatMap((key) => columns.filter((column) => column.key === key))
  return first && !chosen.includes(first) ? [first, ...chosen] : chosen
}

const between = '.'

/** Columns of one's own choice as they stand in the address. */
export const keyOfChoice = (columns: readonly string[]): string => columns.join(between)

/** The preset of that name, or the columns that the address lists one by one; nothing where it names what the table does not have. */
export function presetOf<Row>(key: string | null, presets: readonly Preset[], columns: readonly Column<Row>[]): Preset | undefined {
  const found = presets.find((preset) => preset.key === key)
  if (found || key === null) return found
  const chosen = key.split(between)
  return chosen.every((each) => columns.some((column) => column.key === each)) ? { key, title: '自选', columns: chosen } : undefined
}

/** `-due` ↔ descending by due. */
export function readSort(text: string | null): Sort | undefined {
  if (!text) return undefined
  return text.startsWith('-') ? { key: text.slice(1), isDescending: true } : { key: text, isDescending: false }
}

export function writeSort(sort: Sort | undefined): string | undefined {
  return sort && `${sort.isDescending ? '-' : ''}${sort.key}`
}

/** Neighbouring columns of one band, with their number. */
export function bandsOf<Row>(columns: readonly Column<Row>[]): { name: string; span: number }[] {
  const bands: { name: string; span: number }[] = []
  for (const column of columns) {
    const last = bands.at(-1)
    if (last && last.name === (column.band ?? '')) last.span += 1
    else bands.push({ name: column.band ?? '', span: 1 })
  }
  return bands
}
