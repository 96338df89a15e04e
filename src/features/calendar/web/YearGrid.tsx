import { addDays } from '#src/domain/plain-date.ts'
import { isWeekend, type Marks } from './year-marks.ts'

const weekdays = ['一', '二', '三', '四', '五', '六', '日'] as const
const months = Array.from({ length: 12 }, (_, at) => at + 1)

interface YearGridProps {
  year: string
  marks: Marks
  today: string
  /** Makes each day a button. */
  onPress?: ((day: string) => void) | undefined
}

/** A year as twelve months, days off and weekend days that are worked marked with a word, not by colour alone. */
export function YearGrid({ year, marks, today, onPress }: YearGridProps) {
  return (
    <div className={`year-grid${onPress ? ' is-pressed' : ''}`}>
      {months.map((month) => (
        <table key={month} className="year-month">
          <caption>{month} 月</caption>
          <thead>
            <tr>
              {weekdays.map((weekday) => (
                <th key={weekday} scope="col">
                  {weekday}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(`${year}-${String(month).padStart(2, '0')}`).map((week, at) => (
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={at}>
                {week.map((day, column) => (
                  // oxlint-disable-next-line react/no-array-index-key
                  <DayCell key={column} day={day} marks={marks} isToday={day === today} onPress={onPress} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  )
}

function DayCell({ day, marks, isToday, onPress }: { day: string | null; marks: Marks; isToday: boolean; onPress: YearGridProps['onPress'] }) {
  if (day === null) return <td aria-hidden="true">{'\u00a0'}</td>
  const mark = marks[day]
  const look = mark === undefined ? (isWeekend(day) ? 'is-weekend' : '') : mark === null ? 'is-worked' : 'is-off'
  const words = mark === undefined ? (isWeekend(day) ? '周末' : '上班') : mark === null ? '调休上班' : `${mark}放假`
  const inner = (
    <>
      {Number(day.slice(8))}
      <i aria-hidden="true">{mark === undefined ? '' : mark === null ? '班' : '休'}</i>
    </>
  )
  return (
    <td className={`${look}${isToday ? ' is-today' : ''}`} title={mark === undefined ? undefined : words}>
      {onPress ? (
        <button type="button" aria-label={`${Number(day.slice(5, 7))}月${Number(day.slice(8))}日 ${words}`} onClick={() => onPress(day)}>
          {inner}
        </button>
      ) : (
        inner
      )}
    </td>
  )
}

/** The days of a month by weeks from Monday, null before the first and after the last. */
function weeksOf(month: string): (string | null)[][] {
  const first = `${month}-01`
  const cells: (string | null)[] = Array.from({ length: (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7 }, () => null)
  for (let day = first; day.startsWith(month); day = addDays(day, 1)) cells.push(day)
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, at) => cells.slice(at * 7, at * 7 + 7))
}
