import type { Work } from '../../../platform/events.ts'
import { assertStep, changeProblem, lockProblem, takeStep } from '../store.ts'

/** 纪委 sends a closed problem back: the closure was false. For supervision's samples and orders. */
export async function returnClosedProblem(work: Work, problemId: string, { reason }: { reason: string }): Promise<void> {
  const problem = await lockProblem(work, problemId)
  assertStep(work, problem, 'return_closed')
  await takeStep(work, problem, {
    step: 'return_closed',
    set: { returned_reason: reason, closed_by: null, closed_at: null, sampled_times: problem.sampled_times },
    event: { action: 'problem.returned_by_supervision', reason },
  })
}

/** A drawn sample counts on the problem, whatever comes of it. */
export async function markSampled(work: Work, problemId: string): Promise<void> {
  const problem = await lockProblem(work, problemId)
  await changeProblem(work, problem, { set: { sampled_times: problem.sampled_times + 1 }, event: { action: 'problem.sampled' } })
}
