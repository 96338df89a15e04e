import { sql, type Selectable, type Updateable } from 'kysely'
import type { Database } from '../../platform/database-types.ts'
import { record, type Work } from '../../platform/events.ts'
import { dateOf } from '../../platform/clock.ts'
import { within, type Tx } from '../../platform/postgres/database.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { isInScope, scopeOf } from '../../platform/scope.ts'
import { isOpen, refuseStep, stateWords, steps, workStates, type ProblemState, type StepName } from './problem-states.ts'

export type ProblemRow = Omit<Selectable<Database['problem']>, 'state'> & { state: ProblemState }
export type ProblemChange = Omit<Updateable<Database['problem']>, 'problem_id' | 'version' | 'updated_at'>

/** The problem for reading. A children's worker sees children's matters only. Errors: `not_found`. */
export async function getProblem({ tx, actor }: Pick<Work, 'tx' | 'actor'>, problemId: string): Promise<ProblemRow> {
  const row = await tx
    .selectFrom('problem')
    .selectAll()
    .where('problem_id', '=', problemId)
    .where(within(actor.scope, 'problem.division'))
    .$if(!actor.scope.seesChildren, (query) => query.where('is_child_matter', '=', false))
    .$if(actor.role === 'child_worker', (query) => query.where('is_child_matter', '=', true))
    .executeTakeFirst()
  if (!row) throw notFound('这条问题')
  return row as ProblemRow
}

/**
 * The problem for changing: locked until the transaction ends. `version` is what the page last saw;
 * another one is `conflict` with both in `extra`. Errors: `not_found`, `conflict`.
 */
export async function lockProblem(work: Work, problemId: string, version?: number): Promise<ProblemRow> {
  await getProblem(work, problemId)
  await sql`select 1 from problem where problem_id = ${problemId} for update`.execute(work.tx)
  const row = await getProblem(work, problemId)
  if (version !== undefined && version !== row.version)
    throw new Problem('conflict', `问题 ${row.number} 刚被别人改过，现在是“${stateWords[row.state]}”。您写的还在，请看过再决定。`, {
      yours: version,
      theirs: row.version,
      state: row.state,
    })
  return row
}

/** Refuses with `forbidden` or `refused` unless the actor's post may take this step from the present state. */
export function assertStep(work: Work, problem: ProblemRow, step: StepName): void {
  const refusal = refuseStep(step, problem.state, work.actor.role)
  if (refusal) throw new Problem(refusal.kind === 'role' ? 'forbidden' : 'refused', refusal.sentence, { state: problem.state })
}

/** Refuses unless cause, measures, money and proof may be written in the present state. */
export function assertWorkable(problem: ProblemRow, what: string, states: readonly ProblemState[] = workStates): void {
  if (states.includes(problem.state)) return
  const why = isOpen(problem.state) ? (problem.state === 'registered' ? '要先由镇民政办认定' : '正等复核，要改请先退回') : '已经办结'
  throw new Problem('refused', `问题 ${problem.number} 现在是“${stateWords[problem.state]}”，不能${what}：${why}。`, { state: problem.state })
}

export interface ProblemEvent {
  action: string
  reason?: string | null | undefined
  /** What the event tells beyond the changed columns. */
  after?: Record<string, unknown>
}

/** Changes columns of a problem and writes the event with exactly these columns before and after. */
export async function changeProblem(work: Work, problem: ProblemRow, { set, event }: { set: ProblemChange; event: ProblemEvent }): Promise<ProblemRow> {
  const changed = await work.tx
    .updateTable('problem')
    .set({ ...set, updated_at: work.clock.now(), version: problem.version + 1 })
    .where('problem_id', '=', problem.problem_id)
    .where(within(work.actor.scope, 'problem.division'))
    .returningAll()
    .executeTakeFirst()
  if (!changed) throw notFound('这条问题')
  const after = changed as ProblemRow
  const keys = (Object.keys(set) as (keyof ProblemRow)[]).filter((key) => JSON.stringify(problem[key]) !== JSON.stringify(after[key]))
  await recordOf(work, problem, {
    ...event,
    before: Object.fromEntries(keys.map((key) => [key, problem[key]])),
    after: { ...event.after, ...Object.fromEntries(keys.map((key) => [key, after[key]])) },
  })
  return after
}

/** Marks an event as part of a batch, with the version that it left: the batch can be taken back while nobody has touched the problem since. */
export function undoMark(problem: ProblemRow, undo: string | undefined): { after: Record<string, unknown> } {
  return { after: undo === undefined ? {} : { undo, version: problem.version + 1 } }
}

/** Takes a step of the state machine with further columns; the step was asserted before. */
export function takeStep(
  work: Work,
  problem: ProblemRow,
  { step, set = {}, event }: { step: StepName; set?: ProblemChange; event: ProblemEvent },
): Promise<ProblemRow> {
  return changeProblem(work, problem, { set: { ...set, state: steps[step].to }, event })
}

