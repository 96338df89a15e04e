import { sql } from 'kysely'
import { record, type Work } from '../../../platform/events.ts'
import { townDivision } from '../../../platform/installation.ts'
import { within } from '../../../platform/postgres/database.ts'
import { notFound, Problem } from '../../../platform/problems.ts'
import { editKeptRow, findKeptRow, type KeptRow } from '../../ledgers/index.ts'
import { writeKept } from '../kept.ts'

/** A place of the schedule; `everyDays` null: as often as the town's paper says. Dates YYYY-MM-DD. */
export interface PatrolPoint {
  point: string
  division: string
  name: string
  everyDays: number | null
  from: string
  endsOn: string | null
  source: string | null
}

interface NewPoint {
  division: string
  name: string
  everyDays: number
  from: string
  endsOn: string | null
  source: string
}

/** The schedule inside the reader's range, by community and name. */
export async function listPatrolPoints({ tx, actor }: Work): Promise<PatrolPoint[]> {
  const rows = await tx
    .selectFrom('kept_row')
    .select(['kept_row_id as id', 'division', 'name', 'period', 'cells'])
    .where('ledger', '=', 'patrol_points')
    .where(within(actor.scope, 'kept_row.division'))
    .orderBy('division')
    .orderBy(sql`cells->>'point'`)
    .execute()
  return rows.map((row) => pointOf(row as KeptRow))
}

/** One place of the schedule. Errors: `not_found` outside the actor's range. */
export async function findPatrolPoint(work: Work, point: string): Promise<PatrolPoint> {
  const row = await findKeptRow(work, { ledger: 'patrol_points', id: point })
  if (!row) throw notFound('这个点位')
  return pointOf(row)
}

function pointOf({ id, division, cells }: KeptRow): PatrolPoint {
  const text = (name: string): string | null => (typeof cells[name] === 'string' ? cells[name] : null)
  return {
    point: id,
    division,
    name: text('point') ?? '',
    everyDays: typeof cells['every_days'] === 'number' && cells['every_days'] > 0 ? cells['every_days'] : null,
    from: text('from_on') ?? '',
    endsOn: text('ends_on'),
    source: text('source'),
  }
}

/** The town's schedule: a place, how often it is walked, by which paper. No text of the law names a number of days. */
export async function addPatrolPoint(work: Work, { division, name, everyDays, from, endsOn, source }: NewPoint): Promise<string> {
  const place = await work.tx.selectFrom('division').select('code').where('code', '=', division).executeTakeFirst()
  if (!place || division === townDivision) throw new Problem('bad_input', '请选点位在哪个社区。')
  if (endsOn !== null && endsOn < from) throw new Problem('bad_input', '结束日期在开始之前。')
  const isSame = (each: PatrolPoint): boolean => each.division === division && each.name === name
  if ((await listPatrolPoints(work)).some((each) => isSame(each) && (each.endsOn === null || each.endsOn >= from)))
    throw new Problem('conflict', `“${name}”已经在巡查安排里；要改间隔，先停用原来的。`)
  await writeKept(work, 'patrol_points', [
    { division, period: from.slice(0, 7), values: { point: name, every_days: everyDays, from_on: from, ends_on: endsOn, source } },
  ])
  const added = (await listPatrolPoints(work)).find((each) => isSame(each) && each.from === from)
  if (!added) throw new Error(`the point ${name} was not kept`)
  await record(work, {
    action: 'patrol.point_set',
    objectKind: 'patrol_point',
    objectId: added.point,
    division,
    after: { name, everyDays, from, endsOn, source },
  })
  return added.point
}

/** From the day after, the place is no longer wanted; what was missed before stays missed. */
export async function endPatrolPoint(work: Work, { point, on, why }: { point: string; on: string; why: string }): Promise<void> {
  const { division, from } = await findPatrolPoint(work, point)
  if (on < from) throw new Problem('bad_input', `停用日期在开始（${from}）之前。`)
  await editKeptRow(work, { ledger: 'patrol_points', id: point, cells: { ends_on: on } })
  await record(work, { action: 'patrol.point_ended', objectKind: 'patrol_point', objectId: point, division, reason: why, after: { on } })
}
