import { keptSteps } from '../../domain/due-steps.ts'
import { sql } from 'kysely'
import { formatMoney } from '../../domain/money.ts'
import { type CauseKind, type MoneyKind, type RecoveryWay, type Source, type WaitReason, wayWords } from '../../domain/problem-words.ts'
import { dateOf } from '../../platform/clock.ts'
import type { Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { readCalendar } from '../calendar/index.ts'
import type { ProblemKind } from './actions/problem-kinds.ts'
import { whoBooks } from './actions/enter-money.ts'
import { readInstalments } from './actions/plan-instalments.ts'
import { hasWritten } from './actions/revoke-problem.ts'
import { listPeople } from './actions/problem-people.ts'
import { listSearches } from './actions/search-same.ts'
import { checkClosure, firstMonthWithout } from './closure-facts.ts'
import { dayOf, visibleTo } from './list-problems.ts'
import { accountLines, accountOf, type AccountLine } from './money-account.ts'
import type { NoticeForm, StopAction } from './notice-rules.ts'
import type { ProblemPorts } from './ports.ts'
import { clockOf, type Track } from './problem-clock.ts'
import { isOpen, mayStep, problemStates, stepNames, workStates, type ProblemState } from './problem-states.ts'
import { reconcile } from './reconcile.ts'
import { dateOfInstant, divisionName, findPost, getProblem, listMeasures, listMoney, type ProblemRow } from './store.ts'
import { waitingsOf, waitLimitOf } from './wait-limits.ts'
import { tellEvent } from './tell-event.ts'

/** Everything the page of one problem shows, in one reading. */
export async function describeProblem(work: Work, problemId: string, { ports }: { ports: ProblemPorts }) {
  const { tx, clock, actor } = work
  const problem = await getProblem(work, problemId)
  const calendar = await readCalendar(tx)
  const today = clock.today()
  const day = await dayOf(work)
  const [measures, money, waits, proofs, sources, events] = [
    await listMeasures(tx, problemId),
    await listMoney(tx, problemId),
    await tx.selectFrom('problem_wait').selectAll().where('problem_id', '=', problemId).orderBy('from_date').orderBy('created_at').execute(),
    await listProofs(work, problemId),
    await tx.selectFrom('problem_source').selectAll().where('problem_id', '=', problemId).orderBy('at').execute(),
    await listEvents(work, problemId),
  ]
  const owner = problem.owner_post === null ? undefined : await findPost(tx, problem.owner_post, today)
  const mayTakeBack = await hasWritten(work, problemId)
  const openWait = waits.find((wait) => wait.to_date === null)
  const account = accountOf(problem, money)
  const isReviewing = mayStep('close', problem.state, actor.role)
  const checklist = isOpen(problem.state) ? await checkClosure(work, problem, { ports, asReviewer: isReviewing }) : []
  const clockView = clockOf(
    {
      state: problem.state,
      track: problem.track as Track | null,
      dueOn: problem.due_on,
      plannedOn: problem.planned_on,
      openWait: openWait
        ? {
            reason: openWait.reason as WaitReason,
            note: openWait.note,
            from: openWait.from_date,
            until: openWait.until_date,
            basis: waitLimitOf(problem, openWait.reason as WaitReason)?.basis ?? null,
          }
        : null,
      askedOn: dateOfInstant(problem.closing_asked_at),
    },
    today,
    calendar,
  )
  const asked = events.findLast((event) => event.action === 'problem.extension_asked')
  const isAskOpen = asked !== undefined && !events.some((event) => event.action === 'problem.extended' && event.at > asked.at)
  const extension = (asked?.after ?? {}) as { asked_due?: string }
  return {
    problem: problemId,
    number: problem.number,
    kind: problem.kind as ProblemKind,
    title: problem.title,
    description: problem.description,
    campaign: await campaignOf(work, problem),
    area: problem.area,
    topic: problem.topic,
    check: problem.check_id,
    division: problem.division,
    divisionName: await divisionName(tx, problem.division),
    subjectName: problem.subject_name,
    citizenId: problem.citizen_id,
    person: problem.person_id,
    program: problem.program,
    months: problem.months,
    state: problem.state,
    waitingReason: problem.waiting_reason as WaitReason | null,
    track: problem.track as Track | null,
    cause: problem.cause_kind as CauseKind | null,
    causeText: problem.cause,
    unit: problem.responsible_unit,
    ownerPost: problem.owner_post,
    ownerName: problem.owner_name,
    hasOwnerLeft: owner !== undefined && !owner.isActive,
    dueOn: problem.due_on,
    isOverdue: clockView.kind === 'overdue',
    isSoon: clockView.kind === 'running' && problem.due_on !== null && problem.due_on <= day.soon,
    concerned: problem.concerned,
    overpaid: problem.overpaid,
    underpaid: problem.underpaid,
    sources: sources.map((row) => ({ source: row.source as Source, number: row.source_number })),
    isRelapsed: problem.is_relapsed,
    isExtended: problem.extended_until !== null,
    sampledTimes: problem.sampled_times,
    returnedReason: problem.returned_reason,
    createdBy: problem.created_by,
    measures: measures.length,
    measuresDone: measures.filter((each) => each.done_on !== null).length,
    proofAfter: proofs.filter((each) => each.side === 'after').length,
    version: problem.version,
    reached: problemStates.map((state) => ({ state, on: reachedOn(events, state) })),
    waitings: waitingsOf(problem, { today, calendar }),
    clock: clockView,
    dueSteps: keptSteps(problem),
    measureList: measures.map((each) => ({ measure: each.measure_id, text: each.text, doneOn: each.done_on, doneBy: each.done_by })),
    account: {
      lines: accountLines(problem, account).map((line) => ({ ...line, explanation: explain(line, money) })),
      entries: money.map((each) => ({
        entry: each.money_entry_id,
        kind: each.kind as MoneyKind,
        way: each.way as RecoveryWay | null,
        fen: each.fen,
        onDate: each.on_date,
        organ: each.organ,
        paper: each.paper,
        note: each.note,
        receipt: each.receipt,
        attachment: each.attachment_id,
        by: each.created_by,
        mayReverse: (workStates as readonly ProblemState[]).includes(problem.state) && whoBooks[each.kind as MoneyKind].includes(actor.role),
      })),
      instalments: await readInstalments(work, problemId, account),
      rest: account.rest,
      owedRest: account.owedRest,
      isUndecided: account.isUndecided,
    },
    people: await listPeople(work, problem.problem_id),
    stop: {
      month: problem.stop_month,
      goesOn: problem.goes_on,
      paper: problem.stop_paper,
      asked: problem.kind === 'money' ? firstMonthWithout(problem) : null,
      action: problem.stop_action as StopAction | null,
      heardOn: problem.heard_on,
      decidedOn: problem.decided_on,
      notifiedOn: problem.notified_on,
      form: problem.notice_form as NoticeForm | null,
    },
    proofs,
    sourceList: sources.map((row) => ({
      id: row.problem_source_id,
      source: row.source as Source,
      number: row.source_number,
      lead: row.lead_id,
      note: row.note,
      on: dateOf(row.at),
    })),
    waits: waits.map((wait) => ({ reason: wait.reason as WaitReason, note: wait.note, from: wait.from_date, to: wait.to_date, outcome: wait.outcome })),
    transfer:
      problem.transferred_on === null
        ? null
        : {
            on: problem.transferred_on,
            to: problem.transferred_to ?? '',
            paper: problem.transfer_paper ?? '',
            receipt: problem.transfer_receipt,
          },
    extensionAsked:
      asked && isAskOpen && problem.state !== 'closed'
        ? { due: extension.asked_due ?? '', reason: asked.reason ?? '', by: asked.actor_name, on: dateOf(asked.at) }
        : null,
    checklist,
    closingNote: noteOf(problem, await divisionName(tx, problem.division)),
    threeNumbers: (await reconcile(work, { division: problem.division }))[0] ?? null,
    searches: problem.is_clue ? [] : await listSearches(work, problemId),
    events: events.toReversed().map((event) => ({ at: event.at, by: event.actor_name, words: tellEvent(event.action, event.after), reason: event.reason })),
    can: canDo(work, problem).filter((each) => each !== 'take_back' || mayTakeBack),
    neighbours: await neighboursOf(work, problem),
  }
}

async function campaignOf({ tx }: Work, { campaign_id }: ProblemRow) {
  if (campaign_id === null) return null
  const row = await tx.selectFrom('campaign').select('title').where('campaign_id', '=', campaign_id).executeTakeFirst()
  return row ? { campaign: campaign_id, title: row.title } : null
}

function noteOf(problem: ProblemRow, name: string): string {
  const asks = problem.division === townDivision ? '由镇民政办申请' : `由${name}书记申请`
  return `${asks}；复核的人不能是申请和整改的人${problem.owner_name === null ? '' : `（${problem.owner_name}）`}`
}

/** What of the page's buttons this post may press now; conditions beyond post and state are told by the refusal. */
function canDo({ actor }: Work, problem: ProblemRow): string[] {
  const { role } = actor
  const isOneOf = (...roles: string[]): boolean => roles.includes(role)
  const can: string[] = stepNames.filter((step) => step !== 'relapse' && mayStep(step, problem.state, role))
  const works = (workStates as readonly ProblemState[]).includes(problem.state)
  if (works && isOneOf('clerk', 'secretary', 'worker', 'child_worker')) can.push('cause', 'measure', 'people')
  if (problem.state !== 'established' && works && isOneOf('clerk', 'worker', 'child_worker', 'grid')) can.push('measure_done')
  if (problem.state === 'transferred' && isOneOf('clerk', 'supervisor')) can.push('transfer_receipt')
  if (role === 'clerk' && problem.state !== 'revoked' && problem.state !== 'transferred') can.push('campaign')
  if (works && isOneOf('clerk', 'secretary')) can.push('owner')
  if (works && problem.due_on !== null && isOneOf('secretary', 'worker', 'child_worker', 'clerk')) can.push('ask_extension')
  if (works && problem.due_on !== null && role === 'leader') can.push('extend')
  if (works && Object.values(whoBooks).some((roles) => roles.includes(role))) can.push('money')
  if (works && role === 'clerk') can.push('stop', 'import', 'instalments')
  if (isOpen(problem.state) && isOneOf('clerk', 'secretary', 'worker', 'child_worker', 'grid')) can.push('proof')
  if (problem.state !== 'registered' && !['revoked', 'transferred'].includes(problem.state) && isOneOf('clerk', 'supervisor')) can.push('search')
  if (problem.division !== townDivision && role === 'clerk') return can.filter((each) => each !== 'ask_closing')
  return can
}

interface PageEvent {
  at: string
  actor_name: string
  action: string
  reason: string | null
  after: unknown
}

async function listEvents({ tx }: Work, problemId: string): Promise<PageEvent[]> {
  return tx
    .selectFrom('event')
    .select(['at', 'actor_name', 'action', 'reason', 'after'])
    .where('object_kind', '=', 'problem')
    .where('object_id', '=', problemId)
    .orderBy('event_id')
    .execute()
}

function reachedOn(events: readonly PageEvent[], state: ProblemState): string | null {
  const event = events.findLast((each) => ((each.after ?? {}) as { state?: string }).state === state)
  return event ? dateOf(event.at) : null
}

async function listProofs({ tx }: Work, problemId: string) {
  const rows = await tx
    .selectFrom('proof')
    .leftJoin('attachment', 'attachment.attachment_id', 'proof.attachment_id')
    .select(['proof_id', 'side', 'note', 'proof.created_at', 'proof.created_by', 'proof.attachment_id', 'media_type', 'name'])
    .where('problem_id', '=', problemId)
    .orderBy(sql`side = 'after'`)
    .orderBy('proof.created_at')
    .execute()
  return rows.map((row) => ({
    proof: row.proof_id,
    side: row.side as 'before' | 'after',
    note: row.note,
    on: dateOf(row.created_at),
    by: row.created_by,
    attachment: row.attachment_id,
    mediaType: row.media_type,
    name: row.name,
  }))
}

/** Why a line of the account says what it says: dates, ways and papers of its entries. */
function explain(
  line: AccountLine,
  entries: readonly { kind: string; way: string | null; fen: number; on_date: string; organ: string | null; paper: string | null; note: string | null }[],
): string {
  const own = entries.filter((entry) => entry.kind === line.key)
  return own
    .map((entry) =>
      [
        `${entry.on_date.slice(5)} ${entry.way === null ? '' : `${wayWords[entry.way as RecoveryWay]} `}${own.length > 1 ? formatMoney(entry.fen) : ''}`.trim(),
        [entry.organ, entry.paper].filter((part) => part !== null).join(' '),
        entry.note ?? '',
      ]
        .filter((part) => part !== '')
        .join('，'),
    )
    .join('；')
}

/** The ones before and after among those of the same state that the reader sees, by number. */
async function neighboursOf({ tx, actor }: Work, problem: ProblemRow) {
  const { rows } = await sql<{ problem_id: string }>`
    select problem_id from problem where ${visibleTo(actor)} and problem.state = ${problem.state} order by problem.number`.execute(tx)
  const at = rows.findIndex((row) => row.problem_id === problem.problem_id)
  return { before: rows[at - 1]?.problem_id ?? null, after: rows[at + 1]?.problem_id ?? null, at: at + 1, of: rows.length }
}
