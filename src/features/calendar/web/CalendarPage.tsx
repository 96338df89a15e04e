import { useState } from 'react'
import { Link } from 'wouter'
import { Button } from '#src/ui/Button.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { Page } from '#src/ui/Page.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { EmptyState, Shown } from '#src/ui/States.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { useRead, type Year } from './calls.ts'
import { HolidayList } from './HolidayList.tsx'
import { StateYearForm } from './StateYearForm.tsx'
import { YearGrid } from './YearGrid.tsx'
import { YearHistory } from './YearHistory.tsx'
import type { Marks } from './year-marks.ts'
import './calendar.css'

/** Which days are worked in a year, by which paper; every due date in working days is counted by it. */
export function CalendarPage() {
  const { today } = useHere()
  const { query } = useUrlQuery()
  const asked = query.get('year') ?? ''
  const answer = useRead('GET /api/calendar/{year}', { params: { year: /^20\d\d$/.test(asked) ? asked : today.slice(0, 4) } }, { keepsLast: true })
  return (
    <Page>
      <PageHead crumbs={[{ text: '核查', to: '/checks' }, { text: '镇里的标准与时限', to: '/standards' }, { text: '工作日历' }]} />
      <Shown of={answer} what="正在取工作日历">
        {(year) => <OneYear key={year.year} year={year} today={today} />}
      </Shown>
    </Page>
  )
}

function OneYear({ year, today }: { year: Year; today: string }) {
  const { role } = useHere()
  const [isStating, setStating] = useState(false)
  const mayState = role === 'clerk'
  const marks: Marks = Object.fromEntries(year.days.map(({ date, kind, name }) => [date, kind === 'makeup' ? null : name]))
  const count = (kind: 'holiday' | 'makeup'): number => year.days.filter((day) => day.kind === kind).length
  return (
    <>
      <FirstLine
        note={<Source year={year} />}
        actions={
          mayState && !isStating ? (
            <Button kind={year.arrangement ? 'plain' : 'primary'} onClick={() => setStating(true)}>
              {year.arrangement ? `改 ${year.year} 年…` : `写明 ${year.year} 年的安排`}
            </Button>
          ) : undefined
        }
      >
        {year.arrangement
          ? `${year.year} 年 ${year.workingDays} 个工作日：放假 ${count('holiday')} 天，调休上班 ${count('makeup')} 天`
          : `${year.year} 年的节假日安排还没有公布`}
      </FirstLine>
      <nav className="calendar-years no-print" aria-label="年份">
        {year.years.map((each) => (
          <Link key={each.year} href={`/calendar?year=${each.year}`} aria-current={each.year === year.year ? 'page' : undefined}>
            {each.year}
            {each.isAnnounced ? '' : '（未公布）'}
          </Link>
        ))}
      </nav>
      {isStating ? (
        <StateYearForm year={year} today={today} onDone={() => setStating(false)} />
      ) : (
        <div className="calendar-view">
          {year.arrangement ? (
            <HolidayList year={year.year} arrangement={year.arrangement} />
          ) : (
            <EmptyState
              title={`到 ${year.year} 年的期限先按周末推算，并注明“还没有公布”`}
              missing="国务院办公厅一般在头一年十月、十一月公布。公布后在这里写明，没到期的重算。"
            />
          )}
          <YearGrid year={year.year} marks={marks} today={today} />
        </div>
      )}
      <YearHistory year={year} mayState={mayState} />
    </>
  )
}

function Source({ year }: { year: Year }) {
  if (!year.paper) return <>期限遇到这一年，只按周末推算，并且说明</>
  const { title, number, dated } = year.paper
  return (
    <>
      依据 {title}（{number}
      {dated ? `，${dated}` : ''}）{year.stated ? `，${year.stated.by}写明` : '，系统自带'}。第一天不算，从次日数起（民法典第二百零一条）
    </>
  )
}
