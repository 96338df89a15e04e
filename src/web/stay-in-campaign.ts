import type { BaseLocationHook, HrefsFormatter } from 'wouter'
import { navigate, useBrowserLocation } from 'wouter/use-browser-location'

/** Pages that show one campaign: a link from one to another stays with the campaign that is shown. */
const places = ['/campaign', '/selfcheck', '/problems', '/dispatch', '/supervision']

/** The address with the campaign of the present one, where it leads to a campaign's page and names none itself. Pure. */
export function withCampaign(to: string, search: string): string {
  const campaign = new URLSearchParams(search).get('campaign')
  const [beforeHash = '', hash] = to.split('#')
  const [path = '', query = ''] = beforeHash.split('?')
  if (campaign === null || !places.some((place) => path === place || path.startsWith(`${place}/`))) return to
  const wanted = new URLSearchParams(query)
  if (wanted.has('campaign')) return to
  wanted.set('campaign', campaign)
  return `${path}?${wanted.toString()}${hash === undefined ? '' : `#${hash}`}`
}

const go: typeof navigate = (to, options) =>
  // A page that replaces its own address (filters, the chooser) means exactly what it says.
  navigate(typeof to === 'string' && options?.replace !== true ? withCampaign(to, window.location.search) : to, options)

export const useCampaignLocation: BaseLocationHook = () => [useBrowserLocation()[0], go]

export const campaignHrefs: HrefsFormatter = (href) => withCampaign(href, window.location.search)
