import type { Work } from '../../../platform/events.ts'
import { notFound, Problem } from '../../../platform/problems.ts'
import { accountOf } from '../money-account.ts'
import { assertWorkable, listMoney, lockProblem, recordOf, touchProblem } from '../store.ts'
import { whoBooks } from './enter-money.ts'

/**
 * Takes a wrong booking out again (冲销): the entry goes, its event keeps what it was, by whom, and why it went. Who may
 * book it may reverse it. Errors: `not_found`, `forbidden`; `refused` when what remains would not add up.
 */
export async function reverseMoney(work: Work, problemId: string, { entry, reason }: { entry: string; reason: string }): Promise<void> {
  const problem = await lockProblem(work, problemId)
  assertWorkable(problem, '冲销钱款')
  const entries = await listMoney(work.tx, problemId)
  const row = entries.find((each) => each.money_entry_id === entry)
  if (!row) throw notFound('这一笔')
  if (work.actor.role !== 'command_line' && !whoBooks[row.kind as keyof typeof whoBooks].includes(work.actor.role))
    throw new Problem('forbidden', '这一笔不由您的岗位登记，也不由您冲销。')
  const remaining = accountOf(
    problem,
    entries.filter((each) => each !== row),
  )
  if (remaining.rest < 0 || remaining.owedRest < 0 || (remaining.waived > 0 && remaining.ordered === 0))
    throw new Problem('refused', '后面的收回、减免或补发是按这一笔登记的，先冲销那几笔；没有改动。')
  await work.tx.deleteFrom('money_entry').where('money_entry_id', '=', entry).execute()
  await touchProblem(work, problem)
  const { kind, way, fen, on_date, organ, paper, receipt, note, created_by } = row
  await recordOf(work, problem, {
    action: 'problem.money_reversed',
    reason,
    before: { money_entry_id: entry, kind, way, fen, on_date, organ, paper, receipt, note, created_by },
    after: { kind, fen },
  })
}
