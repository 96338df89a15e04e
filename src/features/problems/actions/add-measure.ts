import type { Work } from '../../../platform/events.ts'
import { notFound, Problem } from '../../../platform/problems.ts'
import { assertWorkable, changeProblem, listMeasures, lockProblem, recordOf, touchProblem, type ProblemRow } from '../store.ts'

/** A measure answers a cause, so the cause comes first. Returns its id. Errors: `refused`. */
export async function addMeasure(work: Work, problemId: string, { text }: { text: string }): Promise<string> {
  const problem = await lockProblem(work, problemId)
  assertWorkable(problem, '加措施')
  if (problem.cause_kind === null) throw new Problem('refused', '先写原因，再定措施：措施要对着原因。没有改动。', { missing: ['cause'] })
  const measureId = await insertMeasure(work, problem, text)
  await touchProblem(work, problem)
  return measureId
}

export async function insertMeasure(work: Work, problem: ProblemRow, text: string): Promise<string> {
  const row = await work.tx
    .insertInto('measure')
    .values({ problem_id: problem.problem_id, division: problem.division, text, created_by: work.actor.name, created_at: work.clock.now() })
    .returning('measure_id')
    .executeTakeFirstOrThrow()
  await recordOf(work, problem, { action: 'problem.measure_added', after: { measure_id: row.measure_id, text } })
  return row.measure_id
}

/** Marks a measure done (or not done after all); who marks it is a rectifier and will not review. */
export async function markMeasureDone(
  work: Work,
  problemId: string,
  { measureId, isDone, doneOn }: { measureId: string; isDone: boolean; doneOn?: string | undefined },
): Promise<void> {
  const problem = await lockProblem(work, problemId)
  assertWorkable(problem, '勾措施', ['planned', 'mending', 'waiting', 'returned'])
  const measure = (await listMeasures(work.tx, problemId)).find((each) => each.measure_id === measureId)
  if (!measure) throw notFound('这条措施')
  const on = isDone ? (doneOn ?? work.clock.today()) : null
  if (on !== null && on > work.clock.today()) throw new Problem('refused', '完成日期不能晚于今天；没有改动。')
  await work.tx
    .updateTable('measure')
    .set({ done_on: on, done_by: isDone ? work.actor.name : null })
    .where('measure_id', '=', measureId)
    .execute()
  await changeProblem(work, problem, {
    set: isDone && work.actor.accountId !== null ? { rectified_by: work.actor.accountId } : {},
    event: { action: isDone ? 'problem.measure_done' : 'problem.measure_reopened', after: { measure_id: measureId, done_on: on } },
  })
}
