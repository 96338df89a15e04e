import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate, marginOf, sizeForMargin, varianceFactor } from './allocate.ts'

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
const populations = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 9 })

test('a draw is shared out by size: 30 of 100, 50 and 50 takes 15, 8 and 7', () => {
  expect(allocate([100, 50, 50], 30)).toEqual([15, 8, 7])
})

test('the smallest stratum gets one, never more than it has, and all together are as many as asked for', () => {
  expect(allocate([200, 3, 1], 12)).toEqual([10, 1, 1])
  expect(allocate([4, 0, 2], 60)).toEqual([4, 0, 2])
  fc.assert(
    fc.property(populations, fc.integer({ min: 1, max: 500 }), (given, size) => {
      const sizes = allocate(given, size)
      expect(sum(sizes)).toBe(Math.min(sum(given), Math.max(size, given.length)))
      expect(sizes.every((each, at) => each >= 1 && each <= (given[at] ?? 0))).toBe(true)
    }),
  )
})

test('one stratum has the variance of a simple draw: 40 of 200', () => {
  expect(varianceFactor([{ population: 200, size: 40 }])).toBeCloseTo(160 / (199 * 40), 10)
})

test('the textbook size: 5 points at 95 % of a large population takes 385, of 500 takes 218', () => {
  expect(sizeForMargin([100_000_000], { confidence: 0.95, margin: 0.05, expected: 0.5 })).toBe(385)
  expect(sizeForMargin([500], { confidence: 0.95, margin: 0.05, expected: 0.5 })).toBe(218)
})

test('the size that is said reaches its margin, and is never more than there are', () => {
  fc.assert(
    fc.property(populations, fc.constantFrom(0.05, 0.1, 0.15), (given, margin) => {
      const asked = { confidence: 0.95 as const, expected: 0.3 }
      const size = sizeForMargin(given, { ...asked, margin })
      expect(size).toBeLessThanOrEqual(sum(given))
      expect(marginOf(given, { ...asked, size })).toBeLessThanOrEqual(margin + 1e-9)
    }),
    { numRuns: 40 },
  )
})
