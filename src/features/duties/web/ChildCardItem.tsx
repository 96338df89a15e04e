import { useState } from 'react'
import { Link } from 'wouter'
import { minuteOf, shortDay } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { DueDate } from '#src/ui/DueDate.tsx'
import { useHere } from '#src/ui/here.ts'
import { Icon } from '#src/ui/Icon.tsx'
import { Chip } from '#src/ui/values.tsx'
import { EndChildCardForm, ReopenChildCardForm } from './ChildCardEndForms.tsx'
import { ArrangeForm, FollowForm, TellForm } from './ChildCardForms.tsx'
import type { ChildCard, ChildCards } from './rows.ts'
import { sayMinutes } from './times.ts'
import { arrangementWords, cardCauseWords, endReasonWords, lackWords, recipientWords, stageWords } from './words.ts'

type Open = 'arrange' | 'tell' | 'follow' | 'end' | 'reopen'

/** One child's card: the four steps with what stands in each, what is due, and the forms of what comes next. */
export function ChildCardItem({ card, rule, mayWork }: { card: ChildCard; rule: ChildCards['rule']; mayWork: boolean }) {
  const { today, role } = useHere()
  const [open, setOpen] = useState<Open | null>(null)
  const toggle = (which: Open) => () => setOpen(open === which ? null : which)
  const close = (which: Open) => () => setOpen((now) => (now === which ? null : now))
  const isRed = card.stage === 'found' || card.isUnsafe || card.daysLate > 0
  return (
    <li aria-label={`${card.name}的应急卡`}>
      <div className="duty-line">
        <div>
          <b className={isRed ? 'red' : ''}>
            {isRed ? <Icon name="child" label="要马上办" /> : null} {card.person ? <Link href={`/people/${card.person}`}>{card.name}</Link> : card.name}（
            {card.divisionName}
            {card.birthDate ? `，${card.birthDate.slice(0, 7)} 生` : ''}）{cardCauseWords[card.cause]}
          </b>{' '}
          <Chip tone={card.isEnded ? 'quiet' : card.stage === 'found' ? 'red' : card.stage === 'arranged' ? 'amber' : 'ink'}>{stageWords[card.stage]}</Chip>
          <div>{card.what}</div>
          <div className="small ink2">{card.causeBasis}</div>
        </div>
        <div className="duty-next">
          {card.dueOn ? (
            <span className="small">
              下次回访 <DueDate date={card.dueOn} today={today} steps={card.dueSteps} placement="below-right" />
            </span>
          ) : null}
          {mayWork && !card.isEnded ? <NextButtons card={card} toggle={toggle} /> : null}
          {card.isEnded && (mayWork || role === 'supervisor') ? (
            <Button kind="plain" size="row" onClick={toggle('reopen')}>
              重新打开
            </Button>
          ) : null}
        </div>
      </div>
      <Steps card={card} />
      <Looks card={card} />
      {open === 'arrange' ? <ArrangeForm card={card} rule={rule} onDone={close('arrange')} /> : null}
      {open === 'tell' ? <TellForm card={card} onDone={close('tell')} /> : null}
      {open === 'follow' ? <FollowForm card={card} onDone={close('follow')} /> : null}
      {open === 'end' ? <EndChildCardForm card={card} onDone={close('end')} /> : null}
      {open === 'reopen' ? <ReopenChildCardForm card={card} onDone={close('reopen')} /> : null}
    </li>
  )
}

/** What comes next stands first and filled; the rest is there too. */
function NextButtons({ card, toggle }: { card: ChildCard; toggle: (which: Open) => () => void }) {
  const isTold = card.told.every((each) => each.receipt !== null)
  return (
    <>
      {isTold ? null : (
        <Button kind="lead" onClick={toggle('tell')}>
          记报告和回执
        </Button>
      )}
      <Button {...(card.stage === 'found' ? { kind: 'lead' as const } : {})} onClick={toggle('arrange')}>
        {card.stage === 'found' ? '写安置' : '换了地方或人'}
      </Button>
      {card.stage === 'found' ? null : (
        <Button {...(isTold ? { kind: 'lead' as const } : {})} onClick={toggle('follow')}>
          写回访
        </Button>
      )}
      <Button onClick={toggle('end')}>办结…</Button>
    </>
  )
}

