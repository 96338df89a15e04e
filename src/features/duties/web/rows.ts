import type { OutputOf } from '#src/ui/call.ts'
import type { api } from '../contract.ts'

export type Clue = OutputOf<(typeof api)['GET /api/clues']>['clues'][number]
export type Carers = OutputOf<(typeof api)['GET /api/carers']>
export type Cared = Carers['people'][number]
export type ChildCards = OutputOf<(typeof api)['GET /api/child-cards']>
export type ChildCard = ChildCards['cards'][number]
