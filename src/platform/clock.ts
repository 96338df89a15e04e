/**
 * The only source of "now". Law dates are plain dates in Asia/Shanghai whatever the computer says.
 * A demo or a replay runs at its own fixed date: the date stands still, the time of day goes on.
 */
export interface Clock {
  /** The instant as ISO 8601 in UTC. */
  now: () => string
  /** The plain date in Asia/Shanghai, YYYY-MM-DD. */
  today: () => string
  isFixed: boolean
}

const shanghaiOffsetMs = 8 * 3_600_000

function shanghai(ms: number): string {
  return new Date(ms + shanghaiOffsetMs).toISOString()
}

export function systemClock(): Clock {
  return {
    now: () => new Date().toISOString(),
    today: () => shanghai(Date.now()).slice(0, 10),
    isFixed: false,
  }
}

/** A clock whose date is `date` (YYYY-MM-DD, Asia/Shanghai) and whose time of day is the real one. */
export function fixedClock(date: string): Clock {
  return {
    now: () => new Date(Date.parse(`${date}T${shanghai(Date.now()).slice(11, 23)}+08:00`)).toISOString(),
    today: () => date,
    isFixed: true,
  }
}

/** The plain date in Asia/Shanghai of an instant. */
export function dateOf(instant: string): string {
  return shanghai(Date.parse(instant)).slice(0, 10)
}
