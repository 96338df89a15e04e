import { useState } from 'react'
import { useParams } from 'wouter'
import { addMonths, monthsBetween } from '#src/domain/months.ts'
import { yuan } from '#src/ui/amounts.ts'
import { Button, Key } from '#src/ui/Button.tsx'
import { Facts, type Fact } from '#src/ui/Facts.tsx'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { Page } from '#src/ui/Page.tsx'
import { usePageKeys } from '#src/ui/page-keys.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { Shown } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { useNarrow } from '#src/ui/use-narrow.ts'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { MaskedId } from '#src/ui/values.tsx'
import { call, useRead, type Lane, type PersonFile, type Segment, type Source } from './calls.ts'
import { FullId } from '#src/ui/FullId.tsx'
import { drawnNow, factsAt, firstShown, lastSpoken } from './month-facts.ts'
import { MonthList } from './MonthList.tsx'
import { NeighbourRows } from './NeighbourRows.tsx'
import { PersonSide } from './PersonSide.tsx'
import { SourceRows } from './SourceRows.tsx'
import { Strip } from './Strip.tsx'
import './people.css'

/** A person's months from 2020 to now, read month by month, and every row behind them. */
export function PersonPage() {
  const { person } = useParams<{ person: string }>()
  const lead = useUrlQuery().query.get('lead') ?? undefined
  const file = useRead('GET /api/people/{person}', { params: { person }, query: { lead } })
  return file.data ? (
    <File key={person} person={file.data} />
  ) : (
    <Page>
      <Shown of={file} what="正在取这个人的名册和发放">
        {() => null}
      </Shown>
    </Page>
  )
}

function File({ person }: { person: PersonFile }) {
  const { today, role } = useHere()
  const { query, change } = useUrlQuery()
  const isNarrow = useNarrow()
  const [hovered, setHovered] = useState<string | undefined>(undefined)
  const [source, setSource] = useState<Source | undefined>(undefined)
  const asked = query.get('month')
  const month = asked !== null && asked >= person.from && asked <= person.to ? asked : firstShown(person)
  const go = (next: string): void => {
    if (next >= person.from && next <= person.to) change({ month: next })
  }
  usePageKeys([
    { key: 'ArrowLeft', does: '上一个月', run: () => go(addMonths(month, -1)) },
    { key: 'ArrowRight', does: '下一个月', run: () => go(addMonths(month, 1)) },
  ])
  const mayReadLedgers = ['clerk', 'auditor', 'worker', 'secretary', 'child_worker'].includes(role)
  const shown = hovered ?? month
  return (
    <Page side={source ? <NeighbourRows row={source} onClose={() => setSource(undefined)} /> : <PersonSide person={person} month={month} today={today} />}>
      <PageHead crumbs={[{ text: '一人一档', to: '/people' }, { text: person.name }]} note={<span className="small ink3">{spokenNote(person)}</span>} />
      <FirstLine note={<HeadNote person={person} />}>
        <FirstSentence person={person} />
      </FirstLine>
      {isNarrow ? (
        <MonthList person={person} month={month} onMonth={go} detail={<MonthFacts person={person} month={month} />} />
      ) : (
        <>
          <Strip person={person} month={month} onMonth={go} onHover={setHovered} />
          <Legend person={person} />
          <section className="person-part" aria-label={`${shown} 这个月`}>
            <div className="person-part-head">
              <h2 className="person-month">{shown}</h2>
              <p className="small ink2">
                {monthsBetween(person.from, person.to) + 1} 个月的第 {monthsBetween(person.from, shown) + 1} 个
              </p>
              <p className="person-steps">
                <Button kind="link" size="row" icon="left" disabled={month <= person.from} onClick={() => go(addMonths(month, -1))}>
                  上月
                </Button>
                <Button kind="link" size="row" disabled={month >= person.to} onClick={() => go(addMonths(month, 1))}>
                  下月
                </Button>
              </p>
            </div>
            <div>
              <MonthFacts person={person} month={shown} />
            </div>
          </section>
        </>
      )}
      <SourceRows month={month} rows={person.sources.filter((row) => row.from <= month && month <= row.to)} onOpen={mayReadLedgers ? setSource : undefined} />
    </Page>
  )
}

function FirstSentence({ person }: { person: PersonFile }) {
  const now = drawnNow(person)
  const death = person.marks.find((mark) => mark.kind === 'death')
  const open = person.leads.filter((lead) => lead.isOpen)
  const ends = person.lanes
    .filter((lane) => lane.kind === 'money')
    .flatMap((lane) => lane.segments.filter((each) => each.state === 'paid').map((each) => each.to))
  const last = ends.sort().at(-1)
  const drawn =
    now.length > 0
      ? `${death ? '名单上还在领' : '现领'}${now.map((each) => `${each.title} ${yuan(each.fen)} 元${each.persons ? `（${each.persons}）` : ''}`).join('、')}`
      : last
        ? `现在没有领救助，最后一次是 ${last}`
        : '名单里没有领过按月的救助'
  return (
    <>
      {person.name}：{death ? `${death.on} ${death.label}；` : ''}
      {drawn}
      {open.length > 0 ? (
        <>
          ；待核实疑点 <NumberLink to={`/leads?q=${encodeURIComponent(person.name)}&state=open`}>{open.length} 条</NumberLink>
        </>
      ) : null}
    </>
  )
}

