import { sayDay } from '#src/domain/due-steps.ts'
import { daysBetween } from '#src/domain/plain-date.ts'
import type { YearCalendar } from '#src/domain/working-days.ts'
import { weekdayOf } from '#src/ui/amounts.ts'

/** The year's holidays with their days, and the weekend days that are worked, as the paper says them. */
export function HolidayList({ year, arrangement }: { year: string; arrangement: YearCalendar }) {
  const day = (date: string): string => `${sayDay(date, year)}（${weekdayOf(date)}）`
  return (
    <ul className="holiday-list">
      {arrangement.holidays.map(({ name, from, to }) => (
        <li key={from}>
          <b>{name}</b>{' '}
          <span className="nowrap">
            {day(from)}
            {from === to ? '' : `至${day(to)}`}
          </span>
          ，{daysBetween(from, to) + 1} 天
        </li>
      ))}
      {arrangement.makeup.length > 0 ? (
        <li>
          <b>调休上班</b> {arrangement.makeup.map(day).join('、')}
        </li>
      ) : null}
    </ul>
  )
}
