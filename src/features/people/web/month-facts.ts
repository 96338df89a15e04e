import { addMonths } from '#src/domain/months.ts'
import type { Lane, PersonFile, Segment } from './calls.ts'

/** The piece of a lane that speaks of a month; undefined where the lists are silent. */
export function segmentAt(lane: Lane, month: string): Segment | undefined {
  return lane.segments.find((segment) => segment.from <= month && month <= segment.to)
}

/** The last month of which lists speak in a lane: what comes after it is not judged. */
export function lastSpoken(lane: Lane, to: string): string {
  const tail = lane.segments.at(-1)
  if (tail?.state !== 'unknown' || tail.to < to) return to
  return addMonths(tail.from, -1)
}

/** What the person draws now: the benefits paid in the last month of which their lists speak. */
export function drawnNow(person: PersonFile): { title: string; fen: number; persons: string; month: string }[] {
  return person.lanes.flatMap((lane) => {
    if (lane.kind !== 'money') return []
    const month = lastSpoken(lane, person.to)
    const segment = segmentAt(lane, month)
    return segment?.state === 'paid' && segment.fen !== null
      ? [{ title: lane.title, fen: segment.fen, persons: segment.label.split('，')[1] ?? '', month }]
      : []
  })
}

/** The month that the page opens with: the last in which something was paid, listed or asked about. */
export function firstShown(person: PersonFile): string {
  const ends = person.lanes.flatMap((lane) =>
    lane.segments.filter((segment) => segment.state !== 'unknown' && lane.kind === 'money').map((segment) => segment.to),
  )
  return ends.sort().at(-1) ?? person.to
}

/** What is said of a month, what a lead asks about first; at most four. */
export function factsAt(person: PersonFile, month: string): { lane: Lane; segment: Segment | undefined }[] {
  const rank = ({ lane, segment }: { lane: Lane; segment: Segment | undefined }): number => {
    if (segment?.lead) return 0
    if (segment && segment.state !== 'unknown') return lane.kind === 'card' ? 2 : 1
    return segment ? 4 : 3
  }
  const order = person.lanes
  return order
    .filter((lane) => lane.kind !== 'points')
    .map((lane) => ({ lane, segment: segmentAt(lane, month) }))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, 4)
    .sort((a, b) => order.indexOf(a.lane) - order.indexOf(b.lane))
}

/** The roster that speaks for a month: the last one not after it, else the first. */
export function householdAt(person: PersonFile, month: string): PersonFile['households'] {
  return [...new Set(person.households.map((list) => list.program))].flatMap((program) => {
    const lists = person.households.filter((list) => list.program === program)
    return lists.filter((list) => list.month <= month).at(-1) ?? lists[0] ?? []
  })
}
