import type { api as accountsApi } from '#src/features/accounts/contract.ts'
import { client, type OutputOf } from '#src/ui/call.ts'
import { reader } from '#src/ui/use-call.ts'
import type { api } from '../contract.ts'

export const call = client<typeof api>()
export const useRead = reader<typeof api>()
export const useReadAccounts = reader<typeof accountsApi>()
export const callAccounts = client<typeof accountsApi>()

export type Inspections = OutputOf<(typeof api)['GET /api/inspections']>['inspections']
export type InspectionDetail = OutputOf<(typeof api)['GET /api/inspections/{inspection}']>
export type Drawn = InspectionDetail['drawn'][number]
export type Finding = InspectionDetail['findings'][number]
export type StrataSample = NonNullable<OutputOf<(typeof api)['GET /api/inspections/{inspection}/strata']>['sample']>
export type Orders = OutputOf<(typeof api)['GET /api/orders']>
export type Order = Orders['orders'][number]
export type Consequences = OutputOf<(typeof api)['GET /api/consequences']>['consequences']
export type Ladder = OutputOf<(typeof api)['GET /api/ladder']>
export type Bound = InspectionDetail['shows'] extends infer S ? (S extends { asDrawn: infer B } ? B : never) : never

/** Who looks, and the date at which the installation stands. */
export function useReaderOf(): { role: string | undefined; name: string; division: string; today: string } {
  const { data } = useReadAccounts('GET /api/session', {})
  return { role: data?.post?.role, name: data?.person ?? '', division: data?.post?.division ?? '', today: data?.today ?? '' }
}

/** Communities of the reader's scope (and the town itself first when it lies inside). */
export function useDivisions(): { code: string; name: string }[] {
  return useReadAccounts('GET /api/divisions', {}).data?.divisions ?? []
}

export const percent = (share: number): string => `${(share * 100).toFixed(1)}%`

/** What a sample without a wrong one shows, in words. */
export function sayBound(bound: Bound, population: number): string {
  if (bound.fewerThan <= 1) return `${population} 件里没有一件不实`
  return `有 95% 的把握：${population} 件里不实的少于 ${bound.fewerThan} 件（低于 ${percent(bound.share)}）`
}
