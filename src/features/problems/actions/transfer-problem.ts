import type { Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { assertStep, changeProblem, closeOpenWait, lockProblem, recordOf, takeStep, type ProblemChange } from '../store.ts'

/** The receipt comes later than the hand-over; the same act puts a wrong one right. Errors: `refused` for what was not handed over. */
export async function enterTransferReceipt(work: Work, problemId: string, { version, receipt }: { version: number; receipt: string }): Promise<void> {
  const problem = await lockProblem(work, problemId, version)
  if (problem.state !== 'transferred') throw new Problem('refused', '这条问题没有移送，没有收据可登记；没有改动。')
  await changeProblem(work, problem, { set: { transfer_receipt: receipt }, event: { action: 'problem.transfer_receipt_entered' } })
}

/** What a clue takes with it. Community, area, campaign and sources stay, so that the number of 已移送 still counts. */
const leaves = {
  description: '',
  subject_name: null,
  citizen_id: null,
  person_id: null,
  matter: null,
  topic: null,
  check_id: null,
  program: null,
  months: [],
  cause_kind: null,
  cause: null,
  concerned: null,
  overpaid: null,
  underpaid: null,
  responsible_unit: null,
  owner_post: null,
  owner_name: null,
  due_on: null,
  due_steps: null,
  returned_reason: null,
  stop_month: null,
  stop_paper: null,
  stop_action: null,
  heard_on: null,
  decided_on: null,
  notified_on: null,
  notice_form: null,
} satisfies ProblemChange

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
  if (!isClue) {
    await takeStep(work, problem, { step: 'transfer', set: kept, event: { action: 'problem.transferred', reason: paper } })
    await closeOpenWait(work, problemId, '问题移送')
    return
  }
  for (const table of ['measure', 'proof', 'money_entry', 'instalment', 'problem_wait', 'problem_person'] as const)
    await work.tx.deleteFrom(table).where('problem_id', '=', problemId).execute()
  await work.tx.updateTable('problem_source').set({ note: null }).where('problem_id', '=', problemId).execute()
  // Setting `is_clue` also takes along what the lead, supervision and the self-check hold of it, and locks the earlier events (trigger forget_clue).
  await work.tx
    .updateTable('problem')
    .set({
      ...leaves,
      ...kept,
      title: `问题 ${problem.number} 已移送`,
      state: 'transferred',
      is_clue: true,
      updated_at: work.clock.now(),
      version: problem.version + 1,
    })
    .where('problem_id', '=', problemId)
    .execute()
  // The event names only what stays: before and after of a clue would keep what has to leave.
  await recordOf(
    work,
    { ...problem, person_id: null },
    { action: 'problem.transferred', before: { state: problem.state }, after: { state: 'transferred', ...kept } },
  )
}
