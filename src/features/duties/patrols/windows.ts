import { addDays, daysBetween } from '../../../domain/plain-date.ts'

export interface Rhythm {
  everyDays: number
  from: string
  endsOn: string | null
}

export interface Window {
  from: string
  to: string
  walkedOn: string | null
}

/**
 * The stretches of `everyDays` days that a point's schedule makes, from its first day; each wants one walk. The last one
 * may still be running (`isRunning`), and it counts only when it was walked.
 */
export function windowsOf(
  { everyDays, from, endsOn }: Rhythm,
  { walks, span, today }: { walks: readonly string[]; span: { from: string; to: string }; today: string },
) {
  const windows: (Window & { isRunning: boolean })[] = []
  const last = endsOn !== null && endsOn < span.to ? endsOn : span.to
  const skipped = from < span.from ? Math.floor(daysBetween(from, span.from) / everyDays) : 0
  for (let start = addDays(from, skipped * everyDays); start <= last; start = addDays(start, everyDays)) {
    const end = addDays(start, everyDays - 1)
    const to = endsOn !== null && endsOn < end ? endsOn : end
    windows.push({ from: start, to, walkedOn: walks.find((walk) => walk >= start && walk <= to) ?? null, isRunning: to >= today })
  }
  return windows
}

/** Walks wanted and walks made: a running stretch that nobody walked yet is not missing. */
export function coverageOf(windows: readonly (Window & { isRunning: boolean })[]) {
  const counted = windows.filter((each) => each.walkedOn !== null || !each.isRunning)
  return { expected: counted.length, walked: counted.filter((each) => each.walkedOn !== null).length }
}
