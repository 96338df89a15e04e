import type { ReactNode } from 'react'
import { minuteOf } from './amounts.ts'

export interface TimelineEntry {
  key: string
  /** An instant (ISO, UTC). */
  at: string
  who: string
  did: ReactNode
}

/** Who did what, when; the newest first. The year stands only where it is another one than `today`'s. */
export function Timeline({ entries, today }: { entries: readonly TimelineEntry[]; today: string }) {
  return (
    <ol className="timeline">
      {entries.map((entry) => {
        const minute = minuteOf(entry.at)
        return (
          <li key={entry.key}>
            <time dateTime={entry.at}>{minute.slice(0, 4) === today.slice(0, 4) ? minute.slice(5) : minute}</time>
            <span>
              {entry.who} {entry.did}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
