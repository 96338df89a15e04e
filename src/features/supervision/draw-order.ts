import { createHash } from 'node:crypto'

/** The hash that decides a problem's place in a draw: sha256 of `seed|number`. */
export function drawHash(seed: string, number: string): string {
  return createHash('sha256').update(`${seed}|${number}`).digest('hex')
}

/** The draw: all numbers by their hash; the first n are the sample. The order of `numbers` plays no part. */
export function drawOrder(seed: string, numbers: readonly string[]): { number: string; hash: string }[] {
  return numbers.map((number) => ({ number, hash: drawHash(seed, number) })).sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0))
}
