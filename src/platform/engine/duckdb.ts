import { mkdtempSync, rmSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance, version as duckdbVersion, type DuckDBConnection } from '@duckdb/node-api'
import type { Engine, EngineColumn, EngineOptions, EngineSession, EngineType, EngineValue } from './engine.ts'
import { duckdbPrelude } from './prelude.ts'

const sqlTypes: Record<EngineType, string> = { text: 'VARCHAR', bigint: 'BIGINT', date: 'DATE', boolean: 'BOOLEAN' }

/** The engine in the box: DuckDB in this process, no database file of its own. */
export const duckdbEngine: Engine = { name: 'duckdb', version: duckdbVersion(), open: openDuckdb }

async function openDuckdb(options: EngineOptions): Promise<EngineSession> {
  // Files of its own: two sessions would name theirs alike. Without a folder nothing is written, least of all where the program was started.
  const spill = options.temporaryFolder === undefined ? '' : mkdtempSync(join(options.temporaryFolder, 'engine-'))
  const settings: Record<string, string> = {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: spill,
    // The other half is PostgreSQL's, the pages' and whatever else the machine does.
    memory_limit: `${Math.floor(totalmem() / 2 / 1024 ** 2)}MiB`,
  }
  if (options.threads !== undefined) settings['threads'] = String(options.threads)
  const instance = await DuckDBInstance.create(':memory:', settings)
  const db = await instance.connect()
  // A run takes a quarter less memory so; what is in memory alone is not compressed by itself.
  await db.run("attach ':memory:' as facts (compress)")
  await db.run('use facts')
  for (const macro of duckdbPrelude) await db.run(macro)
  const setAsOf = async (date: string): Promise<void> => {
    await db.run(`create or replace macro as_of() as cast(${text(date)} as date)`)
  }
  await setAsOf(options.asOf)
  const kinds = new Map<string, 'table' | 'view'>()
  // A name may change from view to table; DuckDB replaces only its like.
  const become = async (name: string, kind: 'table' | 'view'): Promise<void> => {
    const before = kinds.get(name)
    if (before !== undefined && before !== kind) await db.run(`drop ${before} ${identifier(name)}`)
    kinds.set(name, kind)
  }
  return {
    load: async (name, columns, rows) => {
      await become(name, 'table')
      await load(db, name, { columns, rows })
    },
    attach: async (name, columns, files) => {
      await become(name, 'view')
      await attach(db, name, { columns, files })
    },
    define: async (name, select, as) => {
      await become(name, as)
      await db.run(`create or replace ${as} ${identifier(name)} as ${select}`)
    },
    setAsOf,
    columnsOf: async (name) => {
      const described = await db.runAndReadAll(`describe ${identifier(name)}`)
      return described.getRowObjectsJS().map((row) => ({ name: String(plain(row['column_name'])), type: engineType(String(plain(row['column_type']))) }))
    },
    rows: async (select) => {
      const reader = await db.runAndReadAll(select)
      return reader.getRowObjectsJS().map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])))
    },
    interrupt: () => db.interrupt(),
    close: () => {
      db.closeSync()
      instance.closeSync()
      if (spill !== '') rmSync(spill, { recursive: true, force: true })
      return Promise.resolve()
    },
  }
}

async function load(db: DuckDBConnection, name: string, table: { columns: readonly EngineColumn[]; rows: readonly (readonly EngineValue[])[] }): Promise<void> {
  const { columns, rows } = table
  if (rows.length <= 200) {
    const values = rows.map((row) => `(${columns.map((column, at) => literal(row[at] ?? null, column.type)).join(', ')})`)
    const typed = columns.map((each) => `cast(${identifier(each.name)} as ${sqlTypes[each.type]}) as ${identifier(each.name)}`).join(', ')
    const names = columns.map((each) => identifier(each.name)).join(', ')
    const blank = columns.map(() => 'null').join(', ')
    await db.run(
      `create or replace table ${identifier(name)} as select ${typed} from (values ${values.length === 0 ? `(${blank})` : values.join(', ')}) given(${names})${values.length === 0 ? ' where false' : ''}`,
    )
    return
  }
  const declared = columns.map((each) => `${identifier(each.name)} ${sqlTypes[each.type]}`).join(', ')
  await db.run(`create or replace table ${identifier(name)} (${declared})`)
  // Dates enter as text and are cast once.
  await db.run(
    `create or replace temp table incoming (${columns.map((each) => `${identifier(each.name)} ${each.type === 'date' ? 'VARCHAR' : sqlTypes[each.type]}`).join(', ')})`,
  )
  const appender = await db.createAppender('incoming')
  for (const row of rows) {
    columns.forEach((column, at) => {
      const value = row[at] ?? null
      if (value === null) appender.appendNull()
      else if (column.type === 'bigint') appender.appendBigInt(BigInt(value))
      else if (column.type === 'boolean') appender.appendBoolean(value === true)
      else appender.appendVarchar(String(value))
    })
    appender.endRow()
  }
  appender.closeSync()
  await db.run(
    `insert into ${identifier(name)} select ${columns.map((each) => `cast(${identifier(each.name)} as ${sqlTypes[each.type]})`).join(', ')} from incoming`,
  )
  await db.run('drop table incoming')
}

async function attach(db: DuckDBConnection, name: string, source: { columns: readonly EngineColumn[]; files: readonly string[] }): Promise<void> {
  const { columns, files } = source
  if (files.length === 0) {
    await db.run(
      `create or replace view ${identifier(name)} as select ${columns.map((each) => `cast(null as ${sqlTypes[each.type]}) as ${identifier(each.name)}`).join(', ')} where false`,
    )
    return
  }
  const read = `read_parquet([${files.map(text).join(', ')}], union_by_name = true)`
  const described = await db.runAndReadAll(`describe select * from ${read}`)
  const present = new Set(described.getRowObjectsJS().map((row) => String(plain(row['column_name']))))
  const selected = columns.map((each) =>
    present.has(each.name)
      ? `cast(${identifier(each.name)} as ${sqlTypes[each.type]}) as ${identifier(each.name)}`
      : `cast(null as ${sqlTypes[each.type]}) as ${identifier(each.name)}`,
  )
  await db.run(`create or replace view ${identifier(name)} as select ${selected.join(', ')} from ${read}`)
}

function engineType(type: string): EngineType {
  if (/^(BIGINT|INTEGER|HUGEINT|SMALLINT|TINYINT|UBIGINT|UINTEGER)$/.test(type)) return 'bigint'
  if (type === 'DATE') return 'date'
  if (type === 'BOOLEAN') return 'boolean'
  return 'text'
}

function plain(value: unknown): EngineValue {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value
  if (typeof value === 'bigint' || typeof value === 'boolean' || typeof value === 'string') return value
  return JSON.stringify(value)
}

function literal(value: EngineValue, type: EngineType): string {
  if (value === null) return 'null'
  if (type === 'bigint') return String(BigInt(value))
  if (type === 'boolean') return value === true ? 'true' : 'false'
  return type === 'date' ? `cast(${text(String(value))} as date)` : text(String(value))
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

function identifier(name: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new Error(`not a name: ${name}`)
  return `"${name}"`
}
