import { useEffect, useRef } from 'react'
import { useOverview } from '#src/features/overview/web/overview-api.ts'
import { announce } from '#src/ui/notices.tsx'
import type { MenuKey } from './menu.ts'

/** What waits behind the menu's entries, read with the page 今日 once a minute. A new danger to a person is called out wherever the reader is. */
export function useWaiting(isOn: boolean): Partial<Record<MenuKey | 'urgent', number>> {
  const { data } = useOverview('GET /api/today', {}, { isOn, every: 60_000, isBeside: true })
  const before = useRef<number | undefined>(undefined)
  const urgent = data?.urgent
  const first = data?.groups.find((group) => group.key === 'danger')?.lines[0]?.title
  useEffect(() => {
    if (urgent !== undefined && before.current !== undefined && urgent > before.current)
      announce({ text: `有人有危险，今天就办：${first ?? ''}（在“今日”最上面）` })
    before.current = urgent
  }, [urgent, first])
  return data ? { today: data.count, leads: data.open.leads, problems: data.open.problems, urgent: data.urgent } : {}
}
