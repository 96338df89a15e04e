import { record, type Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { Problem } from '../../platform/problems.ts'
import { about, findLead } from './store.ts'

/** The full id number of the lead's person, for a stated reason; who looked and why is kept (社会救助法 第七十条). */
export async function showPersonId(work: Work, { lead: leadId, reason }: { lead: string; reason: string }): Promise<string> {
  const lead = await findLead(work, leadId)
  const person =
    lead.person_id === null
      ? undefined
      : await work.tx
          .selectFrom('person')
          .select('citizen_id')
          .where('person_id', '=', lead.person_id)
          .where(within(work.actor.scope, 'person.division'))
          .executeTakeFirst()
  if (!person) throw new Problem('refused', '这条疑点没有可核对的完整证号：证号本身不对，或对象的户在别的辖区。请看名册原件。')
  await record(work, { ...about(lead), action: 'person.id_shown', reason })
  return person.citizen_id
}

/** A word on a lead that is no decision. */
export async function noteLead(work: Work, { lead: leadId, note }: { lead: string; note: string }): Promise<void> {
  const lead = await findLead(work, leadId)
  await record(work, { ...about(lead), action: 'lead.noted', reason: note })
}
