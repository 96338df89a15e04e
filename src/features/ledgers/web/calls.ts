import { client, type OutputOf } from '#src/ui/call.ts'
import { uploader } from '#src/ui/transfer.ts'
import { reader } from '#src/ui/use-call.ts'
import type { api as accounts } from '../../accounts/contract.ts'
import type { api } from '../contract.ts'

export const call = client<typeof api>()
export const useRead = reader<typeof api>()
export const put = uploader<typeof api>()
export const useTask = reader<typeof accounts>()
export const callTask = client<typeof accounts>()

export type Reading = OutputOf<(typeof api)['POST /api/uploads/{upload}/reading']>
export type SheetPreview = Reading['sheets'][number]

export interface Authority {
  giver: string
  basis: string
  purpose: string
  until: string
}

/** What the clerk chose for one waiting file; what is left open is taken from the file itself. */
export interface Choices {
  ledger?: string
  period?: string
  covers?: { from: string; to: string; divisions: string[] | null }
  authority?: Authority
  mapping?: Record<string, string | null>
}
