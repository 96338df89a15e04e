import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { assertWorkable, changeProblem, divisionName, getOwner, getProblem, lockProblem, type ProblemChange } from '../store.ts'
import type { Track } from '../problem-clock.ts'
import type { ProblemPorts } from '../ports.ts'
import { askClosing } from './ask-closing.ts'
import { planProblem } from './plan-problem.ts'
import { reviewProblem } from './review-problem.ts'

/** How long a batch can be taken back without asking anybody. */
export const undoMinutes = 10

export interface BatchOutcome {
  undo: string
  done: string[]
  /** Those that could not, each with why; the others are done all the same. */
  left: { problem: string; number: string; why: string }[]
}

async function eachOf(work: Work, problemIds: readonly string[], act: (problemId: string, undo: string) => Promise<void>): Promise<BatchOutcome> {
  const outcome: BatchOutcome = { undo: randomUUID(), done: [], left: [] }
  for (const problemId of new Set(problemIds)) {
    const problem = await getProblem(work, problemId)
    // One problem that refuses must not take the others back: it gets a savepoint of its own.
    await sql`savepoint one_problem`.execute(work.tx)
    try {
      await act(problemId, outcome.undo)
      await sql`release savepoint one_problem`.execute(work.tx)
      outcome.done.push(problemId)
    } catch (error) {
      if (!(error instanceof Problem) || error.code === 'internal') throw error
      await sql`rollback to savepoint one_problem`.execute(work.tx)
      outcome.left.push({ problem: problemId, number: problem.number, why: error.detail })
    }
  }
  return outcome
}

/** Plans several problems alike: same track, deadline and owner; each keeps its own cause and measures. */
export function planBatch(
  work: Work,
  problemIds: readonly string[],
  { track, due, owner }: { track: Track; due?: string | undefined; owner?: string | undefined },
): Promise<BatchOutcome> {
  return eachOf(work, problemIds, async (problemId, undo) => {
    const { version } = await getProblem(work, problemId)
    await planProblem(work, problemId, { version, track, due, owner, undo })
  })
}

/** Gives several problems one responsible person. */
export function assignBatch(work: Work, problemIds: readonly string[], { post }: { post: string }): Promise<BatchOutcome> {
  return eachOf(work, problemIds, async (problemId, undo) => {
    const problem = await lockProblem(work, problemId)
    assertWorkable(problem, '定责任人')
    const owner = await getOwner(work, problem, post)
    await changeProblem(work, problem, {
      set: { owner_post: owner.postId, owner_name: owner.name, responsible_unit: await divisionName(work.tx, owner.division) },
      event: { action: 'problem.owner_assigned', after: { undo, version: problem.version + 1 } },
    })
  })
}

/** Asks to strike several problems off; each answers for its own conditions, and those that lack something say what. */
export function askClosingBatch(work: Work, problemIds: readonly string[], { ports }: { ports: ProblemPorts }): Promise<BatchOutcome> {
  return eachOf(work, problemIds, async (problemId, undo) => {
    const { version } = await getProblem(work, problemId)
    await askClosing(work, problemId, { version, ports, undo })
  })
}

/** Reviews several problems alike: agreed to one by one under all conditions, or all sent back with the same reason. */
export function reviewBatch(
  work: Work,
  problemIds: readonly string[],
  { ports, decision, reason }: { ports: ProblemPorts; decision: 'agree' | 'send_back'; reason?: string | undefined },
): Promise<BatchOutcome> {
  return eachOf(work, problemIds, async (problemId, undo) => {
    const { version } = await getProblem(work, problemId)
    await reviewProblem(work, problemId, { version, decision, reason, ports, undo })
  })
}

/** Columns that a batch may have changed; nothing else is put back. */
const undoable = [
  'state',
  'track',
  'planned_on',
  'due_on',
  'due_steps',
  'owner_post',
  'owner_name',
  'responsible_unit',
  'closing_asked_by',
  'closing_asked_account',
  'closing_asked_at',
  'returned_reason',
  'closed_by',
  'closed_at',
] as const

/** Takes back one's own batch within ten minutes; what somebody has touched since stays. Errors: `refused` when nothing can be taken back. */
export async function undoBatch(work: Work, undo: string): Promise<{ undone: number; left: number }> {
  const events = await sql<{ object_id: string; before: Record<string, unknown>; version: number }>`
    select object_id, before, (after->>'version')::integer as version from event
    where object_kind = 'problem' and action in ('problem.planned', 'problem.owner_assigned', 'problem.closing_asked', 'problem.closed', 'problem.sent_back') and after->>'undo' = ${undo}
      and actor_id is not distinct from ${work.actor.accountId}::uuid
      and at > ${work.clock.now()}::timestamptz - make_interval(mins => ${undoMinutes})`.execute(work.tx)
  let undone = 0
  for (const event of events.rows) {
    const problem = await lockProblem(work, event.object_id)
    if (problem.version !== event.version) continue
    const entries = undoable.filter((key) => key in event.before).map((key) => [key, key === 'due_steps' ? stringify(event.before[key]) : event.before[key]])
    await changeProblem(work, problem, { set: Object.fromEntries(entries) as ProblemChange, event: { action: 'problem.batch_undone', after: { undo } } })
    undone++
  }
  if (undone === 0) throw new Problem('refused', `已过 ${undoMinutes} 分钟，或这些问题刚有人办过，不能一起撤回；没有改动。`)
  return { undone, left: events.rows.length - undone }
}

const stringify = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value))
