import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeLakeFile } from '../lake/lake.ts'
import { duckdbEngine } from './duckdb.ts'
import type { EngineSession } from './engine.ts'

let session: EngineSession
const folder = mkdtempSync(join(tmpdir(), 'engine-'))

beforeAll(async () => {
  session = await duckdbEngine.open({ asOf: '2026-10-15' })
})
afterAll(async () => {
  await session.close()
  rmSync(folder, { recursive: true, force: true })
})

async function value(expression: string): Promise<unknown> {
  return (await session.rows(`select ${expression} as v`))[0]!['v']
}

test.each([
  ["month_add('2024-11', 3)", '2025-02'],
  ["month_add('2024-01', -1)", '2023-12'],
  ["months_between('2023-12', '2024-02')", 2n],
  ["month_of(date '2024-05-31')", '2024-05'],
  ["month_end('2024-02')", '2024-02-29'],
  ["add_months(date '2024-01-31', 1)", '2024-02-29'],
  ["day_add(date '2024-02-28', 2)", '2024-03-01'],
  ["days_between(date '2024-02-28', date '2024-03-01')", 2n],
  ["age_on(date '2008-02-29', date '2026-02-28')", 17n],
  ["age_on(date '2008-02-29', date '2026-03-01')", 18n],
  ['birth_of(99910119500101123)', '1950-01-01'],
  ['birth_of(99910119501301123)', null],
  ['sex_of(99910119500101123)', 'male'],
  ['idiv(7, 2)', 3n],
  ['as_of()', '2026-10-15'],
])('%s is %s', async (expression, expected) => {
  expect(await value(expression)).toBe(expected)
})

test.each([
  ['买买提·艾力', '买买提艾力', true],
  ['张建国', '张健国', true],
  ['张伟', '张强', false],
  ['张*国', '张建国', true],
  ['张建国', '李素芬', false],
  [null, '李素芬', true],
])('the names %s and %s can be one person: %s', async (a, b, expected) => {
  const quoted = (name: string | null): string => (name === null ? 'cast(null as varchar)' : `'${name}'`)
  expect(await value(`same_name(${quoted(a)}, ${quoted(b)})`)).toBe(expected)
})

test('what memory does not hold goes into a folder of the session, gone with it; without one nowhere', async () => {
  const placeOf = async (of: EngineSession): Promise<string> => String((await of.rows(`select current_setting('temp_directory') as place`))[0]!['place'])
  expect(await placeOf(session)).toBe('')
  const spill = mkdtempSync(join(folder, 'spill-'))
  const both = [
    await duckdbEngine.open({ asOf: '2026-10-15', temporaryFolder: spill }),
    await duckdbEngine.open({ asOf: '2026-10-15', temporaryFolder: spill }),
  ]
  const places = await Promise.all(both.map(placeOf))
  expect(readdirSync(spill).map((name) => join(spill, name))).toEqual(places.toSorted())
  for (const each of both) await each.close()
  expect(readdirSync(spill)).toEqual([])
})

test('a relation over Parquet files has the asked columns, also those that a file lacks', async () => {
  const file = join(folder, 'a.parquet')
  await writeLakeFile(
    file,
    [
      { name: 'person_key', type: 'bigint' },
      { name: 'source_row', type: 'bigint' },
    ],
    [[99910119500101123n, 7]],
  )
  await session.attach(
    'club',
    [
      { name: 'person_key', type: 'bigint' },
      { name: 'joined_on', type: 'date' },
    ],
    [file],
  )
  expect(await session.rows('select * from club')).toEqual([{ person_key: 99910119500101123n, joined_on: null }])
})

test('a relation without files is empty and has its columns', async () => {
  await session.attach('empty_club', [{ name: 'joined_on', type: 'date' }], [])
  expect(await session.columnsOf('empty_club')).toEqual([{ name: 'joined_on', type: 'date' }])
  expect(await session.rows('select * from empty_club')).toEqual([])
})

test('many given rows are loaded like few', async () => {
  const rows = Array.from({ length: 1000 }, (_, n) => [BigInt(n), '2024-02-29', n % 2 === 0, n === 3 ? null : `it's ${n}`] as const)
  const columns = [
    { name: 'no', type: 'bigint' },
    { name: 'day', type: 'date' },
    { name: 'even', type: 'boolean' },
    { name: 'word', type: 'text' },
  ] as const
  await session.load('many', columns, rows)
  await session.load('few', columns, rows.slice(0, 10))
  const [many, few] = [await session.rows('select * from many where no < 10 order by no'), await session.rows('select * from few order by no')]
  expect(many).toEqual(few)
  expect(many[3]).toEqual({ no: 3n, day: '2024-02-29', even: false, word: null })
})
