/** Statements of this page hold with this confidence. */
export const confidence = 0.95

/** ln(n!) for 0…n, so that large populations neither overflow nor lose digits. */
function logFactorials(n: number): number[] {
  const table = [0]
  for (let at = 1; at <= n; at++) table.push((table[at - 1] ?? 0) + Math.log(at))
  return table
}

/** Probability of at most `wrong` among `size` drawn without return from `population` of which `bad` are wrong. */
function atMost(wrong: number, { population, size, bad, log }: { population: number; size: number; bad: number; log: readonly number[] }): number {
  const choose = (n: number, k: number): number => (k < 0 || k > n ? -Infinity : (log[n] ?? 0) - (log[k] ?? 0) - (log[n - k] ?? 0))
  let sum = 0
  for (let x = 0; x <= Math.min(wrong, size, bad); x++) sum += Math.exp(choose(bad, x) + choose(population - bad, size - x) - choose(population, size))
  return sum
}

export interface Bound {
  /** With 95 % confidence fewer than this many of the population are wrong. */
  fewerThan: number
  /** `fewerThan` ÷ population. */
  share: number
  /** The same for an endless population: 1 − 0.05^(1/n) when none was wrong. The finite bound is never worse. */
  endless: number | null
}

/**
 * What a simple random sample shows: `wrong` of `size` drawn from `population` were wrong. Exact (hypergeometric), so
 * the finite population is part of it: drawing all of them and finding none wrong shows that none is.
 */
export function boundOf({ population, size, wrong }: { population: number; size: number; wrong: number }): Bound {
  if (population === 0 || size === 0) return { fewerThan: population + 1, share: 1, endless: null }
  const log = logFactorials(population)
  // The probability falls as more are wrong, so the first that is too unlikely can be searched by halves.
  let [low, high] = [wrong, population - (size - wrong) + 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (atMost(wrong, { population, size, bad: middle, log }) <= 1 - confidence + 1e-12) high = middle
    else low = middle + 1
  }
  return { fewerThan: low, share: Math.min(1, low / population), endless: wrong === 0 ? 1 - (1 - confidence) ** (1 / size) : null }
}

/** How many must be drawn so that, if none is wrong, the share of wrong ones lies below `share`; all of them at most. */
export function sizeFor({ population, share }: { population: number; share: number }): number {
  let [low, high] = [1, Math.max(1, population)]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (boundOf({ population, size: middle, wrong: 0 }).share <= share) high = middle
    else low = middle + 1
  }
  return low
}
