import { formatMoney } from '../../../domain/money.ts'
import type { Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { laidAgainst, type Instalment, type InstalmentState } from '../instalments.ts'
import { accountOf, stillToCome, type Account } from '../money-account.ts'
import { assertWorkable, listMoney, lockProblem, recordOf, touchProblem } from '../store.ts'

/**
 * Writes down how the debtor pays by parts; a new plan takes the place of the old one, an empty one ends it. The parts
 * together are exactly what is still to come in. Errors: `refused` without an order, or when the sums differ; `conflict`.
 */
export async function planInstalments(
  work: Work,
  problemId: string,
  { version, parts, paper }: { version: number; parts: readonly Instalment[]; paper: string },
): Promise<void> {
  const { tx, actor, clock } = work
  const problem = await lockProblem(work, problemId, version)
  assertWorkable(problem, '定分期')
  const account = accountOf(problem, await listMoney(tx, problemId))
  const sum = parts.reduce((total, part) => total + part.fen, 0)
  const left = stillToCome(account)
  if (parts.length > 0 && account.ordered === 0) throw new Problem('refused', '还没有责令退回的决定，不能定分期；没有改动。')
  if (parts.length > 0 && sum !== left)
    throw new Problem('refused', `各期合计 ${formatMoney(sum)} 元，还要收回的是 ${formatMoney(left)} 元，对不上；没有改动。`)
  const days = parts.map((part) => part.due)
  if (new Set(days).size !== days.length) throw new Problem('bad_input', '同一天不能有两期；没有改动。')
  if (days.some((day) => day < clock.today())) throw new Problem('bad_input', '每一期的日期都要在今天或以后；没有改动。')
  const before = await tx.selectFrom('instalment').select(['due_on', 'fen']).where('problem_id', '=', problemId).orderBy('due_on').execute()
  await tx.deleteFrom('instalment').where('problem_id', '=', problemId).execute()
  if (parts.length > 0)
    await tx
      .insertInto('instalment')
      .values(
        parts.map(({ due, fen }) => ({
          problem_id: problemId,
          division: problem.division,
          due_on: due,
          fen,
          paper,
          created_by: actor.name,
          created_at: clock.now(),
        })),
      )
      .execute()
  await touchProblem(work, problem)
  await recordOf(work, problem, {
    action: 'problem.instalments_planned',
    reason: paper,
    before: { parts: before.map((row) => ({ due: row.due_on, fen: row.fen })) },
    after: { parts },
  })
}

/**
 * The plan with what has come in since it was agreed; null where there is none. `apart` in 分 is by how much the parts still open
 * differ from what is to come: a waiver or a reversal since then wants a new plan.
 */
export async function readInstalments(
  { tx, clock }: Pick<Work, 'tx' | 'clock'>,
  problemId: string,
  account: Account,
): Promise<{ paper: string; parts: InstalmentState[]; apart: number } | null> {
  const rows = await tx.selectFrom('instalment').selectAll().where('problem_id', '=', problemId).orderBy('due_on').execute()
  const [first] = rows
  if (!first) return null
  const since = await tx
    .selectFrom('money_entry')
    .select((eb) => eb.fn.sum<number>('fen').as('fen'))
    .where('problem_id', '=', problemId)
    .where('kind', '=', 'recovered')
    .where('created_at', '>=', first.created_at)
    .executeTakeFirst()
  const parts = rows.map((row) => ({ due: row.due_on, fen: row.fen }))
  const laid = laidAgainst(parts, { recovered: Number(since?.fen ?? 0), today: clock.today() })
  const open = laid.reduce((sum, part) => sum + part.fen - part.paid, 0)
  return { paper: first.paper, parts: laid, apart: open - stillToCome(account) }
}
