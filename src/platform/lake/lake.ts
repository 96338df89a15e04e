import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Actor } from '../actor.ts'
import { Problem } from '../problems.ts'

/** Types of lake columns: text, whole numbers (money in 分, person keys), plain dates, true/false. */
export type LakeType = 'text' | 'bigint' | 'date' | 'boolean'

export interface LakeColumn {
  name: string
  type: LakeType
}

export type LakeValue = string | number | bigint | boolean | null

const sqlTypes: Record<LakeType, string> = { text: 'VARCHAR', bigint: 'BIGINT', date: 'DATE', boolean: 'BOOLEAN' }

let shared: Promise<DuckDBInstance> | undefined

async function connection(): Promise<DuckDBConnection> {
  shared ??= DuckDBInstance.create(':memory:')
  return (await shared).connect()
}

/**
 * Writes rows as one Parquet file: under a temporary name, sorted by person_key where there is one, fsynced,
 * renamed. Dates are YYYY-MM-DD. Returns the file's SHA-256. The file is never replaced in place.
 */
export async function writeLakeFile(file: string, columns: readonly LakeColumn[], rows: readonly LakeValue[][]): Promise<string> {
  mkdirSync(dirname(file), { recursive: true })
  const temporary = `${file}.${process.pid}.part`
  const db = await connection()
  try {
    // Dates enter as text and are cast once: an appender call per date costs more.
    await db.run(`create temp table incoming (${columns.map((each) => `"${each.name}" ${each.type === 'date' ? 'VARCHAR' : sqlTypes[each.type]}`).join(', ')})`)
    const appender = await db.createAppender('incoming')
    for (const row of rows) {
      columns.forEach((column, at) => {
        const value = row[at]
        if (value === null || value === undefined) appender.appendNull()
        else if (column.type === 'bigint') appender.appendBigInt(BigInt(value))
        else if (column.type === 'boolean') appender.appendBoolean(value === true)
        else appender.appendVarchar(String(value))
      })
      appender.endRow()
    }
    appender.closeSync()
    const select = columns.map((each) => (each.type === 'date' ? `cast("${each.name}" as date) as "${each.name}"` : `"${each.name}"`)).join(', ')
    const order = columns.some((each) => each.name === 'person_key') ? 'order by person_key nulls last, source_row' : ''
    await db.run(`copy (select ${select} from incoming ${order}) to '${quote(temporary)}' (format parquet, compression zstd, row_group_size 100000)`)
  } finally {
    db.closeSync()
  }
  const handle = openSync(temporary, 'r+')
  fsyncSync(handle)
  closeSync(handle)
  renameSync(temporary, file)
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

export interface LakeSource {
  ledger: string
  owner: 'received' | 'kept' | 'reference'
  files: readonly string[]
}

export interface LakeFilter {
  /** Equality conditions on canonical columns. */
  equals?: Record<string, LakeValue>
  /** Rows that name one of these people in one of these key columns (`person_key`, `head_key`, …). */
  people?: { keys: readonly bigint[]; columns: readonly string[] }
  /** Sheet rows from–to, both inclusive. */
  rows?: { from: number; to: number }
  limit?: number
  offset?: number
  orderBy?: readonly string[]
}

export type LakeRow = Record<string, string | number | bigint | boolean | null>

/**
 * One of the two doors to people's data: reads rows of a ledger inside the actor's divisions. The division
 * condition is added here and cannot be left out. Reference ledgers are read by clerk and auditor only.
 * Errors: `forbidden`; `not_found` when the files are gone.
 */
export async function readLake(actor: Actor, source: LakeSource, filter: LakeFilter = {}): Promise<LakeRow[]> {
  const isOffice = ['clerk', 'auditor', 'command_line', 'system'].includes(actor.role)
  if (source.owner === 'reference' && !isOffice) throw new Problem('forbidden', '参照名单只对镇民政办和审计开放；疑点里已抄录要用的格。')
  const files = source.files.filter((file) => existsSync(file))
  if (files.length === 0) return []
  const conditions =
    source.owner === 'reference'
      ? []
      : [`(division >= '${quote(actor.scope.from)}' and division < '${quote(actor.scope.to)}'${isOffice ? ' or division is null' : ''})`]
  for (const [name, value] of Object.entries(filter.equals ?? {})) {
    conditions.push(value === null ? `${identifier(name)} is null` : `${identifier(name)} = ${typeof value === 'string' ? `'${quote(value)}'` : String(value)}`)
  }
  if (filter.people) {
    const keys = filter.people.keys.map((key) => key.toString()).join(', ')
    conditions.push(keys === '' ? 'false' : `(${filter.people.columns.map((column) => `${identifier(column)} in (${keys})`).join(' or ')})`)
  }
  if (filter.rows) conditions.push(`source_row between ${Number(filter.rows.from)} and ${Number(filter.rows.to)}`)
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
  const order = filter.orderBy ? `order by ${filter.orderBy.map(identifier).join(', ')}` : 'order by batch, sheet, source_row'
  const db = await connection()
  try {
    const reader = await db.runAndReadAll(
      `select * from read_parquet([${files.map((file) => `'${quote(file)}'`).join(', ')}], union_by_name = true) ${where} ${order} limit ${Number(filter.limit ?? 1000)} offset ${Number(filter.offset ?? 0)}`,
    )
    return reader.getRowObjectsJS().map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])))
  } finally {
    db.closeSync()
  }
}

