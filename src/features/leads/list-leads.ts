import { sql } from 'kysely'
import type { z } from 'zod'
import { addDays } from '../../domain/plain-date.ts'
import { record, type Work } from '../../platform/events.ts'
import { topicTitle } from '../campaigns/index.ts'
import type { api } from './contract.ts'
import { conditionOf, isOpen, leadOrder, waitsForSecondLook, type LeadFilter } from './filter-leads.ts'
import type { LeadPorts } from './ports.ts'

type Answer = z.input<(typeof api)['GET /api/leads']['output']>
export type ListedLead = Answer['rows'][number]

/** A list longer than this is no list that somebody reads; the total is told all the same. */
export const longestList = 20_000

interface Row {
  lead_id: string
  number: string
  sentence: string
  subject_name: string
  citizen_id: string | null
  person_id: string | null
  division: string
  community: string | null
  check_id: string | null
  topic: string
  area: string
  severity: ListedLead['severity']
  program: string | null
  concerned: number | null
  overpaid: number | null
  underpaid: number | null
  due_on: string | null
  state: ListedLead['state']
  outcome: string
  assignee_post: string | null
  assignee_name: string | null
  source: string
  source_number: string | null
  is_child_matter: boolean
  is_unverified: boolean
  found_on: string
  version: number
  merged: number
  waiting_until: string | null
  is_reported: boolean
  match_score: number | null
}

export const listedColumns = sql`lead.lead_id, lead.number, lead.sentence, lead.subject_name, lead.citizen_id, lead.person_id, lead.division,
  (select d.name from division d where d.code = left(lead.division, 4)) as community, lead.check_id, lead.topic, lead.area, lead.severity, lead.program,
  lead.concerned, lead.overpaid, lead.underpaid, lead.due_on, lead.state, lead.outcome, lead.assignee_post, a.name as assignee_name, lead.source, lead.source_number,
  lead.is_child_matter, lead.is_unverified, to_char(lead.created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as found_on, lead.version,
  (select count(*)::int from lead below where below.merged_into = lead.lead_id) as merged, lead.waiting_until, lead.mandatory_report_id is not null as is_reported, lead.match_score`
export const listedFrom = sql`lead left join post p on p.post_id = lead.assignee_post left join account a on a.account_id = p.account_id`

/** The filtered leads as light rows with totals over all that the filter finds, and the counts of the first line. Looking for a person is kept as an event. */
export async function listLeads(work: Work, filter: LeadFilter, ports: LeadPorts): Promise<Answer> {
  const { tx, clock, actor } = work
  const where = conditionOf(work, filter)
  const rows = await sql<Row>`select ${listedColumns} from ${listedFrom} where ${where} order by ${leadOrder} limit ${longestList}`.execute(tx)
  const sums = await sql<{ total: number; people: number; concerned: number; overpaid: number; underpaid: number }>`
    select count(*) as total, count(distinct coalesce(person_id::text, subject_name || division)) filter (where subject_kind in ('person', 'household', 'row')) as people,
      coalesce(sum(concerned), 0)::bigint as concerned, coalesce(sum(overpaid), 0)::bigint as overpaid, coalesce(sum(underpaid), 0)::bigint as underpaid from lead where ${where}`.execute(
    tx,
  )
  if (filter.q)
    await record(work, {
      action: 'person.searched',
      objectKind: 'lead',
      objectId: 'list',
      division: actor.division,
      reason: '疑点列表',
      after: { words: filter.q, found: rows.rows.length },
    })
  const { total = 0, people = 0, ...money } = sums.rows[0] ?? { concerned: 0, overpaid: 0, underpaid: 0 }
  return { rows: rows.rows.map((row) => listed(row, ports)), total, people, sums: money, counts: await countLeads(work), asOf: clock.now() }
}

export function listed(row: Row, ports: LeadPorts): ListedLead {
  return {
    lead: row.lead_id,
    number: row.number,
    sentence: row.sentence,
    name: row.subject_name,
    citizenId: row.citizen_id,
    person: row.person_id,
    division: row.division,
    community: row.community ?? '',
    check: row.check_id,
    checkTitle: checkTitle(row, ports),
    topic: row.topic,
    area: row.area,
    severity: row.severity,
    program: row.program,
    concerned: row.concerned,
    overpaid: row.overpaid,
    underpaid: row.underpaid,
    dueOn: row.due_on,
    state: row.state,
    outcome: row.outcome,
    assignee: row.assignee_post,
    assigneeName: row.assignee_name,
    source: row.source,
    sourceNumber: row.source_number,
    isChildMatter: row.is_child_matter,
    isUnverified: row.is_unverified,
    foundOn: row.found_on,
    version: row.version,
    merged: row.merged,
    waitingUntil: row.waiting_until,
    isReported: row.is_reported,
    matchScore: row.match_score,
  }
}

/** The check's title; a handed-down row goes by its topic. */
export function checkTitle(row: { check_id: string | null; topic: string }, ports: LeadPorts): string {
  return (row.check_id === null ? undefined : ports.checkOf(row.check_id)?.title) ?? topicTitle(row.topic)
}

/** Where things stand in the actor's range, whatever the filter of a list. */
export async function countLeads(work: Work, campaign?: string): Promise<Answer['counts']> {
  const { tx, clock, actor } = work
  const today = clock.today()
  const answer = await sql<Answer['counts']>`
    select count(*) filter (where ${isOpen}) as open,
      count(*) filter (where ${isOpen} and due_on < ${today}::date) as overdue,
      count(*) filter (where ${isOpen} and due_on = ${addDays(today, 1)}::date) as "dueTomorrow",
      count(*) filter (where ${isOpen} and state = 'new') as unassigned,
      count(*) filter (where ${isOpen} and assignee_post = ${actor.postId}::uuid) as mine,
      count(*) filter (where ${waitsForSecondLook}) as "secondLook"
    from lead where ${conditionOf(work, { campaign })}`.execute(tx)
  return answer.rows[0] ?? { open: 0, overdue: 0, dueTomorrow: 0, unassigned: 0, mine: 0, secondLook: 0 }
}
