import { record, type Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { findCurrentCampaign } from '../../campaigns/index.ts'
import { markSampled } from '../../problems/index.ts'
import { drawOrder } from '../draw-order.ts'
import { defaultSeed } from '../draw-sample.ts'
import { nextNumber } from '../numbers.ts'
import { allocate, marginOf, sizeForMargin, type Confidence } from './allocate.ts'
import { readStrata, type StrataKind } from './strata-population.ts'

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
  const strata = await readStrata(work, wish)
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
  const { tx, actor, clock } = work
  const found = await readStrata(work, wish)
  const plan = await previewStrata(work, wish)
  if (plan.population === 0) throw new Problem('refused', '还没有已销号的问题，没有可抽的。')
  const number = await nextNumber(work, 'sampling')
  const seed = wish.seed ?? plan.seed
  const drawn = found.flatMap((stratum, at) => {
    const byNumber = new Map(stratum.problems.map((each) => [each.number, each]))
    return drawOrder(seed, [...byNumber.keys()])
      .slice(0, plan.strata[at]?.size ?? 0)
      .map(({ number: own, hash }) => ({ ...byNumber.get(own), number: own, hash, stratum: stratum.key }))
  })
  const kept = found.map(({ key, title, problems }, at) => ({ key, title, size: plan.strata[at]?.size ?? 0, numbers: problems.map((each) => each.number) }))
  const row = await tx
    .insertInto('inspection')
    .values({
      number,
      kind: 'sampling',
      title: wish.title === '' ? `已销号问题按${strataWords[wish.by]}分层抽查 ${drawn.length} 件` : wish.title,
      division: actor.division,
      campaign_id: wish.campaign ?? (await findCurrentCampaign(tx))?.campaign ?? null,
      on_date: clock.today(),
      team: wish.team,
      seed,
      size: drawn.length,
      population: plan.population,
      population_numbers: found.flatMap((each) => each.problems.map((problem) => problem.number)),
      strata: JSON.stringify(kept),
      strata_by: wish.by,
      confidence: String(wish.confidence),
      created_by: actor.name,
      created_at: clock.now(),
    })
    .returning('inspection_id')
    .executeTakeFirstOrThrow()
  for (const [at, each] of drawn.entries()) {
    if (each.problem === undefined || each.division === undefined) continue
    await tx
      .insertInto('sample')
      .values({
        inspection_id: row.inspection_id,
        problem_id: each.problem,
        division: each.division,
        position: at + 1,
        draw_hash: each.hash,
        stratum: each.stratum,
      })
      .execute()
    await markSampled(work, each.problem)
  }
  await record(work, {
    action: 'sample.drawn',
    objectKind: 'inspection',
    objectId: row.inspection_id,
    division: actor.division,
    after: {
      number,
      seed,
      by: wish.by,
      confidence: wish.confidence,
      size: drawn.length,
      population: plan.population,
      strata: plan.strata,
      drawn: drawn.map((each) => each.number),
    },
  })
  return { inspection: row.inspection_id, number }
}
