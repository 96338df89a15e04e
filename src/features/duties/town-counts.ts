import { record, type Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { Problem } from '../../platform/problems.ts'

/**
 * What the plan asks of HIV-infected children (基本生活应保尽保) is one number for the town: how many the disease-control
 * office knows, how many of them draw the orphans' standard. No name, no community, no words beyond the office it was checked with.
 */
export async function listTownCounts({ tx }: Work) {
  const rows = await tx.selectFrom('town_count').selectAll().orderBy('on_date', 'desc').orderBy('created_at', 'desc').limit(24).execute()
  return { counts: rows.map((row) => ({ on: row.on_date, known: row.known, covered: row.covered, with: row.checked_with, by: row.created_by })) }
}

export async function enterTownCount(
  work: Work,
  { on, known, covered, office }: { on: string; known: number; covered: number; office: string },
): Promise<void> {
  const { tx, actor, clock } = work
  if (on > clock.today()) throw new Problem('bad_input', '核对日期在今天之后。')
  if (covered > known) throw new Problem('bad_input', '已保障的人数不能比掌握的人数多。')
  const row = await tx
    .insertInto('town_count')
    .values({
      division: townDivision,
      kind: 'hiv_children',
      on_date: on,
      known,
      covered,
      checked_with: office,
      created_by: actor.name,
      created_at: clock.now(),
    })
    .returning('town_count_id')
    .executeTakeFirstOrThrow()
  await record(work, {
    action: 'town_count.entered',
    objectKind: 'town_count',
    objectId: row.town_count_id,
    division: townDivision,
    after: { on, known, covered },
  })
}
