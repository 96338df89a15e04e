import type { Work } from '../../../platform/events.ts'
import { assertWorkable, lockProblem, recordOf, touchProblem } from '../store.ts'

/** The community asks for more time; a leader grants it or not. The request is an event that the page and the leader's day show. */
export async function askExtension(work: Work, problemId: string, { due, reason }: { due: string; reason: string }): Promise<void> {
  const problem = await lockProblem(work, problemId)
  assertWorkable(problem, '申请延期', ['planned', 'mending', 'waiting', 'returned'])
  await touchProblem(work, problem)
  await recordOf(work, problem, { action: 'problem.extension_asked', reason, after: { asked_due: due } })
}
