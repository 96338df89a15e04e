import { sql } from 'kysely'
import type { NewEvent, Work } from '../../platform/events.ts'
import { allTopics } from '../campaigns/index.ts'
import type { Hit, MayGo } from '../checks/index.ts'
import { contentHashOf, identityOf } from './lead-identity.ts'
import { type CarriedLeads, carryLeads } from './carry-leads.ts'
import { handedBack, type KnownLead, type LeadOutcome, type SyncedLead } from './known-lead.ts'
import { canMove } from './lead-states.ts'
import { maskCells, maskId, maskText } from './mask-cells.ts'
import { recordMany } from './record-many.ts'
import { areasToHold } from './release-leads.ts'
import { readSubjects, type Subjects } from './sync-subjects.ts'

/** What a run brings: its hits, and where it may say that something is no longer there. */
export interface RunHits {
  runId: string | null
  /** The date that the run speaks for, YYYY-MM-DD. */
  asOf: string
  hits: readonly Hit[]
  /** True when the check ran and its lists cover these months of this division at least as well as before: absence is not evidence. */
  mayGo: MayGo
  /** After a run over what changed: the leads that the run before found stand as it left them. Null or absent: every check looked at everything. */
  carried?: CarriedLeads | null
}

/** A matter that somebody had already decided and that is there again: its problem is to be looked at anew. */
export interface RecurredLead {
  lead: string
  why: 'reappeared' | 'new_months'
  months: string[]
}

export interface SyncResult {
  counts: Record<LeadOutcome, number>
  leads: SyncedLead[]
  recurred: RecurredLead[]
  /** Hits whose identity another hit of the run already has, by check: the check's `identity` is too narrow. */
  doubled: Record<string, number>
}

const decided = ['confirmed', 'partly', 'reviewed']
const chunk = 1_000

/**
 * Meets the hits of a run with the leads that people work on, in the caller's transaction. A human decision is never
 * overturned: what a run changes is the copy of the evidence and the outcome. One exception is written in the table of
 * states: an explanation whose last day is over sends its lead back to be handed out.
 */
