import { addDays, addMonthsToDate } from './plain-date.ts'
import { addWorkingDays, isAnnounced, orNextWorkingDay, workingDaysBetween, type Calendar, type Counted, type Holiday } from './working-days.ts'

export const dueUnits = ['workdays', 'days', 'months'] as const
export type DueUnit = (typeof dueUnits)[number]

/** What a count of working days ran over. */
interface Passed {
  skipped: Holiday[]
  /** Weekend days that were worked and count. */
  made: string[]
  /** Years whose holidays nobody has announced: counted by plain weekends. */
  notAnnounced: string[]
}

/**
 * One step of how a due date came about; the last one's `due` is the date. Plain dates throughout, kept as they were
 * counted on their day: what was told to somebody stays explained after a year's holidays change.
 */
export type DueStep =
  /** So many working days, days or months after `from`, which does not count itself. */
  | (Passed & {
      kind: 'counted'
      from: string
      count: number
      unit: DueUnit
      /** The day on which the count itself ended, where that was a day of rest (民法典 第二百零三条). */
      endedOn: string | null
      due: string
      ground: string | null
    })
  /** Every so many days: the next one counts from the last that was done. */
  | { kind: 'scheduled'; from: string; days: number; due: string; ground: string | null }
  /** A person or a paper names the day. `workdays`: after `on` up to and with it; negative when it was past already. */
  | (Passed & { kind: 'set'; on: string | null; due: string; workdays: number | null; by: string | null; ground: string | null })
  /** A stretch that a paper gives: it ends on its last day. `workdays`: from its first day on. */
  | (Passed & { kind: 'span'; from: string; due: string; workdays: number; ground: string | null })
  /** The clock stood; `isOpen` while it stands and `to` is the day that is expected. */
  | { kind: 'waited'; from: string; to: string; workdays: number; reason: string; due: string; isOpen: boolean }
  | { kind: 'extended'; on: string; due: string; workdays: number; by: string; reason: string }
  /** A year's holidays were stated anew: the date that stood, and the one that stands. */
  | { kind: 'recounted'; on: string; was: string; due: string; ground: string }

interface Limit {
  count: number
  unit: DueUnit
  ground?: string | null
}

/** The due date so many days after `from`, with its arithmetic. A last day of rest of days and months moves on (民法典 第二百零三条). */
export function countDue(from: string, { count, unit, ground = null }: Limit, calendar: Calendar): DueStep & { kind: 'counted' } {
  if (unit === 'workdays') {
    const counted = addWorkingDays(from, count, calendar)
    return { kind: 'counted', from, count, unit, endedOn: null, due: counted.date, ...passed(counted), ground }
  }
  const ended = unit === 'days' ? addDays(from, count) : addMonthsToDate(from, count)
  const due = orNextWorkingDay(ended, calendar)
  const notAnnounced = isAnnounced(due, calendar) ? [] : [due.slice(0, 4)]
  return { kind: 'counted', from, count, unit, endedOn: ended === due ? null : ended, due, skipped: [], made: [], notAnnounced, ground }
}

/** The day that somebody or a paper names, with its working days after `on`. */
export function namedDue(
  due: string,
  { on, by, ground = null, calendar }: { on: string; by: string | null; ground?: string | null; calendar: Calendar },
): DueStep & { kind: 'set' } {
  if (due < on) return { ...fixedDue(due, ground), on, workdays: -workingDaysBetween(due, on, calendar).days, by }
  const counted = workingDaysBetween(on, due, calendar)
  return { kind: 'set', on, due, workdays: counted.days, by, ...passed(counted), ground }
}

/** The last day of a stretch that a paper gives, with its working days. */
export function spanDue(from: string, { to, ground, calendar }: { to: string; ground: string | null; calendar: Calendar }): DueStep {
  const counted = workingDaysBetween(addDays(from, -1), to, calendar)
  return { kind: 'span', from, due: to, workdays: counted.days, ...passed(counted), ground }
}

/** A day that follows from its ground alone: the last of a month, the day of an agreement. */
export function fixedDue(due: string, ground: string | null): DueStep & { kind: 'set' } {
  return { kind: 'set', on: null, due, workdays: null, by: null, skipped: [], made: [], notAnnounced: [], ground }
}

/** The steps that a row keeps. */
export function keptSteps(row: { due_steps: unknown }): DueStep[] {
  return (row.due_steps ?? []) as DueStep[]
}

function passed({ steps, notAnnounced }: Counted): Passed {
  return {
    skipped: steps.flatMap(({ kind, name, from, to }) => (kind === 'holiday' ? [{ name: name ?? '', from, to }] : [])),
    made: steps.flatMap(({ kind, from, days }) => (kind === 'makeup' ? Array.from({ length: days }, (_, at) => addDays(from, at)) : [])),
    notAnnounced,
  }
}

