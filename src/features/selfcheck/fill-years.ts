import { record, type Work } from '../../platform/events.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { lookBackYears } from './read-community.ts'
import { cellToAnswer, touchCell } from './touch-cell.ts'

export interface NewYear {
  year: number
  should: number | null
  looked: number
  how: string
}

/** Writes how many should be and were looked at in years of the look-back, and by what; all or none. Errors: `bad_input` for a year outside. */
export async function fillYears(work: Work, cellId: string, given: readonly NewYear[]): Promise<{ savedAt: string }> {
  const { tx, actor, clock } = work
  const cell = await cellToAnswer(work, cellId)
  const campaign = await tx.selectFrom('campaign').select(['look_back_from', 'look_back_to']).where('campaign_id', '=', cell.campaign_id).executeTakeFirst()
  if (!campaign) throw notFound('这个专项行动')
  const years = lookBackYears(campaign, clock.today())
  for (const year of given) {
    if (!years.includes(year.year)) throw new Problem('bad_input', `${year.year} 年不在方案要回顾的年份里，都没有存。`)
    const before = await tx
      .selectFrom('year_look')
      .select(['year', 'should', 'looked', 'how'])
      .where('cell_id', '=', cellId)
      .where('year', '=', year.year)
      .executeTakeFirst()
    const values = { should: year.should, looked: year.looked, how: year.how, by_name: actor.name }
    await tx
      .insertInto('year_look')
      .values({ cell_id: cellId, division: cell.division, year: year.year, ...values })
      .onConflict((conflict) => conflict.columns(['cell_id', 'year']).doUpdateSet(values))
      .execute()
    await record(work, { action: 'cell.year_filled', objectKind: 'cell', objectId: cellId, division: cell.division, before, after: year })
  }
  await touchCell(work, cell)
  return { savedAt: clock.now() }
}
