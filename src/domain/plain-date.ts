import { readChineseNumber } from './chinese-numerals.ts'

/** A plain date is text YYYY-MM-DD, a month text YYYY-MM; both sort as text. */
export interface DateReading {
  outcome: 'read' | 'empty' | 'open' | 'unreadable'
  /** null when only a month was written. */
  date: string | null
  month: string | null
}

export interface DateContext {
  /** The number is an Excel serial (the cell has a date format). */
  isSerial?: boolean
  uses1904?: boolean
  /** For `3月10日`. */
  year?: number
}

const dayLength = 86_400_000
const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const empty: DateReading = { outcome: 'empty', date: null, month: null }
const open: DateReading = { outcome: 'open', date: null, month: null }
const unreadable: DateReading = { outcome: 'unreadable', date: null, month: null }

function daysIn(year: number, month: number): number {
  return month === 2 && (year % 4 === 0 ? year % 100 !== 0 || year % 400 === 0 : false) ? 29 : (daysOfMonth[month - 1] ?? 0)
}

/** YYYY-MM-DD of parts, or null when there is no such day between 1850 and 2150. */
export function dateOf(year: number, month: number, day: number): string | null {
  if (year < 1850 || year > 2150 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

export function isPlainDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dateOf(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))) !== null
}

/** Days since 1970-01-01. */
export function dayNumber(date: string): number {
  return Math.round(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / dayLength)
}

export function dateOfDayNumber(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10)
}

export function addDays(date: string, days: number): string {
  return dateOfDayNumber(dayNumber(date) + days)
}

export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

export function lastDayOf(month: string): string {
  return `${month}-${daysIn(Number(month.slice(0, 4)), Number(month.slice(5, 7)))}`
}

/** The same day n months on; a day that the month lacks becomes its last (民法典 第二百零二条). */
export function addMonthsToDate(date: string, months: number): string {
  const at = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  const year = Math.floor(at / 12)
  const month = (at % 12) + 1
  return dateOf(year, month, Math.min(Number(date.slice(8, 10)), daysIn(year, month)))!
}

/** Completed years on a day. Who was born on 29 February is a year older on 1 March of a common year. */
export function ageOn(birthDate: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return on.slice(5) >= birthDate.slice(5) ? years : years - 1
}

/** Excel's day count: 1900 system with its false 29 February, or the 1904 system. null outside 1900–2150. */
export function dateOfSerial(serial: number, uses1904 = false): string | null {
  const days = Math.floor(serial) + (uses1904 ? 1462 : 0)
  if (days < 1 || days === 60 || days > 91_312) return null
  return dateOfDayNumber(days - 25_569 + (days < 60 ? 1 : 0))
}

function whole(date: string | null): DateReading {
  return date === null ? unreadable : { outcome: 'read', date, month: date.slice(0, 7) }
}

function monthOnly(year: number, month: number): DateReading {
  const first = dateOf(year, month, 1)
  return first === null ? unreadable : { outcome: 'read', date: null, month: first.slice(0, 7) }
}

function fromNumber(value: number, context: DateContext): DateReading {
  if (context.isSerial === true) return whole(dateOfSerial(value, context.uses1904))
  if (Number.isInteger(value)) {
    if (value >= 18_500_101 && value <= 21_501_231) return whole(dateOf(Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100))
    if (value >= 185_001 && value <= 215_012) return monthOnly(Math.floor(value / 100), value % 100)
  }
  // Serials of 1927 to 2118: smaller numbers are counts, larger ones no dates.
  if (value >= 10_000 && value < 80_000) return whole(dateOfSerial(value, context.uses1904))
  return unreadable
}

function chineseDigits(text: string): string {
  return text.replace(/[〇零一二三四五六七八九十]+/g, (run) => String(readChineseNumber(run) ?? run))
}

/**
 * Reads the forms that towns write: 20230310, 2023.3.10, 2023-3, 2023年3月10日, 202303, 3月10日 (with a year given),
 * Excel serials, with or without a time; 长期 is `open`. A lunar date is unreadable.
 */
