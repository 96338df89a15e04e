import { expect, test } from 'vitest'
import { type Given, place, rowsOfFact, text, whole } from './fact-for-tests.ts'

const day = { name: 'visited_on', type: 'date' as const }
const roster = (sourceRow: bigint, visitedOn: string | null): Given => [
  [...whole('person_key'), ...text('name', 'division'), day, ...place],
  [[sourceRow, '安小禾', 'aaaa', visitedOn, 'b', sourceRow]],
]

test('the day of the last visit in a roster is a visit, and tells no visitor and no words', async () => {
  const told = await rowsOfFact('visit', {
    ledger_visits: [
      [...whole('person_key'), ...text('name', 'category', 'kind', 'visited_by', 'place', 'content', 'photo', 'division'), day, ...place],
      [[1n, '钱老', '特困', 'phone', '李敏', '家里', '一切都好', null, 'aaaa', '2026-09-03', 'b', 1n]],
    ],
    ledger_left_behind: roster(2n, '2026-08-12'),
    ledger_orphans: roster(3n, '2026-07-01'),
    ledger_unattended_children: roster(4n, '2026-06-30'),
    ledger_tekun_person: roster(5n, '2026-05-31'),
  })
  expect(told.map((row) => [row['person_key'], row['ledger'], row['month'], row['kind'], row['visited_by'], row['content']])).toEqual([
    [1n, 'visits', '2026-09', 'phone', '李敏', '一切都好'],
    [2n, 'left_behind', '2026-08', 'regular', null, null],
    [3n, 'orphans', '2026-07', 'regular', null, null],
    [4n, 'unattended_children', '2026-06', 'regular', null, null],
    [5n, 'tekun_person', '2026-05', 'regular', null, null],
  ])
})

test('a roster row without a day of visit is no visit', async () => {
  const none = [roster(0n, null)[0]] as const
  const told = await rowsOfFact('visit', {
    ledger_visits: [[...whole('person_key'), ...text('name', 'category', 'kind', 'visited_by', 'place', 'content', 'photo', 'division'), day, ...place]],
    ledger_left_behind: roster(2n, null),
    ledger_orphans: none,
    ledger_unattended_children: none,
    ledger_tekun_person: none,
  })
  expect(told).toEqual([])
})
