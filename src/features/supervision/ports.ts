import type { Work } from '../../platform/events.ts'

/** What supervision needs from outside and the composition root hands over. */
export interface SupervisionPorts {
  /** The conditions of a problem's closure as they stand today. */
  conditionsOf: (work: Work, problemId: string) => Promise<{ ok: boolean; text: string; why: string | null }[]>
}
