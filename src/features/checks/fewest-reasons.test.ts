import { expect, test } from 'vitest'
import { fewestReasons } from './fewest-reasons.ts'

const row = (month: string | null, what: string | null, more: string | null = null) => ({ month, what, more })
const said = (rows: ReturnType<typeof row>[]) => fewestReasons(rows, ['what', 'more']).map((each) => [each['month'], each['what'] ?? each['more'] ?? null])

test('one reason that holds in every month is enough; what holds in fewer of them is not said', () => {
  expect(said([row('2026-01', 'a car'), row('2026-02', 'a car'), row('2026-02', 'a lorry')])).toEqual([
    ['2026-01', 'a car'],
    ['2026-02', 'a car'],
  ])
})

test('where no single reason holds in every month, the fewest that together do', () => {
  const rows = [row('2026-01', 'a'), row('2026-02', 'a'), row('2026-02', null, 'b'), row('2026-03', null, 'b'), row('2026-01', 'c'), row('2026-03', 'd')]
  expect(new Set(said(rows).map(([, reason]) => reason))).toEqual(new Set(['a', 'b']))
})

test('of two that are as good the first by its text; rows that give no reason come along; without months each reason is enough', () => {
  expect(said([row('2026-01', 'b'), row('2026-01', 'a'), row('2026-01', null)])).toEqual([
    ['2026-01', 'a'],
    ['2026-01', null],
  ])
  expect(said([row(null, 'b'), row(null, 'a')])).toEqual([[null, 'a']])
})

test('very many reasons are chosen one after the other and still give every month one', () => {
  const rows = Array.from({ length: 14 }, (_, at) => row(`2025-${String(1 + (at % 12)).padStart(2, '0')}`, `reason ${at}`))
  const found = said([...rows, row('2025-01', 'long'), row('2025-02', 'long'), row('2025-03', 'long')])
  expect(new Set(found.map(([month]) => month)).size).toBe(12)
  expect(found.filter(([, reason]) => reason === 'long')).toHaveLength(3)
  expect(new Set(found.map(([, reason]) => reason)).size).toBe(10)
})
