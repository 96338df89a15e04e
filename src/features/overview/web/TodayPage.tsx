import { useRef, useState } from 'react'
import { Link } from 'wouter'
import { daysUntil, shortDay, weekdayOf } from '#src/ui/amounts.ts'
import { Key } from '#src/ui/Button.tsx'
import { DueDate } from '#src/ui/DueDate.tsx'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { Icon } from '#src/ui/Icon.tsx'
import { Page, SidePanel } from '#src/ui/Page.tsx'
import { usePageKeys } from '#src/ui/page-keys.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { Shown } from '#src/ui/States.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { useNarrow } from '#src/ui/use-narrow.ts'
import { useOverview, type Today, type TodayLine } from './overview-api.ts'
import { FinishForm, FinishHere } from './FinishHere.tsx'
import './TodayPage.css'

type Show = 'overdue' | 'children' | 'soon'

const showWords: Record<Show, string> = { overdue: '逾期的', children: '孩子的事', soon: '今明后三天到期的' }

/** What waits for the reader, sorted by what happens if they don't. At its end it says that there is nothing more. */
export function TodayPage() {
  const today = useOverview('GET /api/today', {}, { every: 60_000 })
  const { today: day } = useHere()
  const isNarrow = useNarrow()
  const data = today.data
  const hasSide = data !== undefined && (data.nextDays.length > 0 || data.others.length > 0)
  return (
    <Page side={hasSide && !isNarrow ? <Beside today={data} /> : null}>
      <PageHead crumbs={[{ text: isNarrow ? `今日 ${weekdayOf(day)}` : '今日' }, ...(isNarrow ? [] : [{ text: `${day}，${weekdayOf(day)}` }])]} />
      <Shown of={today} what="正在看有什么事等您">
        {(all) => (
          <>
            <Matters today={all} />
            {isNarrow && hasSide ? (
              <div className="today-beside">
                <NextDays today={all} />
                <Others today={all} />
              </div>
            ) : null}
          </>
        )}
      </Shown>
    </Page>
  )
}

