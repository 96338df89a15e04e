import { implement, type Feature } from '../../platform/http/server.ts'
import type { SelfcheckPorts } from '../selfcheck/index.ts'
import { readCampaignHome } from './campaign-home.ts'
import { readCampaignItem } from './campaign-item.ts'
import { api } from './contract.ts'
import { readToday } from './today.ts'
import { visitLines } from './waits-for-field.ts'

/** The overview's endpoints; what data shows behind an item comes from the composition root. */
export function createOverview({ openPopulations }: Pick<SelfcheckPorts, 'openPopulations'>): Feature {
  return implement(api, {
    'GET /api/today': async ({ work, installation, actor }) => {
      const visits = await visitLines(installation, actor)
      return work((unit) => readToday(unit, visits))
    },
    'GET /api/campaign-home': ({ work, query }) => work((unit) => readCampaignHome(unit, query.campaign)),
    'GET /api/campaign-item': async ({ work, query, installation }) => {
      const populationsOf = await openPopulations(installation)
      return work((unit) => readCampaignItem(unit, query.item, populationsOf))
    },
  })
}
