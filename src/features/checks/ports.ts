import type { Work } from '../../platform/events.ts'

/** The kind of the long work that runs all checks; its handler stands at the composition root. */
export const runTaskKind = 'checks.run'

/** New leads of one area of such a run. Money in 分. */
export interface OfferedArea {
  area: string
  leads: number
  danger: number
  right: number
  overpaid: number
  concerned: number
  releasedAt: string | null
  releasedBy: string | null
}

/** What checks need from the composition root. */
export interface CheckPorts {
  /** Queues a run as of today in the caller's transaction; returns the task. */
  sendRun: (work: Work) => Promise<string>
  /** Areas of a first run too large to look at all at once, in the order in which to release them; empty when nothing was held. */
  offer: (work: Work) => Promise<OfferedArea[]>
  /** Shows the leads of one area to the communities. Errors: `not_found` when none of it waits. */
  release: (work: Work, area: string) => Promise<{ released: number }>
}
