import { sayNotAnnounced } from '../../domain/due-steps.ts'
import { type WaitReason, waitWords } from '../../domain/problem-words.ts'
import { addWorkingDays, isAnnounced, workingDaysBetween, type Calendar } from '../../domain/working-days.ts'
import { type ProblemState } from './problem-states.ts'

export const tracks = ['at_once', 'by_deadline'] as const
export type Track = (typeof tracks)[number]

/** The deadline after a wait: it moves by the working days that the clock stood. */
export function moveDue(due: string, wait: { from: string; to: string }, calendar: Calendar): { due: string; workdays: number } {
  const workdays = workingDaysBetween(wait.from, wait.to, calendar).days
  return { due: addWorkingDays(due, workdays, calendar).date, workdays }
}

export interface ClockFacts {
  state: ProblemState
  track: Track | null
  dueOn: string | null
  plannedOn: string | null
  /** `until` with the article that limits it; null where nobody said. */
  openWait: { reason: WaitReason; note: string; from: string; until: string | null; basis: string | null } | null
  askedOn: string | null
}

export interface ClockView {
  kind: 'none' | 'running' | 'standing' | 'overdue' | 'ended'
  /** What stands in bold, and why. */
  headline: string
  explanation: string
  dueOn: string | null
  /** Working days left; negative when overdue; null without a deadline. */
  left: number | null
}

const calendarNote = (from: string, to: string, calendar: Calendar): string => {
  const years = [from, to].filter((date) => !isAnnounced(date, calendar)).map((date) => date.slice(0, 4))
  return years.length === 0 ? '' : `${sayNotAnnounced([...new Set(years)])}。`
}

function left(from: string, due: string, calendar: Calendar): number {
  return due >= from ? workingDaysBetween(from, due, calendar).days : -workingDaysBetween(due, from, calendar).days
}

/** Where the clock of a problem stands on `today`, with its arithmetic in words. */
export function clockOf(facts: ClockFacts, today: string, calendar: Calendar): ClockView {
  const { state, dueOn, openWait } = facts
  if (state === 'closed' || state === 'revoked' || state === 'transferred') return { kind: 'ended', headline: '时钟已停。', explanation: '', dueOn, left: null }
  if (openWait) {
    const waited = workingDaysBetween(openWait.from, today, calendar).days
    const isOver = openWait.until !== null && openWait.until < today
    const until = openWait.until === null ? '' : `，${isOver ? '已过' : '最晚等到'} ${openWait.until}（${openWait.basis ?? '没有条文定期限，写明的日子'}）`
    const why = `${openWait.from} 起${waitWords[openWait.reason]}：${openWait.note}。停了 ${waited} 个工作日${until}`
    const stands = isOver ? '等过了头，时钟还停着' : '时钟停着'
    if (dueOn === null) return { kind: 'standing', headline: `${stands}。`, explanation: `${why}。`, dueOn, left: null }
    const days = left(openWait.from, dueOn, calendar)
    const moved = moveDue(dueOn, { from: openWait.from, to: today }, calendar).due
    return {
      kind: 'standing',
      headline: days >= 0 ? `${stands}，还剩 ${days} 个工作日。` : `${stands}，停前已逾期 ${-days} 个工作日。`,
      explanation: `${why}；今天结束等待，时限就从 ${dueOn} 顺延到 ${moved}。${calendarNote(openWait.from, moved, calendar)}`,
      dueOn,
      left: days,
    }
  }
  if (dueOn === null) {
    if (facts.track === 'at_once' && facts.plannedOn !== null) {
      const day = workingDaysBetween(facts.plannedOn, today, calendar).days
      return { kind: 'running', headline: `立行立改，已 ${day} 个工作日。`, explanation: `${facts.plannedOn} 定措施。`, dueOn, left: null }
    }
    return { kind: 'none', headline: '时限未定。', explanation: '定了措施和时限，时钟才开始走。', dueOn, left: null }
  }
  if (state === 'closing' || state === 'reviewing') {
    const asked = facts.askedOn ?? today
    return {
      kind: 'standing',
      headline: asked <= dueOn ? '已如期申请销号，等复核。' : `已申请销号，比时限晚 ${-left(asked, dueOn, calendar)} 个工作日。`,
      explanation: `${asked} 申请，时限 ${dueOn}。`,
      dueOn,
      left: left(asked, dueOn, calendar),
    }
  }
  const days = left(today, dueOn, calendar)
  const note = calendarNote(today, dueOn, calendar)
  if (dueOn < today) return { kind: 'overdue', headline: `已逾期 ${-days} 个工作日。`, explanation: `时限是 ${dueOn}。${note}`, dueOn, left: days }
  return {
    kind: 'running',
    headline: days === 0 ? '今天到期。' : `还剩 ${days} 个工作日。`,
    explanation: `${dueOn} 到期，从 ${today} 的次日数起，节假日不算，调休上班的算。${note}`,
    dueOn,
    left: days,
  }
}
