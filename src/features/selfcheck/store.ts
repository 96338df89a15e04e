import { sql } from 'kysely'
import { listItems as listCampaignItems } from '../campaigns/index.ts'
import { openStates } from '../leads/index.ts'
import { within, type Tx } from '../../platform/postgres/database.ts'
import type { Scope } from '../../platform/scope.ts'
import type { CellState } from './cell-states.ts'

export interface CampaignRow {
  campaign_id: string
  division: string
  title: string
  state: string
  look_back_from: string | null
  look_back_to: string | null
}

/** Campaigns whose town covers the scope, the newest approved first. The paper has no people and no row security. */
export async function listCampaigns(tx: Tx, scope: Scope): Promise<CampaignRow[]> {
  return tx
    .selectFrom('campaign')
    .select(['campaign_id', 'division', 'title', 'state', 'look_back_from', 'look_back_to'])
    .where(sql<boolean>`(starts_with(${scope.from}, division) or (division >= ${scope.from} and division < ${scope.to}))`)
    .where('state', '<>', 'draft')
    .orderBy(sql`state = 'approved'`, 'desc')
    .orderBy('created_at', 'desc')
    .execute()
}

export interface ItemRow {
  item_id: string
  area_no: number
  area: string
  area_title: string
  no: number | null
  title: string
  text: string
  topics: string[]
}

/** The items of a campaign in the paper's order with the codes of their topics. */
export async function listItems(tx: Tx, campaignId: string): Promise<ItemRow[]> {
  const items = await listCampaignItems(tx, campaignId)
  return items.map((item) => ({
    item_id: item.item,
    area_no: item.areaNo,
    area: item.area,
    area_title: item.areaTitle,
    no: item.no,
    title: item.title,
    text: item.text,
    topics: item.topics.map((each) => each.topic),
  }))
}

/** Communities (one level below the town) that the scope touches: a grid's post belongs to its community. */
export async function listCommunities(tx: Tx, scope: Scope, town: string): Promise<{ code: string; name: string }[]> {
  return tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where(sql<boolean>`length(code) = ${town.length + 2} and starts_with(code, ${town})`)
    .where(sql<boolean>`((code >= ${scope.from} and code < ${scope.to}) or starts_with(${scope.from}, code))`)
    .orderBy('code')
    .execute()
}

export interface CellRow {
  cell_id: string
  campaign_id: string
  item_id: string
  division: string
  state: CellState
  returned_reason: string | null
  returned_by: string | null
  submitted_by: string | null
  submitted_at: string | null
  signed_at: string | null
  accepted_by: string | null
  accepted_at: string | null
  version: number
}

export async function listCells(tx: Tx, scope: Scope, campaignId: string): Promise<CellRow[]> {
  const rows = await tx.selectFrom('cell').selectAll().where('campaign_id', '=', campaignId).where(within(scope, 'cell.division')).execute()
  return rows.map((row) => ({ ...row, state: row.state as CellState }))
}

export interface AnswerRow {
  cell_id: string
  question: string
  answer: 'none' | 'some' | 'not_applicable'
  count: number | null
  text: string
  explanation: string
  attachments: string[]
  by_name: string
  at: string
}

export async function listAnswers(tx: Tx, scope: Scope, campaignId: string): Promise<AnswerRow[]> {
  const rows = await tx
    .selectFrom('answer')
    .innerJoin('cell', 'cell.cell_id', 'answer.cell_id')
    .selectAll('answer')
    .where('cell.campaign_id', '=', campaignId)
    .where(within(scope, 'answer.division'))
    .execute()
  return rows.map((row) => ({ ...row, answer: row.answer as AnswerRow['answer'] }))
}

export interface PlaceRow {
  cell_id: string
  question: string
  problem_id: string
  number: string
  state: string
  text: string
  by_name: string
}

/** The places behind “有 n 处” with their problems; a revoked problem no longer counts and is left out. */
export async function listPlaces(tx: Tx, scope: Scope, campaignId: string): Promise<PlaceRow[]> {
  return tx
    .selectFrom('answer_place')
    .innerJoin('cell', 'cell.cell_id', 'answer_place.cell_id')
    .innerJoin('problem', 'problem.problem_id', 'answer_place.problem_id')
    .select(['answer_place.cell_id', 'question', 'answer_place.problem_id', 'problem.number', 'problem.state', 'answer_place.text', 'answer_place.by_name'])
    .where('cell.campaign_id', '=', campaignId)
    .where('problem.state', '<>', 'revoked')
    .where(within(scope, 'answer_place.division'))
    .orderBy('answer_place.at')
    .execute()
}

