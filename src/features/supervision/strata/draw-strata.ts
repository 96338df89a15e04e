import type { Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { drawProblems } from '../draw-order.ts'
import { defaultSeed } from '../draw-sample.ts'
import { keepDraw } from '../keep-draw.ts'
import { nextNumber } from '../numbers.ts'
import { allocate, marginOf, sizeForMargin, type Confidence } from './allocate.ts'
import { readStrata, type ClosedStratum, type StrataKind } from './strata-population.ts'

export interface StrataWish {
  by: StrataKind
  campaign?: string | undefined
  confidence: Confidence
  /** Half width of the wanted interval, as a share. */
  margin: number
  /** About how many are thought wrong; 0.5 is the most careful. */
  expected: number
}

const strataWords: Record<StrataKind, string> = { community: '社区', program: '项目', danger: '轻重' }

/** What a stratified draw would take of each stratum, and what it could say. `size` overrides what the margin asks for. */
export async function previewStrata(work: Work, wish: StrataWish & { size?: number | undefined }) {
  return planOf(work, wish, await readStrata(work, wish))
}

async function planOf(work: Work, wish: StrataWish & { size?: number | undefined }, strata: readonly ClosedStratum[]) {
  const populations = strata.map((each) => each.problems.length)
  const population = populations.reduce((sum, each) => sum + each, 0)
  const needed = sizeForMargin(populations, wish)
  const size = Math.min(population, Math.max(wish.size ?? needed, strata.length))
  const sizes = allocate(populations, size)
  return {
    population,
    needed,
    size,
    seed: await defaultSeed(work),
    margin: population === 0 ? 0 : marginOf(populations, { ...wish, size }),
    strata: strata.map(({ title }, at) => ({ title, population: populations[at] ?? 0, size: sizes[at] ?? 0 })),
  }
}

/**
 * Draws by strata: in each the problems in the order of sha256(seed|number), as many as it was given. Seed, strata and all
 * their numbers are kept, so anybody can draw again. Errors: `refused` when nothing is closed.
 */
export async function drawStrata(
  work: Work,
  wish: StrataWish & { size?: number | undefined; seed?: string | undefined; title: string; team: string },
): Promise<{ inspection: string; number: string }> {
  const found = await readStrata(work, wish)
  const number = await nextNumber(work, 'sampling')
  const plan = await planOf(work, wish, found)
  if (plan.population === 0) throw new Problem('refused', '还没有已销号的问题，没有可抽的。')
  const seed = wish.seed ?? plan.seed
  const sizeOf = (at: number): number => plan.strata[at]?.size ?? 0
  const drawn = found.flatMap((stratum, at) =>
    drawProblems(seed, new Map(stratum.problems.map((each) => [each.number, each])), sizeOf(at)).map((each) => ({ ...each, stratum: stratum.key })),
  )
  return keepDraw(work, {
    number,
    title: wish.title === '' ? `已销号问题按${strataWords[wish.by]}分层抽查 ${drawn.length} 件` : wish.title,
    division: work.actor.division,
    campaign: wish.campaign,
    team: wish.team,
    seed,
    population: found.flatMap((each) => each.problems.map((problem) => problem.number)),
    drawn,
    strata: {
      by: wish.by,
      confidence: wish.confidence,
      kept: found.map(({ key, title, problems }, at) => ({ key, title, size: sizeOf(at), numbers: problems.map((each) => each.number) })),
    },
    said: { by: wish.by, confidence: wish.confidence, strata: plan.strata },
  })
}
