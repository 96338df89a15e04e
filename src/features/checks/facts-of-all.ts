import type { EngineSession } from '../../platform/engine/engine.ts'
import type { CheckCatalog } from './check-catalog.ts'
import { defineLake } from './lake-relations.ts'
import { RunRelations, relationsBehind } from './run-relations.ts'
import type { Sides } from './sides-of-lake.ts'

/** Makes facts of no changed list as they are over everything, from `raw_<name>` with all rows: a check over a part reads them so. */
export async function defineOfAll(
  session: EngineSession,
  sides: Sides,
  { catalog, facts }: { catalog: CheckCatalog; facts: ReadonlySet<string> },
): Promise<void> {
  if (facts.size === 0) return
  const behind = relationsBehind(catalog, facts)
  const asked = sides.present.filter(({ ledger }) => behind.has(`ledger_${ledger}`))
  const unplaced = asked.map(({ ledger }) => `select 1 as one from raw_${ledger} where division is null`)
  // Other lists say where people live and whose rows in lists of others are looked at.
  const isAlone =
    asked.every(({ owner }) => owner !== 'reference') &&
    !behind.has('coverage') &&
    (unplaced.length === 0 || (await session.rows(`select one from (${unplaced.join(' union all ')}) stood limit 1`)).length === 0)
  const ledgers = isAlone ? asked : sides.present
  const batches = sides.later.batches.filter((batch) => ledgers.some(({ ledger }) => ledger === batch.ledger))
  const input = { ...sides.later, ledgers, batches, part: { divisions: sides.later.divisions, standing: new Set<string>() } }
  await defineLake(session, input)
  await new RunRelations(session, { ...input, catalog }).ensure(facts)
}
