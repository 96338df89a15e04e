import type { Work } from '../../platform/events.ts'
import { readBoard } from './board.ts'
import { catalogQuestions } from './catalog-questions.ts'
import type { PopulationsOf } from './ports.ts'
import { lookBackYears, yearsOf, type YearView } from './read-community.ts'
import { listCampaigns } from './store.ts'

interface OneItem {
  campaignId: string
  itemId: string
  populationsOf: PopulationsOf
}

/** Of one item the newest year that each community, or a list that covers it, shows as looked at. By community. */
export async function newestYearsOf({ tx, actor, clock }: Work, { campaignId, itemId, populationsOf }: OneItem): Promise<Map<string, YearView>> {
  const campaign = (await listCampaigns(tx, actor.scope)).find((each) => each.campaign_id === campaignId)
  if (!campaign) return new Map()
  const board = await readBoard(tx, { scope: actor.scope, campaign, catalog: catalogQuestions() })
  const topics = board.items.find((item) => item.item_id === itemId)?.topics ?? []
  const years = lookBackYears(campaign, clock.today())
  const newest = new Map<string, YearView>()
  for (const { code } of board.communities) {
    const populations = await populationsOf({ actor, topics, division: code, years })
    const written = board.cellOf(code, itemId)?.years ?? []
    const last = yearsOf(written, years, populations).findLast((year) => year.looked !== null)
    if (last) newest.set(code, last)
  }
  return newest
}
