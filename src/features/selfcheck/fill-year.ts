import { record, type Work } from '../../platform/events.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { lookBackYears } from './read-selfcheck.ts'
import { cellToAnswer, touchCell } from './touch-cell.ts'

export interface NewYear {
  year: number
  should: number | null
  looked: number
  how: string
}

/** Writes how many should be and were looked at in one year of the look-back, and by what. Errors: `bad_input` outside it. */
export async function fillYear(work: Work, cellId: string, given: NewYear): Promise<{ savedAt: string }> {
  const { tx, actor, clock } = work
  const cell = await cellToAnswer(work, cellId)
  const campaign = await tx.selectFrom('campaign').select(['look_back_from', 'look_back_to']).where('campaign_id', '=', cell.campaign_id).executeTakeFirst()
  if (!campaign) throw notFound('这个专项行动')
  if (!lookBackYears(campaign, clock.today()).includes(given.year)) throw new Problem('bad_input', `${given.year} 年不在方案要回顾的年份里。`)
  const before = await tx.selectFrom('year_look').select(['year', 'should', 'looked', 'how']).where('cell_id', '=', cellId).where('year', '=', given.year).executeTakeFirst()
  const values = { should: given.should, looked: given.looked, how: given.how, by_name: actor.name }
  await tx
    .insertInto('year_look')
    .values({ cell_id: cellId, division: cell.division, year: given.year, ...values })
    .onConflict((conflict) => conflict.columns(['cell_id', 'year']).doUpdateSet(values))
    .execute()
  await touchCell(work, cell)
  await record(work, { action: 'cell.year_filled', objectKind: 'cell', objectId: cellId, division: cell.division, before, after: given })
  return { savedAt: clock.now() }
}
