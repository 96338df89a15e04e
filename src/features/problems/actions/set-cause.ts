import type { CauseKind } from '../../../domain/problem-words.ts'
import type { Work } from '../../../platform/events.ts'
import { assertWorkable, changeProblem, lockProblem } from '../store.ts'

/** Where it came from: 主观, 客观, 机制 or 工作, and in words. It stands before any measure. */
export async function setCause(work: Work, problemId: string, { version, kind, text }: { version: number; kind: CauseKind; text: string }): Promise<void> {
  const problem = await lockProblem(work, problemId, version)
  assertWorkable(problem, '写原因')
  await changeProblem(work, problem, { set: { cause_kind: kind, cause: text }, event: { action: 'problem.cause_set' } })
}
