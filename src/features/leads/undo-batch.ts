import { sql } from 'kysely'
import type { Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { Problem } from '../../platform/problems.ts'
import { transitions } from './lead-states.ts'
import { recordMany } from './record-many.ts'

/** How long a step can be taken back without asking anybody. */
export const undoMinutes = 10

interface Step {
  lead_id: string
  division: string
  person_id: string | null
  state: string
  version: number
  before: { state: string; assignee: string | null; dueOn: string | null; dueSteps: unknown }
}

/**
 * Takes back one batch step (handing out, setting a due date) of the same person within ten minutes. Leads that somebody has
 * touched since stay as they are and are counted in `left`. Errors: `refused` when nothing of it can be taken back.
 */
export async function undoBatch(work: Work, { undo, leads }: { undo: string; leads: readonly string[] }): Promise<{ undone: number; left: number }> {
  const { tx, actor, clock } = work
  if (!(transitions.unassign.who as readonly string[]).includes(actor.role)) throw new Problem('forbidden', '您现在的岗位不能做这件事。')
  const steps = await sql<Step>`
    select l.lead_id, l.division, l.person_id, l.state, l.version, e.before from event e join lead l on l.lead_id::text = e.object_id
    where e.object_kind = 'lead' and e.object_id = any(${leads}::text[]) and e.action in ('lead.assigned', 'lead.due_set') and e.after ->> 'undo' = ${undo}
      and e.actor_id is not distinct from ${actor.accountId}::uuid and e.at > ${clock.now()}::timestamptz - make_interval(mins => ${undoMinutes})
      and l.version = (e.after ->> 'version')::integer and ${within(actor.scope, 'l.division')({} as never)}
    for update of l`.execute(tx)
  if (steps.rows.length === 0) throw new Problem('refused', `已过 ${undoMinutes} 分钟，或这些疑点刚有人办过，不能一起撤销；没有改动。可以重新分派。`)
  await sql`
    update lead set state = t.state, assignee_post = t.assignee, due_on = t.due_on, due_steps = t.due_steps, version = lead.version + 1, updated_at = ${clock.now()}
    from jsonb_to_recordset(${JSON.stringify(steps.rows.map(({ lead_id, before }) => ({ lead_id, state: before.state, assignee: before.assignee, due_on: before.dueOn, due_steps: before.dueSteps })))}::jsonb)
      as t(lead_id uuid, state text, assignee uuid, due_on date, due_steps jsonb) where lead.lead_id = t.lead_id`.execute(tx)
  await recordMany(
    work,
    steps.rows.map((step) => ({
      action: 'lead.undone',
      objectKind: 'lead',
      objectId: step.lead_id,
      division: step.division,
      personId: step.person_id,
      before: { state: step.state },
      after: { state: step.before.state, assignee: step.before.assignee, dueOn: step.before.dueOn, undo },
    })),
  )
  return { undone: steps.rows.length, left: leads.length - steps.rows.length }
}
