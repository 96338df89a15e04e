/** Types that every engine has: text, whole numbers (money in 分, person keys), plain dates, true/false. */
export type EngineType = 'text' | 'bigint' | 'date' | 'boolean'

export interface EngineColumn {
  name: string
  type: EngineType
}

/** Whole numbers come back as bigint (a person key does not fit a JS number), dates as YYYY-MM-DD. */
export type EngineValue = string | number | bigint | boolean | null

export type EngineRow = Record<string, EngineValue>

/**
 * One working session of an engine: named relations over Parquet files and given rows, defined by portable SQL.
 * The prelude of macros is already there, `as_of()` included. Nothing outlives `close`.
 */
export interface EngineSession {
  /** A table of given rows; replaces one of the same name. */
  load: (name: string, columns: readonly EngineColumn[], rows: readonly (readonly EngineValue[])[]) => Promise<void>
  /** A relation over Parquet files with exactly these columns; a column that a file lacks is null. No files: an empty relation. */
  attach: (name: string, columns: readonly EngineColumn[], files: readonly string[]) => Promise<void>
  /** A relation defined by a select: a table is computed once, a view each time it is read. Replaces one of the same name. */
  define: (name: string, select: string, as: 'table' | 'view') => Promise<void>
  /** Another day for `as_of()`; tables made before stay as they are. */
  setAsOf: (date: string) => Promise<void>
  /** Column names and types of a relation, in order. */
  columnsOf: (name: string) => Promise<EngineColumn[]>
  rows: (select: string) => Promise<EngineRow[]>
  /** Stops the statement under way; its promise rejects. */
  interrupt: () => void
  /** Resolves when nothing of the session is left: no process, no file. */
  close: () => Promise<void>
}

export interface EngineOptions {
  /** The date as of which checks speak, YYYY-MM-DD: the macro `as_of()`. */
  asOf: string
  threads?: number
  /** Where the engine may put what memory does not hold, until it is closed. */
  temporaryFolder?: string
  /** Everything fits easily into memory, as cases do: plan for short statements, not for much data. */
  small?: boolean
}

export interface Engine {
  name: 'duckdb' | 'spark'
  /** Part of a run's identity. */
  version: string
  open: (options: EngineOptions) => Promise<EngineSession>
}
