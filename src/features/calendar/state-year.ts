import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { faultOfYear } from '../../domain/holiday-notice.ts'
import type { YearCalendar } from '../../domain/working-days.ts'
import { record, type Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import type { CalendarPorts, Moved } from './ports.ts'
import { listStatements, readCalendar, shippedYears, type Paper } from './read-calendar.ts'

interface Entry {
  year: string
  arrangement: YearCalendar | null
  paper: Paper
  reason: string | null
}

/**
 * States a year's holidays and make-up days by a paper; open due dates that were counted are counted anew in the same
 * transaction. Errors: `bad_input` for an arrangement that cannot stand, `refused` when it is what holds already.
 */
export async function stateYear(
  work: Work,
  { year, holidays, makeup, ...paper }: YearCalendar & Paper & { year: string },
  ports: CalendarPorts,
): Promise<{ moved: Moved[] }> {
  const fault = paper.dated !== null && paper.dated > work.clock.today() ? `成文日期 ${paper.dated} 还没到` : faultOfYear({ holidays, makeup }, year)
  if (fault !== null) throw new Problem('bad_input', `${fault}；没有改动，写的都还在。`)
  const byDate = (a: { from: string }, b: { from: string }): number => (a.from < b.from ? -1 : 1)
  return enter(work, { year, arrangement: { holidays: [...holidays].sort(byDate), makeup: [...makeup].sort() }, paper, reason: null }, ports)
}

/** Goes back to an earlier entry of the year, or with null to what is shipped. Errors: `not_found`, `refused` when it holds already. */
export async function returnToEntry(
  work: Work,
  { year, to, reason }: { year: string; to: number | null; reason: string },
  ports: CalendarPorts,
): Promise<{ moved: Moved[] }> {
  const found = to === null ? undefined : (await listStatements(work.tx, year)).find((each) => each.no === to)
  if (to !== null && !found?.arrangement) throw notFound('这一次写明')
  const paper = found ?? shippedYears()[year]?.paper ?? { title: '没有公布', number: '', dated: null }
  return enter(work, { year, arrangement: found?.arrangement ?? null, paper, reason }, ports)
}

async function enter(work: Work, { year, arrangement, paper, reason }: Entry, ports: CalendarPorts): Promise<{ moved: Moved[] }> {
  const { tx, actor, clock } = work
  await sql`select pg_advisory_xact_lock(hashtextextended('calendar', 0))`.execute(tx)
  const [last] = await listStatements(tx, year)
  const before = (await readCalendar(tx))[year]
  const isSamePaper = last?.arrangement ? last.title === paper.title && last.number === paper.number && last.dated === paper.dated : arrangement === null
  if (isSamePaper && isDeepStrictEqual(last?.arrangement ?? null, arrangement)) throw new Problem('refused', `${year} 年现在就是这样安排的；没有改动。`)
  const row = await tx
    .insertInto('calendar_statement')
    .values({
      year,
      holidays: arrangement && JSON.stringify(arrangement.holidays),
      makeup: arrangement && JSON.stringify(arrangement.makeup),
      title: paper.title,
      number: paper.number,
      dated: paper.dated,
      reason,
      stated_by: actor.name,
      stated_at: clock.now(),
    })
    .returning('no')
    .executeTakeFirstOrThrow()
  const calendar = await readCalendar(tx)
  const ground = paper.number === '' ? `${year} 年改回没有公布` : paper.number
  const moved = isDeepStrictEqual(before, calendar[year]) ? [] : (await ports.recount(work, { calendar, ground })).filter(({ count }) => count > 0)
  await record(work, {
    action: reason === null ? 'calendar.stated' : 'calendar.returned',
    objectKind: 'calendar',
    objectId: year,
    division: townDivision,
    reason: reason ?? `${paper.title}（${paper.number}）`,
    before: before ?? null,
    after: { no: row.no, ...(arrangement ?? { shipped: true }), ...paper, moved },
  })
  return { moved }
}
