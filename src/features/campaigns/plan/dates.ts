import { readNumber } from './chinese-numerals.ts'

export interface DateToken {
  start: number
  end: number
  year: number | null
  month: number | null
  day: number | null
  /** 上旬, 中旬, 下旬, 初, 底, 末: no day is written, but less than the month is meant. */
  part: string | null
  /** What stands right after it: 前 / 起 / 以来 / 至今. */
  suffix: string
}

export interface DateSpan {
  start: number
  end: number
  from: DateToken | 'issue' | null
  to: DateToken | 'open' | null
  /** 自印发之日起 n 日内. */
  days: number | null
}

const cnDigit = '[〇零○一二三四五六七八九]'
const cnSmall = '[一二三四五六七八九十]{1,3}'
const full = `(?<y>(?:19|20)\\d{2}|${cnDigit}{4})\\s*年(?:度)?(?:\\s*(?<m>\\d{1,2}|${cnSmall})\\s*月(?:份)?(?:\\s*(?<d>\\d{1,2}|${cnSmall})\\s*[日号]|(?<p>上旬|中旬|下旬|初|底|末|中))?)?(?<yp>底|末)?`
const noYear = `(?<m2>(?<![\\d.])\\d{1,2}|(?<![个每〇零○一二三四五六七八九十])${cnSmall})\\s*月(?!内|度|报)(?:份)?(?:\\s*(?<d2>\\d{1,2}|${cnSmall})\\s*[日号]|(?<p2>上旬|中旬|下旬|初|底|末|中))?`
const dotted = `(?<![\\d.〔])(?<y3>(?:19|20)\\d{2})[./-](?<m3>\\d{1,2})(?:[./-](?<d3>\\d{1,2}))?(?![\\d年月])`
const compact = `(?<!\\d)(?<y4>20\\d{2})(?<m4>0[1-9]|1[0-2])(?<d4>[0-2]\\d|3[01])(?!\\d)`
const tokenPattern = new RegExp(`(?:${full}|${noYear}|${dotted}|${compact})`, 'gu')
const suffixPattern = /^\s*(?:之前|以前|前|起|开始|以来|至今)/u
const between = /^\s*(?:\([^)]{1,4}\))?\s*(?:起|开始)?\s*,?\s*(?:-{1,2}|~|至|到)\s*$/u

/** 2024 is a leap year: for a month of an unknown year the longest reading. */
export function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** YYYY-MM-DD plus days, in the plain calendar. */
export function plusDays(date: string, days: number): string {
  const [y = 0, m = 1, d = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(y, m - 1, d + days)).toISOString().slice(0, 10)
}

function number(...values: (string | undefined)[]): number | null {
  for (const value of values) if (value !== undefined) return readNumber(value)
  return null
}

/** All dates in a normalised text, in order; impossible months are left out. */
export function findDates(norm: string): DateToken[] {
  const tokens: DateToken[] = []
  for (const found of norm.matchAll(tokenPattern)) {
    const g = found.groups ?? {}
    const month = number(g['m'], g['m2'], g['m3'], g['m4'])
    if (month !== null && (month < 1 || month > 12)) continue
    const end = found.index + found[0].length
    tokens.push({
      start: found.index,
      end,
      year: number(g['y'], g['y3'], g['y4']),
      month,
      day: number(g['d'], g['d2'], g['d3'], g['d4']),
      part: g['p'] ?? g['p2'] ?? g['yp'] ?? null,
      suffix: suffixPattern.exec(norm.slice(end, end + 4))?.[0].trim() ?? '',
    })
  }
  return tokens
}

/** 3—5月, 10—20日 and 2021—2023年 leave the unit to the second side. */
function halfRange(norm: string, token: DateToken): DateToken | null {
  const before = norm.slice(Math.max(0, token.start - 12), token.start)
  const left = /((?:19|20)\d{2}|\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:-{1,2}|~|至|到)\s*$/u.exec(before)
  if (!left?.[1]) return null
  const value = readNumber(left[1])
  const start = token.start - (before.length - left.index)
  if (value === null || norm.charAt(start - 1) === '.') return null
  const blank = { start, end: start + left[1].length, year: null, month: null, day: null, part: null, suffix: '' }
  if (token.year !== null && token.month === null && value > 1900) return { ...blank, year: value }
  if (token.year === null && token.month !== null && token.day === null && value <= 12) return { ...blank, month: value }
  return null
}

