import { sql } from 'kysely'
import { record, type Work } from '../../platform/events.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { nextState } from './cell-states.ts'
import { countLacks } from './lacks.ts'
import { mayAnswer } from './may-answer.ts'
import type { PopulationsOf } from './ports.ts'
import { chooseCampaign, readCommunity, type CommunityAnswers } from './read-community.ts'
import { lockCommunity } from './store.ts'

export interface Submission {
  campaign: string
  community: string
  /** Only these items; without it everything that was not sent yet. */
  cells?: string[] | undefined
}

/**
 * Sends finished items to the town. All or nothing: refused with the list of what is missing in `extra.lacks`.
 * What a covering list showed for a year becomes the community's own answer, so that the signature covers it.
 */
export async function submitAnswers(work: Work, given: Submission, populationsOf: PopulationsOf): Promise<{ submitted: number }> {
  const { tx, actor, clock } = work
  const campaign = await chooseCampaign(work, given.campaign)
  if (!campaign) throw notFound('这个专项行动')
  if (campaign.state !== 'approved') throw new Problem('refused', '这个专项行动已经结束，不再报送。')
  await lockCommunity(tx, campaign.campaign_id, given.community)
  const { rows } = await readCommunity(work, { campaign, community: given.community, populationsOf })
  const wanted = rows.filter(({ cell, item }) =>
    given.cells ? given.cells.includes(cell.cell.cell_id) : ['open', 'working', 'returned'].includes(cell.cell.state) && mayAnswer(actor.role, item.topics),
  )
  if (given.cells && wanted.length < new Set(given.cells).size) throw notFound('这一项自查')
  if (wanted.length === 0) throw new Problem('refused', '没有待报的事项：都已报送。')
  const lacks = wanted.flatMap((row) => row.lacks)
  if (lacks.length > 0) throw new Problem('refused', `还不能报送：${countLacks(lacks)}。写的都在，补齐再报。`, { lacks })
  const unchanged = wanted.find(({ cell }) => cell.cell.state === 'returned')
  if (unchanged)
    throw new Problem('refused', `${unchanged.item.label} 镇里退回后还没有改：${unchanged.cell.cell.returned_reason ?? ''}`, {
      cell: unchanged.cell.cell.cell_id,
    })
  for (const row of wanted) {
    await keepYearsFromData(work, row)
    await tx
      .updateTable('cell')
      .set({
        state: nextState('submit', row.cell.cell.state),
        submitted_by: actor.name,
        submitted_at: clock.now(),
        returned_reason: null,
        returned_by: null,
        returned_at: null,
        updated_at: clock.now(),
        version: sql`version + 1`,
      })
      .where('cell_id', '=', row.cell.cell.cell_id)
      .execute()
    await record(work, {
      action: 'cell.submitted',
      objectKind: 'cell',
      objectId: row.cell.cell.cell_id,
      division: given.community,
      before: { state: row.cell.cell.state },
      after: { state: 'submitted' },
    })
  }
  return { submitted: wanted.length }
}

async function keepYearsFromData({ tx }: Work, { cell, years }: CommunityAnswers['rows'][number]): Promise<void> {
  const fromData = years.filter((year) => year.isFromData)
  if (fromData.length === 0) return
  await tx
    .insertInto('year_look')
    .values(
      fromData.map((year) => ({
        cell_id: cell.cell.cell_id,
        division: cell.cell.division,
        year: year.year,
        should: year.should,
        looked: year.looked ?? 0,
        how: year.dataTo === null ? '数据' : `数据（到 ${year.dataTo}）`,
        by_name: '数据核查',
      })),
    )
    .execute()
}
