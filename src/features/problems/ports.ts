import type { Work } from '../../platform/events.ts'

export interface PaymentAfter {
  /** An active payment batch speaks for this month and this person's division. */
  covered: boolean
  isPaid: boolean
  batch?: string
}

export interface SameFound {
  runId: string | null
  /** What the latest run says for each division; a division that is absent answers by itself. */
  divisions: { division: string; found: number; lookedAt: number; covered: boolean }[]
}

/** What problems need from parts of the house that they do not know; the composition root hands it over. */
export interface ProblemPorts {
  paymentAfter: (work: Work, asked: { personId: string; program: string; month: string }) => Promise<PaymentAfter>
  findSame: (work: Work, checkId: string) => Promise<SameFound>
}
