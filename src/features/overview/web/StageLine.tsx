import { daysUntil, shortDay, weekdayOf } from '#src/ui/amounts.ts'
import { DueLines } from '#src/ui/DueDate.tsx'
import type { Stage } from './overview-api.ts'

interface StageLineProps {
  stages: readonly Stage[]
  current: number | null
  today: string
}

/** The stages as one line over the calendar, holidays hatched, today on it with the working days that are left. */
export function StageLine({ stages, current, today }: StageLineProps) {
  const dated = stages.filter((stage) => stage.start !== null && stage.end !== null)
  const [from, to] = [dated[0]?.start, dated.at(-1)?.end]
  if (!from || !to) return <p className="ink2">方案里没有读到各阶段的起止日期。</p>
  const whole = daysUntil(to, from) + 1
  const place = (date: string): number => (daysUntil(date, from) / whole) * 100
  const now = dated.find((stage) => stage.no === current)
  const isOn = today >= from && today <= to
  return (
    <section className="stage-line" aria-label="三个阶段">
      {isOn && now && now.dayNo !== null ? (
        <p
          className="stage-today"
          style={place(today) > 40 ? { paddingRight: `${99 - place(today)}%` } : { paddingLeft: `${place(today)}%`, textAlign: 'left' }}
        >
          今天 {shortDay(today, today)}（{weekdayOf(today)}），第 {now.dayNo} 个工作日；还剩 {now.workingDaysLeft} 个
        </p>
      ) : (
        <p className="stage-today">
          今天 {today}，{today < from ? '还没开始' : '各阶段已过'}
        </p>
      )}
      <div className="stage-bar">
        {dated.map((stage) => (
          <div
            key={stage.no}
            className={stage.no === current ? 'is-now' : undefined}
            style={{ left: `${place(stage.start ?? from)}%`, width: `${((daysUntil(stage.end ?? to, stage.start ?? from) + 1) / whole) * 100}%` }}
            title={stage.text}
          >
            {stage.name.replace(/阶段$/, '')} · {stage.workingDays} 个工作日
          </div>
        ))}
        {dated.flatMap((stage) =>
          stage.daysOff
            .filter((off) => off.kind === 'holiday')
            .map((off) => (
              <i
                key={`${stage.no} ${off.from}`}
                title={`放假 ${off.from} 至 ${off.to}`}
                style={{ left: `${place(off.from)}%`, width: `${((daysUntil(off.to, off.from) + 1) / whole) * 100}%` }}
              />
            )),
        )}
        {isOn ? <b style={{ left: `${place(today) + 50 / whole}%` }} /> : null}
      </div>
      <ol className="stage-dates small ink3">
        {dated.map((stage) => (
          <li key={stage.no} style={{ left: `${place(stage.start ?? from)}%` }}>
            {stage.no === dated[0]?.no ? stage.start : shortDay(stage.start ?? '', today)}
          </li>
        ))}
        <li className="stage-end">{to}</li>
      </ol>
      <ol className="stage-list">
        {dated.map((stage) => (
          <li key={stage.no} className={stage.no === current ? 'is-now' : undefined}>
            <b>{stage.name}</b> {shortDay(stage.start ?? '', today)} 至 {shortDay(stage.end ?? '', today)}，{stage.workingDays} 个工作日
            {stage.dayNo === null ? '' : `；第 ${stage.dayNo} 个，还剩 ${stage.workingDaysLeft ?? 0} 个`}
          </li>
        ))}
      </ol>
      <details className="small">
        <summary className="ac">工作日怎么数的</summary>
        <DueLines steps={dated.flatMap((stage) => stage.dueSteps)} today={today} />
      </details>
    </section>
  )
}
