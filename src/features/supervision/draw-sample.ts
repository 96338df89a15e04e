import { sql } from 'kysely'
import type { Work } from '../../platform/events.ts'
import { Problem, notFound } from '../../platform/problems.ts'
import { isInScope } from '../../platform/scope.ts'
import { drawProblems } from './draw-order.ts'
import { boundOf, sizeFor } from './error-rate.ts'
import { keepDraw } from './keep-draw.ts'
import { nextNumber } from './numbers.ts'
import { listClosed } from './store.ts'

/** The seed that a draw has when nobody names another: the date and how many draws that day has seen. */
export async function defaultSeed({ tx, clock }: Pick<Work, 'tx' | 'clock'>): Promise<string> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from inspection where kind = 'sampling' and on_date = ${clock.today()}::date`.execute(tx)
  return `${clock.today()}-${(rows[0]?.n ?? 0) + 1}`
}

/** What a draw of `size` from the present population could show, before it is made. */
export async function previewSample(work: Work, { size, ...from }: { size: number; community?: string | undefined; campaign?: string | undefined }) {
  const population = (await listClosed(work.tx, work.actor.scope, from)).length
  const drawn = Math.min(size, population)
  return {
    population,
    size: drawn,
    seed: await defaultSeed(work),
    bound: boundOf({ population, size: drawn, wrong: 0 }),
    sizes: [0.05, 0.1, 0.2].map((share) => ({ share, size: population === 0 ? 0 : sizeFor({ population, share }) })),
  }
}

export interface NewSample {
  size: number
  seed?: string | undefined
  community?: string | undefined
  /** Only of this campaign's problems; left out, of all, and the draw is the current campaign's. */
  campaign?: string | undefined
  title: string
  team: string
}

/**
 * Draws n of the closed problems: ordered by sha256(seed|number), the first n. Seed and population are kept, so anybody
 * can draw again. Errors: `refused` when there are fewer closed problems than asked for; `not_found` outside the scope.
 */
export async function drawSample(work: Work, given: NewSample): Promise<{ inspection: string; number: string }> {
  const { tx, actor } = work
  const division = given.community ?? actor.division
  if (!isInScope(actor.scope, division)) throw notFound('这个社区')
  // The number first: it lets one draw in at a time, so that no two have one seed.
  const number = await nextNumber(work, 'sampling')
  const seed = given.seed ?? (await defaultSeed(work))
  const closed = await listClosed(tx, actor.scope, given)
  if (closed.length < given.size)
    throw new Problem('refused', `已销号的问题只有 ${closed.length} 件，抽不出 ${given.size} 件。请改小件数。`, { population: closed.length })
  const byNumber = new Map(closed.map((problem) => [problem.number, { problem: problem.problem_id, division: problem.division }]))
  return keepDraw(work, {
    number,
    title: given.title === '' ? `已销号问题抽查 ${given.size} 件` : given.title,
    division,
    campaign: given.campaign,
    team: given.team,
    seed,
    population: [...byNumber.keys()],
    drawn: drawProblems(seed, byNumber, given.size),
  })
}
