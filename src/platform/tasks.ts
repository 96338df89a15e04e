import { sql } from 'kysely'
import type { ZodType } from 'zod'
import type { Actor } from './actor.ts'
import { findOwner } from './data-folder.ts'
import { isUnready, perform, systemActor, type Installation } from './installation.ts'
import type { Work } from './events.ts'
import { notFound, Problem } from './problems.ts'

/** What a running task is given. `progress` is kept in the task's row; `signal` is aborted when somebody cancels. */
export interface TaskContext<Input> {
  input: Input
  actor: Actor
  installation: Installation
  progress: (progress: Record<string, unknown>) => void
  signal: AbortSignal
}

/** A kind of long work. It must be able to run twice: a killed worker starts it again. */
export interface TaskKind<Input, Result> {
  kind: string
  input: ZodType<Input>
  run: (context: TaskContext<Input>) => Promise<Result>
}

// The list holds kinds of different inputs; each is parsed by its own schema before it runs.
// oxlint-disable-next-line no-explicit-any
export type AnyTaskKind = TaskKind<any, unknown>

const maxAttempts = 3

/** Queues a task in the caller's transaction, so that row and task commit together. */
export async function sendTask<Input>({ tx, actor, clock }: Work, kind: TaskKind<Input, unknown>, input: Input): Promise<string> {
  const row = await tx
    .insertInto('task')
    .values({
      kind: kind.kind,
      input: JSON.stringify(kind.input.parse(input)),
      actor: JSON.stringify(actor),
      division: actor.division,
      created_at: clock.now(),
    })
    .returning('task_id')
    .executeTakeFirstOrThrow()
  await sql`select pg_notify('task', ${row.task_id})`.execute(tx)
  return row.task_id
}

/** After a worker died its task is queued again; after three deaths it is failed and says so. */
export async function requeueInterrupted(installation: Installation): Promise<void> {
  await perform(installation, systemActor(), async ({ tx }) => {
    await tx.updateTable('task').set({ state: 'queued' }).where('state', '=', 'running').where('attempts', '<', maxAttempts).execute()
    await tx
      .updateTable('task')
      .set({
        state: 'failed',
        message: '处理进程三次中断，已停止重试；已完成的部分都还在，请查看日志后重新发起。',
        finished_at: installation.clock.now(),
      })
      .where('state', '=', 'running')
      .execute()
  })
}

/** Takes the oldest queued task and runs it. Returns false when there was none. */
export async function runNextTask(installation: Installation, kinds: readonly AnyTaskKind[]): Promise<boolean> {
  const system = systemActor()
  const task = await perform(installation, system, async ({ tx, clock }) => {
    const next = await tx
      .selectFrom('task')
      .selectAll()
      .where('state', '=', 'queued')
      .orderBy('created_at')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!next) return undefined
    await tx
      .updateTable('task')
      .set({ state: 'running', started_at: clock.now(), attempts: next.attempts + 1 })
      .where('task_id', '=', next.task_id)
      .execute()
    return next
  })
  if (!task) return false
  const aborter = new AbortController()
  let progress: Record<string, unknown> | undefined
  const beat = async (): Promise<void> => {
    const latest = progress
    progress = undefined
    const row = await perform(installation, system, async ({ tx }) => {
      if (latest)
        await tx
          .updateTable('task')
          .set({ progress: JSON.stringify(latest) })
          .where('task_id', '=', task.task_id)
          .execute()
      return tx.selectFrom('task').select('is_cancel_wanted').where('task_id', '=', task.task_id).executeTakeFirst()
    })
    if (row?.is_cancel_wanted) aborter.abort()
  }
  const timer = setInterval(() => void beat().catch((error: unknown) => installation.log.warn({ error }, 'task progress not written')), 300)
  const finish = (state: 'done' | 'failed' | 'cancelled', result: unknown, message: string | null): Promise<void> =>
    perform(installation, system, async ({ tx, clock }) => {
      await tx
        .updateTable('task')
        .set({ state, result: result === undefined ? null : JSON.stringify(result), message, finished_at: clock.now() })
        .where('task_id', '=', task.task_id)
        .execute()
      await sql`select pg_notify('task_done', ${task.task_id})`.execute(tx)
    })
  try {
    const kind = kinds.find((each) => each.kind === task.kind)
    if (!kind) throw new Error(`no handler for task ${task.kind}`)
    const result = await kind.run({
      input: kind.input.parse(task.input),
      actor: task.actor as Actor,
      installation,
      progress: (now) => (progress = now),
      signal: aborter.signal,
    })
    clearInterval(timer)
    await beat()
    await finish('done', result, null)
  } catch (error) {
    clearInterval(timer)
    if (aborter.signal.aborted) await finish('cancelled', undefined, '已取消，没有改动任何数据。')
    else if (error instanceof Problem) await finish('failed', undefined, error.detail)
    else {
      installation.log.error({ err: error, task: task.task_id }, 'task failed')
      await finish('failed', undefined, '处理时出了意外，没有写入任何结果；请把日志交给维护人员。')
    }
  } finally {
    clearInterval(timer)
  }
  return true
}

