import type { Work } from '../../platform/events.ts'
import { notFound } from '../../platform/problems.ts'
import { presentHash } from './answers-hash.ts'
import { answerable, readBoard, type Board, type BoardCell } from './board.ts'
import { catalogQuestions } from './catalog-questions.ts'
import { lacksOf } from './lacks.ts'
import { openCells } from './open-cells.ts'
import type { Population, PopulationsOf } from './ports.ts'
import { listCampaigns, type CampaignRow } from './store.ts'

/** The years that a campaign looks back over, the present one last. */
export function lookBackYears(campaign: Pick<CampaignRow, 'look_back_from' | 'look_back_to'>, today: string): number[] {
  const last = Math.min(Number((campaign.look_back_to ?? today).slice(0, 4)), Number(today.slice(0, 4)))
  const first = Number((campaign.look_back_from ?? today).slice(0, 4))
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
}

/** The campaign asked for (else the newest approved) among those of the actor's town. Errors: `not_found`. */
export async function chooseCampaign({ tx, actor }: Pick<Work, 'tx' | 'actor'>, wanted?: string): Promise<CampaignRow | undefined> {
  const campaigns = await listCampaigns(tx, actor.scope)
  const campaign = wanted === undefined ? campaigns[0] : campaigns.find((each) => each.campaign_id === wanted)
  if (wanted !== undefined && !campaign) throw notFound('这个专项行动')
  return campaign
}

/** A board whose cells all stand: missing ones are opened first. */
export async function openBoard(work: Work, campaign: CampaignRow): Promise<Board> {
  const read = (): Promise<Board> => readBoard(work.tx, { scope: work.actor.scope, campaign, catalog: catalogQuestions() })
  const board = await read()
  const { from, to } = work.actor.scope
  const isComplete = board.communities.every(({ code }) => code < from || code >= to || board.items.every((item) => board.cellOf(code, item.item_id)))
  if (isComplete || (await openCells(work, campaign.campaign_id)) === 0) return board
  return read()
}

export interface YearView {
  year: number
  should: number | null
  looked: number | null
  how: string
  by: string | null
  isFromData: boolean
  dataTo: string | null
}

/** A year is what the community wrote; else what a covering list shows, which counts as looked at by data; else empty. */
export function yearsOf(own: BoardCell['years'], years: readonly number[], populations: ReadonlyMap<number, Population>): YearView[] {
  return years.map((year) => {
    const written = own.find((row) => row.year === year)
    const data = populations.get(year)
    const dataTo = data && !data.to.endsWith('-12') ? data.to : null
    if (written) return { year, should: written.should, looked: written.looked, how: written.how, by: written.by_name, isFromData: false, dataTo }
    if (data) return { year, should: data.people, looked: data.people, how: '数据', by: null, isFromData: true, dataTo }
    return { year, should: null, looked: null, how: '', by: null, isFromData: false, dataTo: null }
  })
}

/** One community's answers with what they lack. `work` must be in the actor's scope. Errors: `not_found`. */
export async function readCommunity(
  work: Work,
  { campaign, community, populationsOf }: { campaign: CampaignRow; community: string; populationsOf: PopulationsOf },
) {
  const board = await openBoard(work, campaign)
  if (!board.communities.some(({ code }) => code === community)) throw notFound('这个社区')
  const years = lookBackYears(campaign, work.clock.today())
  const rows = []
  for (const item of board.items) {
    const cell = board.cellOf(community, item.item_id)
    if (!cell) continue
    const populations = await populationsOf({ actor: work.actor, topics: item.topics, division: community, years })
    const yearViews = yearsOf(cell.years, years, populations)
    rows.push({
      item,
      cell,
      years: yearViews,
      population: [...populations].sort(([a], [b]) => b - a)[0]?.[1] ?? null,
      lacks: lacksOf(answerable(cell, yearViews)),
    })
  }
  const hash = await presentHash(work.tx, { scope: work.actor.scope, campaignId: campaign.campaign_id, cells: rows.map(({ cell }) => cell.cell) })
  return { board, rows, hash, years }
}

export type CommunityAnswers = Awaited<ReturnType<typeof readCommunity>>

export function sayCampaign(campaign: CampaignRow) {
  return { campaign: campaign.campaign_id, title: campaign.title, state: campaign.state, division: campaign.division }
}
