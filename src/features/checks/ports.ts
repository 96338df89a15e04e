import type { Work } from '../../platform/events.ts'

/** The kind of the long work that runs all checks; its handler stands at the composition root. */
export const runTaskKind = 'checks.run'

/** What checks need from the composition root. */
export interface CheckPorts {
  /** Queues a run as of today in the caller's transaction; returns the task. */
  sendRun: (work: Work) => Promise<string>
}
