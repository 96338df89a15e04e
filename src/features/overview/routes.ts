import { implement } from '../../platform/http/server.ts'
import { readCampaignHome } from './campaign-home.ts'
import { readCampaignItem } from './campaign-item.ts'
import { api } from './contract.ts'
import { readToday } from './today.ts'
import { visitLines } from './waits-for-field.ts'

export const overview = implement(api, {
  'GET /api/today': async ({ work, installation, actor }) => {
    const visits = await visitLines(installation, actor)
    return work((unit) => readToday(unit, visits))
  },
  'GET /api/campaign-home': ({ work, query }) => work((unit) => readCampaignHome(unit, query.campaign)),
  'GET /api/campaign-item': ({ work, query }) => work((unit) => readCampaignItem(unit, query.item)),
})
