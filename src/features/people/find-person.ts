import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { birthDateOf, maskCitizenId, sexOf } from '../../domain/citizen-id.ts'
import { ageOn } from '../../domain/plain-date.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { notFound } from '../../platform/problems.ts'

/** `key` is as telling as the id: it stays in SQL and the lake. */
export interface PersonRow {
  person_id: string
  key: bigint
  citizen_id: string
  name: string
  division: string
  community: string
  is_child: boolean
}

/** Whose files a post may open: its range; children's only who works on children; a children's worker nobody else's. */
export function visibleTo(actor: Actor): RawBuilder<SqlBool> {
  const inRange = within(actor.scope, 'person.division')({} as never)
  const children = actor.scope.seesChildren ? sql`true` : sql`not person.is_child`
  const own = actor.role === 'child_worker' ? sql`person.is_child` : sql`true`
  return sql<SqlBool>`(${inRange} and ${children} and ${own})`
}

/** One person in the actor's range. Errors: `not_found`. */
export async function findPerson({ tx, actor }: Work, personId: string): Promise<PersonRow> {
  const found = await sql<Omit<PersonRow, 'key'> & { key: string }>`
    select person_id, person_key::text as key, citizen_id, person.name, division, coalesce(community.name, '') as community, is_child
    from person left join division community on community.code = left(person.division, 4)
    where person_id = ${personId}::uuid and ${visibleTo(actor)}`.execute(tx)
  const [row] = found.rows
  if (!row) throw notFound('这个人')
  return { ...row, key: BigInt(row.key) }
}

/** The head of a file: nothing in it gives the number away. */
export function headOf(row: Omit<PersonRow, 'key'>, today: string) {
  const birth = birthDateOf(row.citizen_id)
  return {
    person: row.person_id,
    name: row.name,
    citizenId: maskCitizenId(row.citizen_id),
    sex: sexOf(row.citizen_id),
    age: birth === null ? null : ageOn(birth, today),
    division: row.division,
    community: row.community,
    isChild: row.is_child,
  }
}
