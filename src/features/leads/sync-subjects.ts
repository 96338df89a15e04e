import { sql } from 'kysely'
import type { Work } from '../../platform/events.ts'
import type { Hit } from '../checks/index.ts'

/** What hits point at, in the ids that may leave the database. */
export interface Subjects {
  /** By person_key as text: as a JS number it would merge neighbours. */
  people: Map<string, { personId: string; isChild: boolean }>
  households: Map<string, string>
  /** File name of a batch: a community cannot read the batch row, so its leads carry the name. */
  files: Map<string, string>
  /** Names by code, for leads about a community itself. */
  divisions: Map<string, string>
}

/** Reads person_id for the keys of hits (adding people whom no roster named yet), household ids (adding new ones), file names. */
export async function readSubjects(work: Work, hits: readonly Hit[]): Promise<Subjects> {
  const people = new Map<string, Hit>()
  const households = new Map<string, string>()
  const batches = new Set<string>()
  for (const hit of hits) {
    if (hit.personKey !== null) people.set(hit.personKey.toString(), hit)
    if (hit.householdKey !== null) households.set(hit.householdKey, hit.division)
    for (const row of hit.evidence) batches.add(row.batch)
  }
  return {
    people: await readPeople(work, people),
    households: await readHouseholds(work, households),
    files: await readFiles(work, [...batches]),
    divisions: await readDivisions(work),
  }
}

async function readPeople({ tx, clock }: Work, people: ReadonlyMap<string, Hit>): Promise<Subjects['people']> {
  const list = [...people]
  if (list.length === 0) return new Map()
  const keys = list.map(([key]) => key)
  // A person whom only a list places in the town may be unknown to the intake of rosters.
  await sql`
    insert into person (person_key, citizen_id, name, division, seen_at)
    select key::bigint, id, name, division, ${clock.now()}::timestamptz
    from unnest(${keys}::text[], ${list.map(([, hit]) => hit.citizenId ?? '')}::text[], ${list.map(([, hit]) => hit.name ?? '')}::text[], ${list.map(([, hit]) => hit.division)}::text[]) as t(key, id, name, division)
    on conflict (person_key) do nothing`.execute(tx)
  const rows = await sql<{ key: string; person_id: string; is_child: boolean }>`
    select person_key::text as key, person_id, is_child from person where person_key = any(${keys}::bigint[])`.execute(tx)
  return new Map(rows.rows.map((row) => [row.key, { personId: row.person_id, isChild: row.is_child }]))
}

async function readHouseholds({ tx }: Work, households: ReadonlyMap<string, string>): Promise<Subjects['households']> {
  if (households.size === 0) return new Map()
  const keys = [...households.keys()]
  await sql`insert into household (household_key, division) select * from unnest(${keys}::text[], ${[...households.values()]}::text[]) on conflict (household_key) do nothing`.execute(
    tx,
  )
  const rows = await sql<{
    household_key: string
    household_id: string
  }>`select household_key, household_id from household where household_key = any(${keys}::text[])`.execute(tx)
  return new Map(rows.rows.map((row) => [row.household_key, row.household_id]))
}

async function readFiles({ tx }: Work, batches: readonly string[]): Promise<Subjects['files']> {
  if (batches.length === 0) return new Map()
  const rows = await sql<{ batch_id: string; file_name: string }>`select batch_id, file_name from batch where batch_id = any(${batches}::text[])`.execute(tx)
  return new Map(rows.rows.map((row) => [row.batch_id, row.file_name]))
}

async function readDivisions({ tx }: Work): Promise<Subjects['divisions']> {
  const rows = await tx.selectFrom('division').select(['code', 'name']).execute()
  return new Map(rows.map((row) => [row.code, row.name]))
}