export async function syncLeads(work: Work, run: RunHits): Promise<SyncResult> {
  // Two runs at once would both find a lead missing.
  await sql`select pg_advisory_xact_lock(706_002)`.execute(work.tx)
  const except = run.carried?.except ?? []
  const subjects = await readSubjects(work, [...run.hits, ...except])
  const known = await readKnown(work)
  const result: SyncResult = { counts: { new: 0, unchanged: 0, changed: 0, gone: 0, reappeared: 0 }, leads: [], recurred: [], doubled: {} }
  const events: NewEvent[] = []
  const fresh: LeadRow[] = []
  const touched: (LeadRow & { lead_id: string; outcome: LeadOutcome; expires: boolean })[] = []
  const seen = new Set<string>()
  /** Leads whose explanation is over and that only a merged lead still tells of. */
  const overdueMains = new Set<string>()

  for (const [at, hit] of run.hits.entries()) {
    const row = leadRow(hit, { subjects, run, at })
    if (seen.has(row.identity)) {
      result.doubled[hit.check] = (result.doubled[hit.check] ?? 0) + 1
      continue
    }
    seen.add(row.identity)
    const before = known.get(row.identity)
    if (!before) {
      fresh.push(row)
      continue
    }
    if (before.is_clue) continue
    const expires = canMove('expire', before.state) && before.explained_until !== null && before.explained_until < run.asOf
    const outcome = outcomeOf(before, row, expires)
    touched.push({ ...row, lead_id: before.lead_id, outcome, expires })
    result.leads.push({ lead: before.lead_id, number: before.number, outcome, state: expires ? 'new' : before.state, check: hit.check, hit: at })
    if (outcome !== 'unchanged') events.push(eventOf(outcome, { leadId: before.lead_id, row, before, expires }))
    if (before.merged_into !== null && before.main_state === 'reviewed' && before.main_explained_until !== null && before.main_explained_until < run.asOf)
      overdueMains.add(before.merged_into)
    const recurred = recurredOf(before, row, outcome)
    if (recurred && !expires) result.recurred.push(recurred)
  }

  if (run.carried) {
    const again = new Set([...seen, ...except.map((hit) => leadRow(hit, { subjects, run, at: 0 }).identity)])
    const standing = [...known.values()].filter(
      (lead) => !lead.is_clue && lead.last_run_id === run.carried!.base && !again.has(lead.identity) && !run.carried!.rerun.includes(lead.check_id),
    )
    const carried = await carryLeads(work, standing, run)
    for (const lead of standing) seen.add(lead.identity)
    result.leads.push(...carried.leads)
    events.push(...carried.events)
    for (const main of carried.overdueMains) overdueMains.add(main)
  }
  const held = await areasToHold(work, { runId: run.runId, fresh, isFirst: known.size === 0 })
  for (const inserted of await insertLeads(
    work,
    // Somebody in danger waits for no release.
    fresh.map((row) => ({ ...row, is_held: held.has(row.area) && row.severity !== 'danger' })),
  )) {
    const row = fresh[inserted.at]
    if (!row) continue
    result.leads.push({ lead: inserted.lead_id, number: inserted.number, outcome: 'new', state: 'new', check: row.check_id, hit: row.at })
    events.push(eventOf('new', { leadId: inserted.lead_id, row }))
  }
  await updateLeads(work, touched)
  events.push(...(await expireMains(work, [...overdueMains])))

  const gone = [...known.values()].filter(
    (lead) =>
      !lead.is_clue &&
      !seen.has(lead.identity) &&
      lead.outcome !== 'gone' &&
      lead.outcome !== 'withdrawn' &&
      run.mayGo(lead.check_id, lead.division, lead.months, lead.last_run_id),
  )
  await markGone(work, gone, run.runId)
  for (const lead of gone) {
    result.leads.push({ lead: lead.lead_id, number: lead.number, outcome: 'gone', state: lead.state, check: lead.check_id, hit: null })
    events.push({
      action: 'lead.gone',
      objectKind: 'lead',
      objectId: lead.lead_id,
      division: lead.division,
      personId: lead.person_id,
      after: { outcome: 'gone' },
    })
  }
  await recordMany(work, events)
  for (const { outcome } of result.leads) result.counts[outcome]++
  return result
}

function outcomeOf(before: KnownLead, row: LeadRow, expires: boolean): LeadOutcome {
  if (expires || before.outcome === 'gone' || before.outcome === 'withdrawn') return 'reappeared'
  return before.content_hash === row.content_hash ? 'unchanged' : 'changed'
}

function recurredOf(before: KnownLead, row: LeadRow, outcome: LeadOutcome): RecurredLead | undefined {
  // What lies with another lead, or with a problem, is as decided as that one is.
  const standing = before.state !== 'merged' ? before.state : before.merged_problem !== null ? 'confirmed' : (before.main_state ?? '')
  if (!decided.includes(standing)) return undefined
  const months = row.months.filter((month) => !before.months.includes(month))
  if (outcome === 'reappeared') return { lead: before.lead_id, why: 'reappeared', months }
  return months.length > 0 ? { lead: before.lead_id, why: 'new_months', months } : undefined
}

function eventOf(outcome: LeadOutcome, { leadId, row, before, expires }: { leadId: string; row: LeadRow; before?: KnownLead; expires?: boolean }): NewEvent {
  return {
    action: `lead.${expires ? 'explanation_expired' : outcome}`,
    objectKind: 'lead',
    objectId: leadId,
    division: row.division,
    personId: row.person_id,
    ...(before ? { before: { outcome: before.outcome, months: before.months, ...(expires ? { state: before.state } : {}) } } : {}),
    after: {
      outcome,
      check: row.check_id,
      months: row.months,
      concerned: row.concerned,
      overpaid: row.overpaid,
      underpaid: row.underpaid,
      ...(expires ? { state: 'new' } : {}),
    },
  }
}

type LeadRow = ReturnType<typeof leadRow>

