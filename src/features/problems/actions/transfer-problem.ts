import type { Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { assertStep, lockProblem, recordOf, takeStep, type ProblemChange } from '../store.ts'

/**
 * Hands the problem to another organ. What 纪委 takes over as a clue leaves the system: only 已移送, date, paper
 * and receipt stay. The clerk hands over matters; only the supervisor takes a clue.
 */
export async function transferProblem(
  work: Work,
  problemId: string,
  { version, organ, paper, receipt, isClue }: { version: number; organ: string; paper: string; receipt?: string | undefined; isClue: boolean },
): Promise<void> {
  const problem = await lockProblem(work, problemId, version)
  assertStep(work, problem, 'transfer')
  if (isClue && work.actor.role !== 'supervisor') throw new Problem('forbidden', '线索由镇纪委督查组接收。')
  const kept = { transferred_on: work.clock.today(), transferred_to: organ, transfer_paper: paper, transfer_receipt: receipt ?? null, waiting_reason: null }
  const cleared: ProblemChange = isClue
    ? {
        title: `问题 ${problem.number} 已移送`,
        description: '',
        subject_name: null,
        citizen_id: null,
        person_id: null,
        matter: null,
        program: null,
        months: [],
        cause: null,
        concerned: null,
        overpaid: null,
        underpaid: null,
        returned_reason: null,
        stop_paper: null,
      }
    : {}
  if (!isClue) {
    await takeStep(work, problem, { step: 'transfer', set: kept, event: { action: 'problem.transferred', reason: paper } })
    return
  }
  for (const table of ['measure', 'proof', 'money_entry', 'instalment', 'problem_wait'] as const)
    await work.tx.deleteFrom(table).where('problem_id', '=', problemId).execute()
  await work.tx.updateTable('problem_source').set({ note: null }).where('problem_id', '=', problemId).execute()
  // The event names only what stays: before and after of a clue would keep what has to leave.
  await work.tx
    .updateTable('problem')
    .set({ ...kept, ...cleared, state: 'transferred', updated_at: work.clock.now(), version: problem.version + 1 })
    .where('problem_id', '=', problemId)
    .execute()
  await recordOf(
    work,
    { ...problem, person_id: null },
    { action: 'problem.transferred', before: { state: problem.state }, after: { state: 'transferred', ...kept } },
  )
}