function dayRange(norm: string, token: DateToken): { to: DateToken; end: number } | null {
  const after = /^\s*(?:-{1,2}|~|至|到)\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号]/u.exec(norm.slice(token.end, token.end + 12))
  const written = /^\s*(\d{1,2})\s*(?:-{1,2}|~|至|到)\s*(\d{1,2})\s*[日号]/u.exec(norm.slice(token.end, token.end + 14))
  if (token.day !== null && after?.[1]) {
    const end = token.end + after[0].length
    return { to: { ...token, start: token.end, end, day: readNumber(after[1]) }, end }
  }
  if (token.month !== null && token.day === null && token.part === null && written?.[1] && written[2]) {
    const end = token.end + written[0].length
    token.day = Number(written[1])
    return { to: { ...token, start: token.end, end, day: Number(written[2]) }, end }
  }
  return null
}

/** Spans of time in a normalised text, in order: both sides, one side, months, 即日起至, 自印发之日起 n 日内. */
export function findSpans(norm: string): DateSpan[] {
  const tokens = findDates(norm)
  const spans: DateSpan[] = []
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i]
    if (!token) break
    const days = dayRange(norm, token)
    if (days) {
      spans.push({ start: token.start, end: days.end, from: token, to: days.to, days: null })
      while ((tokens[i + 1]?.start ?? Infinity) < days.end) i += 1
      continue
    }
    const next = tokens[i + 1]
    if (next && next.start >= token.end && between.test(norm.slice(token.end, next.start))) {
      spans.push({ start: token.start, end: next.end, from: token, to: next, days: null })
      i += 1
      continue
    }
    const half = halfRange(norm, token)
    if (half) {
      const year = tokens[i - 1]
      if (year && year.month === null && year.end === half.start && half.year === null) {
        // 2025年3—4月: the year stands before both.
        spans.pop()
        spans.push({ start: year.start, end: token.end, from: { ...half, year: year.year }, to: token, days: null })
        continue
      }
      spans.push({ start: half.start, end: token.end, from: half, to: token, days: null })
      continue
    }
    const lead = /(?:即日|印发之日|发文之日|下发之日)起?\s*(?:-{1,2}|~|至|到)\s*$/u.exec(norm.slice(Math.max(0, token.start - 12), token.start))
    const open = /^\s*(?:起|开始)?\s*,?\s*(?:-{1,2}|~|至|到|并|,)?\s*长期坚持/u.exec(norm.slice(token.end, token.end + 12))
    if (lead) spans.push({ start: token.start - lead[0].length, end: token.end, from: 'issue', to: token, days: null })
    else if (open) spans.push({ start: token.start, end: token.end + open[0].length, from: token, to: 'open', days: null })
    else if (token.suffix.endsWith('前')) spans.push({ start: token.start, end: token.end + token.suffix.length, from: null, to: token, days: null })
    else if (token.suffix !== '') spans.push({ start: token.start, end: token.end + token.suffix.length, from: token, to: 'open', days: null })
    else if (token.part === '底' || token.part === '末') spans.push({ start: token.start, end: token.end, from: null, to: token, days: null })
    else spans.push({ start: token.start, end: token.end, from: token, to: token, days: null })
  }
  for (const found of norm.matchAll(/自?[^\s,。;]{0,8}(?:印发|发文|下发)之日起\s*(\d{1,3})\s*(?:个)?(?:日|天)(?:之)?内/gu)) {
    spans.push({ start: found.index, end: found.index + found[0].length, from: 'issue', to: null, days: Number(found[1]) })
  }
  return spans.toSorted((a, b) => a.start - b.start)
}
