import { quantile, varianceFactor, type Confidence } from './allocate.ts'

export interface Stratum {
  population: number
  size: number
  wrong: number
}

export interface Interval {
  /** Shares of the population. */
  low: number
  high: number
}

export interface StratifiedRate {
  /** Σ W_h × wrong_h ÷ n_h. */
  rate: number
  interval: Interval
  method: 'exact' | 'few' | 'score' | 'all'
  /** Of each stratum alone, exact. */
  strata: (Interval & { rate: number })[]
}

/** Below this many drawn, Wilson's interval may be too short (enumerated over all draws of small populations). */
const fewDrawn = 20

function logFactorials(n: number): number[] {
  const table = [0]
  for (let at = 1; at <= n; at++) table.push((table[at - 1] ?? 0) + Math.log(at))
  return table
}

/** Probability of x among n drawn without return from N of which `bad` are wrong. */
function chanceOf(x: number, { population, size, bad, log }: { population: number; size: number; bad: number; log: readonly number[] }): number {
  const choose = (n: number, k: number): number => (k < 0 || k > n ? -Infinity : (log[n] ?? 0) - (log[k] ?? 0) - (log[n - k] ?? 0))
  return Math.exp(choose(bad, x) + choose(population - bad, size - x) - choose(population, size))
}

/**
 * How many of one stratum are wrong, exact: every number that `wrong` of `size` does not make too unlikely on its side
 * (Clopper and Pearson 1934 for draws without return; Buonaccorsi 1987). Small strata are said with it, whatever their size.
 */
export function exactInterval({ population, size, wrong }: Stratum, confidence: number): Interval {
  const tail = (1 - confidence) / 2
  const log = logFactorials(population)
  const sum = (bad: number, from: number, to: number): number => {
    let p = 0
    for (let x = from; x <= to; x++) p += chanceOf(x, { population, size, bad, log })
    return p
  }
  const possible: number[] = []
  for (let bad = wrong; bad <= population - (size - wrong); bad++)
    if (sum(bad, wrong, Math.min(size, bad)) > tail + 1e-12 && sum(bad, 0, wrong) > tail + 1e-12) possible.push(bad)
  const [low = wrong, high = population - (size - wrong)] = [possible[0], possible.at(-1)]
  return { low: low / population, high: high / population }
}

/**
 * What a stratified draw shows of the whole. The estimate weighs each stratum by its share of the population (Cochran,
 * Sampling Techniques, 3rd ed., 5.9). Its interval: when none was wrong, exact (the largest number of wrong ones that still
 * lets such a draw happen with 1 − confidence, however they lie over the strata); of fewer than 20 drawn, the strata's exact
 * intervals added, each at 1 − (1 − confidence) ÷ strata (Bonferroni): wide, and never too short; else Wilson's score
 * interval (1927) with the variance of the stratified draw and its correction for finite populations, clipped at what was
 * seen. When everything was drawn the rate is known. Wald's interval is not used: at few wrong ones it is too short.
 */
export function stratifiedRate(strata: readonly Stratum[], confidence: Confidence): StratifiedRate {
  const total = strata.reduce((sum, each) => sum + each.population, 0)
  const rate = strata.reduce((sum, { population, size, wrong }) => sum + (population / total) * (wrong / size), 0)
  const own = strata.map((each) => ({ rate: each.wrong / each.size, ...exactInterval(each, confidence) }))
  if (strata.every((each) => each.size === each.population)) return { rate, interval: { low: rate, high: rate }, method: 'all', strata: own }
  const wrong = strata.reduce((sum, each) => sum + each.wrong, 0)
  const right = strata.reduce((sum, each) => sum + each.size - each.wrong, 0)
  if (wrong === 0) return { rate, interval: { low: 0, high: mostWithout(strata, confidence) / total }, method: 'exact', strata: own }
  if (strata.reduce((sum, each) => sum + each.size, 0) < fewDrawn) {
    const each = strata.map((stratum) => exactInterval(stratum, 1 - (1 - confidence) / strata.length))
    const added = (of: (interval: Interval) => number): number =>
      each.reduce((sum, interval, at) => sum + (of(interval) * (strata[at]?.population ?? 0)) / total, 0)
    return { rate, interval: { low: added((one) => one.low), high: added((one) => one.high) }, method: 'few', strata: own }
  }
  const z2 = quantile[confidence] ** 2 * varianceFactor(strata)
  const middle = (rate + z2 / 2) / (1 + z2)
  const half = Math.sqrt(z2 * rate * (1 - rate) + z2 ** 2 / 4) / (1 + z2)
  const interval = { low: Math.max(wrong / total, middle - half), high: Math.min(1 - right / total, middle + half) }
  return { rate, interval, method: 'score', strata: own }
}

/**
 * The largest number of wrong ones that a draw without a wrong one leaves possible with more than 1 − confidence, wherever
 * they lie: one more is put where it is least likely to be drawn, and since each further one of a stratum is likelier to be
 * drawn than the one before, putting them one by one finds the least likely of all.
 */
function mostWithout(strata: readonly Stratum[], confidence: Confidence): number {
  const bad = strata.map(() => 0)
  let [log, count] = [0, 0]
  for (;;) {
    const steps = strata.map(({ population, size }, at) => {
      const left = population - (bad[at] ?? 0)
      return left - size <= 0 ? -Infinity : Math.log((left - size) / left)
    })
    const best = steps.indexOf(Math.max(...steps))
    log += steps[best] ?? -Infinity
    if (log <= Math.log(1 - confidence) + 1e-12) return count
    bad[best] = (bad[best] ?? 0) + 1
    count += 1
  }
}
