import { isMonth } from '../../../domain/months.ts'
import type { Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { assertWorkable, changeProblem, lockProblem } from '../store.ts'

/**
 * Says from which month on the benefit may no longer be paid (closure then asks that month's payment batch),
 * or that it rightly goes on and why (only a level or an amount was wrong).
 */
export async function enterStop(
  work: Work,
  problemId: string,
  { version, month, goesOn, paper }: { version: number; month?: string | undefined; goesOn: boolean; paper: string },
): Promise<void> {
  const problem = await lockProblem(work, problemId, version)
  assertWorkable(problem, '登记停发')
  if (!goesOn && (month === undefined || !isMonth(month))) throw new Problem('refused', '请写从哪个月起停发，例如 2026-11；没有改动。')
  await changeProblem(work, problem, {
    set: { goes_on: goesOn, stop_month: goesOn ? null : (month ?? null), stop_paper: paper },
    event: { action: goesOn ? 'problem.benefit_goes_on' : 'problem.stop_entered', reason: paper },
  })
}
