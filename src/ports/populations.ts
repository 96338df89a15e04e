import { join } from 'node:path'
import { sql } from 'kysely'
import { countPeopleByYear } from '../platform/lake/lake.ts'
import type { Population, SelfcheckPorts } from '../features/selfcheck/index.ts'

interface Source {
  ledger: string
  month: string
  programs?: readonly string[]
}

/** Which lists show the people behind a topic; by the last word of its code. */
const sourcesByTopic: readonly [ending: RegExp, source: Source][] = [
  [/-dibao$/, { ledger: 'payments', month: 'for_month', programs: ['dibao'] }],
  [/-disability$/, { ledger: 'payments', month: 'for_month', programs: ['disability_living', 'disability_care'] }],
  [/-aid$/, { ledger: 'temporary_aid', month: 'applied_on' }],
  [/-tekun$/, { ledger: 'payments', month: 'for_month', programs: ['tekun'] }],
  [/-left-behind$/, { ledger: 'left_behind', month: 'period' }],
  [/-children$/, { ledger: 'payments', month: 'for_month', programs: ['orphan', 'unattended_child'] }],
]

/** How many people the data of each year shows behind the topics of an item. A year that no list speaks for is absent. */
export const populationsOf: SelfcheckPorts['populationsOf'] = async ({ tx, actor, installation, topics, division, years }) => {
  const sources = new Map(
    topics.flatMap((topic) =>
      sourcesByTopic.filter(([ending]) => ending.test(topic)).map(([, source]) => [`${source.ledger}${source.programs?.join() ?? ''}`, source] as const),
    ),
  )
  const result = new Map<number, Population>()
  for (const source of sources.values()) {
    const batches = await tx
      .selectFrom('batch')
      .select(['batch_id', 'lake_file'])
      .where('ledger', '=', source.ledger)
      .where('state', '=', 'active')
      .where('lake_file', 'is not', null)
      .execute()
    const files = batches.map((batch) => join(installation.folder.lake, batch.lake_file ?? ''))
    const counts = await countPeopleByYear(
      actor,
      { ledger: source.ledger, owner: 'received', files },
      { division, month: source.month, ...(source.programs ? { programs: source.programs } : {}) },
    )
    const covered = await sql<{ from_month: string; to_month: string }>`
      select c.from_month, c.to_month from batch_cover c join batch b on b.batch_id = c.batch_id
      where b.ledger = ${source.ledger} and b.state = 'active' and (c.division is null or starts_with(${division}, c.division))`.execute(tx)
    for (const year of years) {
      const count = counts.find((each) => each.year === year)
      const to =
        covered.rows
          .filter((cover) => cover.from_month <= `${year}-12` && cover.to_month >= `${year}-01`)
          .map((cover) => (cover.to_month > `${year}-12` ? `${year}-12` : cover.to_month))
          .sort()
          .at(-1) ?? count?.lastMonth
      if (to === undefined) continue
      const known = result.get(year)
      result.set(year, { people: (known?.people ?? 0) + (count?.people ?? 0), to: known && known.to > to ? known.to : to })
    }
  }
  return result
}
