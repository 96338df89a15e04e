import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { addDays } from '../../domain/plain-date.ts'
import { dayKind, holidayOf, isWorkingDay, type Calendar, type Holiday, type YearCalendar } from '../../domain/working-days.ts'
import type { Work } from '../../platform/events.ts'
import { parseYaml } from '../../platform/files/read-yaml.ts'
import type { Tx } from '../../platform/postgres/database.ts'

export interface Paper {
  title: string
  number: string
  dated: string | null
}

const file = fileURLToPath(new URL('../../../catalog/standards/calendar.yml', import.meta.url))

let loaded: Record<string, YearCalendar & { paper: Paper }> | undefined

/** Years as 国务院办公厅 announced them up to this version, each with its paper; read once per process. */
export function shippedYears(): Record<string, YearCalendar & { paper: Paper }> {
  loaded ??= parseYaml('catalog/standards/calendar.yml', readFileSync(file, 'utf8')) as Record<string, YearCalendar & { paper: Paper }>
  return loaded
}

/** The calendar of a place that states nothing of its own. */
export const shippedCalendar = (): Calendar =>
  Object.fromEntries(Object.entries(shippedYears()).map(([year, { holidays, makeup }]) => [year, { holidays, makeup }]))

interface Statement extends Paper {
  no: number
  year: string
  arrangement: YearCalendar | null
  reason: string | null
  by: string
  at: string
}

/** What the town stated, the newest first. */
export async function listStatements(tx: Tx, year?: string): Promise<Statement[]> {
  const rows = await tx
    .selectFrom('calendar_statement')
    .selectAll()
    .$if(year !== undefined, (query) => query.where('year', '=', year ?? ''))
    .orderBy('no', 'desc')
    .execute()
  return rows.map((row) => ({
    no: row.no,
    year: row.year,
    arrangement: row.holidays === null ? null : { holidays: row.holidays as unknown as Holiday[], makeup: row.makeup as unknown as string[] },
    title: row.title,
    number: row.number,
    dated: row.dated,
    reason: row.reason,
    by: row.stated_by,
    at: row.stated_at,
  }))
}

/** The one calendar: the years as shipped, over them what the town states last. Everything that counts working days reads it here. */
export async function readCalendar(tx: Tx): Promise<Calendar> {
  const calendar: Record<string, YearCalendar> = { ...shippedCalendar() }
  for (const { year, arrangement } of (await listStatements(tx)).reverse()) {
    const years = arrangement ?? shippedCalendar()[year]
    if (years) calendar[year] = years
    else delete calendar[year]
  }
  return calendar
}

/** One year with its days, its paper and everything that was stated of it. */
export async function readYear({ tx, clock }: Work, year: string) {
  const calendar = await readCalendar(tx)
  const statements = await listStatements(tx, year)
  const [last] = statements
  const shipped = shippedYears()[year]
  const isStated = last !== undefined && last.arrangement !== null
  const days = daysOf(year)
  const next = Number(clock.today().slice(0, 4)) + 1
  const years = [...new Set([...Object.keys(calendar), String(next - 1), String(next)])].sort()
  const holds = isStated ? last.no : null
  return {
    year,
    years: years.map((each) => ({ year: each, isAnnounced: calendar[each] !== undefined })),
    arrangement: shown(calendar[year] ?? null),
    days: days.flatMap((date) => {
      const kind = dayKind(date, calendar)
      return kind === 'holiday' || kind === 'makeup' ? [{ date, kind, name: holidayOf(date, calendar) }] : []
    }),
    workingDays: days.filter((date) => isWorkingDay(date, calendar)).length,
    paper: isStated ? paperOf(last) : (shipped?.paper ?? null),
    stated: isStated ? { by: last.by, at: last.at } : null,
    statements: [
      ...statements.map((each) => ({
        no: each.no,
        paper: each.arrangement === null ? null : paperOf(each),
        arrangement: shown(each.arrangement),
        reason: each.reason,
        by: each.by,
        at: each.at,
        holds: each.no === holds,
      })),
      // Last what is shipped, or that nothing is: the place to go back to.
      {
        no: null,
        paper: shipped?.paper ?? null,
        arrangement: shown(shipped ?? null),
        reason: null,
        by: null,
        at: null,
        holds: holds === null,
      },
    ],
  }
}

const shown = (arrangement: YearCalendar | null) => arrangement && { holidays: [...arrangement.holidays], makeup: [...arrangement.makeup] }

const paperOf = ({ title, number, dated }: Paper): Paper => ({ title, number, dated })

function daysOf(year: string): string[] {
  const days: string[] = []
  for (let day = `${year}-01-01`; day.startsWith(year); day = addDays(day, 1)) days.push(day)
  return days
}
