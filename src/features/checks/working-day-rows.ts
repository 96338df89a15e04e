import { addDays, daysBetween } from '../../domain/plain-date.ts'
import { type Calendar, isAnnounced, isWorkingDay } from '../../domain/working-days.ts'
import type { EngineValue } from '../../platform/engine/engine.ts'

/** Rows of `working_day(date, no)`: how many working days there were up to and with a date, for announced years only. */
export function workingDayRows(calendar: Calendar, range: { from: string; to: string }): EngineValue[][] {
  const rows: EngineValue[][] = []
  let no = 0n
  for (let at = 0; at <= daysBetween(range.from, range.to); at++) {
    const date = addDays(range.from, at)
    if (!isAnnounced(date, calendar)) continue
    if (isWorkingDay(date, calendar)) no += 1n
    rows.push([date, no])
  }
  return rows
}