function Matters({ today }: { today: Today }) {
  const { query } = useUrlQuery()
  const show = (['overdue', 'children', 'soon'] as const).find((each) => each === query.get('show'))
  const list = useRef<HTMLDivElement>(null)
  const isNarrow = useNarrow()
  const step = (by: number): void => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-line]') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLElement)
    links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus()
  }
  usePageKeys([
    { key: 'j', does: '下一件', run: () => step(1) },
    { key: 'k', does: '上一件', run: () => step(-1) },
    {
      key: '1',
      does: '按这一件的蓝字按钮',
      run: () => {
        const line = document.activeElement?.closest('.today-line')
        line?.querySelector<HTMLElement>('.today-act .btn-lead')?.click()
        return line !== null
      },
    },
  ])
  const groups = today.groups
    .map((group) => ({ ...group, lines: group.lines.filter((line) => isShown(line, show, today.today)) }))
    .filter((group) => group.lines.length > 0)
  return (
    <>
      <Standing today={today} isNarrow={isNarrow} />
      {show ? (
        <p className="today-filter">
          只看{showWords[show]} <Link href="/">看全部 {today.count} 件</Link>
        </p>
      ) : null}
      <div ref={list} className="today-groups">
        {groups.map((group) => (
          <section key={group.key} className="today-group" aria-label={group.title}>
            <h2>
              {group.title}
              <span className="small ink3">{group.lines.length} 件</span>
            </h2>
            <ul>
              {group.lines.map((line) => (
                <Line key={line.key} line={line} today={today.today} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {show ? null : (
        <p className="today-end">
          <Icon name="tick" />
          {today.count === 0 ? <b>现在没有等您办的事。</b> : <b>就这 {today.count} 件，没有别的了。</b>}
        </p>
      )}
    </>
  )
}

function isShown(line: TodayLine, show: Show | undefined, today: string): boolean {
  if (show === undefined) return true
  if (show === 'children') return line.icon === 'child'
  if (line.due === null) return false
  const days = daysUntil(line.due, today)
  return show === 'overdue' ? days < 0 : days >= 0 && days <= 2
}

function Standing({ today, isNarrow }: { today: Today; isNarrow: boolean }) {
  const { count, overdue, children, soon } = today
  if (count === 0) return <FirstLine>没有事等您</FirstLine>
  const parts = [
    overdue > 0 ? (
      <span key="overdue">
        <NumberLink to="/?show=overdue" tone="red">
          {overdue} 件
        </NumberLink>
        已逾期
      </span>
    ) : null,
    children > 0 ? (
      <span key="children">
        <NumberLink to="/?show=children" tone="red">
          {children} 件
        </NumberLink>
        是孩子的事，今天要办
      </span>
    ) : null,
    soon > 0 ? (
      <span key="soon">
        <NumberLink to="/?show=soon">{soon} 件</NumberLink>今明后三天到期
      </span>
    ) : null,
  ].filter((part) => part !== null)
  return (
    <FirstLine
      note="按不办的后果排，最要紧的在上面；能当场办的在这里办完"
      actions={
        isNarrow ? undefined : (
          <span className="small ink3">
            <Key>j</Key> <Key>k</Key> 上下 <Key>Enter</Key> 打开 <Key>1</Key> 按蓝字按钮
          </span>
        )
      }
    >
      有 <NumberLink to="/">{count} 件</NumberLink>事等您
      {parts.length > 0 ? '：' : ''}
      {parts.map((part, at) => [at > 0 ? '，' : '', part])}
    </FirstLine>
  )
}

const icons: Record<TodayLine['icon'], 'triangle' | 'clock' | 'child' | 'back' | 'question' | 'paper' | 'drum' | 'ring-dashed' | 'house'> = {
  triangle: 'triangle',
  clock: 'clock',
  child: 'child',
  back: 'back',
  question: 'question',
  paper: 'paper',
  drum: 'drum',
  ring: 'ring-dashed',
  house: 'house',
}

function Line({ line, today }: { line: TodayLine; today: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <li className="today-line">
      <span className={`today-icon tone-${line.tone === 'ink' ? 'quiet' : line.tone}`}>
        <Icon name={icons[line.icon]} />
      </span>
      <div className="today-words">
        <Link href={line.to} data-line="" className="today-title">
          {line.title}
        </Link>
        {line.note ? <span className="small ink3">{line.note}</span> : null}
      </div>
      <span className="today-due small">
        {line.due === null ? null : <DueDate date={line.due} today={today} steps={line.dueSteps ?? []} placement="below-right" />}
      </span>
      <span className="today-act">
        <FinishHere line={line} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
      </span>
      {isOpen ? <FinishForm line={line} /> : null}
    </li>
  )
}

function Beside({ today }: { today: Today }) {
  return (
    <SidePanel head="后面几天和别人手上的" label="后面几天和别人手上的" width={264}>
      <NextDays today={today} />
      <Others today={today} />
    </SidePanel>
  )
}

function NextDays({ today }: { today: Today }) {
  if (today.nextDays.length === 0) return null
  return (
    <section>
      <h2>后面几天</h2>
      <ul className="today-days">
        {today.nextDays.map((day) => (
          <li key={`${day.date} ${day.text}`}>
            <span className="ink3">
              {shortDay(day.date, today.today)} {weekdayOf(day.date).slice(1)}
            </span>
            <span>{day.text}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Others({ today }: { today: Today }) {
  if (today.others.length === 0) return null
  return (
    <section>
      <h2>别人手上，我盯着</h2>
      <ul className="today-others">
        {today.others.map((person) => (
          <li key={person.to}>
            <span>
              {person.name} <span className="small ink3">{person.place}</span>
            </span>
            <Link href={person.to}>{person.count} 件</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
