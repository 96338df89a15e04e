import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { duckdbEngine } from '../../platform/engine/duckdb.ts'
import type { EngineColumn, EngineValue } from '../../platform/engine/engine.ts'

const sixThings = ['eating', 'dressing', 'rising', 'toilet', 'walking', 'bathing']
const columns: EngineColumn[] = [
  { name: 'person_key', type: 'bigint' },
  { name: 'name', type: 'text' },
  { name: 'assessed_on', type: 'date' },
  ...sixThings.map((name) => ({ name, type: 'text' as const })),
  { name: 'lost_items', type: 'bigint' },
  { name: 'result', type: 'text' },
  { name: 'assessed_by', type: 'text' },
  { name: 'division', type: 'text' },
  { name: 'batch', type: 'text' },
  { name: 'source_row', type: 'bigint' },
]

async function gradeOf(given: { things?: readonly (string | null)[]; lost?: bigint | null; result?: string | null; on?: string | null }): Promise<unknown[]> {
  const session = await duckdbEngine.open({ asOf: '2026-10-15', threads: 1 })
  try {
    const things: readonly EngineValue[] = given.things ?? sixThings.map(() => null)
    const on = given.on === undefined ? '2026-04-20' : given.on
    await session.load('ledger_assessments', columns, [[11n, '狄老', on, ...things, given.lost ?? null, given.result ?? null, null, 'aaaa', 'b', 1n]])
    await session.define('assessment', readFileSync(join(import.meta.dirname, '..', '..', '..', 'catalog', 'facts', 'assessment.sql'), 'utf8'), 'table')
    return (await session.rows('select grade, lost from assessment')).map((row) => [row['grade'], row['lost'] === null ? null : Number(row['lost'])])
  } finally {
    session.close()
  }
}

const lose = (count: number): string[] => sixThings.map((_, at) => (at < count ? 'lost' : 'able'))

test.each([
  [0, 'self_care'],
  [1, 'half_care'],
  [3, 'half_care'],
  [4, 'full_care'],
  [6, 'full_care'],
])('%i of six things lost is %s (特困人员认定办法第二十二条)', async (count, grade) => {
  expect(await gradeOf({ things: lose(count), result: 'self_care' })).toEqual([[grade, count]])
})

test('a stated number of things counts before the columns', async () => {
  expect(await gradeOf({ things: lose(0), lost: 5n })).toEqual([['full_care', 5]])
})

test('with a thing left blank the stated result counts', async () => {
  expect(await gradeOf({ things: [null, ...lose(2).slice(1)], result: 'half_care' })).toEqual([['half_care', null]])
})

test('an assessment without a day says nothing', async () => {
  expect(await gradeOf({ things: lose(2), on: null })).toEqual([])
})
