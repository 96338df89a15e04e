import type { NoticeForm, StopAction } from '../notice-rules.ts'
import { isMonth } from '../../../domain/months.ts'
import type { Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { assertWorkable, changeProblem, lockProblem } from '../store.ts'
import { keepStop } from './keep-stop.ts'

export interface NewStop {
  version: number
  month?: string | undefined
  goesOn: boolean
  paper: string
  /** What was done to the benefit; a stop where nothing is said. */
  action?: StopAction | undefined
  heardOn?: string | null | undefined
  decidedOn?: string | null | undefined
  notifiedOn?: string | null | undefined
  form?: NoticeForm | null | undefined
}

/**
 * Says from which month on the benefit may no longer be paid (closure then asks that month's payment batch),
 * or that it rightly goes on and why (only a level or an amount was wrong). The kept register of stops gets the same row.
 */
export async function enterStop(
  work: Work,
  problemId: string,
  { version, month, goesOn, paper, action, heardOn, decidedOn, notifiedOn, form }: NewStop,
): Promise<void> {
  const problem = await lockProblem(work, problemId, version)
  assertWorkable(problem, '登记停发')
  const latest = [heardOn, decidedOn, notifiedOn]
    .flatMap((day) => day ?? [])
    .sort()
    .at(-1)
  if (latest !== undefined && latest > work.clock.today()) throw new Problem('bad_input', '听取、决定、告知的日期不能在今天之后；没有改动。')
  if (!goesOn && (month === undefined || !isMonth(month))) throw new Problem('refused', '请写从哪个月起停发，例如 2026-11；没有改动。')
  const set = {
    goes_on: goesOn,
    stop_month: goesOn ? null : (month ?? null),
    stop_paper: paper,
    stop_action: action ?? null,
    heard_on: heardOn ?? null,
    decided_on: decidedOn ?? null,
    notified_on: notifiedOn ?? null,
    notice_form: form ?? null,
  }
  const stop_row = await keepStop(work, { ...problem, ...set })
  await changeProblem(work, problem, {
    set: { ...set, stop_row },
    event: { action: goesOn ? 'problem.benefit_goes_on' : 'problem.stop_entered', reason: paper },
  })
}
