import type { Work } from '../../../platform/events.ts'
import { townDivision } from '../../../platform/installation.ts'
import { Problem } from '../../../platform/problems.ts'
import { checkClosure } from '../closure-facts.ts'
import type { Condition } from '../closure.ts'
import type { ProblemPorts } from '../ports.ts'
import { assertStep, lockProblem, takeStep, undoMark } from '../store.ts'

/** Refuses with every condition that lacks, in words. */
export function refuseLacking(conditions: readonly Condition[], what: string): void {
  const lacking = conditions.filter((each) => !each.ok)
  if (lacking.length === 0) return
  throw new Problem('refused', `还不能${what}，缺 ${lacking.length} 件：${lacking.map((each) => each.why).join('；')}。什么也没有改。`, {
    lacking: lacking.map(({ key, why }) => ({ key, why })),
  })
}

/** The secretary asks to strike the problem off; a matter of the town itself is asked for by the clerk. Errors: `refused` with `extra.lacking`. */
export async function askClosing(
  work: Work,
  problemId: string,
  { version, ports, undo }: { version: number; ports: ProblemPorts; undo?: string | undefined },
): Promise<void> {
  const problem = await lockProblem(work, problemId, version)
  assertStep(work, problem, 'ask_closing')
  if (work.actor.role === 'clerk' && problem.division !== townDivision) throw new Problem('refused', '社区的问题由社区书记申请销号；没有改动。')
  refuseLacking(await checkClosure(work, problem, { ports, asReviewer: false }), '申请销号')
  await takeStep(work, problem, {
    step: 'ask_closing',
    set: { closing_asked_by: work.actor.name, closing_asked_account: work.actor.accountId, closing_asked_at: work.clock.now(), returned_reason: null },
    event: { action: 'problem.closing_asked', ...undoMark(problem, undo) },
  })
}
