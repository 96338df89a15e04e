import { sql } from 'kysely'
import type { Work } from '../../platform/events.ts'
import { Problem, notFound } from '../../platform/problems.ts'
import { listCommunities, listItems } from './store.ts'

/**
 * Opens the cell of each item in each community that the actor sees; cells that stand stay. Called at the campaign's
 * approval and when a page finds cells missing (an item added by hand, a community added later).
 * Errors: `not_found`; `refused` before the leader has approved the campaign.
 */
export async function openCells(work: Work, campaignId: string): Promise<number> {
  const { tx, actor, clock } = work
  const campaign = await tx.selectFrom('campaign').select(['division', 'state']).where('campaign_id', '=', campaignId).executeTakeFirst()
  if (!campaign) throw notFound('这个专项行动')
  if (campaign.state === 'draft') throw new Problem('refused', '方案还没有经镇领导批准，批准以后各社区才能自查。')
  // A post below a community reads nothing of its row, so it opens none either.
  const communities = (await listCommunities(tx, actor.scope, campaign.division)).filter(({ code }) => code >= actor.scope.from && code < actor.scope.to)
  const items = await listItems(tx, campaignId)
  if (communities.length === 0 || items.length === 0) return 0
  const opened = await tx
    .insertInto('cell')
    .columns(['campaign_id', 'item_id', 'division', 'updated_at'])
    .expression(
      sql`select ${campaignId}::uuid, i.item, d.division, ${clock.now()}::timestamptz
          from unnest(${items.map((item) => item.item_id)}::uuid[]) i(item), unnest(${communities.map(({ code }) => code)}::text[]) d(division)`,
    )
    .onConflict((conflict) => conflict.columns(['campaign_id', 'item_id', 'division']).doNothing())
    .returning('cell_id')
    .execute()
  return opened.length
}
