import { fitsIntoWorld } from './case-world.ts'
import { type CasePlayer, sayHits, spellHits } from './cases.ts'
import type { CheckDefinition } from './check-definition.ts'
import type { Hit } from './hits.ts'

export interface PlayedCase {
  /** The case's name; with a rule that is not its own, that too. */
  name: string
  found: Record<string, unknown>[]
  expected: Record<string, unknown>[]
  hits: readonly Hit[]
}

/** Plays every case of a check, side by side where they allow it, in words that can be compared. */
export async function playCases(player: CasePlayer, check: CheckDefinition): Promise<PlayedCase[]> {
  const played: PlayedCase[] = []
  const add = (name: string, hits: readonly Hit[], expected: Parameters<typeof spellHits>[0]): void =>
    void played.push({ name, hits, found: sayHits(hits, expected).sort(byText), expected: spellHits(expected).sort(byText) })
  for (const world of await player.worlds(check)) {
    const hits = await (await world.build())(check.sql)
    for (const scene of world.scenes) add(scene.name, hits.get(scene) ?? [], scene.expected)
  }
  for (const each of check.cases) if (!fitsIntoWorld(each)) add(each.name, await player.play(check, each), each.hits)
  return played
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
}
