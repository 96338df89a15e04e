export const confidences = [0.9, 0.95, 0.99] as const
export type Confidence = (typeof confidences)[number]

/** Two-sided quantiles of the normal distribution. */
export const quantile: Record<Confidence, number> = { 0.9: 1.644_854, 0.95: 1.959_964, 0.99: 2.575_829 }

export interface StratumSize {
  population: number
  size: number
}

/**
 * Proportional allocation (Neyman 1934; Cochran, Sampling Techniques, 3rd ed., 5.3): n × N_h ÷ N, rest by largest
 * remainder (a tie to the earlier stratum), at least one of each stratum and at most all. Errors: none; `size` below
 * the number of strata is raised to it.
 */
export function allocate(populations: readonly number[], size: number): number[] {
  const total = populations.reduce((sum, each) => sum + each, 0)
  const wanted = Math.min(total, Math.max(size, populations.filter((each) => each > 0).length))
  const shares = populations.map((population) => (total === 0 ? 0 : (wanted * population) / total))
  const sizes = populations.map((population, at) => Math.min(population, Math.max(population > 0 ? 1 : 0, Math.floor(shares[at] ?? 0))))
  const lack = (at: number): number => (shares[at] ?? 0) - (sizes[at] ?? 0)
  const order = populations.map((_, at) => at)
  for (let given = sizes.reduce((sum, each) => sum + each, 0); given !== wanted;) {
    const step = given < wanted ? 1 : -1
    const open = order.filter((at) => (step === 1 ? (sizes[at] ?? 0) < (populations[at] ?? 0) : (sizes[at] ?? 0) > 1))
    const [next] = open.toSorted((a, b) => step * (lack(b) - lack(a)) || a - b)
    if (next === undefined) break
    sizes[next] = (sizes[next] ?? 0) + step
    given += step
  }
  return sizes
}

/**
 * Variance of the stratified estimate of a share, divided by p(1 − p), if all strata have the same p, with the
 * correction for finite populations: Σ W_h² × (N_h − n_h) ÷ ((N_h − 1) n_h) (Cochran, 5.10).
 */
export function varianceFactor(strata: readonly StratumSize[]): number {
  const total = strata.reduce((sum, each) => sum + each.population, 0)
  return strata.reduce((sum, { population, size }) => {
    if (population === 0 || population === size) return sum
    return sum + ((population / total) ** 2 * (population - size)) / ((population - 1) * size)
  }, 0)
}

/**
 * How many must be drawn so that the share is known to ± `margin` with `confidence`, if about `expected` of them are wrong
 * (0.5 is the most careful): n₀ = z²p(1 − p) ÷ e², n = n₀ ÷ (1 + (n₀ − 1) ÷ N) (Cochran, 4.4), raised until the allocation
 * in whole numbers reaches it.
 */
export function sizeForMargin(
  populations: readonly number[],
  { confidence, margin, expected }: { confidence: Confidence; margin: number; expected: number },
): number {
  const total = populations.reduce((sum, each) => sum + each, 0)
  if (total === 0) return 0
  const endless = (quantile[confidence] ** 2 * expected * (1 - expected)) / margin ** 2
  for (let size = Math.max(1, Math.ceil(endless / (1 + (endless - 1) / total))); size < total; size++)
    if (marginOf(populations, { size, confidence, expected }) <= margin) return size
  return total
}

/** The half width that a draw of `size` is expected to reach. */
export function marginOf(populations: readonly number[], { size, confidence, expected }: { size: number; confidence: Confidence; expected: number }): number {
  const sizes = allocate(populations, size)
  const factor = varianceFactor(populations.map((population, at) => ({ population, size: sizes[at] ?? 0 })))
  return quantile[confidence] * Math.sqrt(expected * (1 - expected) * factor)
}
