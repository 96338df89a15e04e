import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { keepByHash } from '../../platform/attachments.ts'
import type { DataFolder } from '../../platform/data-folder.ts'
import { record, type Work } from '../../platform/events.ts'
import { readDocument } from '../../platform/files/read-document.ts'
import { townDivision, unnamedTown } from '../../platform/installation.ts'
import { Problem } from '../../platform/problems.ts'
import { findTown, nameTown } from '../accounts/index.ts'
import { parsePlan } from './plan/parse-plan.ts'
import type { Plan, PlanWarning } from './plan/plan-shape.ts'
import { isCampaignFile, readCampaignFile, type CampaignDraft } from './campaign-file.ts'
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

/** What a plan's text holds, as a campaign that a person still goes through. Errors: `refused` when it names nothing to look into. */
function draftOf({ text, plan }: { text: string; plan: Plan }, name: string): CampaignDraft {
  const items = plan.areas.flatMap((area, at) =>
    area.items.map((item) => ({
      areaNo: area.no ?? at + 1,
      area: area.code ?? areaOfTopic(item.topics[0] ?? ''),
      areaTitle: area.title,
      no: item.no,
      fragment: item.fragment,
      title: itemTitle(item.text, item.topics, allTopics()),
      text: item.text,
      anchor: item.anchor,
      source: 'paper' as const,
      sourceNote: null,
      topics: item.topics.map((topic) => ({ topic, state: 'proposed' as const })),
    })),
  )
  if (items.length === 0) throw new Problem('refused', `“${name}”里没有读到排查事项，不像是专项整治方案，没有建立专项行动。`)
  return {
    title: plan.title ?? basename(name),
    issuer: plan.issuer,
    issueNumber: plan.issueNumber,
    issuedOn: plan.date,
    basis: plan.basis,
    lookBack: plan.lookBack,
    body: text,
    bodies: plan.bodies,
    warnings: [...plan.warnings, ...unnamedAreas(plan)],
    items,
    stages: plan.stages.map(({ no, name: stage, startsOn, endsOn, text: words }) => ({ no, name: stage, startsOn, endsOn, text: words })),
    safeguards: plan.safeguards.map(({ no, title, text: words }) => ({ no, title, text: words })),
  }
}

/** A plan document, or a campaign file of another office, becomes a draft campaign. Returns its id. */
export async function makeCampaign(work: Work, folder: DataFolder, source: { path: string } | { name: string; bytes: Uint8Array }): Promise<string> {
  const name = 'path' in source ? basename(source.path) : source.name
  const bytes = 'path' in source ? new Uint8Array(readFileSync(source.path)) : source.bytes
  const draft = isCampaignFile(name) ? readCampaignFile(bytes, name) : draftOf(await readPlan(bytes, name), name)
  const sha256 = keepByHash(folder.originals, bytes)
  const { campaign_id } = await work.tx
    .insertInto('campaign')
    .values({
      division: townDivision,
      title: draft.title,
      issuer: draft.issuer,
      issue_number: draft.issueNumber,
      issued_on: draft.issuedOn,
      basis: draft.basis,
      look_back_from: draft.lookBack.from,
      look_back_to: draft.lookBack.to,
      body: draft.body,
      file_name: name,
      file_sha256: sha256,
      bodies: JSON.stringify(draft.bodies),
      warnings: JSON.stringify(draft.warnings),
      created_by: work.actor.name,
      created_at: work.clock.now(),
    })
    .returning('campaign_id')
    .executeTakeFirstOrThrow()
  for (const [position, item] of draft.items.entries()) {
    const { item_id } = await work.tx
      .insertInto('item')
      .values({
        campaign_id,
        position,
        area_no: item.areaNo,
        area: item.area,
        area_title: item.areaTitle,
        no: item.no,
        is_fragment: item.fragment,
        title: item.title,
        text: item.text,
        anchor_from: item.anchor?.[0] ?? null,
        anchor_to: item.anchor?.[1] ?? null,
        source: item.source,
        source_note: item.sourceNote,
      })
      .returning('item_id')
      .executeTakeFirstOrThrow()
    if (item.topics.length > 0)
      await work.tx
        .insertInto('item_topic')
        .values(item.topics.map((each) => ({ item_id, ...each })))
        .execute()
  }
  for (const stage of draft.stages) {
    await work.tx
      .insertInto('stage')
      .values({ campaign_id, no: stage.no, name: stage.name, starts_on: stage.startsOn, ends_on: stage.endsOn, text: stage.text })
      .execute()
  }
  for (const safeguard of draft.safeguards)
    await work.tx
      .insertInto('safeguard')
      .values({ campaign_id, ...safeguard })
      .execute()
  await record(work, {
    action: 'campaign.made',
    objectKind: 'campaign',
    objectId: campaign_id,
    division: townDivision,
    after: { title: draft.title, file: name, sha256, items: draft.items.length, stages: draft.stages.length, warnings: draft.warnings.length },
  })
  // Lists may be read before anybody said whose they are; the first plan with an issuer names the town.
  const town = draft.issuer?.match(/[\u4e00-\u9fff]{1,8}(?:镇|乡|街道)/)?.[0]
  if (town !== undefined && (await findTown(work)) === unnamedTown) await nameTown(work, town)
  return campaign_id
}
