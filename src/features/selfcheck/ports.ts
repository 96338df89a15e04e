import type { Actor } from '../../platform/actor.ts'
import type { Installation } from '../../platform/installation.ts'

/** How many people the data of one year shows behind an item, and the last month that data covers. */
export interface Population {
  people: number
  /** YYYY-MM; the year is complete when it is December. */
  to: string
}

export interface PopulationQuestion {
  actor: Actor
  topics: readonly string[]
  division: string
  years: readonly number[]
}

/** By year; a year without any covering list is absent, for absence is not evidence. */
export type PopulationsOf = (question: PopulationQuestion) => Promise<Map<number, Population>>

/** What self-checks need from outside and the composition root hands over. */
export interface SelfcheckPorts {
  /** Looks up once which lists there are; called before the request's transaction begins, never inside it. */
  openPopulations: (installation: Pick<Installation, 'folder' | 'database' | 'clock'>) => Promise<PopulationsOf>
}