function leadRow(hit: Hit, { subjects, run, at }: { subjects: Subjects; run: RunHits; at: number }) {
  const person = hit.personKey === null ? undefined : subjects.people.get(hit.personKey.toString())
  const householdId = hit.householdKey === null ? null : (subjects.households.get(hit.householdKey) ?? null)
  const area = allTopics().find((topic) => topic.code === hit.topic)?.area
  if (area === undefined) throw new Error(`catalog/topics.yml has no topic ${hit.topic}, which ${hit.check} names`)
  return {
    at,
    identity: identityOf(hit, { personId: person?.personId ?? null, householdId }),
    check_id: hit.check,
    topic: hit.topic,
    area,
    severity: hit.severity,
    subject_kind: hit.subjectKind,
    person_id: person?.personId ?? null,
    household_id: householdId,
    subject_name: hit.name ?? subjects.divisions.get(hit.division) ?? '',
    citizen_id: maskId(hit.citizenId),
    is_child_matter: hit.isChildMatter || (person?.isChild ?? false) || hit.topic.endsWith('-children') || hit.topic.endsWith('-left-behind'),
    division: hit.division,
    program: hit.program,
    months: [...hit.months].sort(),
    identity_columns: maskCells(hit.identity),
    sentence: maskText(hit.sentence),
    concerned: hit.concerned,
    overpaid: hit.overpaid,
    underpaid: hit.underpaid,
    basis: hit.basis,
    evidence: hit.evidence.map((row) => ({ ...row, file: subjects.files.get(row.batch) ?? null, cells: maskCells(row.cells) })),
    steps: hit.steps,
    match_score: hit.match?.score ?? null,
    match_why: hit.match?.why ?? null,
    is_unverified: hit.unverified,
    content_hash: contentHashOf(hit),
    run_id: run.runId,
  }
}

/** The runs that found leads last: what they read says which lists a later run must have before it calls one of them gone. */
export async function runsThatFoundLeads({ tx }: Pick<Work, 'tx'>): Promise<string[]> {
  const rows = await tx.selectFrom('lead').select('last_run_id').distinct().where('check_id', 'is not', null).where('outcome', '<>', 'gone').execute()
  return rows.flatMap((row) => row.last_run_id ?? [])
}

async function readKnown({ tx }: Work): Promise<Map<string, KnownLead>> {
  const rows = await tx
    .selectFrom('lead')
    .leftJoin('lead as main', 'main.lead_id', 'lead.merged_into')
    .select([
      'lead.lead_id',
      'lead.identity',
      'lead.number',
      'lead.check_id',
      'lead.content_hash',
      'lead.outcome',
      'lead.state',
      'lead.division',
      'lead.months',
      'lead.person_id',
      'lead.explained_until',
      'lead.last_run_id',
      'lead.merged_into',
      'lead.merged_problem',
      'lead.is_clue',
      'main.state as main_state',
      'main.explained_until as main_explained_until',
    ])
    .where('lead.check_id', 'is not', null)
    .execute()
  return new Map(rows.map((row) => [row.identity, { ...row, check_id: row.check_id ?? '' }]))
}

/** Hands out again what was explained until a day that is over, though the run itself knows only the lead that lies with it. */
async function expireMains({ tx, clock }: Work, mains: readonly string[]): Promise<NewEvent[]> {
  if (mains.length === 0) return []
  const rows = await tx
    .updateTable('lead')
    .set((eb) => ({
      ...handedBack,
      updated_at: clock.now(),
      version: eb('version', '+', 1),
    }))
    .where('lead_id', 'in', mains)
    .where('state', '=', 'reviewed')
    .returning(['lead_id', 'division', 'person_id'])
    .execute()
  return rows.map((row) => ({
    action: 'lead.explanation_expired',
    objectKind: 'lead',
    objectId: row.lead_id,
    division: row.division,
    personId: row.person_id,
    before: { state: 'reviewed' },
    after: { state: 'new' },
  }))
}

