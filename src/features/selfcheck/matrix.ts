import type { Tx } from '../../platform/postgres/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { readBoard, type MatrixCell } from './board.ts'
import { catalogQuestions } from './catalog-questions.ts'
import { listCampaigns } from './store.ts'

/** One row per item and community of the scope, for the campaign's page; a cell nobody opened is `open`. Empty for a draft. */
export async function matrixOf(tx: Tx, scope: Scope, campaignId: string): Promise<MatrixCell[]> {
  const campaign = (await listCampaigns(tx, scope)).find((each) => each.campaign_id === campaignId)
  if (!campaign) return []
  const board = await readBoard(tx, { scope, campaign, catalog: catalogQuestions() })
  return board.communities.flatMap(({ code }) =>
    board.items.map((item) => {
      const cell = board.cellOf(code, item.item_id)
      return {
        item: item.item_id,
        community: code,
        state: cell?.cell.state ?? 'open',
        answered: cell?.answered ?? 0,
        of: board.questionsOf(item.item_id),
        openLeads: board.openLeadsOf(code, item.item_id),
        contradicts: cell?.contradicts ?? false,
      }
    }),
  )
}
