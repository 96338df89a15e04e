import { expect, test } from 'vitest'
import { findLedger } from './catalog.ts'
import { keptRowKey } from './kept-rows.ts'

function keyOf(ledger: string, division: string, values: Record<string, string>): string {
  const definition = findLedger(ledger)
  if (!definition) throw new Error(ledger)
  return keptRowKey(definition, { values, division, period: null })
}

test('one point name in two communities is two points, and a walk of the one is none of the other', () => {
  const walk = { point: '北街路口', walked_on: '2026-09-02', walked_by: '网格员' }
  expect(keyOf('patrols', 'aaaa', walk)).not.toBe(keyOf('patrols', 'aaab', walk))
  expect(keyOf('patrols', 'aaaa', walk)).toBe(keyOf('patrols', 'aaaa', { ...walk, found: '无异常' }))
})

test('two namesakes without a number are told apart by their community; who has a number stays the same row wherever the list puts him', () => {
  const stop = { name: '王秀英', program: 'dibao', action: 'stop', decided_on: '2026-03-02', stop_month: '2026-04' }
  expect(keyOf('stops', 'aaaa', stop)).not.toBe(keyOf('stops', 'aaab', stop))
  expect(keyOf('stops', 'aaaa', { ...stop, reason: '死亡' })).toBe(keyOf('stops', 'aaaa', stop))
  const numbered = { ...stop, citizen_id: '990101195001011234' }
  expect(keyOf('stops', 'aaaa', numbered)).toBe(keyOf('stops', 'aaab', numbered))
})
