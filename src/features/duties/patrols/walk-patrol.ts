import { sql } from 'kysely'
import { attachTo } from '../../../platform/attachments.ts'
import { record, type Work } from '../../../platform/events.ts'
import { within } from '../../../platform/postgres/database.ts'
import { Problem } from '../../../platform/problems.ts'
import { writeKept } from '../kept.ts'
import { refuseHiv } from '../never-stored.ts'
import { findPatrolPoint } from './patrol-points.ts'

interface Walk {
  point: string
  on: string
  /** What was seen; nobody is an answer too. */
  found: string
  attachments: readonly string[]
}

/** A community walks a point of the schedule. The same walker counts once a day. */
export async function walkPatrol(work: Work, { point, on, found, attachments }: Walk): Promise<string> {
  refuseHiv(found)
  const { tx, actor, clock } = work
  const place = await findPatrolPoint(work, point)
  if (on > clock.today()) throw new Problem('bad_input', '巡查日期在今天之后。')
  if (on < place.from) throw new Problem('bad_input', `这个点位从 ${place.from} 起才要巡查。`)
  await writeKept(work, 'patrols', [
    {
      division: place.division,
      period: on.slice(0, 7),
      values: { point: place.name, walked_on: on, walked_by: actor.name, found: found || '没有发现流散人员' },
    },
  ])
  const row = await tx
    .selectFrom('kept_row')
    .select('kept_row_id')
    .where('ledger', '=', 'patrols')
    .where(within(actor.scope, 'kept_row.division'))
    .where(sql<string>`cells->>'point'`, '=', place.name)
    .where(sql<string>`cells->>'walked_on'`, '=', on)
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  await attachTo(work, attachments, { kind: 'patrol', id: row.kept_row_id, division: place.division })
  await record(work, {
    action: 'patrol.walked',
    objectKind: 'patrol',
    objectId: row.kept_row_id,
    division: place.division,
    after: { point: place.name, on, files: attachments.length },
  })
  return row.kept_row_id
}
