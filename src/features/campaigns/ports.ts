import type { Work } from '../../platform/events.ts'

/** What campaigns need from features to their right and the composition root hands over. */
export interface CampaignPorts {
  /** Called in the transaction of the leader's approval: every community gets its answers to fill. */
  approved: (work: Work, campaignId: string) => Promise<void>
}
