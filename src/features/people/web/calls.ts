import { client, type OutputOf } from '#src/ui/call.ts'
import { reader } from '#src/ui/use-call.ts'
import type { api as ledgers } from '../../ledgers/contract.ts'
import type { api } from '../contract.ts'

export const call = client<typeof api>()
export const useRead = reader<typeof api>()
export const useSource = reader<typeof ledgers>()

export type PersonFile = OutputOf<(typeof api)['GET /api/people/{person}']>
export type Lane = PersonFile['lanes'][number]
export type Segment = Lane['segments'][number]
export type Point = Lane['points'][number]
export type Source = PersonFile['sources'][number]
