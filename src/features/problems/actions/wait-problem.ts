import { keptSteps, type DueStep } from '../../../domain/due-steps.ts'
import { type WaitReason, waitWords } from '../../../domain/problem-words.ts'
import type { Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { readCalendar } from '../../calendar/index.ts'
import { moveDue } from '../problem-clock.ts'
import { lastOfWait, waitLimitOf } from '../wait-limits.ts'
import { assertStep, findOpenWait, lockProblem, takeStep } from '../store.ts'

/**
 * Others decide now: the clock stands from `from` (today unless said) and the screen says why, until when and on what ground.
 * Errors: `refused` for a day of the future or before the wait before; `bad_input` for an `until` past what the article gives the others.
 */
export async function beginWait(
  work: Work,
  problemId: string,
  { version, reason, note, from, until }: { version: number; reason: WaitReason; note: string; from?: string | undefined; until?: string | undefined },
): Promise<void> {
  const problem = await lockProblem(work, problemId, version)
  assertStep(work, problem, 'wait')
  const today = work.clock.today()
  const since = from ?? today
  const ended = await work.tx
    .selectFrom('problem_wait')
    .select((eb) => eb.fn.max('to_date').as('to_date'))
    .where('problem_id', '=', problemId)
    .executeTakeFirst()
  if (since > today) throw new Problem('refused', '等待不能从将来开始；没有改动。')
  const earliest = [problem.planned_on, ended?.to_date ?? null]
    .filter((date) => date !== null)
    .toSorted()
    .at(-1)
  if (earliest !== undefined && since < earliest) throw new Problem('refused', `等待最早从 ${earliest} 算起（定措施或上次等待结束的日子）；没有改动。`)
  const limit = waitLimitOf(problem, reason)
  const latest = lastOfWait(problem, { reason, from: since, calendar: await readCalendar(work.tx) }).due
  const last = until ?? latest
  if (last < since || (limit && last > latest))
    throw new Problem('bad_input', `最晚等到哪天要在 ${since} 以后${limit ? `；按${limit.basis}到 ${latest} 为止` : ''}。写的内容都还在。`, {
      issues: [{ path: 'until', message: limit ? `最晚 ${latest}` : `不早于 ${since}` }],
    })
  await work.tx
    .insertInto('problem_wait')
    .values({
      problem_id: problemId,
      division: problem.division,
      reason,
      note,
      from_date: since,
      until_date: last,
      created_by: work.actor.name,
      created_at: work.clock.now(),
    })
    .execute()
  await takeStep(work, problem, {
    step: 'wait',
    set: { waiting_reason: reason },
    event: { action: 'problem.wait_began', reason: note, after: { from: since, until: last } },
  })
}

/** The wait is over: the deadline moves by the working days that the clock stood. */
export async function endWait(
  work: Work,
  problemId: string,
  { version, outcome, to }: { version: number; outcome: string; to?: string | undefined },
): Promise<void> {
  const problem = await lockProblem(work, problemId, version)
  assertStep(work, problem, 'end_wait')
  const wait = await findOpenWait(work.tx, problemId)
  if (!wait) throw new Problem('refused', '没有找到正在等待的记录；没有改动。')
  const today = work.clock.today()
  const until = to ?? today
  if (until > today || until < wait.from_date) throw new Problem('refused', `结束日期要在 ${wait.from_date} 到 ${today} 之间；没有改动。`)
  await work.tx.updateTable('problem_wait').set({ to_date: until, outcome }).where('problem_wait_id', '=', wait.problem_wait_id).execute()
  const moved = problem.due_on === null ? undefined : moveDue(problem.due_on, { from: wait.from_date, to: until }, await readCalendar(work.tx))
  const step: DueStep | undefined = moved && {
    kind: 'waited',
    from: wait.from_date,
    to: until,
    workdays: moved.workdays,
    reason: waitWords[wait.reason as WaitReason],
    due: moved.due,
    isOpen: false,
  }
  await takeStep(work, problem, {
    step: 'end_wait',
    set: {
      waiting_reason: null,
      ...(moved && step ? { due_on: moved.due, due_steps: JSON.stringify([...keptSteps(problem), step]) } : {}),
    },
    event: { action: 'problem.wait_ended', reason: outcome, after: { from: wait.from_date, to: until } },
  })
}
