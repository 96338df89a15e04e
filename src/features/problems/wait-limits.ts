import { countDue, type DueStep } from '../../domain/due-steps.ts'
import { waitReasons, type WaitReason } from '../../domain/problem-words.ts'
import type { Calendar } from '../../domain/working-days.ts'
import type { ProblemRow } from './store.ts'

export interface WaitLimit {
  count: number
  unit: 'workdays' | 'days'
  /** The article. */
  basis: string
}

/** `right` is a problem of somebody who gets what is due to them too late or not at all: it waits for a confirmation. */
type Matter = Pick<ProblemRow, 'program' | 'kind'>

/**
 * How long others may take by the text that limits them; null where no text names a number: a decision on money, a hearing,
 * a recovery, a search by the police. 最低生活保障审核确认办法 and 特困人员认定办法 name days for the confirmation of an
 * application, 特困人员认定办法 also for the notice before an end.
 */
export function waitLimitOf({ program, kind }: Matter, reason: WaitReason): WaitLimit | null {
  const isConfirmation = kind === 'right'
  if (reason === 'authority_decision' && isConfirmation) {
    if (program === 'dibao') return { count: 10, unit: 'workdays', basis: '最低生活保障审核确认办法第二十条' }
    if (program === 'tekun') return { count: 15, unit: 'workdays', basis: '特困人员认定办法第十六条' }
  }
  if (reason === 'public_notice') {
    if (program === 'dibao' && isConfirmation) return { count: 7, unit: 'days', basis: '最低生活保障审核确认办法第十九条' }
    if (program === 'tekun') return { count: 7, unit: 'days', basis: `特困人员认定办法第${isConfirmation ? '十五' : '二十六'}条` }
  }
  return null
}

/** Where no text names a number and nobody says until when, a wait is meant to take so many working days. */
const usualWait = 20

/** The last day of a wait from a day on, where nobody names another. */
export function lastOfWait(matter: Matter, { reason, from, calendar }: { reason: WaitReason; from: string; calendar: Calendar }): DueStep {
  const limit = waitLimitOf(matter, reason)
  return countDue(from, limit ? { ...limit, ground: limit.basis } : { count: usualWait, unit: 'workdays', ground: '没有条文定期限，按惯例' }, calendar)
}

/** Every reason to wait with its last day from today on. */
export function waitingsOf(matter: Matter, { today, calendar }: { today: string; calendar: Calendar }) {
  return waitReasons.map((reason) => {
    const last = lastOfWait(matter, { reason, from: today, calendar })
    return { reason, isLimited: waitLimitOf(matter, reason) !== null, latest: last.due, dueSteps: [last] }
  })
}
