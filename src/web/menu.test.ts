import { describe, expect, test } from 'vitest'
import { litEntry, menuEntries, menuOf } from './menu.ts'

describe('the menu by role', () => {
  test('no role has more than seven entries, field roles at most six', () => {
    for (const entries of Object.values(menuOf)) expect(entries.length).toBeLessThanOrEqual(7)
    for (const role of ['worker', 'child_worker', 'grid', 'secretary', 'supervisor'] as const) expect(menuOf[role].length).toBeLessThanOrEqual(6)
  })

  test('no role sees two entries that lead to one address', () => {
    for (const entries of Object.values(menuOf)) {
      const addresses = entries.map((key) => menuEntries[key].to)
      expect(new Set(addresses).size).toBe(addresses.length)
    }
  })

  test('a page inside 专项行动 lights it for the office and its own entry for who has one', () => {
    expect(litEntry(menuOf.clerk, 'dispatch')).toBe('campaign')
    expect(litEntry(menuOf.leader, 'dispatch')).toBe('dispatch')
    expect(litEntry(menuOf.county, 'selfcheck')).toBeUndefined()
  })
})
