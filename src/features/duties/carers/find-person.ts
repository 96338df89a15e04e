import { sql } from 'kysely'
import type { Work } from '../../../platform/events.ts'
import { notFound } from '../../../platform/problems.ts'

export interface FoundPerson {
  person_id: string
  person_key: string
  citizen_id: string
  name: string
  division: string
}

/** A person inside the actor's divisions; a child only for who works on children. Errors: `not_found`. */
export async function findPerson({ tx, actor }: Work, person: string): Promise<FoundPerson> {
  const { rows } = await sql<FoundPerson>`
    select person_id, person_key::text, citizen_id, name, division from person
    where person_id = ${person} and division >= ${actor.scope.from} and division < ${actor.scope.to} and (not is_child or ${actor.scope.seesChildren})`.execute(
    tx,
  )
  const [found] = rows
  if (!found) throw notFound('这个人')
  return found
}