export async function recordOf(work: Work, problem: ProblemRow, event: ProblemEvent & { before?: unknown }): Promise<void> {
  await record(work, {
    action: event.action,
    objectKind: 'problem',
    objectId: problem.problem_id,
    division: problem.division,
    personId: problem.person_id,
    reason: event.reason ?? null,
    before: event.before,
    after: event.after,
  })
}

/** Something hung onto a problem (measure, proof, money) also gives it a new version, so that others see it. */
export async function touchProblem(work: Work, problem: ProblemRow): Promise<number> {
  await work.tx
    .updateTable('problem')
    .set({ updated_at: work.clock.now(), version: problem.version + 1 })
    .where('problem_id', '=', problem.problem_id)
    .execute()
  return problem.version + 1
}

export interface PostOfOwner {
  postId: string
  accountId: string
  name: string
  role: string
  division: string
  divisionName: string
  isActive: boolean
}

/** A post with its holder, whether still in force on `today` or not. */
export async function findPost(tx: Tx, postId: string, today: string): Promise<PostOfOwner | undefined> {
  const row = await tx
    .selectFrom('post')
    .innerJoin('account', 'account.account_id', 'post.account_id')
    .innerJoin('division', 'division.code', 'post.division')
    .select([
      'post.post_id',
      'post.account_id',
      'account.name',
      'post.role',
      'post.division',
      'division.name as division_name',
      'post.ends_on',
      'account.is_active',
    ])
    .where('post.post_id', '=', postId)
    .executeTakeFirst()
  return (
    row && {
      postId: row.post_id,
      accountId: row.account_id,
      name: row.name,
      role: row.role,
      division: row.division,
      divisionName: row.division_name,
      isActive: row.is_active && (row.ends_on === null || row.ends_on > today),
    }
  )
}

/** The post that is to answer for a problem: in force, and one that sees the problem's division. Errors: `refused`. */
export async function getOwner(work: Work, problem: ProblemRow, postId: string): Promise<PostOfOwner> {
  const post = await findPost(work.tx, postId, work.clock.today())
  const mayOwn = ['clerk', 'leader', 'secretary', 'worker', 'child_worker', 'grid']
  if (!post?.isActive || !mayOwn.includes(post.role) || !isInScope(scopeOf(post.division), problem.division))
    throw new Problem('refused', '责任人要是本辖区在任的人；没有改动。请换一个人。')
  return post
}

/** Accounts that mended: they may not review. Told by the events, the owner's post, and who marked the last measure done. */
export async function listRectifiers({ tx }: Pick<Work, 'tx'>, problem: ProblemRow, today: string): Promise<Set<string>> {
  const rows = await sql<{ actor_id: string }>`
    select distinct actor_id from event
    where object_kind = 'problem' and object_id = ${problem.problem_id} and actor_id is not null
      and (action in ('problem.mending_started', 'problem.measure_done') or (action = 'problem.proof_added' and after->>'side' = 'after'))`.execute(tx)
  const owner = problem.owner_post === null ? undefined : await findPost(tx, problem.owner_post, today)
  return new Set([
    ...rows.rows.map((row) => row.actor_id),
    ...(owner ? [owner.accountId] : []),
    ...(problem.rectified_by === null ? [] : [problem.rectified_by]),
  ])
}

export async function divisionName(tx: Tx, code: string): Promise<string> {
  return (await tx.selectFrom('division').select('name').where('code', '=', code).executeTakeFirst())?.name ?? code
}

/** The next number of the ledger, such as 2026-0137. */
export async function nextNumber({ tx, clock }: Work): Promise<string> {
  const { rows } = await sql<{ n: number }>`select nextval('problem_number') as n`.execute(tx)
  return `${clock.today().slice(0, 4)}-${String(rows[0]?.n ?? 0).padStart(4, '0')}`
}

export async function listMeasures(tx: Tx, problemId: string) {
  return tx.selectFrom('measure').selectAll().where('problem_id', '=', problemId).orderBy('entered_no').execute()
}

export async function listMoney(tx: Tx, problemId: string) {
  return tx.selectFrom('money_entry').selectAll().where('problem_id', '=', problemId).orderBy('on_date').orderBy('created_at').execute()
}

export async function findOpenWait(tx: Tx, problemId: string) {
  return tx.selectFrom('problem_wait').selectAll().where('problem_id', '=', problemId).where('to_date', 'is', null).executeTakeFirst()
}

/** What ends the problem ends its wait too. */
export async function closeOpenWait({ tx, clock }: Pick<Work, 'tx' | 'clock'>, problemId: string, outcome: string): Promise<void> {
  await tx.updateTable('problem_wait').set({ to_date: clock.today(), outcome }).where('problem_id', '=', problemId).where('to_date', 'is', null).execute()
}

export const dateOfInstant = (instant: string | null): string | null => (instant === null ? null : dateOf(instant))
