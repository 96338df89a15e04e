import type { Calendar } from '../../domain/working-days.ts'
import type { Work } from '../../platform/events.ts'

/** How many due dates of one kind were counted anew. */
export interface Moved {
  what: string
  count: number
}

/** What the calendar needs from features that it does not know; the composition root hands it over. */
export interface CalendarPorts {
  /** Counts the open due dates anew that were computed; those that somebody named stay. */
  recount: (work: Work, change: { calendar: Calendar; ground: string }) => Promise<Moved[]>
}
