import type { api } from '#src/features/campaigns/contract.ts'
import type { OneCampaign } from '#src/ui/Campaigns.tsx'
import { reader } from '#src/ui/use-call.ts'

const useRead = reader<typeof api>()
const none: readonly OneCampaign[] = []

/** All campaigns of the town for whoever may choose among them. */
export function useCampaigns(isOn: boolean): readonly OneCampaign[] {
  return useRead('GET /api/campaigns', {}, { isOn }).data?.campaigns ?? none
}
