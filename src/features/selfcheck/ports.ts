import type { Actor } from '../../platform/actor.ts'
import type { Installation } from '../../platform/installation.ts'
import type { Tx } from '../../platform/postgres/database.ts'

/** How many people the data of one year shows behind an item, and the last month that data covers. */
export interface Population {
  people: number
  /** YYYY-MM; the year is complete when it is December. */
  to: string
}

export interface PopulationQuestion {
  tx: Tx
  actor: Actor
  installation: Pick<Installation, 'folder'>
  topics: readonly string[]
  division: string
  years: readonly number[]
}

/** What self-checks need from outside and the composition root hands over. */
export interface SelfcheckPorts {
  /** By year; a year without any covering list is absent, for absence is not evidence. */
  populationsOf: (question: PopulationQuestion) => Promise<Map<number, Population>>
}
