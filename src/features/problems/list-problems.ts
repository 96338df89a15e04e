import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { addWorkingDays } from '../../domain/working-days.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { readCalendar } from '../calendar/index.ts'
import { isWorkOf } from '../campaigns/index.ts'
import type { ProblemState } from './problem-states.ts'

export interface ProblemFilter {
  state?: readonly string[] | undefined
  area?: readonly string[] | undefined
  kind?: readonly string[] | undefined
  source?: readonly string[] | undefined
  /** A post, or `me` for the acting post. */
  owner?: string | undefined
  division?: string | undefined
  due?: 'overdue' | 'soon' | 'none' | undefined
  track?: string | undefined
  cause?: string | undefined
  relapsed?: boolean | undefined
  topic?: string | undefined
  item?: string | undefined
  campaign?: string | undefined
  /** Words in title, number, name or the source's number. */
  text?: string | undefined
}

/** What 纪委, county and auditors read they do not act upon; due soon = within three working days. */
const dueSoonWorkingDays = 3

const running = sql<SqlBool>`problem.state in ('registered', 'established', 'planned', 'mending', 'returned')`
const open = sql<SqlBool>`problem.state not in ('closed', 'revoked', 'transferred')`

export interface Day {
  today: string
  soon: string
}

export async function dayOf({ tx, clock }: Pick<Work, 'tx' | 'clock'>): Promise<Day> {
  const today = clock.today()
  return { today, soon: addWorkingDays(today, dueSoonWorkingDays, await readCalendar(tx)).date }
}

/** Whom a post sees: its range, and children's matters only where the post works on them. */
export function visibleTo(actor: Actor): RawBuilder<SqlBool> {
  const inRange = within(actor.scope, 'problem.division')({} as never)
  const children = actor.scope.seesChildren ? sql`true` : sql`not problem.is_child_matter`
  const ownMatters = actor.role === 'child_worker' ? sql`problem.is_child_matter` : sql`true`
  return sql<SqlBool>`(${inRange} and ${children} and ${ownMatters})`
}

/** Of one campaign, when one is named. */
export function ofCampaign(campaign: string | undefined): RawBuilder<SqlBool> {
  return campaign === undefined ? sql<SqlBool>`true` : isWorkOf(campaign, sql`problem.campaign_id`)
}

function whereOf(filter: ProblemFilter, actor: Actor, { today, soon }: Day): RawBuilder<SqlBool> {
  const parts: RawBuilder<unknown>[] = [visibleTo(actor)]
  const oneOf = (column: string, values: readonly string[] | undefined): void => {
    if (values && values.length > 0) parts.push(sql`${sql.ref(`problem.${column}`)} = any(${[...values]}::text[])`)
  }
  if (filter.state?.includes('open')) parts.push(open)
  else oneOf('state', filter.state)
  oneOf('area', filter.area)
  oneOf('kind', filter.kind)
  if (filter.source && filter.source.length > 0)
    parts.push(sql`exists (select from problem_source s where s.problem_id = problem.problem_id and s.source = any(${[...filter.source]}::text[]))`)
  if (filter.owner !== undefined) parts.push(sql`problem.owner_post::text = ${filter.owner === 'me' ? actor.postId : filter.owner}`)
  if (filter.division !== undefined) parts.push(sql`starts_with(problem.division, ${filter.division})`)
  if (filter.due === 'overdue') parts.push(sql`${running} and problem.due_on < ${today}::date`)
  if (filter.due === 'soon') parts.push(sql`${running} and problem.due_on between ${today}::date and ${soon}::date`)
  if (filter.due === 'none') parts.push(sql`${open} and problem.due_on is null`)
  if (filter.track !== undefined) parts.push(sql`problem.track = ${filter.track}`)
  if (filter.cause !== undefined) parts.push(sql`problem.cause_kind = ${filter.cause}`)
  if (filter.relapsed === true) parts.push(sql`problem.is_relapsed`)
  if (filter.topic !== undefined) parts.push(sql`problem.topic = ${filter.topic}`)
  if (filter.item !== undefined) parts.push(sql`problem.item_id::text = ${filter.item}`)
  parts.push(ofCampaign(filter.campaign))
  const text = filter.text?.trim()
  if (text !== undefined && text !== '') {
    parts.push(sql`(position(${text} in problem.title) > 0 or position(${text} in problem.number) > 0 or position(${text} in coalesce(problem.subject_name, '')) > 0
      or exists (select from problem_source s where s.problem_id = problem.problem_id and position(${text} in coalesce(s.source_number, '')) > 0))`)
  }
  return sql<SqlBool>`${sql.join(parts, sql` and `)}`
}

export interface ListedProblem {
  problem_id: string
  number: string
  kind: string
  title: string
  area: string | null
  topic: string | null
  division: string
  division_name: string
  subject_name: string | null
  state: ProblemState
  waiting_reason: string | null
  track: string | null
  cause_kind: string | null
  responsible_unit: string | null
  owner_post: string | null
  owner_name: string | null
  due_on: string | null
  is_overdue: boolean
  is_soon: boolean
  concerned: number | null
  overpaid: number | null
  underpaid: number | null
  sources: { source: string; number: string | null }[]
  is_relapsed: boolean
  extended_until: string | null
  sampled_times: number
  measures: number
  measures_done: number
  proof_after: number
  created_at: string
  closed_at: string | null
  version: number
}

