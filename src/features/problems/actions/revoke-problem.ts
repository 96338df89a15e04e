import type { Work } from '../../../platform/events.ts'
import { assertStep, lockProblem, takeStep } from '../store.ts'

/** Registered by mistake: it stays readable with its reason and counts no more. */
export async function revokeProblem(work: Work, problemId: string, { version, reason }: { version: number; reason: string }): Promise<void> {
  const problem = await lockProblem(work, problemId, version)
  assertStep(work, problem, 'revoke')
  await takeStep(work, problem, { step: 'revoke', set: { waiting_reason: null }, event: { action: 'problem.revoked', reason } })
  await work.tx
    .updateTable('problem_wait')
    .set({ to_date: work.clock.today(), outcome: '问题撤销' })
    .where('problem_id', '=', problemId)
    .where('to_date', 'is', null)
    .execute()
}