/** Start-up check: every kind has one name. */
export function assertDistinctKinds(kinds: readonly AnyTaskKind[]): void {
  const seen = new Set<string>()
  for (const { kind } of kinds) {
    if (seen.has(kind)) throw new Error(`two tasks are called ${kind}`)
    seen.add(kind)
  }
}

export interface TaskState {
  task: string
  kind: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  progress: Record<string, unknown>
  result: unknown
  message: string | null
}

/** The task if it lies in the reader's scope. Errors: `not_found`. */
export async function getTask(work: Pick<Work, 'tx'>, taskId: string): Promise<TaskState> {
  const task = await findTask(work, taskId)
  if (!task) throw notFound('这个任务')
  return task
}

async function findTask({ tx }: Pick<Work, 'tx'>, taskId: string): Promise<TaskState | undefined> {
  const row = await tx.selectFrom('task').selectAll().where('task_id', '=', taskId).executeTakeFirst()
  return (
    row && {
      task: row.task_id,
      kind: row.kind,
      state: row.state as TaskState['state'],
      progress: row.progress as Record<string, unknown>,
      result: row.result as unknown,
      message: row.message,
    }
  )
}

export async function cancelTask({ tx }: Work, taskId: string): Promise<void> {
  await getTask({ tx }, taskId)
  await tx.updateTable('task').set({ is_cancel_wanted: true }).where('task_id', '=', taskId).execute()
  await tx
    .updateTable('task')
    .set({ state: 'cancelled', message: '已取消，没有改动任何数据。' })
    .where('task_id', '=', taskId)
    .where('state', '=', 'queued')
    .execute()
}

/** The folder's owner ended before it had run the task; whoever waits for it opens the folder anew. */
export class OwnerEnded extends Error {
  readonly taskId: string

  constructor(taskId: string) {
    super(`the owner ended before task ${taskId}`)
    this.taskId = taskId
  }
}

/**
 * Runs a task and waits for its end: in this process when it owns the folder and no worker is there,
 * else by the owner's worker. Progress goes to `onProgress`. Errors: `Problem` with the task's message; the signal's reason when aborted, and the task is cancelled; `OwnerEnded`.
 */
export async function runTask<Input, Result>(
  installation: Installation,
  kind: TaskKind<Input, Result>,
  {
    input,
    actor,
    onProgress,
    signal = new AbortController().signal,
  }: { input: Input; actor: Actor; onProgress?: (progress: Record<string, unknown>) => void; signal?: AbortSignal },
): Promise<Result> {
  if (installation.isOwner) return kind.run({ input: kind.input.parse(input), actor, installation, progress: onProgress ?? (() => undefined), signal })
  const taskId = await perform(installation, actor, (work) => sendTask(work, kind, input))
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 250))
    const state = await perform(installation, actor, async (work) => {
      if (signal.aborted) await cancelTask(work, taskId)
      return findTask(work, taskId)
    }).catch((error: unknown) => {
      throw isUnready(error) ? new OwnerEnded(taskId) : error
    })
    signal.throwIfAborted()
    if (!state) throw new Problem('internal', '任务不见了。')
    onProgress?.(state.progress)
    if (state.state === 'done') return state.result as Result
    if (state.state === 'failed' || state.state === 'cancelled') throw new Problem('refused', state.message ?? '任务没有完成。')
    if (!findOwner(installation.folder)) throw new OwnerEnded(taskId)
  }
}
