import { keptSteps, recountDue } from '../../../domain/due-steps.ts'
import type { Calendar } from '../../../domain/working-days.ts'
import type { Work } from '../../../platform/events.ts'
import { within } from '../../../platform/postgres/database.ts'
import { changeProblem, type ProblemRow } from '../store.ts'

/**
 * Counts the deadlines of open problems anew after a year's holidays were stated: the waits in them are counted, the day
 * that a person named and what a leader granted stay. Each that moves has an event with old and new. Gives how many moved.
 */
export async function recountProblems(work: Work, { calendar, ground }: { calendar: Calendar; ground: string }): Promise<number> {
  const problems = await work.tx
    .selectFrom('problem')
    .selectAll()
    .where('state', 'not in', ['closed', 'revoked', 'transferred'])
    .where('due_on', 'is not', null)
    .where(within(work.actor.scope, 'problem.division'))
    .orderBy('problem_id')
    .forUpdate()
    .execute()
  let moved = 0
  for (const problem of problems as ProblemRow[]) {
    const again = recountDue(keptSteps(problem), { calendar, today: work.clock.today(), ground })
    if (!again) continue
    await changeProblem(work, problem, {
      set: { due_on: again.due, due_steps: JSON.stringify(again.steps) },
      event: { action: 'problem.due_recounted', reason: ground },
    })
    moved++
  }
  return moved
}
