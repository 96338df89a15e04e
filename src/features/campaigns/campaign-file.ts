import { areas } from '../../domain/problem-words.ts'
import { z } from 'zod'
import type { Work } from '../../platform/events.ts'
import type { FileAnswer } from '../../platform/http/server.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { findCampaignRow, listItems, listStages } from './store.ts'
import { allTopics } from './topics.ts'

const area = z.enum(areas)
const nullableText = z.string().nullable()
const day = z.iso.date().nullable()

/** A campaign as it is handed to other towns: the paper, its items with their topics, stages, safeguards. No answer, no person. */
export const campaignDraft = z.object({
  title: z.string().min(1),
  issuer: nullableText,
  issueNumber: nullableText,
  issuedOn: nullableText,
  basis: nullableText,
  lookBack: z.object({ from: nullableText, to: nullableText }),
  body: z.string(),
  bodies: z.array(z.string()),
  warnings: z.array(z.object({ kind: z.string(), where: z.string(), message: z.string(), at: z.tuple([z.number(), z.number()]).nullable() })),
  items: z
    .array(
      z.object({
        areaNo: z.int(),
        area,
        areaTitle: z.string(),
        no: z.int().nullable(),
        fragment: z.boolean(),
        title: z.string(),
        text: z.string().min(1),
        anchor: z.tuple([z.int(), z.int()]).nullable(),
        source: z.enum(['paper', 'hand']),
        sourceNote: nullableText,
        topics: z.array(z.object({ topic: z.string(), state: z.enum(['proposed', 'confirmed']) })),
      }),
    )
    .min(1),
  stages: z.array(z.object({ no: z.int(), name: z.string(), startsOn: day, endsOn: day, text: z.string() })),
  safeguards: z.array(z.object({ no: z.int(), title: z.string(), text: z.string() })),
})

export type CampaignDraft = z.infer<typeof campaignDraft>

const campaignFile = z.object({ kind: z.literal('doudi-campaign'), version: z.literal(1), campaign: campaignDraft })

/** What the name of a campaign file ends with; a plan's never does. */
const fileEnding = '.campaign.json'

export const isCampaignFile = (name: string): boolean => name.toLowerCase().endsWith('.json')

/** Reads a file written by `writeCampaignFile`. Errors: `unreadable_file` that says what is wrong with it; `bad_input` for topics unknown here. */
export function readCampaignFile(bytes: Uint8Array, name: string): CampaignDraft {
  const read = campaignFile.safeParse(parseJson(bytes, name))
  if (!read.success) {
    const [first] = read.error.issues
    throw new Problem('unreadable_file', `“${name}”不是专项行动文件，或由不同版本的系统导出（${first?.path.join('.') ?? ''}）。请用“导出专项行动”得到的文件。`)
  }
  const known = new Set(allTopics().map((topic) => topic.code))
  const unknown = [...new Set(read.data.campaign.items.flatMap((item) => item.topics.map((each) => each.topic)))].filter((topic) => !known.has(topic))
  if (unknown.length > 0) throw new Problem('bad_input', `“${name}”里有本系统没有的主题：${unknown.join('、')}。请先升级系统再导入。`)
  return read.data.campaign
}

function parseJson(bytes: Uint8Array, name: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown
  } catch {
    throw new Problem('unreadable_file', `“${name}”不是完整的专项行动文件，可能没有下载完，请再要一份。`)
  }
}

/** The campaign as a file for other towns. Errors: `not_found`. */
export async function writeCampaignFile({ tx }: Work, campaignId: string): Promise<FileAnswer> {
  const row = await findCampaignRow(tx, campaignId)
  if (!row) throw notFound('这个专项行动')
  const campaign: CampaignDraft = {
    title: row.title,
    issuer: row.issuer,
    issueNumber: row.issue_number,
    issuedOn: row.issued_on,
    basis: row.basis,
    lookBack: { from: row.look_back_from, to: row.look_back_to },
    body: row.body,
    bodies: row.bodies as string[],
    warnings: row.warnings as CampaignDraft['warnings'],
    items: (await listItems(tx, campaignId)).map(({ item: _item, position: _position, area: itemArea, ...item }) => ({ ...item, area: area.parse(itemArea) })),
    stages: (await listStages(tx, campaignId)).map(({ no, name, starts_on, ends_on, text }) => ({ no, name, startsOn: starts_on, endsOn: ends_on, text })),
    safeguards: await tx.selectFrom('safeguard').select(['no', 'title', 'text']).where('campaign_id', '=', campaignId).orderBy('no').execute(),
  }
  return {
    bytes: new TextEncoder().encode(`${JSON.stringify({ kind: 'doudi-campaign', version: 1, campaign } satisfies z.infer<typeof campaignFile>, null, 1)}\n`),
    mediaType: 'application/json',
    name: `${row.title}${fileEnding}`,
  }
}
