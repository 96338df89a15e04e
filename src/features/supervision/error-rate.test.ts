import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundOf, sizeFor } from './error-rate.ts'

test('in a large population none wrong of n shows a rate below 1 − 0.05^(1/n)', () => {
  const bound = boundOf({ population: 20_000, size: 59, wrong: 0 })
  expect(bound.endless).toBeCloseTo(0.0495, 3)
  expect(bound.share).toBeCloseTo(bound.endless ?? 0, 3)
})

test('a finite population is better known: 10 of 40 without a wrong one shows fewer than 10', () => {
  // 30·29·…·21 / 40·39·…·31 with 9 wrong = 0.0523, with 10 wrong = 0.0354.
  expect(boundOf({ population: 40, size: 10, wrong: 0 })).toMatchObject({ fewerThan: 10, share: 0.25 })
  expect(boundOf({ population: 40, size: 10, wrong: 0 }).endless).toBeCloseTo(0.2589, 4)
})

test('drawing all and finding none wrong shows that none is; one wrong shows exactly one', () => {
  expect(boundOf({ population: 12, size: 12, wrong: 0 }).fewerThan).toBe(1)
  expect(boundOf({ population: 12, size: 12, wrong: 1 }).fewerThan).toBe(2)
})

test('the bound is the first number of wrong ones that is too unlikely, counted by hand over all draws', () => {
  const chance = (population: number, size: number, bad: number): number => {
    let p = 1
    for (let at = 0; at < size; at++) p *= Math.max(0, population - bad - at) / (population - at)
    return p
  }
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 120 }), (population, drawn) => {
      const size = Math.min(drawn, population)
      const { fewerThan } = boundOf({ population, size, wrong: 0 })
      expect(chance(population, size, fewerThan)).toBeLessThanOrEqual(0.05 + 1e-9)
      expect(chance(population, size, fewerThan - 1)).toBeGreaterThan(0.05 - 1e-9)
    }),
  )
})

test('the size for a wanted rate is the smallest that shows it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.constantFrom(0.02, 0.05, 0.1, 0.25), (population, share) => {
      const size = sizeFor({ population, share })
      if (size > 1) expect(boundOf({ population, size: size - 1, wrong: 0 }).share).toBeGreaterThan(share)
      if (size < population) expect(boundOf({ population, size, wrong: 0 }).share).toBeLessThanOrEqual(share)
    }),
  )
})
