import { fixedDue, spanDue, type DueStep } from '../../domain/due-steps.ts'
import { addDays } from '../../domain/plain-date.ts'
import { workingDaysBetween, type Calendar } from '../../domain/working-days.ts'

/** A stage's last day as the plan gives it; empty without one. */
export function stageDue(
  { name, starts_on: start, ends_on: end }: { name: string; starts_on: string | null; ends_on: string | null },
  calendar: Calendar,
): DueStep[] {
  const ground = `方案“${name}”`
  if (end === null) return []
  return [start === null ? fixedDue(end, ground) : spanDue(start, { to: end, ground, calendar })]
}

export interface StageClock {
  workingDays: number | null
  dayNo: number | null
  workingDaysLeft: number | null
  daysOff: { from: string; to: string; kind: 'holiday' | 'makeup' }[]
}

/** A stage's clock in statutory working days: how many it has, the how many-th today is, how many are left after today. */
export function stageClock(start: string | null, end: string | null, { today, calendar }: { today: string; calendar: Calendar }): StageClock {
  if (start === null || end === null || start > end) return { workingDays: null, dayNo: null, workingDaysLeft: null, daysOff: [] }
  const before = addDays(start, -1)
  const isInside = today >= start && today <= end
  const all = workingDaysBetween(before, end, calendar)
  const daysOff = all.steps
    .filter((step) => step.kind === 'holiday' || step.kind === 'makeup')
    .map((step) => ({ from: step.from, to: step.to, kind: step.kind as 'holiday' | 'makeup' }))
  return {
    workingDays: all.days,
    dayNo: isInside ? workingDaysBetween(before, today, calendar).days : null,
    workingDaysLeft: isInside ? workingDaysBetween(today, end, calendar).days : null,
    daysOff,
  }
}

/** The stage that today lies in; before the first the first, after the last none. */
export function currentStage(stages: readonly { no: number; start: string | null; end: string | null }[], today: string): number | null {
  const dated = stages.filter((stage) => stage.start !== null && stage.end !== null)
  return dated.find((stage) => today <= (stage.end ?? ''))?.no ?? null
}
