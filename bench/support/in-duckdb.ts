import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'

/** Runs work in a DuckDB of its own, in memory, and closes it. */
export async function inDuckdb<T>(work: (db: DuckDBConnection) => Promise<T>, settings: Record<string, string> = {}): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', settings)
  const db = await instance.connect()
  try {
    return await work(db)
  } finally {
    db.closeSync()
    instance.closeSync()
  }
}

/** Settings of one that writes more than memory holds; makes the folder. */
export function spillInto(folder: string): Record<string, string> {
  mkdirSync(folder, { recursive: true })
  return { memory_limit: '6GB', temp_directory: join(folder, 'spill') }
}