/** The ledger's rows, most pressing first: returned and overdue, then by deadline, then by number. */
export async function listProblems(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  filter: ProblemFilter,
  { day, limit, offset }: { day: Day; limit: number; offset: number },
): Promise<{ rows: ListedProblem[]; total: number }> {
  const where = whereOf(filter, actor, day)
  const found = await sql<ListedProblem>`
    select problem.problem_id, problem.number, problem.kind, problem.title, problem.area, problem.topic, problem.division,
      coalesce(division.name, problem.division) as division_name, problem.subject_name, problem.state, problem.waiting_reason, problem.track,
      problem.cause_kind, problem.responsible_unit, problem.owner_post, problem.owner_name, problem.due_on,
      coalesce(${running} and problem.due_on < ${day.today}::date, false) as is_overdue,
      coalesce(${running} and problem.due_on between ${day.today}::date and ${day.soon}::date, false) as is_soon,
      problem.concerned, problem.overpaid, problem.underpaid, problem.is_relapsed, problem.extended_until, problem.sampled_times,
      (select count(*) from measure m where m.problem_id = problem.problem_id) as measures,
      (select count(*) from measure m where m.problem_id = problem.problem_id and m.done_on is not null) as measures_done,
      (select count(*) from proof p where p.problem_id = problem.problem_id and p.side = 'after') as proof_after,
      problem.created_at, problem.closed_at, problem.version,
      coalesce((select json_agg(json_build_object('source', s.source, 'number', s.source_number) order by s.at) from problem_source s where s.problem_id = problem.problem_id), '[]') as sources
    from problem left join division on division.code = problem.division
    where ${where}
    order by problem.state in ('closed', 'revoked', 'transferred'), coalesce(${running} and problem.due_on < ${day.today}::date, false) desc,
      problem.state = 'returned' desc, problem.due_on nulls last, problem.number
    limit ${limit} offset ${offset}`.execute(tx)
  const total = await sql<{ total: number }>`select count(*) as total from problem where ${where}`.execute(tx)
  return { rows: found.rows, total: total.rows[0]?.total ?? 0 }
}

export interface ProblemCounts {
  total: number
  open: number
  registered: number
  mending: number
  waiting: number
  reviewing: number
  returned: number
  closed: number
  overdue: number
  soon: number
  relapsed: number
}

/** The numbers of the first line: over everything the reader sees (of one campaign, if named), whatever is filtered below. */
export async function countProblems({ tx, actor }: Pick<Work, 'tx' | 'actor'>, { today, soon }: Day, campaign?: string): Promise<ProblemCounts> {
  const { rows } = await sql<ProblemCounts>`
    select count(*) filter (where problem.state <> 'revoked') as total, count(*) filter (where ${open}) as open,
      count(*) filter (where problem.state = 'registered') as registered, count(*) filter (where problem.state = 'mending') as mending,
      count(*) filter (where problem.state = 'waiting') as waiting, count(*) filter (where problem.state in ('closing', 'reviewing')) as reviewing,
      count(*) filter (where problem.state = 'returned') as returned, count(*) filter (where problem.state = 'closed') as closed,
      count(*) filter (where ${running} and problem.due_on < ${today}::date) as overdue,
      count(*) filter (where ${running} and problem.due_on between ${today}::date and ${soon}::date) as soon,
      count(*) filter (where problem.is_relapsed) as relapsed
    from problem where ${visibleTo(actor)} and ${ofCampaign(campaign)}`.execute(tx)
  return rows[0] ?? { total: 0, open: 0, registered: 0, mending: 0, waiting: 0, reviewing: 0, returned: 0, closed: 0, overdue: 0, soon: 0, relapsed: 0 }
}

/** S47: what is due, overdue, stuck or sent back, per responsible person, as of today. `stuck` = nothing happened for ten days. */
export interface Reminder {
  owner_post: string | null
  owner_name: string | null
  has_left: boolean
  division: string
  division_name: string
  open: number
  overdue: number
  soon: number
  stuck: number
  returned: number
  waiting: number
  next_due: string | null
}

const stuckDays = 10

export async function listReminders({ tx, actor, clock }: Pick<Work, 'tx' | 'actor' | 'clock'>, { today, soon }: Day, campaign?: string): Promise<Reminder[]> {
  const { rows } = await sql<Reminder>`
    select problem.owner_post, problem.owner_name, problem.division, coalesce(max(division.name), problem.division) as division_name,
      coalesce(bool_or(post.ends_on is not null and post.ends_on <= ${today}::date or not account.is_active), false) as has_left, count(*) as open,
      count(*) filter (where ${running} and problem.due_on < ${today}::date) as overdue,
      count(*) filter (where ${running} and problem.due_on between ${today}::date and ${soon}::date) as soon,
      count(*) filter (where ${running} and problem.updated_at < ${clock.now()}::timestamptz - make_interval(days => ${stuckDays})) as stuck,
      count(*) filter (where problem.state = 'returned') as returned, count(*) filter (where problem.state = 'waiting') as waiting,
      min(problem.due_on) filter (where ${running}) as next_due
    from problem left join division on division.code = problem.division left join post on post.post_id = problem.owner_post
      left join account on account.account_id = post.account_id
    where ${visibleTo(actor)} and ${open} and ${ofCampaign(campaign)}
    group by problem.owner_post, problem.owner_name, problem.division
    order by overdue desc, returned desc, soon desc, stuck desc, problem.division, problem.owner_name`.execute(tx)
  return rows
}

/** S40: how many problems have which kind of cause, by area; revoked ones do not count. */
export async function countCauses(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  campaign?: string,
): Promise<{ area: string | null; cause: string | null; problems: number }[]> {
  const { rows } = await sql<{ area: string | null; cause: string | null; problems: number }>`
    select problem.area, problem.cause_kind as cause, count(*) as problems from problem
    where ${visibleTo(actor)} and problem.state not in ('revoked', 'transferred') and ${ofCampaign(campaign)} group by 1, 2 order by 1, 2`.execute(tx)
  return rows
}
