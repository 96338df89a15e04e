/** 分 as `1,234.50`; null as a dash. Integer arithmetic only. */
export function yuan(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return '—'
  const whole = Math.trunc(Math.abs(fen) / 100)
  const rest = Math.abs(fen) % 100
  return `${fen < 0 ? '-' : ''}${grouped(whole)}.${String(rest).padStart(2, '0')}`
}

/** An integer with thousands separated. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `2026-10-22` as `10-22` where the year is clear. */
export function shortDay(date: string, today: string): string {
  return date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date
}

const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const

/** 周二 of a plain date. */
export function weekdayOf(date: string): string {
  return `周${weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? ''}`
}

/** An instant (ISO, UTC) as `2026-10-20 09:12` in Asia/Shanghai whatever the computer's zone. */
export function minuteOf(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

/** The day of an instant in Asia/Shanghai: the text of an instant itself tells yesterday before eight in the morning. */
export function dayOf(instant: string): string {
  return minuteOf(instant).slice(0, 10)
}

/** Days from `today` to `date`, both plain dates. */
export function daysUntil(date: string, today: string): number {
  return Math.round((Date.parse(date) - Date.parse(today)) / 86_400_000)
}

/** Keeps the first six and the last four of an id number: `999101********123X`. Already masked text stays. */
export function maskId(id: string): string {
  return /^\d{17}[\dXx]$/.test(id) ? `${id.slice(0, 6)}********${id.slice(-4)}` : id
}
