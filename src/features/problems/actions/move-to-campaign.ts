import type { Work } from '../../../platform/events.ts'
import { notFound, Problem } from '../../../platform/problems.ts'
import { changeProblem, lockProblem } from '../store.ts'

/** The campaign's title for a problem's event: events tell words, not ids. */
async function titleOf({ tx }: Work, campaign: string | null): Promise<string | null> {
  if (campaign === null) return null
  const row = await tx.selectFrom('campaign').select(['title', 'state']).where('campaign_id', '=', campaign).executeTakeFirst()
  if (!row) throw notFound('这个专项行动')
  if (row.state === 'draft') throw new Problem('refused', '这个专项行动还没有批准，不能归到它名下；没有改动。')
  return row.title
}

/** Puts a problem under another campaign, or under daily work (null); tables frozen before stay as they were. Errors: `not_found`, `refused`, `conflict`. */
export async function moveToCampaign(work: Work, problemId: string, { version, campaign }: { version: number; campaign: string | null }): Promise<void> {
  const problem = await lockProblem(work, problemId, version)
  const title = await titleOf(work, campaign)
  if (problem.campaign_id === campaign) return
  await changeProblem(work, problem, { set: { campaign_id: campaign }, event: { action: 'problem.campaign_changed', after: { title } } })
}
