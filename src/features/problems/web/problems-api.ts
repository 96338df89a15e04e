import type { api as accountsApi } from '#src/features/accounts/contract.ts'
import { client, type OutputOf } from '#src/ui/call.ts'
import { downloader, locator, uploader } from '#src/ui/transfer.ts'
import { reader } from '#src/ui/use-call.ts'
import type { api } from '../contract.ts'

export const useProblems = reader<typeof api>()
export const callProblems = client<typeof api>()
export const downloadProblems = downloader<typeof api>()
export const proofAddress = locator<typeof accountsApi>()
const putProof = uploader<typeof accountsApi>()
export const useAccounts = reader<typeof accountsApi>()
export const callAccounts = client<typeof accountsApi>()

export type ProblemList = OutputOf<(typeof api)['GET /api/problems']>
export type Problem = ProblemList['problems'][number]
export type ProblemDetail = OutputOf<(typeof api)['GET /api/problems/{problem}']>
export type Reconciled = OutputOf<(typeof api)['GET /api/problems/reconciliation']>['communities'][number]
export type SearchOfAll = ProblemDetail['searches'][number]

/** Who reads, in which post, and the date of the installation. */
export function useReader(): { today: string; role: string; person: string; post: string; division: string; town: string } {
  const { data } = useAccounts('GET /api/session', {})
  return {
    today: data?.today ?? '',
    role: data?.post?.role ?? '',
    person: data?.person ?? '',
    post: data?.post?.post ?? '',
    division: data?.post?.division ?? '',
    town: data?.town ?? '',
  }
}

export interface Colleague {
  post: string
  words: string
}

const roleWords: Record<string, string> = {
  clerk: '镇民政办',
  leader: '分管领导',
  secretary: '书记',
  worker: '民政专干',
  child_worker: '儿童主任',
  grid: '网格员',
}

/** Posts that can answer for a problem of this division: in force, and seeing it. */
export function useOwners(division: string): readonly Colleague[] {
  const { data } = useAccounts('GET /api/colleagues', {})
  return [...(data?.colleagues ?? [])]
    .filter((each) => roleWords[each.role] !== undefined && division.startsWith(each.division))
    .sort((a, b) => b.division.length - a.division.length)
    .map((each) => ({ post: each.post, words: `${each.name}（${each.divisionName}${roleWords[each.role] ?? ''}）` }))
}

export function useDivisions(): readonly { code: string; name: string }[] {
  return useAccounts('GET /api/divisions', {}).data?.divisions ?? []
}

/** Uploads one photo or paper and gives its id. */
export async function sendProof(file: File, onProgress: (part: number) => void): Promise<string> {
  const { attachment } = await putProof('POST /api/attachments', file, { query: { name: file.name }, onProgress })
  return attachment
}

/** A list's sentence leaves the name to its column. */
export function withoutName(sentence: string, name: string | null): string {
  return name !== null && name !== '' && sentence.startsWith(name) ? sentence.slice(name.length).replace(/^[于，：、,:\s]+/, '') : sentence
}

export const options = <V extends string>(words: Record<V, string>): { value: V; title: string }[] =>
  (Object.entries(words) as [V, string][]).map(([value, title]) => ({ value, title }))
