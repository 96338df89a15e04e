import { join } from 'node:path'
import { countPeopleByYear } from '../platform/lake/lake.ts'
import type { Population, PopulationsOf, SelfcheckPorts } from '../features/selfcheck/index.ts'
import type { Actor } from '../platform/actor.ts'
import { perform, systemActor } from '../platform/installation.ts'

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

interface Lists {
  files: readonly string[]
  /** Months and divisions that the files of a ledger speak for; null is the whole town. */
  covers: readonly { from: string; to: string; division: string | null }[]
}

/**
 * How many people the data of each year shows behind the topics of an item. A year that no list speaks for is absent.
 * A batch of the whole town lies outside a community's range, but which lists there are tells of nobody: they are looked up as the system.
 */
export const openPopulations: SelfcheckPorts['openPopulations'] = async (installation) => {
  const rows = await perform(installation, systemActor(), ({ tx }) =>
    tx
      .selectFrom('batch')
      .leftJoin('batch_cover', 'batch_cover.batch_id', 'batch.batch_id')
      .select(['batch.ledger', 'batch.lake_file', 'batch_cover.from_month', 'batch_cover.to_month', 'batch_cover.division'])
      .where('batch.state', '=', 'active')
      .where('batch.lake_file', 'is not', null)
      .orderBy('batch.seq')
      .execute(),
  )
  const lists = new Map<string, Lists>()
  for (const [ledger, of] of Map.groupBy(rows, (row) => row.ledger)) {
    lists.set(ledger, {
      files: [...new Set(of.map((row) => join(installation.folder.lake, row.lake_file ?? '')))],
      covers: of.flatMap((row) =>
        row.from_month === null || row.to_month === null ? [] : [{ from: row.from_month, to: row.to_month, division: row.division }],
      ),
    })
  }
  return populationsFrom(lists)
}

function populationsFrom(lists: ReadonlyMap<string, Lists>): PopulationsOf {
  return async ({ actor, topics, division, years }) => {
    const sources = new Set(topics.flatMap((topic) => sourcesByTopic.filter(([ending]) => ending.test(topic)).map(([, source]) => source)))
    const result = new Map<number, Population>()
    for (const source of sources) {
      const of = lists.get(source.ledger)
      if (!of) continue
      const counts = await countOnce(actor, source, { files: of.files, division })
      const covers = of.covers.filter((cover) => cover.division === null || division.startsWith(cover.division))
      for (const year of years) {
        const count = counts.find((each) => each.year === year)
        const to =
          covers
            .filter((cover) => cover.from <= `${year}-12` && cover.to >= `${year}-01`)
            .map((cover) => (cover.to > `${year}-12` ? `${year}-12` : cover.to))
            .sort()
            .at(-1) ?? count?.lastMonth
        if (to === undefined) continue
        const known = result.get(year)
        result.set(year, { people: (known?.people ?? 0) + (count?.people ?? 0), to: known && known.to > to ? known.to : to })
      }
    }
    return result
  }
}

const counted = new Map<string, ReturnType<typeof countPeopleByYear>>()
const mostCounted = 400

/** Lake files never change, so a count over the same files, range and programs is made once. */
function countOnce(actor: Actor, source: Source, { files, division }: { files: readonly string[]; division: string }): ReturnType<typeof countPeopleByYear> {
  const key = JSON.stringify([source, actor.scope.from, actor.scope.to, division, files])
  const known = counted.get(key)
  if (known) return known
  const programs = source.programs ? { programs: source.programs } : {}
  const count = countPeopleByYear(actor, { ledger: source.ledger, owner: 'received', files }, { division, month: source.month, ...programs })
  // A failure is told to who waits for it; the next page asks again.
  count.catch(() => counted.delete(key))
  if (counted.size >= mostCounted) counted.delete(counted.keys().next().value ?? '')
  counted.set(key, count)
  return count
}
