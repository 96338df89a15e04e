import { lastDayOf, plusDays } from './dates.ts'
import type { DateSpan, DateToken } from './dates.ts'

export interface DateContext {
  /** Full date of issue, for 即日起 and 自印发之日起. */
  issued: string | null
  /** The year to take when none is written. */
  year: number | null
  /** Last known day before this span, so that a span without year goes on from there. */
  after: string | null
}

export interface ResolvedSpan {
  /** As written: YYYY-MM-DD, or YYYY-MM where no day is written, or null. */
  from: string | null
  to: string | null
  /** Full days that the written dates mean. */
  firstDay: string | null
  lastDay: string | null
  yearInferred: boolean
  /** A day that does not exist, such as 2月30日, in the paper's words. */
  impossible: string | null
}

// Longer than any campaign of a town: a second side that would lie farther away in the next year is reversed, not in the next year.
const longestTurn = 120

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function written(token: DateToken, year: number | null): string | null {
  if (year === null) return null
  if (token.month === null) return null
  return token.day === null ? `${year}-${two(token.month)}` : `${year}-${two(token.month)}-${two(token.day)}`
}

function edge(token: DateToken, year: number | null, side: 'first' | 'last'): string | null {
  if (year === null) return null
  if (token.month === null) return side === 'first' ? `${year}-01-01` : `${year}-12-31`
  const last = lastDayOf(year, token.month)
  const part: Record<string, [number, number]> = { 上旬: [1, 10], 初: [1, 10], 中旬: [11, 20], 中: [11, 20], 下旬: [21, last], 底: [1, last], 末: [1, last] }
  const [first, end] = token.day === null ? (part[token.part ?? ''] ?? [1, last]) : [token.day, token.day]
  return `${year}-${two(token.month)}-${two(side === 'first' ? first : end)}`
}

function impossibleDay(token: DateToken, year: number | null): string | null {
  if (token.month === null || token.day === null) return null
  const fits = token.day >= 1 && token.day <= lastDayOf(year ?? 2024, token.month)
  return fits ? null : `${token.month}月${token.day}日`
}

function order(token: DateToken): number {
  return (token.month ?? 1) * 100 + (token.day ?? (token.part === '下旬' ? 25 : token.part === '中旬' ? 15 : 5))
}

function daysBetween(a: string, b: string): number {
  return (Date.parse(b) - Date.parse(a)) / 86_400_000
}

function withoutYear(token: DateToken, context: DateContext): number | null {
  if (!context.after) return context.year
  const year = Number(context.after.slice(0, 4))
  const here = edge(token, year, 'last')
  if (here !== null && here < context.after) {
    const next = edge(token, year + 1, 'first')
    if (next !== null && daysBetween(context.after, next) <= longestTurn) return year + 1
  }
  return year
}

/** Gives a span its years: from the other side, the part before it, the issue date or the title. */
export function resolveSpan(span: DateSpan, context: DateContext): ResolvedSpan {
  const from = span.from === 'issue' || span.from === null ? null : span.from
  const to = span.to === 'open' || span.to === null ? null : span.to
  let yearInferred = false
  let fromYear = from?.year ?? null
  let toYear = to?.year ?? null
  if (from && fromYear === null && toYear === null) {
    fromYear = withoutYear(from, context)
    yearInferred = fromYear !== null
  } else if (to && !from && toYear === null) {
    toYear = withoutYear(to, context)
    yearInferred = toYear !== null
  }
  if (from && to && from !== to) {
    if (toYear === null && fromYear !== null) {
      toYear = fromYear
      const turned = order(to) < order(from) ? edge(to, fromYear + 1, 'last') : null
      const begin = edge(from, fromYear, 'first')
      if (turned && begin && daysBetween(begin, turned) <= longestTurn) {
        toYear = fromYear + 1
        yearInferred = true
      }
    } else if (fromYear === null && toYear !== null) {
      fromYear = order(from) > order(to) ? toYear - 1 : toYear
      yearInferred = true
    }
  } else if (from && to) toYear = fromYear
  const impossible = (from && impossibleDay(from, fromYear)) ?? (to && impossibleDay(to, toYear)) ?? null
  const issued = context.issued
  const start = span.from === 'issue' ? issued : from && !impossibleDay(from, fromYear) ? written(from, fromYear) : null
  const byDays = span.days !== null && issued ? plusDays(issued, span.days) : null
  const end = span.days !== null ? byDays : to && !impossibleDay(to, toYear) ? written(to, toYear) : null
  return {
    from: start,
    to: end,
    firstDay: span.from === 'issue' ? issued : from && start !== null ? edge(from, fromYear, 'first') : null,
    lastDay: span.days !== null ? byDays : to && end !== null ? edge(to, toYear, 'last') : null,
    yearInferred,
    impossible,
  }
}
