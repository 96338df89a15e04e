import type { Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { assertStep, lockProblem, takeStep } from '../store.ts'

/** The community begins to mend. A returned problem goes on with the plan that stands. */
export async function startMending(work: Work, problemId: string, { version }: { version: number }): Promise<void> {
  const problem = await lockProblem(work, problemId, version)
  assertStep(work, problem, 'start_mending')
  if (problem.track === null || problem.owner_post === null) throw new Problem('refused', '还没有定措施和责任人，先定措施。没有改动。', { missing: ['plan'] })
  await takeStep(work, problem, {
    step: 'start_mending',
    set: work.actor.accountId === null ? {} : { rectified_by: work.actor.accountId },
    event: { action: 'problem.mending_started' },
  })
}
