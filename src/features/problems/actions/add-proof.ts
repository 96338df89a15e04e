import { attachTo } from '../../../platform/attachments.ts'
import type { Work } from '../../../platform/events.ts'
import { assertWorkable, lockProblem, recordOf, touchProblem } from '../store.ts'
import { openStates } from '../problem-states.ts'

/** Proof from before or after the mending: a file, or a note alone. Who proves what came after is a rectifier. */
export async function addProof(
  work: Work,
  problemId: string,
  { attachment, side, note }: { attachment?: string | undefined; side: 'before' | 'after'; note: string },
): Promise<void> {
  const problem = await lockProblem(work, problemId)
  assertWorkable(problem, '加佐证', openStates)
  if (attachment !== undefined) await attachTo(work, [attachment], { kind: 'problem', id: problemId, division: problem.division })
  const row = await work.tx
    .insertInto('proof')
    .values({
      problem_id: problemId,
      division: problem.division,
      attachment_id: attachment ?? null,
      side,
      note,
      created_by: work.actor.name,
      created_at: work.clock.now(),
    })
    .returning('proof_id')
    .executeTakeFirstOrThrow()
  await touchProblem(work, problem)
  await recordOf(work, problem, { action: 'problem.proof_added', after: { proof_id: row.proof_id, side, note, attachment_id: attachment ?? null } })
}
