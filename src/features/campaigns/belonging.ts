import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Tx } from '../../platform/postgres/database.ts'

const oldestFirst = sql`order by coalesce(approved_on, created_at::date), created_at, campaign_id`

/**
 * The campaign that a new problem belongs to: its item's; else the newest running one that names its topic; else the
 * oldest running one. Null when none runs: daily work.
 */
export async function campaignOfMatter(tx: Tx, { item, topic }: { item: string | null; topic: string | null }): Promise<string | null> {
  if (item !== null) {
    const row = await tx.selectFrom('item').select('campaign_id').where('item_id', '=', item).executeTakeFirst()
    if (row) return row.campaign_id
  }
  const running = await sql<{ campaign_id: string; names: boolean }>`
    select campaign_id, exists (select from item_topic join item using (item_id) where item.campaign_id = campaign.campaign_id and topic = ${topic}) as names
    from campaign where state = 'approved' ${oldestFirst}`.execute(tx)
  return (running.rows.findLast((each) => each.names) ?? running.rows[0])?.campaign_id ?? null
}

/** True where the campaign is the oldest that runs (or none runs): it also takes what no running paper names. */
function takesRest(campaign: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${campaign}::uuid = coalesce((select campaign_id from campaign where state = 'approved' ${oldestFirst} limit 1), ${campaign}::uuid)`
}

/**
 * Leads belong to no campaign but to a topic: a campaign counts those of its own topics, two that name the same topic
 * both count it, and the oldest running one also takes those that no running paper names. `topic` is the column.
 */
export function isTopicOf(campaign: string, topic: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${topic} in (select t.topic from item_topic t join item i using (item_id) where i.campaign_id = ${campaign}::uuid)
    or (${takesRest(campaign)} and ${topic} not in (
      select t.topic from item_topic t join item i using (item_id) join campaign c using (campaign_id) where c.state = 'approved')))`
}

/** Rows that carry the campaign they belong to; those without one stand with the oldest that runs. `column` is the column. */
export function isWorkOf(campaign: string, column: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${column} = ${campaign}::uuid or (${column} is null and ${takesRest(campaign)}))`
}