const recordset =
  sql.raw(`as t(at integer, lead_id uuid, outcome text, expires boolean, identity text, check_id text, topic text, area text, severity text, subject_kind text, person_id uuid, household_id uuid,
  subject_name text, citizen_id text, is_child_matter boolean, division text, program text, months text[], identity_columns jsonb, sentence text, concerned bigint, overpaid bigint, underpaid bigint,
  basis jsonb, evidence jsonb, steps jsonb, is_unverified boolean, content_hash text, run_id text, is_held boolean, match_score integer, match_why text)`)

async function insertLeads({ tx, clock }: Work, rows: readonly (LeadRow & { is_held: boolean })[]): Promise<{ at: number; lead_id: string; number: string }[]> {
  const inserted: { at: number; lead_id: string; number: string }[] = []
  for (let from = 0; from < rows.length; from += chunk) {
    const part = rows.slice(from, from + chunk)
    const places = new Map(part.map((row, at) => [row.identity, from + at]))
    const answer = await sql<{ identity: string; lead_id: string; number: string }>`
      insert into lead (number, identity, check_id, topic, area, severity, subject_kind, person_id, household_id, subject_name, citizen_id, is_child_matter, division, program, months,
        identity_columns, sentence, concerned, overpaid, underpaid, basis, evidence, steps, is_unverified, content_hash, outcome, first_run_id, last_run_id, is_held, match_score, match_why, created_at, updated_at)
      select ${clock.today().slice(0, 4)} || '-' || lpad(n::text, greatest(4, length(n::text)), '0'), identity, check_id, topic, area, severity, subject_kind, person_id, household_id, subject_name, citizen_id,
        is_child_matter, division, program, months, identity_columns, sentence, concerned, overpaid, underpaid, basis, evidence, steps, is_unverified, content_hash, 'new', run_id, run_id, is_held, match_score, match_why,
        ${clock.now()}::timestamptz, ${clock.now()}::timestamptz
      from (select nextval('lead_number') as n, s.* from (select * from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) ${recordset} order by at) s) numbered
      returning identity, lead_id, number`.execute(tx)
    for (const row of answer.rows) inserted.push({ at: places.get(row.identity) ?? -1, lead_id: row.lead_id, number: row.number })
  }
  return inserted.sort((a, b) => a.at - b.at)
}

/** The copies of what the run saw follow the run; state, owner, due date and explanation stay as people left them. */
async function updateLeads({ tx, clock }: Work, rows: readonly (LeadRow & { lead_id: string; outcome: LeadOutcome })[]): Promise<void> {
  for (let from = 0; from < rows.length; from += chunk) {
    await sql`
      update lead set
        topic = t.topic, area = t.area, severity = t.severity, subject_name = t.subject_name, citizen_id = t.citizen_id, is_child_matter = t.is_child_matter, division = t.division,
        program = t.program, months = t.months, identity_columns = t.identity_columns, sentence = t.sentence, concerned = t.concerned, overpaid = t.overpaid, underpaid = t.underpaid,
        basis = t.basis, evidence = t.evidence, steps = t.steps, is_unverified = t.is_unverified, match_score = t.match_score, match_why = t.match_why, content_hash = t.content_hash, outcome = t.outcome, last_run_id = t.run_id,
        state = case when t.expires then 'new' else lead.state end,
        assignee_post = case when t.expires then null else lead.assignee_post end,
        due_on = case when t.expires then null else lead.due_on end,
        due_steps = case when t.expires then null else lead.due_steps end,
        explained_until = case when t.expires then null else lead.explained_until end,
        updated_at = case when t.outcome = 'unchanged' then lead.updated_at else ${clock.now()}::timestamptz end,
        version = lead.version + case when t.outcome = 'unchanged' then 0 else 1 end
      from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + chunk))}::jsonb) ${recordset}
      where lead.lead_id = t.lead_id`.execute(tx)
  }
}

async function markGone({ tx, clock }: Work, leads: readonly KnownLead[], runId: string | null): Promise<void> {
  if (leads.length === 0) return
  await sql`update lead set outcome = 'gone', last_run_id = ${runId}, updated_at = ${clock.now()}, version = version + 1
    where lead_id = any(${leads.map((lead) => lead.lead_id)}::uuid[])`.execute(tx)
}
