import { addDays } from '#src/domain/plain-date.ts'
import type { Holiday, YearCalendar } from '#src/domain/working-days.ts'

/** Days that differ from their weekday: the name of the holiday, or null for a weekend day that is worked. */
export type Marks = Readonly<Record<string, string | null>>

export function marksOf({ holidays, makeup }: YearCalendar): Marks {
  const marks: Record<string, string | null> = Object.fromEntries(makeup.map((day) => [day, null]))
  for (const { name, from, to } of holidays) for (let day = from; day <= to; day = addDays(day, 1)) marks[day] = name
  return marks
}

/** Days of one name that follow each other are one holiday. */
export function arrangementOf(marks: Marks): { holidays: Holiday[]; makeup: string[] } {
  const holidays: Holiday[] = []
  const makeup: string[] = []
  for (const [day, name] of Object.entries(marks).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const last = holidays.at(-1)
    if (name === null) makeup.push(day)
    else if (last && last.name === name && addDays(last.to, 1) === day) last.to = day
    else holidays.push({ name, from: day, to: day })
  }
  return { holidays, makeup }
}

export const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/** A press on a day: a weekend day is worked, then off with a holiday, then as it was; any other day off, then as it was. */
export function pressDay(marks: Marks, day: string, name: string): Marks {
  const { [day]: mark, ...rest } = marks
  if (mark === undefined) return { ...rest, [day]: isWeekend(day) ? null : holidayBeside(marks, day, name) }
  return mark === null ? { ...rest, [day]: holidayBeside(rest, day, name) } : rest
}

/** A day beside a holiday belongs to it. */
function holidayBeside(marks: Marks, day: string, name: string): string {
  return marks[addDays(day, -1)] ?? marks[addDays(day, 1)] ?? name
}
