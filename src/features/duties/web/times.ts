/** Minutes as 3 小时 20 分: how long somebody waited. */
export function sayMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return `${Math.floor(hours / 24)} 天`
  return hours > 0 ? `${hours} 小时 ${minutes % 60} 分` : `${minutes} 分`
}

/** What `datetime-local` gives is the wall clock of Asia/Shanghai, whatever the computer says. */
export const instantOf = (local: string): string => (local === '' ? '' : new Date(`${local}:00+08:00`).toISOString())

/** The page's day with the computer's clock, as `datetime-local` wants it: the day comes from the server, only the minute from here. */
export const nowOn = (today: string): string => `${today}T${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(11, 16)}`
