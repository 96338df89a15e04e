import { record, type Work } from '../../platform/events.ts'
import { systemActor, townDivision } from '../../platform/installation.ts'
import { type CheckPorts, type RunCause, runCause, runTaskKind, sayCause } from './ports.ts'

const nothing: RunCause = { imported: [], withdrawn: [] }

/**
 * Queues the run that follows an import or the withdrawal of a list, in its transaction. A run that waits already looks at
 * this file too: it takes its name along. A town that was never checked is left alone: its first run is somebody's
 * decision, since it may be held back area by area.
 */
export async function queueRunAfter(work: Work, ports: Pick<CheckPorts, 'sendRun'>, change: { what: keyof RunCause; file: string }): Promise<void> {
  if (!(await findLastDay(work))) return
  const waiting = await takeWaiting(work)
  if (!waiting) return send(work, ports, { ...nothing, [change.what]: [change.file] })
  if (waiting.cause === null || waiting.cause[change.what].includes(change.file)) return
  const cause: RunCause = { ...waiting.cause, [change.what]: [...waiting.cause[change.what], change.file] }
  await work.tx
    .updateTable('task')
    .set({ input: JSON.stringify({ cause }) })
    .where('task_id', '=', waiting.task)
    .execute()
}

/** Queues the run of a day on which none has looked yet: dates pass, and what was typed on pages since is looked at. */
export async function queueDailyRun(work: Work, ports: Pick<CheckPorts, 'sendRun'>): Promise<void> {
  const last = await findLastDay(work)
  if (last === undefined || last >= work.clock.today() || (await takeWaiting(work))) return
  await send(work, ports, nothing)
}

async function findLastDay({ tx }: Work): Promise<string | undefined> {
  const run = await tx.selectFrom('run').select('as_of').orderBy('finished_at', 'desc').limit(1).executeTakeFirst()
  return run?.as_of
}

/** The run as of today that nobody has begun. Locked: a worker begins it only when this transaction has ended, and then sees what it wrote. */
async function takeWaiting({ tx }: Work): Promise<{ task: string; cause: RunCause | null } | undefined> {
  const rows = await tx.selectFrom('task').select(['task_id', 'input']).where('kind', '=', runTaskKind).where('state', '=', 'queued').forUpdate().execute()
  for (const { task_id, input } of rows) {
    const { asOf, cause } = input as { asOf?: string; cause?: unknown }
    if (asOf === undefined) return { task: task_id, cause: runCause.nullable().parse(cause ?? null) }
  }
  return undefined
}

async function send(work: Work, ports: Pick<CheckPorts, 'sendRun'>, cause: RunCause): Promise<void> {
  const task = await ports.sendRun({ ...work, actor: systemActor() }, cause)
  await record(work, { action: 'run.asked', objectKind: 'task', objectId: task, division: townDivision, after: { kind: runTaskKind, cause: sayCause(cause) } })
}
