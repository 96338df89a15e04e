import type { api as accountsApi } from '#src/features/accounts/contract.ts'
import { client, type OutputOf } from '#src/ui/call.ts'
import { uploader } from '#src/ui/transfer.ts'
import { reader } from '#src/ui/use-call.ts'
import type { StateKind } from '#src/ui/state-kinds.ts'
import type { api } from '../contract.ts'

export const useChecks = reader<typeof api>()
export const callChecks = client<typeof api>()
export const uploadStandards = uploader<typeof api>()
export const callTasks = client<typeof accountsApi>()

export type CheckList = OutputOf<(typeof api)['GET /api/checks']>
export type ListedCheck = CheckList['areas'][number]['checks'][number]
export type CheckDetail = OutputOf<(typeof api)['GET /api/checks/{check}']>
export type Readiness = OutputOf<(typeof api)['GET /api/readiness']>
export type StandardProblems = OutputOf<(typeof api)['POST /api/standards']>['problems']
export type StandardRow = OutputOf<(typeof api)['GET /api/standards']>['rows'][number]

export const areaTitles: Record<string, string> = {
  dibao: '低保',
  disability: '残疾人',
  temporary_aid: '临时救助',
  street: '流散人员',
  tekun_children: '特困与儿童',
}

/** How a check stood in a run, as icon and word. */
export const statusLooks: Record<'ran' | 'partly' | 'missing_list' | 'missing_basis' | 'error' | 'never' | 'off', { kind: StateKind; word: string }> = {
  ran: { kind: 'done', word: '看全了' },
  partly: { kind: 'working', word: '看了一部分' },
  missing_list: { kind: 'open', word: '缺名单' },
  missing_basis: { kind: 'open', word: '缺依据' },
  error: { kind: 'look', word: '出错' },
  never: { kind: 'later', word: '还没运行' },
  off: { kind: 'later', word: '停用' },
}

export const severityWords: Record<ListedCheck['severity'], string> = { danger: '人的危险', money: '钱', right: '应得未得', process: '程序', data: '信息' }
