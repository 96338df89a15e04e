import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { keepByHash } from '../../platform/attachments.ts'
import type { DataFolder } from '../../platform/data-folder.ts'
import { record, type Work } from '../../platform/events.ts'
import { readDocument } from '../../platform/files/read-document.ts'
import { townDivision, unnamedTown } from '../../platform/installation.ts'
import { Problem } from '../../platform/problems.ts'
import { parsePlan } from './plan/parse-plan.ts'
import type { Plan, PlanWarning } from './plan/plan-shape.ts'
import { itemTitle } from './item-title.ts'
import { allTopics, areaOfTopic } from './topics.ts'

/** Reads a plan document into its text and parts without keeping anything. */
export async function readPlan(bytes: Uint8Array, name: string): Promise<{ text: string; plan: Plan }> {
  const text = await readDocument(bytes, name)
  return { text, plan: parsePlan(text, allTopics()) }
}

/** A part whose subject neither title nor words name: its items go where their topics point, and a person is asked. */
function unnamedAreas(plan: Plan): PlanWarning[] {
  return plan.areas
    .filter((area) => area.code === null)
    .map((area) => ({ kind: 'missing_section', where: area.title, message: '认不出这一部分属于哪个方面，事项先按主题归类，请逐项看一遍', at: area.anchor }))
}

/** A plan document becomes a campaign: items with proposed topics, stages, safeguards, warnings. Returns its id. */
export async function makeCampaign(work: Work, folder: DataFolder, source: { path: string } | { name: string; bytes: Uint8Array }): Promise<string> {
  const name = 'path' in source ? basename(source.path) : source.name
  const bytes = 'path' in source ? new Uint8Array(readFileSync(source.path)) : source.bytes
  const { text, plan } = await readPlan(bytes, name)
  const items = plan.areas.flatMap((area) => area.items.map((item) => ({ area, item })))
  if (items.length === 0) throw new Problem('refused', `“${name}”里没有读到排查事项，不像是专项整治方案，没有建立专项行动。`)
  const sha256 = keepByHash(folder.originals, bytes)
  const { campaign_id } = await work.tx
    .insertInto('campaign')
    .values({
      division: townDivision,
      title: plan.title ?? basename(name),
      issuer: plan.issuer,
      issue_number: plan.issueNumber,
      issued_on: plan.date,
      basis: plan.basis,
      look_back_from: plan.lookBack.from,
      look_back_to: plan.lookBack.to,
      body: text,
      file_name: name,
      file_sha256: sha256,
      bodies: JSON.stringify(plan.bodies),
      warnings: JSON.stringify([...plan.warnings, ...unnamedAreas(plan)]),
      created_by: work.actor.name,
      created_at: work.clock.now(),
    })
    .returning('campaign_id')
    .executeTakeFirstOrThrow()
  for (const [position, { area, item }] of items.entries()) {
    const { item_id } = await work.tx
      .insertInto('item')
      .values({
        campaign_id,
        position,
        area_no: area.no ?? plan.areas.indexOf(area) + 1,
        area: area.code ?? areaOfTopic(item.topics[0] ?? ''),
        area_title: area.title,
        no: item.no,
        is_fragment: item.fragment,
        title: itemTitle(item.text, item.topics, allTopics()),
        text: item.text,
        anchor_from: item.anchor[0],
        anchor_to: item.anchor[1],
      })
      .returning('item_id')
      .executeTakeFirstOrThrow()
    if (item.topics.length > 0)
      await work.tx
        .insertInto('item_topic')
        .values(item.topics.map((topic) => ({ item_id, topic })))
        .execute()
  }
  for (const stage of plan.stages) {
    await work.tx
      .insertInto('stage')
      .values({ campaign_id, no: stage.no, name: stage.name, starts_on: stage.startsOn, ends_on: stage.endsOn, text: stage.text })
      .execute()
  }
  for (const safeguard of plan.safeguards)
    await work.tx.insertInto('safeguard').values({ campaign_id, no: safeguard.no, title: safeguard.title, text: safeguard.text }).execute()
  await record(work, {
    action: 'campaign.made',
    objectKind: 'campaign',
    objectId: campaign_id,
    division: townDivision,
    after: { title: plan.title, file: name, sha256, items: items.length, stages: plan.stages.length, warnings: plan.warnings.length },
  })
  await nameTown(work, plan)
  return campaign_id
}

/** Lists may be read before anybody said whose they are; the first plan with an issuer names the town. */
async function nameTown(work: Work, { issuer }: Plan): Promise<void> {
  const town = issuer?.match(/[\u4e00-\u9fff]{1,8}(?:镇|乡|街道)/)?.[0]
  if (town === undefined) return
  const named = await work.tx.updateTable('division').set({ name: town }).where('code', '=', townDivision).where('name', '=', unnamedTown).executeTakeFirst()
  if (named.numUpdatedRows > 0n)
    await record(work, { action: 'division.named', objectKind: 'division', objectId: townDivision, division: townDivision, after: { name: town } })
}
