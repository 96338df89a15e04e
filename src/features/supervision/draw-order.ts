import { createHash } from 'node:crypto'

/** The hash that decides a problem's place in a draw: sha256 of `seed|number`. */
export function drawHash(seed: string, number: string): string {
  return createHash('sha256').update(`${seed}|${number}`).digest('hex')
}

/** The draw: all numbers by their hash; the first n are the sample. The order of `numbers` plays no part. */
export function drawOrder(seed: string, numbers: readonly string[]): { number: string; hash: string }[] {
  return numbers.map((number) => ({ number, hash: drawHash(seed, number) })).sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0))
}

/** The first `size` of a draw, each with what `problems` knows of its number. */
export function drawProblems<P extends object>(seed: string, problems: ReadonlyMap<string, P>, size: number): (P & { number: string; hash: string })[] {
  return drawOrder(seed, [...problems.keys()])
    .slice(0, size)
    .flatMap(({ number, hash }) => {
      const problem = problems.get(number)
      return problem === undefined ? [] : [{ ...problem, number, hash }]
    })
}
