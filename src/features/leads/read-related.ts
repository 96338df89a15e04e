import type { z } from 'zod'
import { countDue } from '../../domain/due-steps.ts'
import type { Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { readCalendar } from '../calendar/index.ts'
import type { api } from './contract.ts'
import { sayEvent } from './event-words.ts'
import { canMove } from './lead-states.ts'
import { checkTitle } from './list-leads.ts'
import { listMerged } from './merge-leads.ts'
import type { LeadPorts } from './ports.ts'
import { reportDuty } from './report-danger.ts'
import type { LeadRow } from './store.ts'
import { longestWait, waitingReasons, waitings, type WaitingReason } from './wait-lead.ts'

type Detail = z.input<(typeof api)['GET /api/leads/{lead}']['output']>

/** What happened to the lead, and to those that lie with it under their own numbers; and how many people opened it. */
export async function readTrail({ tx }: Work, leads: readonly { lead_id: string; number: string }[]): Promise<Pick<Detail, 'events' | 'readers'>> {
  const [main] = leads
  const rows = await tx
    .selectFrom('event')
    .select(['at', 'actor_name', 'action', 'reason', 'after', 'object_id'])
    .where('object_kind', '=', 'lead')
    .where(
      'object_id',
      'in',
      leads.map((lead) => lead.lead_id),
    )
    .orderBy('event_id', 'desc')
    .limit(500)
    .execute()
  const readers = new Set(rows.filter((row) => row.action === 'lead.opened').map((row) => row.actor_name))
  const numberOf = new Map(leads.map((lead) => [lead.lead_id, lead.number]))
  return {
    events: rows
      .filter((row) => row.action !== 'lead.opened')
      .map((row) => ({
        at: row.at,
        actor: row.actor_name,
        of: row.object_id === main?.lead_id ? null : (numberOf.get(row.object_id) ?? null),
        ...sayEvent(row),
      })),
    readers: readers.size,
  }
}

/** Other leads about the same person, household, or name in the same community; whether each may be laid with this one. */
export async function readOthers({ tx, actor }: Work, lead: LeadRow, ports: LeadPorts): Promise<Detail['others']> {
  const rows = await tx
    .selectFrom('lead')
    .select(['lead_id', 'number', 'sentence', 'state', 'check_id', 'topic', 'source', 'source_number', 'version', 'severity', 'is_held', 'person_id'])
    .where((eb) =>
      eb.or([
        ...(lead.person_id === null ? [] : [eb('person_id', '=', lead.person_id)]),
        ...(lead.household_id === null ? [] : [eb('household_id', '=', lead.household_id)]),
        eb.and([
          eb('subject_name', '=', lead.subject_name),
          eb(eb.fn<string>('left', ['division', eb.lit(4)]), '=', lead.division.slice(0, 4)),
          // Two known people of one name are two people.
          ...(lead.person_id === null ? [] : [eb('person_id', 'is', null)]),
        ]),
      ]),
    )
    .where('lead_id', '!=', lead.lead_id)
    .where('subject_kind', 'in', ['person', 'household', 'row'])
    .where((eb) => eb.or([eb('merged_into', 'is', null), eb('merged_into', '!=', lead.lead_id)]))
    .where(within(actor.scope, 'lead.division'))
    .orderBy('number')
    .limit(50)
    .execute()
  const isOffice = actor.role === 'clerk' || actor.role === 'leader'
  return rows.map((row) => ({
    lead: row.lead_id,
    number: row.number,
    sentence: row.sentence,
    state: row.state as Detail['state'],
    checkTitle: checkTitle(row, ports),
    source: row.source,
    sourceNumber: row.source_number,
    version: row.version,
    mayTakeIn: isOffice && lead.state !== 'merged' && canMove('merge', row.state) && !row.is_held && (row.severity !== 'danger' || lead.severity === 'danger'),
  }))
}

/** What lies with this lead, with which it lies itself, and the problems with which it could. */
export async function readMerging(work: Work, lead: LeadRow, ports: LeadPorts): Promise<Pick<Detail, 'merged' | 'liesWith' | 'problem' | 'problems'>> {
  const { tx, actor } = work
  const below = await listMerged(work, lead.lead_id)
  const merged = below.map((each) => ({
    lead: each.lead_id,
    number: each.number,
    source: each.source,
    sourceNumber: each.source_number,
    sentence: each.sentence,
    checkTitle: checkTitle(each, ports),
    was: (each.merged_from ?? 'new') as Detail['state'],
    by: each.merged_by ?? '',
    at: each.merged_at ?? each.updated_at,
  }))
  const main =
    lead.merged_into === null
      ? undefined
      : await tx
          .selectFrom('lead')
          .select(['lead_id', 'number', 'sentence'])
          .where('lead_id', '=', lead.merged_into)
          .where(within(actor.scope, 'lead.division'))
          .executeTakeFirst()
  const open =
    canMove('merge', lead.state) && (actor.role === 'clerk' || actor.role === 'leader')
      ? await ports.problemsOf(work, { personId: lead.person_id, name: lead.subject_name, division: lead.division })
      : []
  const own = await ports.problemOf(work, lead.lead_id)
  return {
    merged,
    liesWith:
      main !== undefined
        ? { kind: 'lead', id: main.lead_id, number: main.number, title: main.sentence }
        : lead.merged_problem === null
          ? null
          : { kind: 'problem', id: lead.merged_problem, number: own?.number ?? '', title: own?.title ?? '' },
    problem: own,
    problems: lead.state === 'merged' || below.length > 0 || lead.severity === 'danger' ? [] : open,
  }
}

/** The duty to report that the lead brings, and what was reported. */
export async function readReport({ tx }: Pick<Work, 'tx'>, lead: LeadRow): Promise<Detail['report']> {
  if (lead.severity !== 'danger') return null
  const duty = reportDuty(lead)
  const made =
    lead.mandatory_report_id === null
      ? undefined
      : await tx.selectFrom('mandatory_report').selectAll().where('mandatory_report_id', '=', lead.mandatory_report_id).executeTakeFirst()
  return {
    isDuty: duty !== null,
    basis: duty?.basis ?? '法律没有规定必须报告：先问本人，可以帮助报告',
    recipients: duty?.recipients ?? ['派出所', '县民政局'],
    kinds: duty?.kinds ?? ['adult_without_capacity', 'other'],
    made: made
      ? { recipient: made.recipient ?? '', at: made.reported_at ?? made.created_at, by: made.created_by, receipt: made.receipt, arrangement: made.arrangement }
      : null,
  }
}

/** What the lead waits for, and what it could wait for until when. */
export async function readWaiting({ tx, clock }: Pick<Work, 'tx' | 'clock'>, lead: LeadRow): Promise<Pick<Detail, 'waiting' | 'waitings'>> {
  const calendar = await readCalendar(tx)
  const reason = waitingReasons.find((each) => each === lead.waiting_reason)
  const basisOf = (each: WaitingReason): string => {
    const { limit } = waitings[each]
    return limit ? `${limit.basis}：${limit.days} 个工作日` : `没有条文定期限：写明等到哪天，最长 ${longestWait} 个工作日`
  }
  return {
    waiting:
      reason === undefined
        ? null
        : {
            title: waitings[reason].title,
            since: lead.waiting_since ?? '',
            until: lead.waiting_until ?? '',
            note: lead.waiting_note ?? '',
            basis: basisOf(reason),
          },
    waitings: waitingReasons.map((each) => {
      const { title, limit } = waitings[each]
      const latest = countDue(clock.today(), { count: limit?.days ?? longestWait, unit: 'workdays', ground: basisOf(each) }, calendar)
      return { reason: each, title, basis: basisOf(each), latest: latest.due, dueSteps: [latest] }
    }),
  }
}
