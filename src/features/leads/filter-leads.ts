import { sql, type RawBuilder } from 'kysely'
import { addDays } from '../../domain/plain-date.ts'
import type { Work } from '../../platform/events.ts'
import { isTopicOf } from '../campaigns/index.ts'
import { openStates } from './lead-states.ts'

export interface LeadFilter {
  area?: readonly string[] | undefined
  topic?: readonly string[] | undefined
  check?: readonly string[] | undefined
  state?: readonly string[] | undefined
  division?: readonly string[] | undefined
  severity?: readonly string[] | undefined
  program?: readonly string[] | undefined
  outcome?: readonly string[] | undefined
  source?: readonly string[] | undefined
  assignee?: string | undefined
  due?: 'overdue' | 'today' | 'tomorrow' | 'week' | 'none' | undefined
  since?: string | undefined
  sheet?: string | undefined
  campaign?: string | undefined
  q?: string | undefined
}

type Condition = RawBuilder<unknown>

/** Somebody still has to find out, and the last run still saw it. */
export const isOpen: Condition = sql`(lead.state in (${sql.join([...openStates])}) and lead.outcome not in ('gone', 'withdrawn'))`
export const waitsForSecondLook: Condition = sql`lead.state in ('partly', 'unfounded')`

/** The conditions of a filter on the table `lead`, always with the actor's range of divisions. */
export function conditionOf({ actor, clock }: Pick<Work, 'actor' | 'clock'>, filter: LeadFilter): Condition {
  const { from, to } = actor.scope
  const parts: Condition[] = [sql`lead.division >= ${from} and lead.division < ${to}`]
  const anyOf = (column: string, values: readonly string[] | undefined): void => {
    if (values && values.length > 0) parts.push(sql`${sql.ref(column)} = any(${values}::text[])`)
  }
  anyOf('lead.area', filter.area)
  anyOf('lead.topic', filter.topic)
  anyOf('lead.check_id', filter.check)
  anyOf('lead.severity', filter.severity)
  anyOf('lead.program', filter.program)
  anyOf('lead.outcome', filter.outcome)
  anyOf('lead.source', filter.source)
  // A merged lead counts once, with the one that it lies with; a handed-down sheet still lists its own rows.
  if (filter.sheet === undefined && !filter.state?.includes('merged')) parts.push(sql`lead.state <> 'merged'`)
  if (filter.state && filter.state.length > 0) parts.push(sql`(${sql.join(filter.state.map(stateCondition), sql` or `)})`)
  if (filter.division && filter.division.length > 0) {
    // A community's filter takes its grids along.
    parts.push(
      sql`(${sql.join(
        filter.division.map((code) => sql`lead.division like ${`${code.replace(/[^a-z]/g, '')}%`}`),
        sql` or `,
      )})`,
    )
  }
  if (filter.assignee === 'none') parts.push(sql`lead.assignee_post is null`)
  else if (filter.assignee === 'me') parts.push(sql`lead.assignee_post = ${actor.postId}::uuid`)
  else if (filter.assignee !== undefined) parts.push(sql`lead.assignee_post = ${filter.assignee}::uuid`)
  if (filter.due !== undefined) parts.push(dueCondition(filter.due, clock.today()))
  if (filter.since !== undefined) parts.push(sql`lead.created_at >= ${`${filter.since}T00:00:00+08:00`}::timestamptz`)
  if (filter.sheet !== undefined) parts.push(sql`lead.handed_sheet_id = ${filter.sheet}::uuid`)
  if (filter.campaign !== undefined) parts.push(isTopicOf(filter.campaign, sql`lead.topic`))
  if (filter.q) {
    const like = `%${filter.q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    parts.push(sql`(lead.subject_name like ${like} or lead.number like ${like} or lead.source_number like ${like}
      or exists (select from lead below where below.merged_into = lead.lead_id and (below.number like ${like} or below.source_number like ${like})))`)
  }
  return sql.join(parts, sql` and `)
}

function stateCondition(state: string): Condition {
  if (state === 'open') return isOpen
  if (state === 'second_look') return waitsForSecondLook
  if (state === 'waiting') return sql`(lead.waiting_reason is not null and ${isOpen})`
  return sql`lead.state = ${state}`
}

function dueCondition(due: NonNullable<LeadFilter['due']>, today: string): Condition {
  switch (due) {
    case 'none':
      return sql`lead.due_on is null and ${isOpen}`
    case 'overdue':
      return sql`lead.due_on < ${today}::date and ${isOpen}`
    case 'today':
      return sql`lead.due_on = ${today}::date and ${isOpen}`
    case 'tomorrow':
      return sql`lead.due_on = ${addDays(today, 1)}::date and ${isOpen}`
    case 'week':
      return sql`lead.due_on between ${today}::date and ${addDays(today, 7)}::date and ${isOpen}`
    default:
      return due satisfies never
  }
}

/** What hurts most if nothing happens comes first: danger to a person, then the nearest due date, then the number. */
export const leadOrder: Condition = sql`lead.severity = 'danger' desc, lead.due_on asc nulls last, lead.number`
