import { returnClosedProblem } from '../problems/index.ts'
import { record, type Work } from '../../platform/events.ts'
import { Problem, notFound } from '../../platform/problems.ts'
import { within } from '../../platform/postgres/database.ts'

/**
 * 纪委 agrees with the closure of a drawn problem or sends it back, which reopens it as 已退回. A decision is final: who
 * doubts it later draws again. Errors: `not_found`; `refused` when decided, or when the problem is no longer closed.
 */
export async function decideSample(
  work: Work,
  inspectionId: string,
  given: { problem: string; decision: 'agreed' | 'sent_back'; reason: string },
): Promise<void> {
  const { tx, actor, clock } = work
  const row = await tx
    .selectFrom('sample')
    .innerJoin('problem', 'problem.problem_id', 'sample.problem_id')
    .select(['sample.decision', 'sample.decided_by', 'sample.division', 'problem.number', 'problem.state'])
    .where('inspection_id', '=', inspectionId)
    .where('sample.problem_id', '=', given.problem)
    .where(within(actor.scope, 'sample.division'))
    .forUpdate('sample')
    .executeTakeFirst()
  if (!row) throw notFound('这件抽查')
  if (row.decision !== null)
    throw new Problem('refused', `${row.decided_by} 已经对 ${row.number} 作过结论，不能再改；还有疑问请另抽一次。`, { decision: row.decision })
  if (row.state !== 'closed') throw new Problem('refused', `${row.number} 抽出以后已不在“已销号”状态，不用再作结论。`, { state: row.state })
  await tx
    .updateTable('sample')
    .set({ decision: given.decision, reason: given.reason === '' ? null : given.reason, decided_by: actor.name, decided_at: clock.now() })
    .where('inspection_id', '=', inspectionId)
    .where('problem_id', '=', given.problem)
    .execute()
  if (given.decision === 'sent_back') await returnClosedProblem(work, given.problem, { reason: given.reason })
  await record(work, {
    action: given.decision === 'agreed' ? 'sample.agreed' : 'sample.sent_back',
    objectKind: 'inspection',
    objectId: inspectionId,
    division: row.division,
    reason: given.reason === '' ? null : given.reason,
    after: { problem: given.problem, number: row.number, decision: given.decision },
  })
}
