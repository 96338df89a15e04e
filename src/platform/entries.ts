import { sql, type RawBuilder } from 'kysely'
import { record, type Work } from './events.ts'
import type { Role } from './http/endpoint.ts'
import { within } from './postgres/database.ts'
import { notFound, Problem } from './problems.ts'

/** Something a person entered, as it stands. */
export interface Entry {
  id: string
  division: string
  /** In one line, naming nobody. */
  said: string
  /** Whom it is about; shown to who entered it, kept in no event. */
  about: string
  /** What the event keeps of it, ids masked. */
  before: Record<string, unknown>
}

/** A kind of entries that whoever made one may withdraw, with the reason. */
export interface EntryKind {
  /** The event that makes one; `key` names its id in the event's `after` where the event's object is something larger. */
  made: { objectKind: string; action: string; key?: string }
  /** Who reads what was withdrawn, and may withdraw what is theirs. */
  who: readonly Role[]
  /** Who withdraws what somebody entered whose posts have ended. */
  office: Role
  /** What was withdrawn stands in the story of the object that it hung on, for whoever may read that; it is listed nowhere else. */
  hasStory?: true
  /** Those of these ids that still stand, in the actor's range. */
  read: (work: Work, ids: readonly string[]) => Promise<Entry[]>
  /** Why it may not go now, in words. */
  stays?: (work: Work, entry: Entry) => Promise<string | undefined>
  /** Takes it out; the event that keeps it is written after. */
  remove: (work: Work, entry: Entry) => Promise<void>
}

export type EntryKinds = Readonly<Record<string, EntryKind>>

interface Made {
  id: string
  object_id: string
  person_id: string | null
}

/** How many of one's own entries of a kind are offered, the newest first. */
const offered = 50

/** The newest entries of a kind that this actor made, or that nobody else could withdraw any more. */
async function madeBy({ tx, actor, clock }: Work, { made, office }: EntryKind, only?: string): Promise<Made[]> {
  const id = made.key === undefined ? sql<string>`object_id` : sql<string>`after->>${made.key}`
  const { rows } = await sql<Made>`
    select id, object_id, person_id from (
      select distinct on (id) id, object_id, person_id, actor_id, event_id
      from (select ${id} as id, object_id, person_id, actor_id, event_id from event
        where object_kind = ${made.objectKind} and action = ${made.action} and division >= ${actor.scope.from} and division < ${actor.scope.to}) as made
      where id is not null ${only === undefined ? sql`` : sql`and id = ${only}`}
      order by id, event_id desc
    ) as newest
    where actor_id = ${actor.accountId} or ${actor.role === office}::boolean and not exists (
      select from post join account using (account_id)
      where account_id = newest.actor_id and is_active and (ends_on is null or ends_on > ${clock.today()}))
    order by event_id desc limit ${offered}`.execute(tx)
  return rows
}

/** What this actor entered and may withdraw, and what was withdrawn in its range, newest first. */
export async function listEntries(work: Work, kinds: EntryKinds, asked: readonly string[]) {
  const { tx, actor } = work
  const mine = asked.flatMap((name) => {
    const kind = kinds[name]
    return kind && kind.who.some((role) => role === actor.role) ? [{ name, kind }] : []
  })
  const own: { kind: string; entry: string; said: string; about: string }[] = []
  for (const { name, kind } of mine) {
    const ids = (await madeBy(work, kind)).map((each) => each.id)
    const standing = new Map((ids.length === 0 ? [] : await kind.read(work, ids)).map((entry) => [entry.id, entry]))
    own.push(
      ...ids.flatMap((id) => {
        const entry = standing.get(id)
        return entry ? [{ kind: name, entry: id, said: entry.said, about: entry.about }] : []
      }),
    )
  }
  const rows =
    mine.length === 0
      ? []
      : await tx
          .selectFrom('event')
          .select(['at', 'actor_name', 'reason', 'after'])
          .where(
            'object_kind',
            'in',
            mine.map(({ kind }) => kind.made.objectKind),
          )
          .where('action', '=', 'entry.withdrawn')
          .where(within(actor.scope, 'event.division'))
          .orderBy('event_id', 'desc')
          .limit(200)
          .execute()
  const withdrawn = rows
    .map((row) => ({ ...(row.after as { kind: string; said: string }), reason: row.reason ?? '', by: row.actor_name, at: row.at }))
    .filter((each) => mine.some(({ name, kind }) => name === each.kind && kind.hasStory !== true))
  return { own, withdrawn }
}

/**
 * Takes a wrong entry out: it counts no more, and its event keeps what it was, who took it out and why. Its files stay, tied to
 * nothing. Errors: `not_found`; `forbidden` for what another person entered; `refused` while something rests on it.
 */
export async function withdrawEntry(
  work: Work,
  kinds: EntryKinds,
  { kind: name, entry: id, reason }: { kind: string; entry: string; reason: string },
): Promise<void> {
  const kind = kinds[name]
  const entry = kind?.who.some((role) => role === work.actor.role) ? (await kind.read(work, [id]))[0] : undefined
  if (!kind || !entry) throw notFound('这一条')
  const [made] = await madeBy(work, kind, id)
  if (!made) throw new Problem('forbidden', '这一条不是您记的，由记的人撤回；没有改动。')
  const stays = await kind.stays?.(work, entry)
  if (stays !== undefined) throw new Problem('refused', `${stays}没有改动。`)
  await kind.remove(work, entry)
  await work.tx.updateTable('attachment').set({ object_kind: 'withdrawn' }).where('object_kind', '=', name).where('object_id', '=', id).execute()
  await record(work, {
    action: 'entry.withdrawn',
    objectKind: kind.made.objectKind,
    objectId: made.object_id,
    division: entry.division,
    personId: made.person_id,
    reason,
    before: entry.before,
    after: { kind: name, entry: id, said: entry.said },
  })
}

type Cells = Record<string, unknown>

/** Reading and removing rows of one table: its id column, the columns that the event keeps, and the line that tells a row. */
export function rowsOf(
  table: string,
  { id, keeps, say, about = sql`''` }: { id: string; keeps: readonly string[]; say: (cells: Cells) => string; about?: RawBuilder<unknown> },
): Pick<EntryKind, 'read' | 'remove'> {
  return {
    read: async ({ tx, actor }, ids) => {
      const { rows } = await sql<{ id: string; division: string; about: string | null; cells: Cells }>`
        select ${sql.ref(id)}::text as id, division, ${about} as about, to_jsonb(t) as cells from ${sql.table(table)} t
        where ${sql.ref(id)}::text = any(${[...ids]}) and division >= ${actor.scope.from} and division < ${actor.scope.to}`.execute(tx)
      return rows.map((row) => ({
        id: row.id,
        division: row.division,
        said: say(row.cells),
        about: row.about ?? '',
        before: Object.fromEntries(keeps.map((key) => [key, row.cells[key] ?? null])),
      }))
    },
    remove: async ({ tx }, entry) => {
      await sql`delete from ${sql.table(table)} where ${sql.ref(id)}::text = ${entry.id}`.execute(tx)
    },
  }
}
