import { record, type Work } from '../../platform/events.ts'
import { findCurrentCampaign } from '../campaigns/index.ts'
import { markSampled } from '../problems/index.ts'

export interface Draw {
  number: string
  title: string
  division: string
  /** Left out, the draw is the current campaign's. */
  campaign?: string | undefined
  team: string
  seed: string
  /** Numbers of all problems that could be drawn. */
  population: readonly string[]
  /** In the order of the draw. */
  drawn: readonly { problem: string; number: string; division: string; hash: string; stratum?: string }[]
  strata?: { by: string; confidence: number; kept: readonly { key: string; title: string; size: number; numbers: readonly string[] }[] }
  /** What the event says beside number, seed, sizes and the drawn. */
  said?: Readonly<Record<string, unknown>>
}

/** Keeps a draw as an inspection with its sheet, marks each drawn problem and tells the event. */
export async function keepDraw(work: Work, draw: Draw): Promise<{ inspection: string; number: string }> {
  const { tx, actor, clock } = work
  const { number, title, division, team, seed, population, drawn, strata } = draw
  const { inspection_id: inspection } = await tx
    .insertInto('inspection')
    .values({
      number,
      kind: 'sampling',
      title,
      division,
      campaign_id: draw.campaign ?? (await findCurrentCampaign(tx))?.campaign ?? null,
      on_date: clock.today(),
      team,
      seed,
      size: drawn.length,
      population: population.length,
      population_numbers: [...population],
      ...(strata ? { strata: JSON.stringify(strata.kept), strata_by: strata.by, confidence: String(strata.confidence) } : {}),
      created_by: actor.name,
      created_at: clock.now(),
    })
    .returning('inspection_id')
    .executeTakeFirstOrThrow()
  for (const [at, each] of drawn.entries()) {
    await tx
      .insertInto('sample')
      .values({
        inspection_id: inspection,
        problem_id: each.problem,
        division: each.division,
        position: at + 1,
        draw_hash: each.hash,
        ...(each.stratum === undefined ? {} : { stratum: each.stratum }),
      })
      .execute()
    await markSampled(work, each.problem)
  }
  await record(work, {
    action: 'sample.drawn',
    objectKind: 'inspection',
    objectId: inspection,
    division,
    after: { number, seed, ...draw.said, size: drawn.length, population: population.length, drawn: drawn.map((each) => each.number) },
  })
  return { inspection, number }
}
