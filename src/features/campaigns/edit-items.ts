import { record, type Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { itemTitle } from './item-title.ts'
import { proposeTopics } from './plan/propose-topics.ts'
import { listItems } from './store.ts'
import { allTopics } from './topics.ts'

/** Adds an item that the paper lost or never had, with its source; topics are proposed by its words. */
export async function addItem(
  work: Work,
  { campaign, areaNo, no, text, sourceNote }: { campaign: string; areaNo: number; no: number | null; text: string; sourceNote: string },
): Promise<string> {
  const items = await listItems(work.tx, campaign)
  const sibling = items.find((item) => item.areaNo === areaNo)
  if (!sibling) throw notFound('这个方面')
  if (no !== null && items.some((item) => item.areaNo === areaNo && item.no === no)) throw new Problem('conflict', '这个编号已经有事项了。')
  const topics = proposeTopics(text, sibling.area as never, allTopics())
  const { item_id } = await work.tx
    .insertInto('item')
    .values({
      campaign_id: campaign,
      position: Math.max(...items.map((item) => item.position)) + 1,
      area_no: areaNo,
      area: sibling.area,
      area_title: sibling.areaTitle,
      no,
      title: itemTitle(text, topics, allTopics()),
      text,
      source: 'hand',
      source_note: sourceNote,
    })
    .returning('item_id')
    .executeTakeFirstOrThrow()
  if (topics.length > 0)
    await work.tx
      .insertInto('item_topic')
      .values(topics.map((topic) => ({ item_id, topic })))
      .execute()
  await record(work, { action: 'item.added', objectKind: 'item', objectId: item_id, division: townDivision, reason: sourceNote, after: { areaNo, no, text } })
  return item_id
}

/** The clerk confirms which topics an item is about. */
export async function setTopics(work: Work, { item, topics }: { item: string; topics: readonly string[] }): Promise<void> {
  const known = new Set(allTopics().map((topic) => topic.code))
  const unknown = topics.filter((topic) => !known.has(topic))
  if (unknown.length > 0) throw new Problem('bad_input', `没有这些主题：${unknown.join('、')}`)
  const row = await work.tx.selectFrom('item').select('item_id').where('item_id', '=', item).executeTakeFirst()
  if (!row) throw notFound('这个事项')
  const before = await work.tx.selectFrom('item_topic').select('topic').where('item_id', '=', item).execute()
  await work.tx.deleteFrom('item_topic').where('item_id', '=', item).execute()
  if (topics.length > 0)
    await work.tx
      .insertInto('item_topic')
      .values(topics.map((topic) => ({ item_id: item, topic, state: 'confirmed' })))
      .execute()
  await record(work, {
    action: 'item.topics_confirmed',
    objectKind: 'item',
    objectId: item,
    division: townDivision,
    before: { topics: before.map((each) => each.topic) },
    after: { topics },
  })
}
