import { sql } from 'kysely'
import type { Tx } from '../../platform/postgres/database.ts'

/** A problem as its rows say it, with all that hangs on it. */
export interface Seen {
  row: Record<string, unknown> & { state: string; version: number; due_on: string | null; topic: string | null }
  measures: { id: string; text: string; done: string | null }[]
  proofs: { id: string; side: string; note: string }[]
  money: { id: string; kind: string; fen: number }[]
  instalments: { due: string; fen: number }[]
  waits: { from: string; to: string | null }[]
  people: { id: string; name: string; overpaid: number | null }[]
  sources: { id: string; source: string; number: string | null }[]
  searches: string[]
}

/** Reads it in one statement. */
export async function readSeen(tx: Tx, problemId: string): Promise<Seen> {
  const { rows } = await sql<Seen>`
    select to_jsonb(p) as row,
      (select coalesce(jsonb_agg(jsonb_build_object('id', measure_id, 'text', text, 'done', done_on) order by created_at, text, measure_id), '[]') from measure m where m.problem_id = p.problem_id) as measures,
      (select coalesce(jsonb_agg(jsonb_build_object('id', proof_id, 'side', side, 'note', note) order by created_at, proof_id), '[]') from proof m where m.problem_id = p.problem_id) as proofs,
      (select coalesce(jsonb_agg(jsonb_build_object('id', money_entry_id, 'kind', kind, 'fen', fen) order by created_at, fen, money_entry_id), '[]') from money_entry m where m.problem_id = p.problem_id) as money,
      (select coalesce(jsonb_agg(jsonb_build_object('due', due_on, 'fen', fen) order by due_on), '[]') from instalment m where m.problem_id = p.problem_id) as instalments,
      (select coalesce(jsonb_agg(jsonb_build_object('from', from_date, 'to', to_date) order by created_at), '[]') from problem_wait m where m.problem_id = p.problem_id) as waits,
      (select coalesce(jsonb_agg(jsonb_build_object('id', problem_person_id, 'name', name, 'overpaid', overpaid) order by created_at, name, problem_person_id), '[]') from problem_person m where m.problem_id = p.problem_id) as people,
      (select coalesce(jsonb_agg(jsonb_build_object('id', problem_source_id, 'source', source, 'number', source_number) order by at, problem_source_id), '[]') from problem_source m where m.problem_id = p.problem_id) as sources,
      (select coalesce(jsonb_agg(search_id order by ordered_at), '[]') from search m where m.problem_id = p.problem_id) as searches
    from problem p where problem_id = ${problemId}`.execute(tx)
  const [seen] = rows
  if (!seen) throw new Error(`no problem ${problemId}`)
  return seen
}

/** The columns whose worth at any time must follow from the events alone. */
export const told = [
  'state',
  'track',
  'cause_kind',
  'cause',
  'owner_post',
  'owner_name',
  'due_on',
  'planned_on',
  'stop_month',
  'goes_on',
  'stop_paper',
  'waiting_reason',
  'returned_reason',
  'closed_by',
  'is_relapsed',
  'extended_until',
  'concerned',
  'overpaid',
  'underpaid',
  'sampled_times',
  'campaign_id',
  'months',
] as const

export interface ToldEvent {
  event_id: number
  at: string
  action: string
  before: unknown
  after: unknown
}

type Fields = Record<string, unknown>

/** What both tellings of a problem are compared by: no ids of rows whose event needs none. */
export function comparable({ row, ...seen }: Seen) {
  const byId = <T extends { id: string }>(list: readonly T[]): T[] => list.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return {
    row: Object.fromEntries(told.map((key) => [key, row[key] ?? null])),
    measures: byId(seen.measures),
    proofs: byId(seen.proofs),
    money: byId(seen.money),
    instalments: seen.instalments,
    waits: seen.waits,
    people: byId(seen.people),
    sources: seen.sources.map(({ source, number }) => `${source} ${number ?? ''}`).toSorted(),
    searches: seen.searches,
  }
}

/** The problem as its events tell it, up to and with one of them; shares no code with what writes rows or events. */
export function rebuild(events: readonly ToldEvent[], until: number): ReturnType<typeof comparable> {
  // What a new row holds without being told.
  const row: Fields = { goes_on: false, is_relapsed: false, sampled_times: 0, months: [] }
  const seen: Omit<Seen, 'row' | 'sources'> = { measures: [], proofs: [], money: [], instalments: [], waits: [], people: [], searches: [] }
  let sources: (Seen['sources'][number] & { lead: unknown })[] = []
  for (const event of events) {
    if (Number(event.event_id) > until) break
    const after = (event.after ?? {}) as Fields
    const before = (event.before ?? {}) as Fields
    const text = (key: string): string => String(after[key])
    // A person's sums are not the problem's.
    if (!event.action.startsWith('problem.person_')) Object.assign(row, after)
    const day = new Date(Date.parse(event.at) + 8 * 3_600_000).toISOString().slice(0, 10)
    const without = <T extends { id: string }>(list: readonly T[], id: unknown): T[] => list.filter((each) => each.id !== id)
    switch (event.action) {
      case 'problem.registered':
      case 'problem.source_added':
        sources.push({
          id: text('source_id'),
          source: text('source'),
          number: (after['source_number'] ?? null) as string | null,
          lead: after['lead_id'] ?? null,
        })
        break
      case 'problem.source_taken_back':
        sources = sources.filter((each) => each.lead !== after['lead_id'])
        break
      case 'problem.measure_added':
        seen.measures.push({ id: text('measure_id'), text: text('text'), done: null })
        break
      case 'problem.measure_done':
      case 'problem.measure_reopened':
        for (const each of seen.measures) if (each.id === after['measure_id']) each.done = (after['done_on'] ?? null) as string | null
        break
      case 'problem.proof_added':
        seen.proofs.push({ id: text('proof_id'), side: text('side'), note: text('note') })
        break
      case 'problem.money_entered':
        seen.money.push({ id: text('money_entry_id'), kind: text('kind'), fen: Number(after['fen']) })
        break
      case 'problem.money_reversed':
        seen.money = without(seen.money, before['money_entry_id'])
        break
      case 'problem.instalments_planned':
        seen.instalments = (after['parts'] as { due: string; fen: number }[]).toSorted((a, b) => (a.due < b.due ? -1 : 1))
        break
      case 'problem.wait_began':
        seen.waits.push({ from: text('from'), to: null })
        break
      case 'problem.wait_ended':
        for (const each of seen.waits) each.to ??= text('to')
        break
      case 'problem.revoked':
      case 'problem.transferred':
        for (const each of seen.waits) each.to ??= day
        break
      case 'problem.person_added':
        seen.people.push({ id: text('problem_person_id'), name: text('name'), overpaid: (after['overpaid'] ?? null) as number | null })
        break
      case 'problem.person_removed':
        seen.people = without(seen.people, after['problem_person_id'])
        break
      case 'problem.search_ordered':
        seen.searches.push(text('search_id'))
        break
      case 'entry.withdrawn':
        seen.measures = without(seen.measures, after['entry'])
        seen.proofs = without(seen.proofs, after['entry'])
        sources = without(sources, after['entry'])
        seen.searches = seen.searches.filter((each) => each !== after['entry'])
        break
    }
  }
  return comparable({ row: row as Seen['row'], ...seen, sources })
}
