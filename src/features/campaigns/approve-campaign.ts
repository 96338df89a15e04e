import { record, type Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import type { CampaignPorts } from './ports.ts'
import { findCampaignRow } from './store.ts'

/** The leader approves: from this day the campaign runs and the communities answer. Errors: `conflict` when it was approved before. */
export async function approveCampaign(work: Work, { campaign, by, on }: { campaign: string; by?: string; on?: string }, ports: CampaignPorts): Promise<void> {
  const row = await findCampaignRow(work.tx, campaign)
  if (!row) throw notFound('这个专项行动')
  if (row.state !== 'draft') throw new Problem('conflict', `已由${row.approved_by ?? ''}于 ${row.approved_on ?? ''} 批准。`)
  const approval = { approved_by: by ?? work.actor.name, approved_on: on ?? work.clock.today() }
  await work.tx
    .updateTable('campaign')
    .set({ state: 'approved', ...approval })
    .where('campaign_id', '=', campaign)
    .execute()
  await record(work, {
    action: 'campaign.approved',
    objectKind: 'campaign',
    objectId: campaign,
    division: townDivision,
    before: { state: 'draft' },
    after: { state: 'approved', ...approval },
  })
  await ports.approved(work, campaign)
}
