import type { ReactNode } from 'react'
import { monthRange } from '#src/domain/months.ts'
import type { PersonFile } from './calls.ts'
import { segmentAt } from './month-facts.ts'

interface MonthListProps {
  person: PersonFile
  month: string
  onMonth: (month: string) => void
  /** Stands under the open month. */
  detail: ReactNode
}

/** The strip for a phone: months from now back, a year open at a time, each with what it says. */
export function MonthList({ person, month, onMonth, detail }: MonthListProps) {
  const months = monthRange(person.from, person.to).reverse()
  const years = [...new Set(months.map((each) => each.slice(0, 4)))]
  return (
    <div className="month-list">
      {years.map((year) => (
        <details key={year} open={year === month.slice(0, 4)}>
          <summary>{year} 年</summary>
          <ul>
            {months
              .filter((each) => each.startsWith(year))
              .map((each) => (
                <li key={each}>
                  <button type="button" aria-current={each === month} onClick={() => onMonth(each)}>
                    <b>{each.slice(5)} 月</b>
                    <span>{wordsOf(person, each)}</span>
                  </button>
                  {each === month ? <div className="month-detail">{detail}</div> : null}
                </li>
              ))}
          </ul>
        </details>
      ))}
    </div>
  )
}

function wordsOf(person: PersonFile, month: string): string {
  const spoken = person.lanes.flatMap((lane) => {
    const segment = segmentAt(lane, month)
    const points = lane.points
      .filter((point) => point.on.startsWith(month))
      .map((point) => `${lane.title} ${lane.lane === 'visits' ? point.on.slice(8) : point.label}`)
    if (lane.kind !== 'money' || !segment || segment.state === 'unknown') return points
    return [`${lane.title} ${segment.label}${segment.lead ? '（请核实）' : ''}`, ...points]
  })
  const marks = person.marks.filter((mark) => mark.on.startsWith(month)).map((mark) => mark.label)
  const isUnspoken = person.lanes.some((lane) => segmentAt(lane, month)?.state === 'unknown')
  return [...spoken, ...marks].join('；') || (isUnspoken ? '没有名单，不判断' : '—')
}
