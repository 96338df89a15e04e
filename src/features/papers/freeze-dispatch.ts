import { createHash } from 'node:crypto'
import { addDays } from '../../domain/plain-date.ts'
import { record, type Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { findCurrentCampaign } from '../campaigns/index.ts'
import { computeDispatch, type DispatchTable } from './dispatch-table.ts'

export interface Issue {
  issue: string
  no: number
  asOf: string
  frozenBy: string
  /** The number printed at the foot; with it anybody gets the same table again. */
  proofNumber: string
}

interface StoredIssue extends Issue {
  table: DispatchTable
}

export async function listIssues({ tx }: Pick<Work, 'tx'>, campaign: string): Promise<StoredIssue[]> {
  const rows = await tx.selectFrom('dispatch_issue').selectAll().where('campaign_id', '=', campaign).orderBy('no').execute()
  return rows.map((row) => ({
    issue: row.dispatch_issue_id,
    no: row.no,
    asOf: row.as_of,
    frozenBy: row.frozen_by,
    proofNumber: `${row.as_of.slice(0, 10).replaceAll('-', '')}-${String(row.no).padStart(2, '0')}-${row.hash.slice(0, 6)}`,
    table: row.table_json as DispatchTable,
  }))
}

/** The present table: the week runs since the last issue, or the last seven days. */
export async function presentDispatch(work: Work, wanted?: string): Promise<{ campaign: string; title: string; table: DispatchTable; issues: StoredIssue[] }> {
  const campaign = await findCurrentCampaign(work.tx, wanted)
  if (!campaign) throw new Problem('refused', '还没有专项行动：请先导入方案。')
  const issues = await listIssues(work, campaign.campaign)
  const last = issues.at(-1)
  const weekFrom = last?.asOf ?? `${addDays(work.clock.today(), -7)}T09:00:00.000Z`
  const lastRanks = new Map(last?.table.rows.map((row) => [row.division, row.numbers.rank.value]) ?? [])
  return {
    campaign: campaign.campaign,
    title: campaign.title,
    issues,
    table: await computeDispatch(work, { campaign: campaign.campaign, weekFrom, lastRanks }),
  }
}

/** Freezes the present table as the next issue: printed again later it has the same numbers. */
export async function freezeDispatch(work: Work, wanted?: string): Promise<Issue> {
  const { campaign, issues, table } = await presentDispatch(work, wanted)
  const no = (issues.at(-1)?.no ?? 0) + 1
  const json = JSON.stringify(table)
  const hash = createHash('sha256').update(json).digest('hex')
  const row = await work.tx
    .insertInto('dispatch_issue')
    .values({
      campaign_id: campaign,
      no,
      as_of: table.asOf,
      week_from: table.weekFrom,
      table_json: json,
      hash,
      frozen_by: work.actor.name,
      frozen_at: work.clock.now(),
    })
    .returning('dispatch_issue_id')
    .executeTakeFirstOrThrow()
  await record(work, { action: 'dispatch.frozen', objectKind: 'dispatch_issue', objectId: row.dispatch_issue_id, division: townDivision, after: { no, hash } })
  const issue = (await listIssues(work, campaign)).find((each) => each.no === no)
  if (!issue) throw notFound('这一期')
  return issue
}

/** The campaign of a frozen issue: its title stands over it, its other issues beside it. Errors: `not_found`. */
export async function campaignOfIssue({ tx }: Pick<Work, 'tx'>, issueId: string): Promise<{ campaign: string; title: string }> {
  const row = await tx
    .selectFrom('dispatch_issue')
    .innerJoin('campaign', 'campaign.campaign_id', 'dispatch_issue.campaign_id')
    .select(['campaign.campaign_id', 'campaign.title'])
    .where('dispatch_issue_id', '=', issueId)
    .executeTakeFirst()
  if (!row) throw notFound('这一期调度表')
  return { campaign: row.campaign_id, title: row.title }
}

export async function getIssue(work: Pick<Work, 'tx'>, issueId: string): Promise<StoredIssue> {
  const campaign = await work.tx.selectFrom('dispatch_issue').select('campaign_id').where('dispatch_issue_id', '=', issueId).executeTakeFirst()
  const issue = campaign && (await listIssues(work, campaign.campaign_id)).find((each) => each.issue === issueId)
  if (!issue) throw notFound('这一期调度表')
  return issue
}