/**
 * For each batch the different values of a column of codes, null among them where a row leaves it empty. Tells what a
 * file speaks of, nobody's rows; so it is not limited to divisions.
 */
export async function listCodes(source: LakeSource, column: string): Promise<{ batch: string; code: string | null }[]> {
  const files = source.files.filter((file) => existsSync(file))
  if (files.length === 0) return []
  const db = await connection()
  try {
    const reader = await db.runAndReadAll(
      `select distinct batch, cast(${identifier(column)} as varchar) as code from read_parquet([${files.map((file) => `'${quote(file)}'`).join(', ')}], union_by_name = true)`,
    )
    return reader.getRowObjectsJS().map((row) => ({ batch: textOf(row['batch']) ?? '', code: textOf(row['code']) }))
  } finally {
    db.closeSync()
  }
}

/**
 * How many different keys an earlier list holds (rows whose first key column is empty left out) and how many of them the
 * later one holds too. Counts only, nobody's rows; so it is not limited to divisions.
 */
export async function countHeldAgain(earlier: string, later: string, key: readonly string[]): Promise<{ before: number; again: number }> {
  const keysOf = (file: string): string =>
    `select distinct ${key.map(identifier).join(', ')} from read_parquet('${quote(file)}') where ${identifier(key[0] ?? '')} is not null`
  const db = await connection()
  try {
    const reader = await db.runAndReadAll(
      `select (select count(*) from (${keysOf(earlier)})) as before, (select count(*) from (${keysOf(earlier)} intersect ${keysOf(later)})) as again`,
    )
    const [row] = reader.getRowObjectsJS()
    return { before: Number(row?.['before'] ?? 0), again: Number(row?.['again'] ?? 0) }
  } finally {
    db.closeSync()
  }
}

export interface PeopleCount {
  year: number
  people: number
  /** The last month with a row, YYYY-MM. */
  lastMonth: string
}

/**
 * How many different people the rows of each year name, inside the actor's divisions and below `division`.
 * `month` is a month or date column. Rows without a valid id count by name.
 */
export async function countPeopleByYear(
  actor: Actor,
  source: LakeSource,
  { division, month, programs }: { division: string; month: string; programs?: readonly string[] },
): Promise<PeopleCount[]> {
  if (source.owner === 'reference') throw new Problem('forbidden', '参照名单不在这里计数。')
  const files = source.files.filter((file) => existsSync(file))
  if (files.length === 0) return []
  const column = identifier(month)
  const only = programs ? `and program in (${programs.map((program) => `'${quote(program)}'`).join(', ')})` : ''
  const db = await connection()
  try {
    const reader = await db.runAndReadAll(
      `select cast(substr(cast(${column} as varchar), 1, 4) as integer) as year, count(distinct coalesce(cast(person_key as varchar), name)) as people, substr(max(cast(${column} as varchar)), 1, 7) as last_month
       from read_parquet([${files.map((file) => `'${quote(file)}'`).join(', ')}], union_by_name = true)
       where ${column} is not null and division >= '${quote(actor.scope.from)}' and division < '${quote(actor.scope.to)}' and starts_with(division, '${quote(division)}') ${only} group by 1`,
    )
    return reader
      .getRowObjectsJS()
      .map((row) => ({ year: Number(row['year']), people: Number(row['people']), lastMonth: typeof row['last_month'] === 'string' ? row['last_month'] : '' }))
  } finally {
    db.closeSync()
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function plain(value: unknown): string | number | bigint | boolean | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value
  return JSON.stringify(value)
}

/** Removes a Parquet file whose batch row was never committed. */
export function dropLakeFile(file: string): void {
  rmSync(file, { force: true })
}

function quote(text: string): string {
  return text.replaceAll("'", "''")
}

function identifier(name: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new Problem('bad_input', `没有“${name}”这一列。`)
  return `"${name}"`
}
