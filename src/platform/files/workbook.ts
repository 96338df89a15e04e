/** One cell as read: `value` typed, `text` as a person sees it; `isDate` says that the number format is a date. */
export interface Cell {
  value: string | number | boolean | null
  text: string
  isDate: boolean
  isFormula?: boolean
  isStruck?: boolean
  comment?: string
  /** Of the ground, else of the letters, where somebody chose one: RRGGBB, or a colour of the file's theme by its number. */
  colour?: string
}

/** One sheet row; `number` counts from 1 as the sheet shows it; `cells` is sparse-free from column A. */
export interface SheetRow {
  number: number
  isHidden: boolean
  cells: (Cell | null)[]
}

/** A merged range, rows and columns counted from 1 (rows) and 0 (columns), both ends inclusive. */
export interface Merge {
  top: number
  left: number
  bottom: number
  right: number
}

export interface Sheet {
  name: string
  isHidden: boolean
  rows: SheetRow[]
  merges: Merge[]
}

/** A workbook as read from .xlsx, .xls, .et, HTML or .csv bytes. Date cells carry their Excel serial in `value`. */
export interface Workbook {
  format: 'xlsx' | 'xls' | 'html' | 'csv'
  uses1904: boolean
  sheets: Sheet[]
}
