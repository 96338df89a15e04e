import type { Work } from '../../platform/events.ts'

/** Leads that a run made after this event. */
export async function findNewLeads({ tx }: Pick<Work, 'tx'>, event: number): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('event').select('object_id').where('event_id', '>', event).where('action', '=', 'lead.new').execute()
  return new Set(rows.map((row) => row.object_id))
}
