import type { Work } from '../../../platform/events.ts'
import { assertStep, lockProblem, takeStep } from '../store.ts'

/**
 * 反弹: a run met the lead of a closed problem again. The problem is `returned`, marked, and its old clock goes on:
 * the deadline stays what it was. Returns the ids of the problems that were reopened.
 */
export async function reopenRelapsed(work: Work, { leadId, reason }: { leadId: string; reason?: string }): Promise<string[]> {
  const closed = await work.tx
    .selectFrom('problem')
    .innerJoin('problem_source', 'problem_source.problem_id', 'problem.problem_id')
    .select('problem.problem_id')
    .distinct()
    .where('problem_source.lead_id', '=', leadId)
    .where('problem.state', '=', 'closed')
    .execute()
  for (const { problem_id } of closed) {
    const problem = await lockProblem(work, problem_id)
    assertStep(work, problem, 'relapse')
    await takeStep(work, problem, {
      step: 'relapse',
      set: { is_relapsed: true, returned_reason: reason ?? '新的数据里又出现了', closed_by: null, closed_at: null },
      event: { action: 'problem.relapsed', reason: reason ?? '新的数据里又出现了', after: { lead_id: leadId } },
    })
  }
  return closed.map((row) => row.problem_id)
}
