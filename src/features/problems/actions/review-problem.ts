import type { Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { checkClosure } from '../closure-facts.ts'
import type { ProblemPorts } from '../ports.ts'
import { assertStep, lockProblem, takeStep, undoMark } from '../store.ts'
import { refuseLacking } from './ask-closing.ts'

/** The office takes the file in hand; the page shows who reviews. */
export async function beginReview(work: Work, problemId: string, { version }: { version: number }): Promise<void> {
  const problem = await lockProblem(work, problemId, version)
  assertStep(work, problem, 'begin_review')
  await takeStep(work, problem, { step: 'begin_review', event: { action: 'problem.review_began' } })
}

/**
 * A second person agrees (the problem is struck off) or sends it back with a reason. The conditions are asked once more:
 * a batch may have been withdrawn since. Never the one who mended, nor the one who asked. Errors: `refused` with `extra.lacking`.
 */
export async function reviewProblem(
  work: Work,
  problemId: string,
  {
    version,
    decision,
    reason,
    ports,
    undo,
  }: { version: number; decision: 'agree' | 'send_back'; reason?: string | undefined; ports: ProblemPorts; undo?: string | undefined },
): Promise<void> {
  const problem = await lockProblem(work, problemId, version)
  const step = decision === 'agree' ? 'close' : 'send_back'
  assertStep(work, problem, step)
  const conditions = await checkClosure(work, problem, { ports, asReviewer: true })
  if (decision === 'agree') {
    refuseLacking(conditions, '销号')
    await takeStep(work, problem, {
      step,
      set: { closed_by: work.actor.name, closed_at: work.clock.now(), returned_reason: null },
      event: { action: 'problem.closed', reason, after: { conditions: conditions.map((each) => each.key), ...undoMark(problem, undo).after } },
    })
    return
  }
  if ((reason ?? '').trim() === '') throw new Problem('refused', '退回要写明缺什么；没有改动。')
  refuseLacking(
    conditions.filter((each) => each.key === 'reviewer'),
    '复核',
  )
  await takeStep(work, problem, { step, set: { returned_reason: reason ?? null }, event: { action: 'problem.sent_back', reason, ...undoMark(problem, undo) } })
}
