import type { ReactNode } from 'react'
import { daysUntil, maskId, shortDay, yuan } from './amounts.ts'
import { StateWord } from './StateWord.tsx'
import type { Tone } from './state-kinds.ts'

/** 分 as `1,234.50 元`; in a dense table leave the unit to the heading. Null is a dash: nothing known is not zero. */
export function Money({ fen, hasUnit = true }: { fen: number | null | undefined; hasUnit?: boolean }) {
  return (
    <span className="nowrap">
      {yuan(fen)}
      {hasUnit && fen !== null && fen !== undefined ? ' 元' : ''}
    </span>
  )
}

/** An id number as `999101********123X`; the full number is asked for with a reason, and recorded. */
export function MaskedId({ id }: { id: string | null | undefined }) {
  return <span className="masked">{id ? maskId(id) : '—'}</span>
}

/** A month or a span of months: `2026-06 至 2026-09`. */
export function Month({ from, to }: { from: string | null | undefined; to?: string | null | undefined }) {
  if (!from) return <span className="ink3">—</span>
  return <span className="nowrap">{to && to !== from ? `${from} 至 ${to}` : from}</span>
}

interface DueProps {
  /** Plain date, or null before the clock starts. */
  date: string | null | undefined
  today: string
  /** The clock stands still or the matter is done: no colour. */
  isQuiet?: boolean
}

/** A due date: 逾期 red with triangle, today red, tomorrow and the day after amber with clock, else plain; 未定 without one. */
export function Due({ date, today, isQuiet = false }: DueProps) {
  if (!date) return <span className="ink2">未定</span>
  const days = daysUntil(date, today)
  const text = shortDay(date, today)
  if (isQuiet || days > 2) return <span className="nowrap">{text}</span>
  if (days < 0) return <StateWord kind="overdue" word={`${text} 逾期`} />
  if (days === 0) return <StateWord kind="due_today" word="今天" />
  return <StateWord kind="due_soon" word={days === 1 ? `${text} 明天` : text} />
}

/** A small label with a thin edge, 22 px. In tables use a bare `StateWord`. */
export function Chip({ tone = 'ink', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`chip tone-${tone}`}>{children}</span>
}
