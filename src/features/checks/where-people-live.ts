import { divisionFinder } from '../../domain/division-names.ts'
import type { EngineSession } from '../../platform/engine/engine.ts'
import { hasPlace, type LakeInput, ownLedgers, placeKey } from './lake-input.ts'

/** Whom a row of ours names without a community; of nobody else the place is asked. */
export function unplacedSelect(input: LakeInput): string {
  const selects = ownLedgers(input).flatMap((ledger) => {
    const key = placeKey(ledger)
    return key === null ? [] : [`select ${key} as person_key from raw_${ledger.ledger} where division is null and ${key} is not null`]
  })
  return selects.length === 0 ? 'select cast(null as bigint) as person_key where false' : selects.join(' union ')
}

/** Where lists have a person: rosters before payments before our other lists before reference lists, newest first. */
export function placeSelect(input: LakeInput): string {
  const selects = input.ledgers.flatMap((ledger) => {
    const key = placeKey(ledger)
    if (key === null || (ledger.owner === 'reference' && !ledger.placesInTown)) return []
    const isReference = ledger.owner === 'reference'
    const order = isReference ? 4 : { snapshot: 1, payments: 2, register: 3 }[ledger.shape]
    const division = isReference && hasPlace(ledger) ? 'coalesce(r.division, n.code)' : 'r.division'
    const join = isReference && hasPlace(ledger) ? ' left join place_name n on n.written = r.community' : ''
    return [
      `select r.${key} as person_key, ${division} as division, coalesce(r.period, '') as stated, ${order} as place from raw_${ledger.ledger} r${join} where r.${key} in (select person_key from unplaced)`,
    ]
  })
  if (selects.length === 0) return `select cast(null as bigint) as person_key, cast(null as string) as division where false`
  return `select person_key, division from (
      select person_key, division, row_number() over (partition by person_key order by place, stated desc, division) as copy_no
      from (${selects.join(' union all ')}) named
      where division is not null and division <> '${input.town.code}') numbered
    where copy_no = 1`
}

/** Our communities under the names that reference lists write; what names none of ours is elsewhere. */
export async function loadPlaceNames(session: EngineSession, input: LakeInput): Promise<void> {
  const find = divisionFinder(input.divisions)
  const codes = new Map<string, string>()
  for (const ledger of input.ledgers) {
    if (ledger.owner !== 'reference' || !hasPlace(ledger) || !input.batches.some((batch) => batch.ledger === ledger.ledger)) continue
    for (const row of await session.rows(`select distinct community from raw_${ledger.ledger} where community is not null and division is null`)) {
      const code = find(String(row['community']))
      if (code !== null) codes.set(String(row['community']), code)
    }
  }
  await session.load(
    'place_name',
    ['written', 'code'].map((name) => ({ name, type: 'text' as const })),
    [...codes],
  )
}
