import { sql } from 'kysely'
import type { DueStep } from '../../../domain/due-steps.ts'
import { plainText } from '../../../domain/cell-words.ts'
import { addMonths } from '../../../domain/months.ts'
import { lastDayOf } from '../../../domain/plain-date.ts'
import type { Work } from '../../../platform/events.ts'
import { listDivisions } from '../../accounts/index.ts'
import { statedValue } from '../stated-limit.ts'
import { listPatrolPoints } from './patrol-points.ts'
import { coverageOf, windowsOf } from './windows.ts'

/** Points × days of the schedule for one month: what was walked, by whom, and each stretch that nobody walked. */
export async function readPatrols(work: Work, month = work.clock.today().slice(0, 7)) {
  const { tx, actor, clock } = work
  const today = clock.today()
  const monthEnd = lastDayOf(month)
  const span = { from: `${month}-01`, to: monthEnd < today ? monthEnd : today }
  const names = new Map((await listDivisions(tx, actor.scope)).map(({ code, name }) => [code, name]))
  const points = (await listPatrolPoints(work)).filter((point) => point.from <= span.to && (point.endsOn === null || point.endsOn >= span.from))
  // A stretch may begin before the month: walks are read from a month earlier on.
  const { rows: walks } = await sql<{ id: string; division: string; point: string; walked_on: string; walked_by: string | null; found: string | null }>`
    select kept_row_id as id, division, cells->>'point' as point, cells->>'walked_on' as walked_on, cells->>'walked_by' as walked_by, cells->>'found' as found
    from kept_row where ledger = 'patrols' and division >= ${actor.scope.from} and division < ${actor.scope.to}
      and cells->>'walked_on' >= ${`${addMonths(month, -12)}-01`} and cells->>'walked_on' <= ${monthEnd} order by 4 desc`.execute(tx)
  const stated = await statedValue(tx, { name: 'patrol_every', program: 'street', month })
  const read = points.map((point) => {
    // A place without days of its own has the town's, and waits while no paper states them.
    const everyDays = point.everyDays ?? stated?.value ?? null
    const own = walks.filter((walk) => plainText(walk.point) === plainText(point.name) && walk.division.startsWith(point.division))
    const windows =
      everyDays === null
        ? []
        : windowsOf({ everyDays, from: point.from, endsOn: point.endsOn }, { walks: own.map((walk) => walk.walked_on).sort(), span, today })
    const running = windows.find((each) => each.isRunning && each.walkedOn === null)
    return {
      ...point,
      everyDays,
      divisionName: names.get(point.division) ?? '',
      source: point.source ?? stated?.source ?? '',
      ...coverageOf(windows),
      lastWalkedOn: own[0]?.walked_on ?? null,
      ...dueOf(running && running.from <= today ? running : undefined, { everyDays, ground: point.source ?? stated?.source ?? null }),
      missing: windows.filter((each) => !each.isRunning && each.walkedOn === null).map(({ from, to }) => ({ from, to })),
    }
  })
  return {
    month,
    basis: stated ? { everyDays: stated.value, source: stated.source } : null,
    expected: read.reduce((sum, each) => sum + each.expected, 0),
    walked: read.reduce((sum, each) => sum + each.walked, 0),
    missing: read.reduce((sum, each) => sum + each.missing.length, 0),
    dueToday: read.filter((each) => each.dueOn === today).length,
    points: read,
    walks: walks
      .filter((walk) => walk.walked_on >= span.from)
      .slice(0, 100)
      .map((walk) => ({ walk: walk.id, point: walk.point, on: walk.walked_on, by: walk.walked_by, found: walk.found })),
  }
}

/** The last day of the stretch that runs and nobody has walked yet. */
function dueOf(
  stretch: { from: string; to: string } | undefined,
  { everyDays, ground }: { everyDays: number | null; ground: string | null },
): { dueOn: string | null; dueSteps: DueStep[] } {
  if (!stretch || everyDays === null) return { dueOn: null, dueSteps: [] }
  return { dueOn: stretch.to, dueSteps: [{ kind: 'scheduled', from: stretch.from, days: everyDays, due: stretch.to, ground }] }
}
