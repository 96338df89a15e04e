import { expect, test } from 'vitest'
import { place, rowsOfFact, text, whole } from './fact-for-tests.ts'

const sixThings = ['eating', 'dressing', 'rising', 'toilet', 'walking', 'bathing']
const columns = [
  ...whole('person_key'),
  ...text('name'),
  { name: 'assessed_on', type: 'date' as const },
  ...text(...sixThings),
  ...whole('lost_items'),
  ...text('result', 'assessed_by', 'division'),
  ...place,
]

async function gradeOf(given: { things?: readonly (string | null)[]; lost?: bigint | null; result?: string | null; on?: string | null }): Promise<unknown[]> {
  const things = given.things ?? sixThings.map(() => null)
  const on = given.on === undefined ? '2026-04-20' : given.on
  const row = [11n, '狄老', on, ...things, given.lost ?? null, given.result ?? null, null, 'aaaa', 'b', 1n]
  const told = await rowsOfFact('assessment', { ledger_assessments: [columns, [row]] })
  return told.map((each) => [each['grade'], each['lost'] === null ? null : Number(each['lost'])])
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
