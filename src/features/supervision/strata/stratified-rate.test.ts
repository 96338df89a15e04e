import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate } from './allocate.ts'
import { exactInterval, stratifiedRate, type Interval } from './stratified-rate.ts'

/** n over k without factorials that overflow. */
function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0
  let product = 1
  for (let at = 1; at <= k; at++) product = (product * (n - k + at)) / at
  return product
}
const chance = (x: number, { population, size, bad }: { population: number; size: number; bad: number }): number =>
  (choose(bad, x) * choose(population - bad, size - x)) / choose(population, size)

/** How often the interval holds the truth, over all draws that can happen. */
function coverage(strata: readonly { population: number; size: number; bad: number }[], cache: Map<string, Interval>): number {
  const total = strata.reduce((sum, each) => sum + each.population, 0)
  const truth = strata.reduce((sum, each) => sum + each.bad, 0) / total
  const walk = (at: number, drawn: number[], probability: number): number => {
    const stratum = strata[at]
    if (probability < 1e-10) return 0
    if (stratum) {
      let held = 0
      for (let x = 0; x <= Math.min(stratum.size, stratum.bad); x++) held += walk(at + 1, [...drawn, x], probability * chance(x, stratum))
      return held
    }
    const key = drawn.join()
    const interval =
      cache.get(key) ??
      stratifiedRate(
        strata.map(({ population, size }, n) => ({ population, size, wrong: drawn[n] ?? 0 })),
        0.95,
      ).interval
    cache.set(key, interval)
    return truth >= interval.low - 1e-9 && truth <= interval.high + 1e-9 ? probability : 0
  }
  return walk(0, [], 1)
}

test('each stratum weighs as it is large: 2 of 10 wrong in 80 and none of 5 in 20 is 16 %', () => {
  const { rate, strata } = stratifiedRate(
    [
      { population: 80, size: 20, wrong: 4 },
      { population: 20, size: 5, wrong: 0 },
    ],
    0.95,
  )
  expect(rate).toBeCloseTo(0.16, 10)
  expect(strata.map((each) => each.rate)).toEqual([0.2, 0])
})

test('when all of every stratum was drawn the rate is known', () => {
  expect(
    stratifiedRate(
      [
        { population: 8, size: 8, wrong: 1 },
        { population: 2, size: 2, wrong: 1 },
      ],
      0.95,
    ),
  ).toMatchObject({
    method: 'all',
    interval: { low: 0.2, high: 0.2 },
  })
})

test('none wrong: one stratum gives the exact bound of a simple draw, 9 of 40 still possible after 10', () => {
  expect(stratifiedRate([{ population: 40, size: 10, wrong: 0 }], 0.95)).toMatchObject({ method: 'exact', interval: { low: 0, high: 9 / 40 } })
})

test('none wrong: the bound holds wherever the wrong ones lie, tried over every way to place them', () => {
  const strata = [
    { population: 18, size: 6, wrong: 0 },
    { population: 9, size: 3, wrong: 0 },
    { population: 4, size: 1, wrong: 0 },
  ]
  const { interval } = stratifiedRate(strata, 0.95)
  let most = 0
  for (let a = 0; a <= 12; a++)
    for (let b = 0; b <= 6; b++)
      for (let c = 0; c <= 3; c++) {
        const p = [a, b, c].reduce((product, bad, at) => product * chance(0, { ...strata[at]!, bad }), 1)
        if (p > 0.05) most = Math.max(most, a + b + c)
      }
  expect(Math.round(interval.high * 31)).toBe(most)
})

test('an exact interval holds the truth at least as often as it says, over all draws', () => {
  for (const [population, size] of [
    [12, 3],
    [20, 7],
    [5, 1],
  ] as const)
    for (let bad = 0; bad <= population; bad++) {
      let held = 0
      for (let x = 0; x <= Math.min(size, bad); x++) {
        const { low, high } = exactInterval({ population, size, wrong: x }, 0.95)
        if (bad / population >= low - 1e-9 && bad / population <= high + 1e-9) held += chance(x, { population, size, bad })
      }
      expect(held).toBeGreaterThanOrEqual(0.95 - 1e-9)
    }
})

test('the interval of a stratified draw holds the truth nearly as often as it says, over all draws of small towns', () => {
  for (const [populations, size, least] of [
    [[30, 12, 5], 11, 0.95],
    [[60, 40, 20], 30, 0.91],
    [[80, 80], 20, 0.93],
  ] as const) {
    const sizes = allocate(populations, size)
    const cache = new Map<string, Interval>()
    const held: number[] = []
    for (let a = 0; a <= 4; a++)
      for (let b = 0; b <= 4; b++)
        held.push(
          coverage(
            populations.map((population, at) => ({ population, size: sizes[at] ?? 0, bad: Math.round((population * (at % 2 === 0 ? a : b)) / 8) })),
            cache,
          ),
        )
    expect(Math.min(...held)).toBeGreaterThan(least)
    expect(held.reduce((sum, each) => sum + each, 0) / held.length).toBeGreaterThan(0.95)
  }
})

test('the estimate lies inside its interval, and the interval inside what was seen', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.nat(), fc.nat()), { minLength: 1, maxLength: 6 }), (given) => {
      const strata = given.map(([population, s, w]) => {
        const size = 1 + (s % population)
        return { population, size, wrong: w % (size + 1) }
      })
      const total = strata.reduce((sum, each) => sum + each.population, 0)
      const { rate, interval } = stratifiedRate(strata, 0.95)
      const [wrong, right] = [strata.reduce((sum, each) => sum + each.wrong, 0), strata.reduce((sum, each) => sum + each.size - each.wrong, 0)]
      expect(interval.low).toBeLessThanOrEqual(rate + 1e-9)
      expect(interval.high).toBeGreaterThanOrEqual(rate - 1e-9)
      expect(interval.low).toBeGreaterThanOrEqual(wrong / total - 1e-9)
      expect(interval.high).toBeLessThanOrEqual(1 - right / total + 1e-9)
    }),
    { numRuns: 60 },
  )
})
