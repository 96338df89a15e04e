import { sql } from 'kysely'
import { addMonths, monthOf } from '../../domain/months.ts'
import type { Work } from '../../platform/events.ts'
import { dateOf } from '../../platform/clock.ts'
import { isKin } from '../leads/index.ts'
import { closureOf, type ClosureFacts, type Condition } from './closure.ts'
import { accountOf } from './money-account.ts'
import type { NoticeFacts, NoticeForm, StopAction } from './notice-rules.ts'
import type { ProblemPorts } from './ports.ts'
import type { Track } from './problem-clock.ts'
import { findPost, getProblem, listMeasures, listMoney, listRectifiers, type ProblemRow } from './store.ts'

/** Paid once, so there is no later batch that could still hold the person. */
const paidOnce = ['temporary_aid', 'street', 'left_behind']

/** The first month whose payment may no longer hold the person: the recorded one, else the month after the matter was established. */
export function firstMonthWithout(problem: ProblemRow): string {
  if (problem.stop_month !== null) return problem.stop_month
  const established = monthOf(dateOf(problem.established_at ?? problem.created_at))
  const last = problem.months.toSorted().at(-1) ?? established
  return addMonths(last > established ? last : established, 1)
}

/** What still stands between this problem and its closure, asked of today's rows. With `asReviewer` the actor's own fitness is asked too. */
export async function checkClosure(work: Work, problem: ProblemRow, { ports, asReviewer }: { ports: ProblemPorts; asReviewer: boolean }): Promise<Condition[]> {
  const { tx, clock, actor } = work
  const [measures, money, proofs, owner] = [
    await listMeasures(tx, problem.problem_id),
    await listMoney(tx, problem.problem_id),
    await tx.selectFrom('proof').select('proof_id').where('problem_id', '=', problem.problem_id).where('side', '=', 'after').execute(),
    problem.owner_post === null ? undefined : await findPost(tx, problem.owner_post, clock.today()),
  ]
  const facts: ClosureFacts = {
    kind: problem.kind,
    causeKind: problem.cause_kind,
    cause: problem.cause,
    measures: measures.map((each) => ({ text: each.text, isDone: each.done_on !== null })),
    ownerName: problem.owner_name,
    hasOwnerLeft: owner !== undefined && !owner.isActive,
    track: problem.track as Track | null,
    dueOn: problem.due_on,
    proofAfter: proofs.length,
    account: accountOf(problem, money),
    concerned: problem.concerned,
    roster: await rosterOf(work, problem, ports),
    goesOn: problem.goes_on ? (problem.stop_paper ?? '') : null,
    notice: await noticeOf(work, problem),
    reviewer: asReviewer
      ? {
          isRectifier: actor.accountId === null || (await listRectifiers(work, problem, clock.today())).has(actor.accountId),
          isAsker: problem.closing_asked_account !== null && problem.closing_asked_account === actor.accountId,
          isKin: problem.subject_name !== null && (await isKin(work, actor.name, { personId: problem.person_id, name: problem.subject_name })),
        }
      : null,
  }
  return closureOf(facts)
}

/**
 * Hearing and notice: as the problem says, else as the register of stops says of this person and program. Asked where a
 * benefit had to stop, and where a cut was written down though it goes on.
 */
async function noticeOf({ tx, actor }: Work, problem: ProblemRow): Promise<NoticeFacts | null> {
  const { kind, program, person_id: personId } = problem
  const isCut = problem.stop_action === 'cut'
  if (kind !== 'money' || program === null || personId === null || paidOnce.includes(program) || (problem.goes_on && !isCut)) return null
  const { rows } = await sql<{ action: StopAction | null; heard_on: string | null; decided_on: string | null; notified_on: string | null }>`
    select cells->>'action' as action, cells->>'heard_on' as heard_on, cells->>'decided_on' as decided_on, cells->>'notified_on' as notified_on
    from kept_row join person on person.person_key = kept_row.person_key
    where ledger = 'stops' and person_id = ${personId} and cells->>'program' = ${program}
      and kept_row.division >= ${actor.scope.from} and kept_row.division < ${actor.scope.to} order by cells->>'decided_on' desc nulls last limit 1`.execute(tx)
  const [row] = problem.decided_on === null ? rows : []
  return {
    program,
    action: (problem.stop_action as StopAction | null) ?? row?.action ?? 'stop',
    heardOn: problem.heard_on ?? row?.heard_on ?? null,
    decidedOn: problem.decided_on ?? row?.decided_on ?? null,
    notifiedOn: problem.notified_on ?? row?.notified_on ?? null,
    // The register keeps the day of the written notice.
    form: (problem.notice_form as NoticeForm | null) ?? (row?.notified_on ? 'written' : null),
    isDead: (problem.topic ?? '').startsWith('deaths') || (problem.check_id ?? '').includes('after-death'),
  }
}

async function rosterOf(work: Work, problem: ProblemRow, ports: ProblemPorts): Promise<ClosureFacts['roster']> {
  const { kind, program, person_id: personId } = problem
  if (kind !== 'money' || program === null || personId === null || paidOnce.includes(program) || problem.goes_on) return null
  const month = firstMonthWithout(problem)
  return { month, isRecorded: problem.stop_month !== null, ...(await ports.paymentAfter(work, { personId, program, month })) }
}

/** The conditions of a problem's closure as they stand today, for supervision's samples. Errors: `not_found`. */
export async function conditionsOf(work: Work, problemId: string, ports: ProblemPorts): Promise<Condition[]> {
  return checkClosure(work, await getProblem(work, problemId), { ports, asReviewer: false })
}