function Steps({ card }: { card: ChildCard }) {
  const { today } = useHere()
  const [placed, ...earlier] = card.placed
  const day = (instant: string): string => shortDay(minuteOf(instant).slice(0, 10), today) + minuteOf(instant).slice(10)
  return (
    <ol className="child-steps">
      <li>
        <b>发现</b> {day(card.foundAt)} {card.foundBy}
      </li>
      <li>
        <b>安置</b>{' '}
        {placed ? (
          <>
            {day(placed.at)} {arrangementWords[placed.way]}：{placed.place}，{placed.carer}
            {placed.carerRelation ? `（${placed.carerRelation}）` : ''}，{placed.by}安排
            {card.minutesToPlace === null ? '' : `；从发现到安置 ${sayMinutes(card.minutesToPlace)}`}
            {earlier.length > 0 ? `；之前在${earlier.map((each) => each.place).join('、')}` : ''}
          </>
        ) : (
          <span className="red">还没有安置</span>
        )}
      </li>
      <li>
        <b>报告</b>{' '}
        {card.told.map((each) => (
          <span key={each.recipient} className="child-told" title={each.basis}>
            <Icon name={each.receipt === null ? 'triangle' : 'tick'} label={each.receipt === null ? '没有回执' : '有回执'} /> {recipientWords[each.recipient]}
            {each.toWhom === null ? '：还没有报' : `：${each.toWhom}${each.receipt === null ? '，等回执' : `，${each.receipt}`}`}
          </span>
        ))}
        {card.told.some((each) => each.receipt === null) ? (
          <span className="small ink2 child-basis">
            {card.told
              .filter((each) => each.receipt === null)
              .map((each) => `${recipientWords[each.recipient]}：${each.basis}`)
              .join('；')}
          </span>
        ) : null}
      </li>
      <li>
        <b>回访</b>{' '}
        {card.everyDays === null ? (
          '安置以后写几天看一次'
        ) : (
          <>
            每 {card.everyDays} 天一次（{card.scheduleSource}），看过 {card.done} 次{card.missed > 0 ? <span className="red">，漏 {card.missed} 次</span> : ''}
            {card.lacks.length > 0 ? `；还缺：${card.lacks.map((each) => lackWords[each]).join('、')}` : ''}
          </>
        )}
        {card.gaps.length > 0 ? (
          <span className="small ink2 child-basis">
            间隔过长：{card.gaps.map((gap) => `${shortDay(gap.from, today)} 到 ${shortDay(gap.to, today)}（${gap.days} 天）`).join('、')}
          </span>
        ) : null}
      </li>
      {card.end ? (
        <li>
          <b>办结</b> {card.end.on} {card.end.by}：{endReasonWords[card.end.reason]}
          {card.end.paper ? `，${card.end.paper}` : ''}；{card.end.note}
          {card.end.basis ? <span className="small ink2 child-basis">{card.end.basis}</span> : null}
        </li>
      ) : null}
    </ol>
  )
}

/** The looks, the newest first; the older ones fold. */
function Looks({ card }: { card: ChildCard }) {
  const { today } = useHere()
  const [all, setAll] = useState(false)
  if (card.looks.length === 0) return null
  const shown = all ? card.looks : card.looks.slice(0, 3)
  return (
    <div className="child-looks small">
      {shown.map((look) => (
        <div key={`${look.on}${look.note}`}>
          {shortDay(look.on, today)} {look.by} {look.way === 'visit' ? '入户' : '电话'}：{look.isSafe ? '' : <b className="red">不安全，</b>}
          {look.note}
          {look.lacks.length > 0 ? `；缺${look.lacks.map((each) => lackWords[each]).join('、')}` : ''}
          {look.help ? `；帮扶：${look.help}` : ''}；父母最近联系 {look.parentsContactOn ?? '没问到'}
        </div>
      ))}
      {card.looks.length > 3 ? (
        <Button kind="plain" size="row" onClick={() => setAll(!all)}>
          {all ? '只看最近 3 次' : `看全部 ${card.looks.length} 次`}
        </Button>
      ) : null}
    </div>
  )
}
