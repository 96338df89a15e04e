import type { api as accountsApi } from '#src/features/accounts/contract.ts'
import type { api as ledgersApi } from '#src/features/ledgers/contract.ts'
import { client, type OutputOf } from '#src/ui/call.ts'
import { downloader, locator, uploader } from '#src/ui/transfer.ts'
import { reader } from '#src/ui/use-call.ts'
import type { api } from '../contract.ts'

export const useLeads = reader<typeof api>()
export const useSource = reader<typeof ledgersApi>()
export const callLeads = client<typeof api>()
export const downloadLeads = downloader<typeof api>()
export const uploadSheet = uploader<typeof api>()
export const uploadProof = uploader<typeof accountsApi>()
export const proofAddress = locator<typeof accountsApi>()

export type LeadList = OutputOf<(typeof api)['GET /api/leads']>
export type Lead = LeadList['rows'][number]
export type LeadDetail = OutputOf<(typeof api)['GET /api/leads/{lead}']>
export type Choices = OutputOf<(typeof api)['GET /api/leads/choices']>

const useAccounts = reader<typeof accountsApi>()

/** Who reads, in which post, and the date of the installation. */
export function useReader(): { today: string; role: string; person: string; post: string | undefined } {
  const { data } = useAccounts('GET /api/session', {})
  return { today: data?.today ?? '', role: data?.post?.role ?? '', person: data?.person ?? '', post: data?.post?.post }
}

/** Somebody still has to go and find out. */
export const canStillCheck = ({ state, outcome }: Pick<Lead, 'state' | 'outcome'>): boolean =>
  ['new', 'assigned', 'checking', 'unclear'].includes(state) && outcome !== 'gone' && outcome !== 'withdrawn'

/** The page with the 核查单 of these leads. */
export const sheetsOf = (leads: readonly Pick<Lead, 'lead'>[]): string => `/lead-sheets?${leads.map(({ lead }) => `lead=${lead}`).join('&')}`

export const isOffice = (role: string): boolean => role === 'clerk' || role === 'leader'
export const isField = (role: string): boolean => role === 'worker' || role === 'child_worker' || role === 'grid'

export const areaTitles: Record<string, string> = {
  dibao: '低保',
  disability: '残疾人',
  temporary_aid: '临时救助',
  street: '流散人员',
  tekun_children: '特困、儿童',
}
export const severityTitles: Record<string, string> = { danger: '有人有危险', money: '钱', right: '应得未得', process: '程序', data: '信息' }
export const sourceTitles: Record<string, string> = {
  data: '数据核查',
  self_check: '自查',
  audit: '审计',
  supervision: '督查',
  secret_visit: '暗访',
  complaint: '投诉举报',
  order: '上级交办',
}
export const outcomeTitles: Record<string, string> = {
  new: '新出现',
  unchanged: '没变',
  changed: '有变化',
  gone: '不再命中',
  reappeared: '又出现',
  withdrawn: '依据已撤回',
}

/** A list's sentence leaves the name to its column: “周桂兰于2026-03-18死亡，…” → “2026-03-18死亡，…”. */
export function withoutName(sentence: string, name: string): string {
  return name !== '' && sentence.startsWith(name) ? sentence.slice(name.length).replace(/^[于的，：、,:\s]+/, '') : sentence
}