export function readDate(raw: string | number | null, context: DateContext = {}): DateReading {
  if (raw === null) return empty
  if (typeof raw === 'number') return fromNumber(raw, context)
  let text = raw.normalize('NFKC').replace(/\s+/g, ' ').trim()
  if (text === '' || /^([-—–/\\.、*]+|无|暂无|空|未知|不详)$/.test(text)) return empty
  if (/^(长期|长期有效|永久|至今|现在|目前)$/.test(text)) return open
  if (/农历|阴历|腊月|正月|冬月|初[一二三四五六七八九十]/.test(text)) return unreadable
  // A time behind the day says nothing here; after 日 no blank is needed.
  text = text.replace(/[ T]\d{1,2}[:时]\d{1,2}([:分]\d{1,2}(\.\d+)?秒?)?Z?$/, '').replaceAll(' ', '')
  if (/[〇零一二三四五六七八九十]/.test(text)) text = chineseDigits(text)
  if (/^\d+(\.0+)?$/.test(text)) {
    const number = Number(text)
    return fromNumber(number, context)
  }
  const full = /^(\d{4})(?:年|[-/.、_])(\d{1,2})(?:月|[-/.、_])(\d{1,2})(?:日|号)?\.?$/.exec(text)
  if (full) return whole(dateOf(Number(full[1]), Number(full[2]), Number(full[3])))
  const month = /^(\d{4})(?:年|[-/.、_])(\d{1,2})(?:月份?)?$/.exec(text)
  if (month) return monthOnly(Number(month[1]), Number(month[2]))
  const short = /^(\d{1,2})(?:月|[-/.])(\d{1,2})(?:日|号)?$/.exec(text)
  if (short && context.year !== undefined) return whole(dateOf(context.year, Number(short[1]), Number(short[2])))
  const bare = /^(\d{1,2})月份?$/.exec(text)
  if (bare && context.year !== undefined) return monthOnly(context.year, Number(bare[1]))
  return unreadable
}

const between = '(?:至|到|~|～|—+|--+|−|–)'
const wholeDate = String.raw`\d{4}[-./年]\d{1,2}[-./月]\d{1,2}[日号]?`
const monthOfYear = String.raw`\d{4}[-./年]\d{1,2}月?`
const compact = String.raw`(?:19|20)\d{6}|(?:19|20)\d{4}`

/** Where the first date of a range ends. The most exact form first: 2024-01-03-2024-01-10 must not be cut within a date. */
const cuts = [
  new RegExp(`^(${wholeDate}|${compact}|${monthOfYear})${between}(.+)$`),
  new RegExp(`^(${wholeDate}|${compact})-(.+)$`),
  new RegExp(`^(${monthOfYear})-(.+)$`),
  new RegExp(`^(.{6,}?)${between}(.+)$`),
]

/**
 * `2024.1.3-2024.1.10`, `2024年1月3日至10日`, `20240103-20240110`, `2020.5—至今`, `2020.5起`: both ends; a single date gives an
 * empty end, an end that cannot be read is unreadable.
 */
export function readDateRange(raw: string | number | null, context: DateContext = {}): { from: DateReading; to: DateReading } {
  if (typeof raw !== 'string') return { from: readDate(raw, context), to: empty }
  const single = readDate(raw, context)
  if (single.outcome !== 'unreadable') return { from: single, to: empty }
  const text = raw
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/^[自从]/, '')
  const since = /^(.{6,}?)(?:开始|以来|起)?[-—–~～]*(?:至|到)?(?:今|现在|目前|长期)$/.exec(text) ?? /^(.{6,}?)(?:开始|以来|起|[-—–~～至])$/.exec(text)
  if (since) {
    const from = readDate(since[1]!, context)
    if (from.outcome === 'read') return { from, to: open }
  }
  const cut = cuts.map((each) => each.exec(text)).find((found) => found !== null)
  if (!cut) return { from: unreadable, to: empty }
  const from = readDate(cut[1]!, context)
  if (from.month === null) return { from, to: unreadable }
  const year = Number(from.month.slice(0, 4))
  const onlyDay = from.date === null ? null : /^(\d{1,2})[日号]?$/.exec(cut[2]!)
  const to = onlyDay ? whole(dateOf(year, Number(from.month.slice(5)), Number(onlyDay[1]))) : readDate(cut[2]!, { ...context, year })
  return { from, to }
}
