import { record, type Work } from '../../platform/events.ts'
import { findPerson } from './find-person.ts'

/** The full id number for a stated reason; who looked and why is kept (社会救助法 第七十条). Errors: `not_found`. */
export async function showFullId(work: Work, { person, reason }: { person: string; reason: string }): Promise<string> {
  const found = await findPerson(work, person)
  await record(work, { action: 'person.id_shown', objectKind: 'person', objectId: person, division: found.division, personId: person, reason })
  return found.citizen_id
}