function HeadNote({ person }: { person: PersonFile }) {
  const sex = person.sex === null ? '' : person.sex === 'male' ? '男' : '女'
  const card = person.lanes
    .find((lane) => lane.kind === 'card')
    ?.segments.filter((segment) => segment.state === 'valid')
    .at(-1)
  return (
    <span className="person-note">
      {[sex, person.age === null ? '' : `${person.age} 岁`].filter((part) => part !== '').join('，')} · <MaskedId id={person.citizenId} />
      {person.mayShowId ? (
        <FullId ask={(reason) => call('POST /api/people/{person}/id', { params: { person: person.person }, body: { reason } })} />
      ) : null} ·{' '}
      {person.community}
      {card ? ` · 残疾证${card.label.split('，')[0] ?? ''}` : ''}
      {person.isChild ? (
        <>
          {' '}
          <StateWord kind="child" />
        </>
      ) : null}
    </span>
  )
}

/** To which month the lists speak: what comes after is not judged. */
function spokenNote(person: PersonFile): string {
  const money = person.lanes.filter((lane) => lane.kind === 'money').map((lane) => lastSpoken(lane, person.to))
  const cards = person.lanes.filter((lane) => lane.kind === 'card').map((lane) => lastSpoken(lane, person.to))
  return [money.length > 0 ? `名单到 ${money.sort().at(-1) ?? ''}` : '', cards.length > 0 ? `残疾证名单到 ${cards[0] ?? ''}` : '']
    .filter((part) => part !== '')
    .join('，')
}

function Legend({ person }: { person: PersonFile }) {
  const segments = person.lanes.flatMap((lane) => lane.segments)
  const has = (test: (segment: Segment) => boolean): boolean => segments.some(test)
  return (
    <div className="strip-legend small ink2">
      <span>
        <i className="piece piece-paid" /> 发了，写着月金额（元）
      </span>
      {has((segment) => segment.state === 'listed' || segment.state === 'unpaid') ? (
        <span>
          <i className="piece piece-listed" /> 名册上有，没有发放记录
        </span>
      ) : null}
      {has((segment) => segment.lead !== null) ? (
        <span>
          <i className="piece piece-ask" /> 有疑点，请核实
        </span>
      ) : null}
      {has((segment) => segment.state === 'unknown') ? (
        <span>
          <i className="piece piece-unknown" /> 没有名单，不判断
        </span>
      ) : null}
      {person.lanes.some((lane) => lane.lane !== 'visits' && lane.points.length > 0) ? (
        <span>
          <i className="dot" /> 一次性
        </span>
      ) : null}
      {person.lanes.some((lane) => lane.lane === 'visits') ? (
        <span>
          <i className="ring" /> 走访
        </span>
      ) : null}
      {person.seesReference ? null : <span>死亡、残疾证等名单只对镇民政办和审计开放</span>}
      <span className="strip-keys">
        <Key>←</Key>
        <Key>→</Key> 逐月看
      </span>
    </div>
  )
}

function MonthFacts({ person, month }: { person: PersonFile; month: string }) {
  const facts = factsAt(person, month)
  const points = person.lanes.flatMap((lane) =>
    lane.points.filter((point) => point.on.startsWith(month)).map((point) => `${point.on} ${lane.title} ${point.label}`),
  )
  const marks = person.marks.filter((mark) => mark.on.startsWith(month)).map((mark) => `${mark.on} ${mark.label}`)
  const numbers = new Set(facts.flatMap((fact) => fact.segment?.lead ?? []))
  return (
    <>
      {facts.length > 0 ? (
        <Facts facts={facts.map(({ lane, segment }) => factOf(lane, segment, month))} />
      ) : (
        <p className="ink2">名册、发放、残疾证里都没有此人按月的记录。</p>
      )}
      {[...marks, ...points].length > 0 ? <p className="person-said">{[...marks, ...points].map((words) => words.replace(/。$/, '')).join('；')}。</p> : null}
      {person.leads
        .filter((lead) => numbers.has(lead.number))
        .map((lead) => (
          <p key={lead.lead} className="person-said">
            {lead.sentence} <NumberLink to={`/leads/${lead.lead}`}>疑点 {lead.number}</NumberLink>
          </p>
        ))}
    </>
  )
}

function factOf(lane: Lane, segment: Segment | undefined, month: string): Fact {
  if (!segment) return { label: lane.title, value: '—', note: lane.kind === 'card' ? '没有有效的证' : '名单里没有' }
  const note = [segment.notes[month] ?? '', segment.lead ? `疑点 ${segment.lead}` : ''].filter((part) => part !== '').join('，')
  const tone = segment.lead ? ('amber' as const) : undefined
  if (segment.state === 'unknown') return { label: lane.title, value: '没有名单', note: '不判断', tone: 'quiet' }
  if (segment.state === 'valid') {
    const [words = '', until = ''] = segment.label.split('，')
    return { label: lane.title, value: words, note: until }
  }
  if (segment.state === 'none' || segment.state === 'unpaid') return { label: lane.title, value: <StateWord kind="look" word="没有发" />, note, tone }
  if (segment.state === 'returned') return { label: lane.title, value: '退回', note, tone }
  return { label: lane.title, value: segment.fen === null ? '在册' : `${yuan(segment.fen)} 元`, note, tone }
}
