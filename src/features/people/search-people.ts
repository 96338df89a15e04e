import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { z } from 'zod'
import { record, type Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import type { api } from './contract.ts'
import { headOf, visibleTo, type PersonRow } from './find-person.ts'
import { maskWords, readWords } from './search-words.ts'

type Found = z.input<(typeof api)['GET /api/people']['output']>

const shown = 50
/** The same words again within these minutes are the page reading once more, not another search. */
const sameSearchMinutes = 10

interface Search {
  by: Found['by']
  where: RawBuilder<SqlBool>
  /** As the event keeps them. */
  masked: string
}

function searchOf(work: Work, q: string): Search {
  const words = readWords(q)
  const { by, text } = words
  const masked = maskWords(words)
  if (by === 'id') {
    if (text.length === 4) return { by, masked, where: sql`right(person.citizen_id, 4) = ${text}` }
    if (!text.includes('*')) return { by, masked, where: sql`person.citizen_id = ${text}` }
    return { by, masked, where: sql`left(person.citizen_id, 6) = ${text.slice(0, 6)} and right(person.citizen_id, 4) = ${text.slice(-4)}` }
  }
  if (by === 'number') {
    const inRange = (column: string): RawBuilder<SqlBool> => sql`${within(work.actor.scope, column)({} as never)}`
    return {
      by,
      masked,
      where: sql`person.person_id in (select person_id from lead where number = ${text} and ${inRange('lead.division')}
        union select person_id from problem where number = ${text} and ${inRange('problem.division')})`,
    }
  }
  return { by, masked, where: sql`position(${text} in person.name) > 0` }
}

/** People of the actor's range whom the words fit. That somebody searched is an event (社会救助法 第七十条), the words masked. */
export async function searchPeople(work: Work, q: string): Promise<Found> {
  const { tx, actor, clock } = work
  if (readWords(q).by === 'nothing') return { by: 'nothing', total: 0, people: [] }
  const { by, where, masked } = searchOf(work, q)
  const own = actor.role === 'child_worker' ? sql`is_child_matter` : sql`true`
  const rows = await sql<Omit<PersonRow, 'key'> & { leads: number; problems: number; total: number }>`
    select * from (select person_id, citizen_id, person.name, division, coalesce(community.name, '') as community, is_child, count(*) over () as total,
      (select count(*) from lead where lead.person_id = person.person_id and ${within(actor.scope, 'lead.division')({} as never)} and ${own}
        and lead.state in ('new', 'assigned', 'checking', 'unclear')) as leads,
      (select count(*) from problem where problem.person_id = person.person_id and ${within(actor.scope, 'problem.division')({} as never)} and ${own}
        and problem.state not in ('closed', 'revoked', 'transferred')) as problems
    from person left join division community on community.code = left(person.division, 4)
    where ${visibleTo(actor)} and ${where}) found
    order by leads + problems desc, name, division, person_id limit ${shown}`.execute(tx)
  const people = rows.rows.map((row) => ({
    ...headOf(row, clock.today()),
    openLeads: row.leads,
    openProblems: row.problems,
    number: by === 'number' ? readWords(q).text : null,
  }))
  await recordSearch(work, { words: masked, found: rows.rows[0]?.total ?? 0, people: people.map((each) => each.person) })
  return { by, total: rows.rows[0]?.total ?? 0, people }
}

async function recordSearch(work: Work, after: { words: string; found: number; people: string[] }): Promise<void> {
  const { tx, actor, clock } = work
  const since = new Date(Date.parse(clock.now()) - sameSearchMinutes * 60_000).toISOString()
  const before = await sql`
    select 1 from event where action = 'person.searched' and actor_id is not distinct from ${actor.accountId}::uuid and at > ${since}::timestamptz
      and after = ${JSON.stringify(after)}::jsonb and ${within(actor.scope, 'event.division')({} as never)} limit 1`.execute(tx)
  if (before.rows.length > 0) return
  await record(work, { action: 'person.searched', objectKind: 'search', objectId: 'people', division: actor.division, after })
}
