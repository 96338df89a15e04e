import { expect, test } from 'vitest'
import { place, rowsOfFact, text, whole } from './fact-for-tests.ts'

test('a business stands in the register to the day on which it ended; one that ended on an unknown day has no months', async () => {
  const told = await rowsOfFact('enterprise', {
    ledger_enterprises: [
      [
        ...whole('person_key', 'capital'),
        ...text('name', 'enterprise', 'kind', 'role', 'status'),
        { name: 'founded_on', type: 'date' },
        { name: 'ended_on', type: 'date' },
        ...place,
      ],
      [
        ['存续', null],
        [null, null],
        ['注销', '2026-03-20'],
        ['注销', null],
        ['吊销，未注销', null],
        ['停业', null],
        ['清算中', null],
        ['迁出', null],
      ].map(([status, endedOn], at) => [11n, null, '张三', '青河五金店', null, '经营者', status!, '2025-03-05', endedOn!, 'b', BigInt(at + 1)]),
    ],
  })
  expect(told.map((row) => [row['from_month'], row['to_month']])).toEqual([
    ['2025-03', '9999-12'],
    ['2025-03', '9999-12'],
    ['2025-03', '2026-03'],
    ...Array.from({ length: 5 }, () => ['2025-03', '0000-00']),
  ])
})
