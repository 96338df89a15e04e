import { useOverview } from '#src/features/overview/web/overview-api.ts'
import type { MenuKey } from './menu.ts'

/** What waits behind the menu's entries, read with the page 今日 once a minute. */
export function useWaiting(isOn: boolean): Partial<Record<MenuKey, number>> {
  const { data } = useOverview('GET /api/today', {}, { isOn, every: 60_000, isBeside: true })
  return data ? { today: data.count, leads: data.open.leads, problems: data.open.problems } : {}
}
