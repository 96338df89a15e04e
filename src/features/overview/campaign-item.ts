import type { z } from 'zod'
import type { Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { notFound } from '../../platform/problems.ts'
import { matrixOf, newestYearsOf, type PopulationsOf } from '../selfcheck/index.ts'
import type { api } from './contract.ts'

type CampaignItem = z.input<(typeof api)['GET /api/campaign-item']['output']>
type Answer = CampaignItem['divisions'][number]['answer']

/** How the communities of the reader's place answer one item, and how many were looked at by them or by data. Errors: `not_found`. */
export async function readCampaignItem(work: Work, itemId: string, populationsOf: PopulationsOf): Promise<CampaignItem> {
  const { tx, actor } = work
  const item = await tx.selectFrom('item').select('campaign_id').where('item_id', '=', itemId).executeTakeFirst()
  if (!item) throw notFound('这个事项')
  const matrix = (await matrixOf(tx, actor.scope, item.campaign_id)).filter((cell) => cell.item === itemId)
  const names = new Map((await tx.selectFrom('division').select(['code', 'name']).execute()).map((row) => [row.code, row.name]))
  const answers = await tx
    .selectFrom('answer')
    .innerJoin('cell', 'cell.cell_id', 'answer.cell_id')
    .select(['cell.division', 'answer', 'count'])
    .where('cell.item_id', '=', itemId)
    .where(within(actor.scope, 'answer.division'))
    .execute()
  const years = await newestYearsOf(work, { campaignId: item.campaign_id, itemId, populationsOf })
  return {
    divisions: matrix.map((cell) => {
      const own = answers.filter((row) => row.division === cell.community)
      const year = years.get(cell.community)
      return {
        division: cell.community,
        name: names.get(cell.community) ?? cell.community,
        answer: wholeAnswer(
          own.map((row) => row.answer as GivenAnswer),
          cell.of,
        ),
        count: own.reduce((sum, row) => sum + (row.count ?? 0), 0),
        answered: cell.answered,
        of: cell.of,
        year: year?.year ?? null,
        should: year?.should ?? null,
        looked: year?.looked ?? null,
        openLeads: cell.openLeads,
        contradicts: cell.contradicts,
      }
    }),
  }
}

type GivenAnswer = 'none' | 'some' | 'not_applicable'

/** The answers to an item's questions as one: 有 as soon as one says so; 无 and 不适用 only when all are answered. */
function wholeAnswer(given: readonly GivenAnswer[], of: number): Answer {
  if (given.length === 0) return 'unanswered'
  if (given.includes('some')) return 'some'
  if (given.length < of) return 'partly'
  return given.every((each) => each === 'not_applicable') ? 'not_applicable' : 'none'
}
