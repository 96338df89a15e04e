import { record, type Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { findCampaignRow } from './store.ts'

/**
 * The leader ends a campaign: self-check answers stay as they are; problems, orders and duties go on until they are done.
 * Errors: `conflict` unless it runs.
 */
export async function endCampaign(work: Work, { campaign, note }: { campaign: string; note: string }): Promise<void> {
  const row = await findCampaignRow(work.tx, campaign)
  if (!row) throw notFound('这个专项行动')
  if (row.state !== 'approved')
    throw new Problem('conflict', row.state === 'draft' ? '还没有批准，谈不上收官；不要的草稿可以删掉。' : `已于 ${row.ended_on ?? ''} 收官。`)
  const set = { state: 'ended', ended_by: work.actor.name, ended_on: work.clock.today(), end_note: note } as const
  await work.tx.updateTable('campaign').set(set).where('campaign_id', '=', campaign).execute()
  await record(work, {
    action: 'campaign.ended',
    objectKind: 'campaign',
    objectId: campaign,
    division: townDivision,
    reason: note,
    before: { state: 'approved' },
    after: { state: 'ended', ended_on: set.ended_on },
  })
}

/** Takes the ending back: the campaign runs on as before. Errors: `conflict` unless it was ended. */
export async function resumeCampaign(work: Work, { campaign, note }: { campaign: string; note: string }): Promise<void> {
  const row = await findCampaignRow(work.tx, campaign)
  if (!row) throw notFound('这个专项行动')
  if (row.state !== 'ended') throw new Problem('conflict', '这个专项行动没有收官，不用恢复。')
  await work.tx.updateTable('campaign').set({ state: 'approved', ended_by: null, ended_on: null, end_note: null }).where('campaign_id', '=', campaign).execute()
  await record(work, {
    action: 'campaign.resumed',
    objectKind: 'campaign',
    objectId: campaign,
    division: townDivision,
    reason: note,
    before: { state: 'ended', ended_on: row.ended_on },
    after: { state: 'approved' },
  })
}

/** A draft read from the wrong paper goes; the paper itself stays among the originals. Errors: `conflict` once it was approved. */
export async function removeDraft(work: Work, { campaign }: { campaign: string }): Promise<void> {
  const { tx } = work
  const row = await findCampaignRow(tx, campaign)
  if (!row) throw notFound('这个专项行动')
  if (row.state !== 'draft') throw new Problem('conflict', '已经批准的专项行动不能删，只能由分管领导收官。')
  const items = tx.selectFrom('item').select('item_id').where('campaign_id', '=', campaign)
  await tx.deleteFrom('item_topic').where('item_id', 'in', items).execute()
  await tx.deleteFrom('item').where('campaign_id', '=', campaign).execute()
  await tx.deleteFrom('stage').where('campaign_id', '=', campaign).execute()
  await tx.deleteFrom('safeguard').where('campaign_id', '=', campaign).execute()
  await tx.deleteFrom('campaign').where('campaign_id', '=', campaign).execute()
  await record(work, {
    action: 'campaign.draft_removed',
    objectKind: 'campaign',
    objectId: campaign,
    division: townDivision,
    before: { title: row.title, file: row.file_name, sha256: row.file_sha256 },
  })
}
