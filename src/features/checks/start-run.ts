import { record, type Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { Problem } from '../../platform/problems.ts'
import { findRunning } from './list-checks.ts'
import { runTaskKind, type CheckPorts } from './ports.ts'

/** Queues a run over everything that stands now. Errors: `conflict` while another waits or works. */
export async function startRun(work: Work, ports: CheckPorts): Promise<string> {
  const running = await findRunning(work)
  if (running) throw new Problem('conflict', '已经有一次核查在跑，等它完成或先取消。', { task: running.task })
  const task = await ports.sendRun(work, null)
  await record(work, { action: 'run.asked', objectKind: 'task', objectId: task, division: townDivision, after: { kind: runTaskKind } })
  return task
}
