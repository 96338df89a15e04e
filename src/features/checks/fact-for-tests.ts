import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { duckdbEngine } from '../../platform/engine/duckdb.ts'
import type { EngineColumn, EngineRow, EngineValue } from '../../platform/engine/engine.ts'

export const text = (...names: string[]): EngineColumn[] => names.map((name) => ({ name, type: 'text' }))
export const whole = (...names: string[]): EngineColumn[] => names.map((name) => ({ name, type: 'bigint' }))
/** Where a row stands. */
export const place = [...text('batch'), ...whole('source_row')]

/** What a relation that the fact reads holds. */
export type Given = readonly [columns: readonly EngineColumn[], rows?: readonly (readonly EngineValue[])[]]

/** The rows of a fact over these relations, in the order of the rows that they come from. */
export async function rowsOfFact(fact: string, given: Readonly<Record<string, Given>>): Promise<EngineRow[]> {
  const session = await duckdbEngine.open({ asOf: '2026-10-15', threads: 1 })
  try {
    for (const [name, [columns, rows = []]] of Object.entries(given)) await session.load(name, columns, rows)
    const sql = readFileSync(join(import.meta.dirname, '..', '..', '..', 'catalog', 'facts', `${fact}.sql`), 'utf8')
    await session.define(fact, sql, 'table')
    return await session.rows(`select * from ${fact} order by source_row`)
  } finally {
    await session.close()
  }
}
