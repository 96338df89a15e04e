import { keptSteps, type DueStep } from '../../../domain/due-steps.ts'
import { workingDaysBetween } from '../../../domain/working-days.ts'
import type { Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { readCalendar } from '../../calendar/index.ts'
import { assertWorkable, changeProblem, findPost, lockProblem } from '../store.ts'

/** A leader grants more time; never for a problem of one's own, in whichever post. */
export async function extendDeadline(work: Work, problemId: string, { version, due, reason }: { version: number; due: string; reason: string }): Promise<void> {
  const problem = await lockProblem(work, problemId, version)
  assertWorkable(problem, '延期', ['planned', 'mending', 'waiting', 'returned'])
  if (work.actor.role !== 'leader') throw new Problem('forbidden', '延期由分管领导批准。')
  const owner = problem.owner_post === null ? undefined : await findPost(work.tx, problem.owner_post, work.clock.today())
  if (owner && owner.accountId === work.actor.accountId) throw new Problem('refused', '您自己是责任人，延期要由别的领导批准；没有改动。')
  if (problem.due_on === null) throw new Problem('refused', '还没有定时限，谈不上延期；没有改动。')
  if (due <= problem.due_on) throw new Problem('refused', `新的时限要晚于 ${problem.due_on}；没有改动。`)
  const step: DueStep = {
    kind: 'extended',
    on: work.clock.today(),
    due,
    workdays: workingDaysBetween(problem.due_on, due, await readCalendar(work.tx)).days,
    by: work.actor.name,
    reason,
  }
  await changeProblem(work, problem, {
    set: { due_on: due, extended_until: due, due_steps: JSON.stringify([...keptSteps(problem), step]) },
    event: { action: 'problem.extended', reason },
  })
}
