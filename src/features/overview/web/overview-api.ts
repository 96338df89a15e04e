import type { api as campaignsApi } from '#src/features/campaigns/contract.ts'
import type { api as dutiesApi } from '#src/features/duties/contract.ts'
import type { api as leadsApi } from '#src/features/leads/contract.ts'
import type { api as problemsApi } from '#src/features/problems/contract.ts'
import type { api as supervisionApi } from '#src/features/supervision/contract.ts'
import { client, type OutputOf } from '#src/ui/call.ts'
import { locator, uploader } from '#src/ui/transfer.ts'
import { reader } from '#src/ui/use-call.ts'
import type { api } from '../contract.ts'

export const useOverview = reader<typeof api>()
export const useCampaigns = reader<typeof campaignsApi>()
export const callCampaigns = client<typeof campaignsApi>()
export const campaignAddress = locator<typeof campaignsApi>()
export const uploadPlan = uploader<typeof campaignsApi>()
export const callLeads = client<typeof leadsApi>()
export const callDuties = client<typeof dutiesApi>()
export const callSupervision = client<typeof supervisionApi>()
export const useProblems = reader<typeof problemsApi>()

export type Today = OutputOf<(typeof api)['GET /api/today']>
export type TodayLine = Today['groups'][number]['lines'][number]
export type Home = OutputOf<(typeof api)['GET /api/campaign-home']>
export type Cell = Home['cells'][number]
export type Answering = Home['answers'][number]
export type ItemAnswers = OutputOf<(typeof api)['GET /api/campaign-item']>['divisions'][number]
export type Campaign = OutputOf<(typeof campaignsApi)['GET /api/campaigns/{campaign}']>
export type Stage = Campaign['stages'][number]
export type Item = Campaign['items'][number]
