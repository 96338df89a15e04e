import { sql } from 'kysely'
import { keptSteps, recountDue, type DueStep } from '../../domain/due-steps.ts'
import type { Calendar } from '../../domain/working-days.ts'
import type { Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { recordMany } from './record-many.ts'

/**
 * Counts the due dates of leads in somebody's hands anew after a year's holidays were stated; days that somebody named
 * stay. Each that moves has an event with old and new. Gives how many moved. The version stays: nobody's form is refused for it.
 */
export async function recountLeads(work: Work, { calendar, ground }: { calendar: Calendar; ground: string }): Promise<number> {
  const { tx, actor, clock } = work
  const leads = await tx
    .selectFrom('lead')
    .select(['lead_id', 'division', 'person_id', 'due_on', 'due_steps'])
    .where('state', 'in', ['assigned', 'checking'])
    .where('due_on', 'is not', null)
    .where(within(actor.scope, 'lead.division'))
    .orderBy('lead_id')
    .forUpdate()
    .execute()
  const moved = leads.flatMap((lead) => {
    const again = recountDue(keptSteps(lead), { calendar, today: clock.today(), ground })
    return again ? [{ ...lead, again }] : []
  })
  if (moved.length === 0) return 0
  const rows: { lead_id: string; due_on: string; due_steps: DueStep[] }[] = moved.map(({ lead_id, again }) => ({
    lead_id,
    due_on: again.due,
    due_steps: again.steps,
  }))
  await sql`update lead set due_on = t.due_on, due_steps = t.due_steps, updated_at = ${clock.now()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(lead_id uuid, due_on date, due_steps jsonb) where lead.lead_id = t.lead_id`.execute(tx)
  await recordMany(
    work,
    moved.map(({ lead_id, division, person_id, due_on, again }) => ({
      action: 'lead.due_recounted',
      objectKind: 'lead',
      objectId: lead_id,
      division,
      personId: person_id,
      reason: ground,
      before: { dueOn: due_on },
      after: { dueOn: again.due },
    })),
  )
  return moved.length
}
