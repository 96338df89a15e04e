import { implement, type Feature } from '../../platform/http/server.ts'
import { approveCampaign } from './approve-campaign.ts'
import { writeCampaignFile } from './campaign-file.ts'
import { api } from './contract.ts'
import { describeCampaign } from './describe-campaign.ts'
import { addItem, setTopics } from './edit-items.ts'
import { makeCampaign } from './make-campaign.ts'
import { endCampaign, removeDraft, resumeCampaign } from './end-campaign.ts'
import type { CampaignPorts } from './ports.ts'
import { findCurrentCampaign, listCampaignRows, type CampaignState } from './store.ts'
import { allTopics } from './topics.ts'

/** The endpoints of campaigns; `ports` come from the composition root. */
export function createCampaigns(ports: CampaignPorts): Feature {
  return implement(api, {
    'GET /api/campaigns': ({ work }) =>
      work(async ({ tx }) => {
        const current = await findCurrentCampaign(tx)
        return {
          campaigns: (await listCampaignRows(tx)).map((row) => ({
            campaign: row.campaign_id,
            title: row.title,
            issuedOn: row.issued_on,
            state: row.state as CampaignState,
            endedOn: row.ended_on,
            isCurrent: row.campaign_id === current?.campaign,
          })),
        }
      }),

    'POST /api/campaigns': async ({ work, query, bytes, installation }) => {
      const content = await bytes()
      return work(async (unit) => ({ campaign: await makeCampaign(unit, installation.folder, { name: query.name, bytes: content }) }))
    },

    'GET /api/campaigns/{campaign}': ({ work, params }) => work((unit) => describeCampaign(unit, params.campaign)),
    'GET /api/campaigns/{campaign}/file': ({ work, params }) => work((unit) => writeCampaignFile(unit, params.campaign)),
    'POST /api/campaigns/{campaign}/approval': ({ work, params }) => work((unit) => approveCampaign(unit, params, ports)),
    'POST /api/campaigns/{campaign}/end': ({ work, params, body }) => work((unit) => endCampaign(unit, { ...params, ...body })),
    'POST /api/campaigns/{campaign}/resumption': ({ work, params, body }) => work((unit) => resumeCampaign(unit, { ...params, ...body })),
    'POST /api/campaigns/{campaign}/removal': ({ work, params }) => work((unit) => removeDraft(unit, params)),
    'POST /api/campaigns/{campaign}/items': ({ work, params, body }) => work(async (unit) => ({ item: await addItem(unit, { ...params, ...body }) })),
    'PUT /api/items/{item}/topics': ({ work, params, body }) => work((unit) => setTopics(unit, { item: params.item, topics: body.topics })),
    'GET /api/topics': () => Promise.resolve({ topics: allTopics().map(({ code, title, area }) => ({ code, title, area })) }),
  })
}
