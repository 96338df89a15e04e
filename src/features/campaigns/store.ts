import { notFound } from '../../platform/problems.ts'
import type { Tx } from '../../platform/postgres/database.ts'

export type CampaignState = 'draft' | 'approved' | 'ended'

export async function findCampaignRow(tx: Tx, campaignId: string) {
  return tx.selectFrom('campaign').selectAll().where('campaign_id', '=', campaignId).executeTakeFirst()
}

export async function listCampaignRows(tx: Tx) {
  return tx
    .selectFrom('campaign')
    .select(['campaign_id', 'title', 'issued_on', 'state', 'look_back_from', 'created_at', 'ended_on'])
    .orderBy('created_at', 'desc')
    .execute()
}

/**
 * The campaign that pages show: the one named, else the newest approved one, else the newest draft, else the newest.
 * `lookBackFrom` is the earliest that any running campaign asks for: one run of the checks answers them all. Errors: `not_found`.
 */
export async function findCurrentCampaign(
  tx: Tx,
  wanted?: string,
): Promise<{ campaign: string; title: string; state: CampaignState; lookBackFrom: string | null } | undefined> {
  const rows = await listCampaignRows(tx)
  const running = rows.filter((each) => each.state === 'approved')
  const shown = running[0] ?? rows.find((each) => each.state === 'draft') ?? rows[0]
  const row = wanted === undefined ? shown : rows.find((each) => each.campaign_id === wanted)
  if (wanted !== undefined && !row) throw notFound('这个专项行动')
  const looksBack = (running.length > 0 ? running : row ? [row] : []).flatMap((each) => each.look_back_from ?? [])
  return row && { campaign: row.campaign_id, title: row.title, state: row.state as CampaignState, lookBackFrom: looksBack.toSorted()[0] ?? null }
}

export interface ItemRow {
  item: string
  position: number
  areaNo: number
  area: string
  areaTitle: string
  no: number | null
  fragment: boolean
  title: string
  text: string
  anchor: [number, number] | null
  source: 'paper' | 'hand'
  sourceNote: string | null
  topics: { topic: string; state: 'proposed' | 'confirmed' }[]
}

/** Items of a campaign in the paper's order, with their topics. */
export async function listItems(tx: Tx, campaignId: string): Promise<ItemRow[]> {
  const rows = await tx.selectFrom('item').selectAll().where('campaign_id', '=', campaignId).orderBy('area_no').orderBy('no').orderBy('position').execute()
  const topics = await tx
    .selectFrom('item_topic')
    .innerJoin('item', 'item.item_id', 'item_topic.item_id')
    .select(['item_topic.item_id', 'topic', 'state'])
    .where('campaign_id', '=', campaignId)
    .orderBy('topic')
    .execute()
  const byItem = Map.groupBy(topics, (row) => row.item_id)
  return rows.map((row) => ({
    item: row.item_id,
    position: row.position,
    areaNo: row.area_no,
    area: row.area,
    areaTitle: row.area_title,
    no: row.no,
    fragment: row.is_fragment,
    title: row.title,
    text: row.text,
    anchor: row.anchor_from === null || row.anchor_to === null ? null : [row.anchor_from, row.anchor_to],
    source: row.source as 'paper' | 'hand',
    sourceNote: row.source_note,
    topics: (byItem.get(row.item_id) ?? []).map((each) => ({ topic: each.topic, state: each.state as 'proposed' | 'confirmed' })),
  }))
}

export async function listStages(tx: Tx, campaignId: string) {
  return tx.selectFrom('stage').selectAll().where('campaign_id', '=', campaignId).orderBy('no').execute()
}