/**
 * The same steps under another calendar: what was counted or waited is counted anew, what somebody named stays.
 * Null when the date stays the same. A date is never brought forward past `today`: nobody becomes late by a paper.
 */
export function recountDue(
  steps: readonly DueStep[],
  { calendar, today, ground }: { calendar: Calendar; today: string; ground: string },
): { due: string; steps: DueStep[] } | null {
  const was = steps.at(-1)?.due
  const again: DueStep[] = []
  for (const step of steps) {
    if (step.kind === 'recounted') continue
    const before = again.at(-1)?.due
    again.push(countAgain(step, before, calendar))
  }
  const counted = again.at(-1)?.due
  if (was === undefined || counted === undefined || counted === was) return null
  const due = counted >= today ? counted : was < today ? was : today
  return due === was ? null : { due, steps: [...again, { kind: 'recounted', on: today, was, due, ground }] }
}

function countAgain(step: DueStep, before: string | undefined, calendar: Calendar): DueStep {
  if (step.kind === 'counted') return countDue(step.from, step, calendar)
  if (step.kind !== 'waited' || before === undefined) return step
  const workdays = workingDaysBetween(step.from, step.to, calendar).days
  return { ...step, workdays, due: addWorkingDays(before, workdays, calendar).date }
}

/** 10月9日, with its year where the reader stands in another. */
export function sayDay(date: string, year: string): string {
  const [, month = '', day = ''] = date.split('-')
  return `${date.startsWith(year) ? '' : `${date.slice(0, 4)}年`}${Number(month)}月${Number(day)}日`
}

function saySpan({ from, to }: { from: string; to: string }, year: string): string {
  if (from === to) return sayDay(from, year)
  return `${sayDay(from, year)}至${from.slice(0, 7) === to.slice(0, 7) ? `${Number(to.slice(8))}日` : sayDay(to, from.slice(0, 4))}`
}

const unitWords: Record<DueUnit, string> = { workdays: '个工作日', days: '天', months: '个月' }

export function sayNotAnnounced(years: readonly string[]): string {
  return years.length === 0 ? '' : `${years.join('、')} 年节假日安排还没有公布，只按周末推算`
}

function sayPassed({ skipped, made, notAnnounced }: Passed, year: string): string {
  const parts = [
    ...(skipped.length === 0 ? [] : [`跳过${skipped.map((each) => `${each.name}（${saySpan(each, year)}）`).join('、')}`]),
    ...(made.length === 0 ? [] : [`${made.map((date) => sayDay(date, year)).join('、')}调休上班，算在内`]),
    ...(notAnnounced.length === 0 ? [] : [sayNotAnnounced(notAnnounced)]),
  ]
  return parts.map((part) => `，${part}`).join('')
}

const sayGround = (ground: string | null): string => (ground === null ? '' : `。依据：${ground}`)

/** One step in words, a line of its own. `year` is the reader's: its dates go without the year. */
export function sayDueStep(step: DueStep, year: string): string {
  const day = (date: string): string => sayDay(date, year)
  switch (step.kind) {
    case 'counted': {
      const nth = step.unit === 'workdays' ? `第 ${step.count} ${unitWords.workdays}` : `满 ${step.count} ${unitWords[step.unit]}`
      const moved = step.endedOn === null ? '' : `，那天休息，顺延到${day(step.due)}`
      return `从${day(step.from)}的次日数起，${nth}是${day(step.endedOn ?? step.due)}${moved}${sayPassed(step, year)}${sayGround(step.ground)}`
    }
    case 'scheduled':
      return `${day(step.from)}起每 ${step.days} 天一次，最晚${day(step.due)}${sayGround(step.ground)}`
    case 'set': {
      const length = step.workdays === null ? '' : step.workdays >= 0 ? `，${step.workdays} 个工作日` : `，定时已过 ${-step.workdays} 个工作日`
      return `${step.on === null ? '' : day(step.on)}${step.by ?? ''}定为${day(step.due)}${length}${sayPassed(step, year)}${sayGround(step.ground)}`
    }
    case 'span':
      return `${day(step.from)}至${day(step.due)}，${step.workdays} 个工作日${sayPassed(step, year)}${sayGround(step.ground)}`
    case 'waited':
      return step.isOpen
        ? `${day(step.from)}起${step.reason}，时钟停着；等到${day(step.to)}是 ${step.workdays} 个工作日，顺延到${day(step.due)}`
        : `${saySpan(step, year)}${step.reason}，时钟停了 ${step.workdays} 个工作日，顺延到${day(step.due)}`
    case 'extended':
      return `${day(step.on)}${step.by}批准延期到${day(step.due)}，增加 ${step.workdays} 个工作日：${step.reason}`
    case 'recounted':
      return `${day(step.on)}节假日安排变了（${step.ground}），从${day(step.was)}重算为${day(step.due)}`
  }
}
