import { createContext, useContext } from 'react'
import { useLocation } from 'wouter'
import { SelectInput } from './Field.tsx'
import { useNarrow } from './use-narrow.ts'
import './campaigns.css'

export interface OneCampaign {
  campaign: string
  title: string
  issuedOn: string | null
  state: 'draft' | 'approved' | 'ended'
}

const AllCampaigns = createContext<readonly OneCampaign[]>([])
export const CampaignsProvider = AllCampaigns.Provider

/** All campaigns of the town, the newest first. */
export const useAllCampaigns = (): readonly OneCampaign[] => useContext(AllCampaigns)

const words = { draft: '（草稿）', approved: '', ended: '（已收官）' } as const

/** For choosing among several; fewer than two leave nothing to choose. Two of one name are told apart by the date of the paper. */
export function campaignOptions(campaigns: readonly OneCampaign[]): { value: string; title: string }[] {
  if (campaigns.length < 2) return []
  return campaigns.map((each) => {
    const isDouble = campaigns.some((other) => other.campaign !== each.campaign && other.title === each.title)
    const short = each.title.replace(/(工作)?(实施)?方案$/, '')
    return { value: each.campaign, title: `${short}${words[each.state]}${isDouble && each.issuedOn ? ` ${each.issuedOn}` : ''}` }
  })
}

/** The campaigns that a list can be filtered by: drafts have nothing yet. */
export const useCampaignOptions = (): { value: string; title: string }[] => campaignOptions(useAllCampaigns().filter((each) => each.state !== 'draft'))

interface CampaignChooserProps {
  /** The campaign that the page shows. */
  shown: string | null | undefined
  /** The page's plain address; what else stood in the query belongs to the campaign left behind. */
  to: string
  hasDrafts?: boolean
  /** The page can also show all of them together. */
  all?: string
  /** A phone's head has no room: there it stands in the page. */
  isInPage?: boolean
}

/** Which of several campaigns the page shows; the address names it. With one campaign there is nothing to choose. */
export function CampaignChooser({ shown, to, hasDrafts = false, all, isInPage = false }: CampaignChooserProps) {
  const [, navigate] = useLocation()
  const options = campaignOptions(useAllCampaigns().filter((each) => hasDrafts || each.state !== 'draft'))
  const isNarrow = useNarrow()
  if (options.length === 0 || isNarrow !== isInPage) return null
  return (
    <span className="campaign-chooser">
      <span className="small ink2" aria-hidden="true">
        专项行动
      </span>
      <SelectInput
        aria-label="专项行动"
        value={shown ?? ''}
        options={options}
        {...(all === undefined ? {} : { placeholder: all })}
        onChange={(campaign) => navigate(campaign === '' ? to : `${to}?campaign=${campaign}`, { replace: true })}
      />
    </span>
  )
}
