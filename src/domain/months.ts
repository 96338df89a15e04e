/** Months are text YYYY-MM, so they compare as text. */
export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text)
}

function at(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
}

function of(index: number): string {
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
}

export function monthOf(date: string): string {
  return date.slice(0, 7)
}

export function addMonths(month: string, n: number): string {
  return of(at(month) + n)
}

/** Months from the first to the second: 2024-01 → 2024-03 is 2; negative when reversed. */
export function monthsBetween(from: string, to: string): number {
  return at(to) - at(from)
}

/** Every month from `from` to `to`, both included; empty when reversed. */
export function monthRange(from: string, to: string): string[] {
  return Array.from({ length: Math.max(0, monthsBetween(from, to) + 1) }, (_, n) => addMonths(from, n))
}

/** Consecutive months as ranges. */
export function ranges(months: readonly string[]): { from: string; to: string }[] {
  const found: { from: string; to: string }[] = []
  for (const month of [...new Set(months)].sort()) {
    const last = found.at(-1)
    if (last && addMonths(last.to, 1) === month) last.to = month
    else found.push({ from: month, to: month })
  }
  return found
}

/** 2026年10月 */
export function sayMonth(month: string): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5))}月`
}
