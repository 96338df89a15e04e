import { record, type Work } from '../../../platform/events.ts'
import { townDivision } from '../../../platform/installation.ts'
import { Problem } from '../../../platform/problems.ts'

export const thresholdNames = ['crowded_least', 'crowded_part', 'closed_minutes'] as const
export type ThresholdName = (typeof thresholdNames)[number]

interface Line {
  title: string
  unit: string
  /** What holds while the town has stated nothing: ours, no text's. */
  usual: number
  least: number
  most: number
}

/** The lines of the nightly look. No law sets them, so each is the town's to state; the usual values are marked on the page. */
export const thresholdLines: Record<ThresholdName, Line> = {
  crowded_least: { title: '责任人集中：一人手上至少', unit: '件', usual: 10, least: 2, most: 1_000 },
  crowded_part: { title: '责任人集中：并且超过全镇未办结的', unit: '分之一', usual: 3, least: 2, most: 20 },
  // Faster than this between establishing and striking off, nobody can have gone there and come back.
  closed_minutes: { title: '销号太快：从认定到销号不到', unit: '分钟', usual: 60, least: 1, most: 10_080 },
}

export interface Threshold {
  name: ThresholdName
  title: string
  unit: string
  value: number
  usual: number
  /** Null: the usual value, stated by nobody. */
  stated: { paper: string; from: string; by: string } | null
}

/** The lines that hold on the day of `work`, each with the paper that states it. */
export async function readThresholds({ tx, clock }: Pick<Work, 'tx' | 'clock'>): Promise<Threshold[]> {
  const rows = await tx.selectFrom('examination_threshold').selectAll().where('from_on', '<=', clock.today()).orderBy('from_on', 'desc').execute()
  return thresholdNames.map((name) => {
    const { title, unit, usual } = thresholdLines[name]
    const row = rows.find((each) => each.name === name)
    const stated = row ? { paper: row.paper, from: row.from_on, by: row.stated_by } : null
    return { name, title, unit, usual, value: row?.value ?? usual, stated }
  })
}

/** All that was ever stated, the newest first. */
export async function listStatedThresholds({ tx }: Pick<Work, 'tx'>) {
  const rows = await tx.selectFrom('examination_threshold').selectAll().orderBy('from_on', 'desc').orderBy('name').execute()
  return rows.map((row) => ({
    name: row.name as ThresholdName,
    title: thresholdLines[row.name as ThresholdName].title,
    unit: thresholdLines[row.name as ThresholdName].unit,
    value: row.value,
    from: row.from_on,
    paper: row.paper,
    by: row.stated_by,
  }))
}

/**
 * States a line from a day on, by a paper; nights before it keep what they found. The same day again corrects that row.
 * Errors: `bad_input` for a value out of bounds or a day before today: what was found under the old line is not rewritten.
 */
export async function stateThreshold(
  work: Work,
  { name, value, from, paper }: { name: ThresholdName; value: number; from: string; paper: string },
): Promise<void> {
  const { tx, actor, clock } = work
  const { least, most, unit } = thresholdLines[name]
  if (value < least || value > most) throw new Problem('bad_input', `这条线只能在 ${least} 到 ${most} ${unit}之间；没有改动。`)
  if (from < clock.today()) throw new Problem('bad_input', '只能从今天或以后起用，以前的夜间自检按当时的线；没有改动。')
  const before = (await readThresholds(work)).find((each) => each.name === name)
  const set = { value, paper, division: townDivision, stated_by: actor.name, stated_at: clock.now() }
  await tx
    .insertInto('examination_threshold')
    .values({ name, from_on: from, ...set })
    .onConflict((conflict) => conflict.columns(['name', 'from_on']).doUpdateSet(set))
    .execute()
  await record(work, {
    action: 'examination.threshold_stated',
    objectKind: 'examination_threshold',
    objectId: name,
    division: townDivision,
    reason: paper,
    before: { value: before?.value, paper: before?.stated?.paper ?? null },
    after: { value, from, paper },
  })
}
