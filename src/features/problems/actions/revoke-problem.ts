import { sql } from 'kysely'
import type { Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { assertStep, closeOpenWait, lockProblem, takeStep } from '../store.ts'

/**
 * Registered by mistake: it stays readable with its reason and counts no more. Whoever wrote it down takes it back as long as
 * the office has not established it; afterwards the office revokes it. Errors: `refused`, `forbidden`, `conflict`.
 */
export async function revokeProblem(work: Work, problemId: string, { version, reason }: { version: number; reason: string }): Promise<void> {
  const problem = await lockProblem(work, problemId, version)
  const step = work.actor.role === 'clerk' || work.actor.role === 'command_line' ? 'revoke' : 'take_back'
  assertStep(work, problem, step)
  if (step === 'take_back' && !(await hasWritten(work, problemId)))
    throw new Problem('forbidden', '这条问题不是您手工登记的：核实得出的，收回核实结果；别人登记的，请镇民政办撤销。没有改动。')
  await takeStep(work, problem, { step, set: { waiting_reason: null }, event: { action: 'problem.revoked', reason } })
  await closeOpenWait(work, problemId, '问题撤销')
}

/** True when this person registered the problem by hand. */
export async function hasWritten({ tx, actor }: Pick<Work, 'tx' | 'actor'>, problemId: string): Promise<boolean> {
  const { rows } = await sql`
    select from event where object_kind = 'problem' and object_id = ${problemId} and action = 'problem.registered' and actor_id = ${actor.accountId}
      and not exists (select from problem_source where problem_id = ${problemId}::uuid and lead_id is not null)`.execute(tx)
  return rows.length > 0
}
