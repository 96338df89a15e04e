import { client, type OutputOf } from '#src/ui/call.ts'
import { reader } from '#src/ui/use-call.ts'
import type { api } from '../contract.ts'

export const call = client<typeof api>()
export const useRead = reader<typeof api>()

export type Year = OutputOf<(typeof api)['GET /api/calendar/{year}']>
export type Moved = OutputOf<(typeof api)['POST /api/calendar/{year}']>['moved']

/** What a change did to due dates that were told already. */
export function sayMoved(moved: Moved): string {
  if (moved.length === 0) return '没有到期日因此变动'
  return `重算了 ${moved.map(({ what, count }) => `${count} ${what}`).join('、')}的到期日，各自写明原来和现在`
}
