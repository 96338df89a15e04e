import type { Work } from '../../../platform/events.ts'
import { assertWorkable, changeProblem, divisionName, getOwner, lockProblem } from '../store.ts'

/** Gives the problem a responsible person (a post in force) and unit; handing over is the same act with a reason. */
export async function assignOwner(
  work: Work,
  problemId: string,
  { version, post, unit, reason }: { version: number; post: string; unit?: string | undefined; reason?: string | undefined },
): Promise<void> {
  const problem = await lockProblem(work, problemId, version)
  assertWorkable(problem, '定责任人')
  const owner = await getOwner(work, problem, post)
  await changeProblem(work, problem, {
    set: {
      owner_post: owner.postId,
      owner_name: owner.name,
      responsible_unit: unit ?? problem.responsible_unit ?? (await divisionName(work.tx, owner.division)),
    },
    event: { action: problem.owner_post === null ? 'problem.owner_assigned' : 'problem.handed_over', reason },
  })
}
