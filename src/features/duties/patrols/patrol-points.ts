import { record, type Work } from '../../../platform/events.ts'
import { townDivision } from '../../../platform/installation.ts'
import { within } from '../../../platform/postgres/database.ts'
import { notFound, Problem } from '../../../platform/problems.ts'

interface NewPoint {
  division: string
  name: string
  everyDays: number
  from: string
  endsOn: string | null
  source: string
}

/** The town's schedule: a place, how often it is walked, by which paper. No text of the law names a number of days. */
export async function addPatrolPoint(work: Work, { division, name, everyDays, from, endsOn, source }: NewPoint): Promise<string> {
  const { tx, actor, clock } = work
  const place = await tx.selectFrom('division').select('code').where('code', '=', division).executeTakeFirst()
  if (!place || division === townDivision) throw new Problem('bad_input', '请选点位在哪个社区。')
  if (endsOn !== null && endsOn < from) throw new Problem('bad_input', '结束日期在开始之前。')
  const same = await tx
    .selectFrom('patrol_point')
    .select('patrol_point_id')
    .where('division', '=', division)
    .where('name', '=', name)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', from)]))
    .executeTakeFirst()
  if (same) throw new Problem('conflict', `“${name}”已经在巡查安排里；要改间隔，先停用原来的。`)
  const row = await tx
    .insertInto('patrol_point')
    .values({ division, name, every_days: everyDays, from_on: from, ends_on: endsOn, source, created_by: actor.name, created_at: clock.now() })
    .returning('patrol_point_id')
    .executeTakeFirstOrThrow()
  await record(work, {
    action: 'patrol.point_set',
    objectKind: 'patrol_point',
    objectId: row.patrol_point_id,
    division,
    after: { name, everyDays, from, endsOn, source },
  })
  return row.patrol_point_id
}

/** From the day after, the place is no longer wanted; what was missed before stays missed. */
export async function endPatrolPoint(work: Work, { point, on, why }: { point: string; on: string; why: string }): Promise<void> {
  const row = await work.tx
    .updateTable('patrol_point')
    .set({ ends_on: on })
    .where('patrol_point_id', '=', point)
    .where(within(work.actor.scope, 'patrol_point.division'))
    .where('from_on', '<=', on)
    .returning('division')
    .executeTakeFirst()
  if (!row) throw notFound('这个点位，或者停用日期在开始之前')
  await record(work, { action: 'patrol.point_ended', objectKind: 'patrol_point', objectId: point, division: row.division, reason: why, after: { on } })
}
