import { type MoneyKind } from '../../../domain/problem-words.ts'
import { attachTo } from '../../../platform/attachments.ts'
import type { Work } from '../../../platform/events.ts'
import { townDivision } from '../../../platform/installation.ts'
import { Problem } from '../../../platform/problems.ts'
import { refuseEntry, type NewEntry } from '../money-account.ts'
import { assertWorkable, divisionName, listMoney, lockProblem, recordOf, touchProblem } from '../store.ts'

/** Who books what: the office the decisions, the community what came in, the leader alone a waiver. */
export const whoBooks: Record<MoneyKind, readonly string[]> = {
  ordered: ['clerk'],
  recovered: ['clerk', 'worker', 'child_worker'],
  waived: ['leader'],
  no_basis: ['clerk'],
  debtor_dead: ['clerk'],
  handed_over: ['clerk'],
  owed: ['clerk'],
  paid_later: ['clerk', 'worker', 'child_worker'],
}

/** Books one entry in 分. Errors: `forbidden`, `refused` (a balance below zero, organ or paper missing, an order by the town itself). */
export async function enterMoney(
  work: Work,
  problemId: string,
  {
    onDate,
    note,
    receipt,
    attachment,
    ...entry
  }: NewEntry & { onDate: string; note?: string | undefined; receipt?: string | undefined; attachment?: string | undefined },
): Promise<void> {
  const problem = await lockProblem(work, problemId)
  assertWorkable(problem, '登记钱款')
  if (work.actor.role !== 'command_line' && !whoBooks[entry.kind].includes(work.actor.role))
    throw new Problem('forbidden', entry.kind === 'waived' ? '减免由分管领导批准登记。' : '这一笔由镇民政办登记。')
  if (onDate > work.clock.today()) throw new Problem('refused', '日期不能晚于今天；没有登记。')
  const refusal = refuseEntry(problem, await listMoney(work.tx, problemId), { entry, town: await divisionName(work.tx, townDivision) })
  if (refusal !== null) throw new Problem('refused', `${refusal}没有登记。`)
  if (attachment !== undefined) await attachTo(work, [attachment], { kind: 'problem', id: problemId, division: problem.division })
  const values = {
    kind: entry.kind,
    way: entry.kind === 'recovered' ? (entry.way ?? null) : null,
    fen: entry.fen,
    on_date: onDate,
    organ: entry.organ ?? null,
    paper: entry.paper ?? null,
    note: note ?? null,
    receipt: receipt ?? null,
    attachment_id: attachment ?? null,
  }
  const row = await work.tx
    .insertInto('money_entry')
    .values({ ...values, problem_id: problemId, division: problem.division, created_by: work.actor.name, created_at: work.clock.now() })
    .returning('money_entry_id')
    .executeTakeFirstOrThrow()
  await touchProblem(work, problem)
  await recordOf(work, problem, { action: 'problem.money_entered', after: { money_entry_id: row.money_entry_id, ...values } })
}
