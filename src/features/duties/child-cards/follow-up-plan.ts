import type { DueStep } from '../../../domain/due-steps.ts'
import { addDays, daysBetween } from '../../../domain/plain-date.ts'

export interface FollowUpPlan {
  /** The last day of the next look; null when the card has ended. */
  dueOn: string | null
  dueSteps: DueStep[]
  /** Days since that day; 0 while it has not passed. */
  daysLate: number
  done: number
  /** Last days that passed without a look. */
  missed: number
  /** Stretches longer than the schedule: from one look (or the placing) to the next, or to today. */
  gaps: { from: string; to: string; days: number }[]
}

export interface Schedule {
  /** The day on which the child was placed: the first stretch begins here. */
  from: string
  everyDays: number
  /** The paper that sets the days. */
  ground: string | null
  /** Today, or the day on which the card ended. */
  until: string
  isEnded: boolean
}

/** Looks against a schedule: each look begins the next stretch, and a stretch of n days lets ⌊(n − 1) ÷ everyDays⌋ last days pass. */
export function planFollowUps(looks: readonly string[], { from, everyDays, ground, until, isEnded }: Schedule): FollowUpPlan {
  const days = [...new Set(looks)].filter((day) => day >= from && day <= until).sort()
  const gaps: FollowUpPlan['gaps'] = []
  let last = from
  let missed = 0
  for (const day of [...days, until]) {
    const passed = daysBetween(last, day)
    missed += Math.max(0, Math.floor((passed - 1) / everyDays))
    if (passed > everyDays) gaps.push({ from: last, to: day, days: passed })
    last = day
  }
  const since = days.at(-1) ?? from
  const dueOn = isEnded ? null : addDays(since, everyDays)
  const dueSteps: DueStep[] = dueOn === null ? [] : [{ kind: 'scheduled', from: since, days: everyDays, due: dueOn, ground }]
  return { dueOn, dueSteps, daysLate: dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, until)), done: days.length, missed, gaps }
}
