import { useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { Segmented } from '#src/ui/Segmented.tsx'
import { EmptyState, Shown } from '#src/ui/States.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { useRead } from './calls.ts'
import { ChildCardItem } from './ChildCardItem.tsx'
import { FieldPage } from './FieldPage.tsx'
import { NewChildCardForm } from './NewChildCardForm.tsx'
import type { ChildCard } from './rows.ts'
import './child-cards.css'

const shows = [
  { value: 'open', title: '没办结' },
  { value: 'unplaced', title: '等安置' },
  { value: 'unreported', title: '没报齐' },
  { value: 'late', title: '回访过期' },
  { value: 'ended', title: '已办结' },
] as const
type Show = (typeof shows)[number]['value']

const isShown = (card: ChildCard, show: Show): boolean => {
  if (show === 'ended') return card.isEnded
  if (card.isEnded) return false
  if (show === 'unplaced') return card.stage === 'found'
  if (show === 'unreported') return card.told.some((each) => each.receipt === null)
  return show === 'open' || card.daysLate > 0
}

/** Children whom suddenly nobody looks after: placed, reported, followed up until it ends. One card each. */
export function ChildCardsPage() {
  const answer = useRead('GET /api/child-cards', {})
  const { role } = useHere()
  const { query, change } = useUrlQuery()
  const only = query.get('card')
  const show: Show = shows.find((each) => each.value === query.get('show'))?.value ?? 'open'
  const [isAdding, setAdding] = useState(false)
  const mayWork = role === 'clerk' || role === 'worker' || role === 'secretary' || role === 'child_worker'
  return (
    <FieldPage entered={['child_follow_up']}>
      <Shown of={answer}>
        {(data) => (
          <>
            <FirstLine
              note={
                data.rule
                  ? `至少每 ${data.rule.value} 天回访一次（${data.rule.source}）`
                  : '回访几天一次，国家没有写明，镇里也还没有写明：由每张卡写清谁定的、依据什么'
              }
              actions={
                mayWork && !isAdding ? (
                  <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
                    建一张应急卡
                  </Button>
                ) : null
              }
            >
              没人照看的孩子 {data.open} 个，等安置 <Count show="unplaced" n={data.unplaced} />
              ，没报齐 <Count show="unreported" n={data.unreported} />
              ，回访过期 <Count show="late" n={data.late} />
              {data.unsafe > 0 ? `，最近一次看还不安全 ${data.unsafe} 个` : ''}；已办结 <NumberLink to="/child-cards?show=ended">{data.ended} 张</NumberLink>
            </FirstLine>
            {isAdding ? <NewChildCardForm onDone={() => setAdding(false)} /> : null}
            {only === null ? (
              <Segmented label="看哪些" choices={shows} value={show} onChange={(value) => change({ show: value }, { isStep: true })} />
            ) : (
              <p className="small">
                只看这一张 <NumberLink to="/child-cards">看全部</NumberLink>
              </p>
            )}
            {data.cards.length === 0 ? (
              <EmptyState
                title="监护人突然不能照看孩子，在这里建一张卡：安置在哪里、报给了谁、几天看一次、到哪天结束"
                missing="现在没有。发现孩子没人照看，先让孩子有人管，再建卡。"
              />
            ) : null}
            <ul className="duty-list child-cards" aria-label="孩子应急卡">
              {data.cards
                .filter((card) => (only === null ? isShown(card, show) : card.card === only))
                .map((card) => (
                  <ChildCardItem key={card.card} card={card} rule={data.rule} mayWork={mayWork} />
                ))}
            </ul>
          </>
        )}
      </Shown>
    </FieldPage>
  )
}

function Count({ show, n }: { show: Show; n: number }) {
  return (
    <NumberLink to={`/child-cards?show=${show}`} {...(n > 0 ? { tone: 'red' as const } : {})}>
      {n} 个
    </NumberLink>
  )
}
