import type { Work } from '../../../platform/events.ts'
import { assertStep, lockProblem, takeStep } from '../store.ts'

/** The office takes a registered matter as a problem (认定). Errors: `forbidden`, `refused`, `conflict`. */
export async function establishProblem(work: Work, problemId: string, { version }: { version: number }): Promise<void> {
  const problem = await lockProblem(work, problemId, version)
  assertStep(work, problem, 'establish')
  await takeStep(work, problem, { step: 'establish', set: { established_at: work.clock.now() }, event: { action: 'problem.established' } })
}