export interface YearRow {
  cell_id: string
  year: number
  should: number | null
  looked: number
  how: string
  by_name: string
}

export async function listYears(tx: Tx, scope: Scope, campaignId: string): Promise<YearRow[]> {
  return tx
    .selectFrom('year_look')
    .innerJoin('cell', 'cell.cell_id', 'year_look.cell_id')
    .select(['year_look.cell_id', 'year', 'should', 'looked', 'how', 'by_name'])
    .where('cell.campaign_id', '=', campaignId)
    .where(within(scope, 'year_look.division'))
    .orderBy('year')
    .execute()
}

export interface LeadCount {
  community: string
  topic: string
  open: number
  confirmed: number
}

const confirmedStates = ['confirmed', 'partly']

/** Leads of a community (its grids included) by topic: nobody has decided yet, and found to be true. */
export async function countLeads(tx: Tx, scope: Scope, communityLength: number): Promise<LeadCount[]> {
  return tx
    .selectFrom('lead')
    .select([sql<string>`left(division, ${sql.lit(communityLength)})`.as('community'), 'topic'])
    .select(sql<number>`count(*) filter (where state = any(${[...openStates]}))`.as('open'))
    .select(sql<number>`count(*) filter (where state = any(${confirmedStates}))`.as('confirmed'))
    .where(within(scope, 'lead.division'))
    .where('outcome', 'not in', ['gone', 'withdrawn'])
    .where('state', 'in', [...openStates, ...confirmedStates])
    .groupBy([sql`1`, 'topic'])
    .execute()
}

export interface LeadLine {
  lead_id: string
  number: string
  topic: string
  sentence: string
  state: string
}

/** The leads that stand behind the items of one community, the newest first; at most 200 are read. */
export async function listLeads(tx: Tx, scope: Scope, community: string): Promise<LeadLine[]> {
  return tx
    .selectFrom('lead')
    .select(['lead_id', 'number', 'topic', 'sentence', 'state'])
    .where(within(scope, 'lead.division'))
    .where(sql<boolean>`starts_with(division, ${community})`)
    .where('outcome', 'not in', ['gone', 'withdrawn'])
    .where('state', 'in', [...openStates, ...confirmedStates])
    .orderBy('number', 'desc')
    .limit(200)
    .execute()
}

export interface SignatureRow {
  answers_hash: string
  signed_by: string
  at: string
}

export async function lastSignature(tx: Tx, campaignId: string, community: string): Promise<SignatureRow | undefined> {
  return tx
    .selectFrom('signature')
    .select(['answers_hash', 'signed_by', 'at'])
    .where('campaign_id', '=', campaignId)
    .where('division', '=', community)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** One writer at a time for the answers of a community: a signature and an answer never pass each other. */
export async function lockCommunity(tx: Tx, campaignId: string, community: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`selfcheck ${campaignId} ${community}`}, 0))`.execute(tx)
}

/** A cell inside the scope, or undefined. Call `lockCommunity` before relying on its state. */
export async function findCell(tx: Tx, scope: Scope, cellId: string): Promise<(CellRow & { campaign_state: string }) | undefined> {
  const row = await tx
    .selectFrom('cell')
    .innerJoin('campaign', 'campaign.campaign_id', 'cell.campaign_id')
    .selectAll('cell')
    .select('campaign.state as campaign_state')
    .where('cell_id', '=', cellId)
    .where(within(scope, 'cell.division'))
    .executeTakeFirst()
  return row && { ...row, state: row.state as CellState }
}

export async function findAnswer(tx: Tx, cellId: string, question: string): Promise<AnswerRow | undefined> {
  const row = await tx.selectFrom('answer').selectAll().where('cell_id', '=', cellId).where('question', '=', question).executeTakeFirst()
  return row && { ...row, answer: row.answer as AnswerRow['answer'] }
}

/** How many problems of this question still stand. */
export async function countWritten(tx: Tx, cellId: string, question: string): Promise<number> {
  const row = await tx
    .selectFrom('answer_place')
    .innerJoin('problem', 'problem.problem_id', 'answer_place.problem_id')
    .select(sql<number>`count(*)`.as('written'))
    .where('cell_id', '=', cellId)
    .where('question', '=', question)
    .where('problem.state', '<>', 'revoked')
    .executeTakeFirstOrThrow()
  return row.written
}
