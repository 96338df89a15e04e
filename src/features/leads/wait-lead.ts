import { keptSteps, type DueStep } from '../../domain/due-steps.ts'
import { addWorkingDays, workingDaysBetween } from '../../domain/working-days.ts'
import type { Updateable } from 'kysely'
import type { Database } from '../../platform/database-types.ts'
import { record, type Work } from '../../platform/events.ts'
import { Problem } from '../../platform/problems.ts'
import { readCalendar } from '../calendar/index.ts'
import { refuseOthers } from './lead-states.ts'
import { about, findLead, permitField, setLead, type LeadRow } from './store.ts'

export const waitingReasons = ['other_unit', 'county_check', 'assessment', 'person_away'] as const
export type WaitingReason = (typeof waitingReasons)[number]

interface Waiting {
  title: string
  /** Working days that a text gives the others, with the article; null: no text names a number, the person says until when. */
  limit: { days: number; basis: string } | null
}

/** What a lead may wait for. Where a text limits how long others may take, nobody waits longer on that ground. */
export const waitings: Record<WaitingReason, Waiting> = {
  other_unit: { title: '等外单位复函', limit: null },
  county_check: { title: '等县民政局启动信息核对', limit: { days: 3, basis: '最低生活保障审核确认办法第十七条' } },
  assessment: { title: '等县民政局复核评估自理能力', limit: { days: 10, basis: '特困人员认定办法第二十三条' } },
  person_away: { title: '本人外出，约好日子', limit: null },
}

/** Where no text names a number nobody waits longer than this without saying so again. */
export const longestWait = 20

/**
 * The clock stands still from today because others have the word: the due date moves by the working days until the named day.
 * Errors: `refused` unless it is in somebody's hands, for somebody in danger, for own kin; `bad_input` for a day past the limit.
 */
export async function waitLead(
  work: Work,
  { lead: leadId, version, reason, until, note }: { lead: string; version: number; reason: WaitingReason; until: string; note: string },
): Promise<void> {
  const lead = await findLead(work, leadId, version)
  refuseOthers(work.actor.role)
  await permitField(work, lead)
  if (lead.state !== 'assigned' && lead.state !== 'checking') throw new Problem('refused', '还没分派或已有结论，没有要停的时限；没有改动。')
  if (lead.severity === 'danger') throw new Problem('refused', '有人有危险的不等：今天就核实、报告；没有改动。')
  if (lead.waiting_reason !== null) throw new Problem('refused', '已经在等了，先恢复办理；没有改动。')
  const today = work.clock.today()
  const { title, limit } = waitings[reason]
  const calendar = await readCalendar(work.tx)
  const latest = addWorkingDays(today, limit?.days ?? longestWait, calendar).date
  if (until <= today || until > latest) {
    const why = limit ? `按${limit.basis}，最长 ${limit.days} 个工作日，到 ${latest}` : `最长 ${longestWait} 个工作日，到 ${latest}；还没等到的再写一次`
    throw new Problem('bad_input', `等到哪天要在明天以后；${why}。写的内容都还在。`, { issues: [{ path: 'until', message: `最晚 ${latest}` }] })
  }
  const workdays = workingDaysBetween(today, until, calendar).days
  const due = lead.due_on === null ? null : addWorkingDays(lead.due_on, workdays, calendar).date
  const wait: DueStep | null = due === null ? null : { kind: 'waited', from: today, to: until, workdays, reason: title, due, isOpen: true }
  await setLead(work, lead, {
    waiting_reason: reason,
    waiting_since: today,
    waiting_until: until,
    waiting_note: note,
    due_on: due,
    ...(wait ? { due_steps: JSON.stringify([...keptSteps(lead), wait]) } : {}),
  })
  await record(work, {
    ...about(lead),
    action: 'lead.waiting',
    reason: `${title}：${note}`,
    before: { dueOn: lead.due_on },
    after: { waiting: reason, until, dueOn: due },
  })
}

/** The word came, or it is not waited for any longer: the due date moves by the working days that were waited, not by those planned. */
export async function resumeLead(work: Work, { lead: leadId }: { lead: string }): Promise<void> {
  const lead = await findLead(work, leadId)
  refuseOthers(work.actor.role)
  if (lead.waiting_reason === null) throw new Problem('refused', '这条没有在等；没有改动。')
  await permitField(work, lead)
  const ended = await endOfWait(work, lead)
  await setLead(work, lead, ended)
  await record(work, {
    ...about(lead),
    action: 'lead.resumed',
    before: { waiting: lead.waiting_reason, dueOn: lead.due_on },
    after: { dueOn: ended.due_on ?? lead.due_on },
  })
}

/** Columns of a lead whose wait ends today, or has ended on its last day; a date that somebody named meanwhile stays. */
export async function endOfWait(work: Work, lead: LeadRow): Promise<Updateable<Database['lead']>> {
  const { waiting_reason: reason, waiting_since: since, waiting_until: until } = lead
  const none = { waiting_reason: null, waiting_since: null, waiting_until: null, waiting_note: null }
  const steps = keptSteps(lead)
  const at = steps.findIndex((step) => step.kind === 'waited' && step.isOpen)
  const before = steps[at - 1]?.due
  if (reason === null || since === null || until === null || before === undefined) return none
  const calendar = await readCalendar(work.tx)
  const today = work.clock.today()
  const to = today < until ? today : until
  const workdays = workingDaysBetween(since, to, calendar).days
  const due = addWorkingDays(before, workdays, calendar).date
  const waited: DueStep = { kind: 'waited', from: since, to, workdays, reason: waitings[reason as WaitingReason].title, due, isOpen: false }
  return { ...none, due_on: due, due_steps: JSON.stringify([...steps.slice(0, at), waited]) }
}
