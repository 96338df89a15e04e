import { addDays, dayNumber, daysBetween } from './plain-date.ts'

/** Days off of one name, both ends included, weekends inside too. */
export interface Holiday {
  name: string
  from: string
  to: string
}

/** What a year's paper arranges; a holiday of January may begin in the last days of the year before. */
export interface YearCalendar {
  holidays: readonly Holiday[]
  /** Weekend days that are worked (调休). */
  makeup: readonly string[]
}

/** By year; a year that is absent is not announced yet. */
export type Calendar = Readonly<Record<string, YearCalendar>>

export type DayKind = 'workday' | 'makeup' | 'weekend' | 'holiday'

/** A stretch of days of one kind, to show how a limit was counted. */
export interface DayStep {
  from: string
  to: string
  days: number
  kind: DayKind
  /** Of the holiday. */
  name: string | null
  counts: boolean
}

export interface Counted {
  /** The last day; counted with plain weekends in years not announced. */
  date: string
  days: number
  steps: DayStep[]
  /** Years whose holidays are not announced and that the counting ran through. */
  notAnnounced: string[]
}

interface Index {
  /** Day off → name of its holiday. */
  holidays: ReadonlyMap<string, string>
  makeup: ReadonlySet<string>
}

const indexes = new WeakMap<Calendar, Index>()

function indexOf(calendar: Calendar): Index {
  let index = indexes.get(calendar)
  if (!index) {
    const years = Object.values(calendar)
    const days = years.flatMap((year) =>
      year.holidays.flatMap(({ name, from, to }) => Array.from({ length: daysBetween(from, to) + 1 }, (_, at): [string, string] => [addDays(from, at), name])),
    )
    index = { holidays: new Map(days), makeup: new Set(years.flatMap((year) => year.makeup)) }
    indexes.set(calendar, index)
  }
  return index
}

/** Is the year's calendar announced? */
export function isAnnounced(date: string, calendar: Calendar): boolean {
  return calendar[date.slice(0, 4)] !== undefined
}

export function dayKind(date: string, calendar: Calendar): DayKind {
  const index = indexOf(calendar)
  if (index.makeup.has(date)) return 'makeup'
  if (index.holidays.has(date)) return 'holiday'
  // 1970-01-01 was a Thursday.
  const weekday = (((dayNumber(date) + 4) % 7) + 7) % 7
  return weekday === 0 || weekday === 6 ? 'weekend' : 'workday'
}

/** The holiday that a day off belongs to; null on other days, and on one that is worked after all. */
export function holidayOf(date: string, calendar: Calendar): string | null {
  return dayKind(date, calendar) === 'holiday' ? (indexOf(calendar).holidays.get(date) ?? null) : null
}

export function isWorkingDay(date: string, calendar: Calendar): boolean {
  const kind = dayKind(date, calendar)
  return kind === 'workday' || kind === 'makeup'
}

/** Adds a day to the stretches; says whether it counts. */
function collect(steps: DayStep[], date: string, calendar: Calendar): boolean {
  const kind = dayKind(date, calendar)
  const name = holidayOf(date, calendar)
  const counts = kind === 'workday' || kind === 'makeup'
  const last = steps.at(-1)
  if (last && last.kind === kind && last.name === name) {
    last.to = date
    last.days += 1
  } else steps.push({ from: date, to: date, days: 1, kind, name, counts })
  return counts
}

/** The n-th working day after `from`; the day itself does not count (民法典 第二百零一条). */
export function addWorkingDays(from: string, n: number, calendar: Calendar): Counted {
  const steps: DayStep[] = []
  const missing = new Set<string>()
  let date = from
  let counted = 0
  while (counted < n) {
    date = addDays(date, 1)
    if (!isAnnounced(date, calendar)) missing.add(date.slice(0, 4))
    if (collect(steps, date, calendar)) counted += 1
  }
  return { date, days: n, steps, notAnnounced: [...missing] }
}

/** Working days after `from` up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: string, to: string, calendar: Calendar): Counted {
  const steps: DayStep[] = []
  const missing = new Set<string>()
  let days = 0
  for (let date = from; date < to;) {
    date = addDays(date, 1)
    if (!isAnnounced(date, calendar)) missing.add(date.slice(0, 4))
    if (collect(steps, date, calendar)) days += 1
  }
  return { date: to, days, steps, notAnnounced: [...missing] }
}

/** The day itself, or the next working day when it is a day of rest (民法典 第二百零三条). */
export function orNextWorkingDay(date: string, calendar: Calendar): string {
  let day = date
  while (!isWorkingDay(day, calendar)) day = addDays(day, 1)
  return day
}

const kindWords: Readonly<Record<DayKind, string>> = { workday: '工作日', makeup: '调休上班', weekend: '周末', holiday: '节假日' }

/** The arithmetic in words: 2026-09-28至2026-09-30 工作日3天；2026-10-01至2026-10-07 国庆节不计；… */
export function sayCounting(counted: Counted): string {
  const parts = counted.steps.map(
    (step) =>
      `${step.from === step.to ? step.from : `${step.from}至${step.to}`} ${step.name ?? kindWords[step.kind]}${step.counts ? `${step.days}天` : '不计'}`,
  )
  const years = counted.notAnnounced.map((year) => `${year}年节假日安排尚未公布，只按周末推算`)
  return [...parts, ...years].join('；')
}
