import { sql } from 'kysely'
import type { Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import type { TakenRow } from './intake-shape.ts'
import { keyColumnOf, type LedgerDefinition } from './understand/ledger-definition.ts'

const childLedgers = ['orphans', 'unattended_children', 'left_behind']

/**
 * Fills person_id ↔ person_key for everybody whom a received or kept ledger names, and whom a list places in
 * the town. Other people of reference lists never leave the lake file.
 */
export async function upsertPersons(work: Work, definition: LedgerDefinition, rows: readonly TakenRow[]): Promise<void> {
  if (definition.owner === 'reference' && !definition.placesInTown) return
  const idColumns = definition.columns.filter((column) => column.type === 'citizen_id').map((column) => column.name)
  const people = new Map<bigint, { citizenId: string; name: string; division: string; isChild: boolean }>()
  for (const row of rows) {
    for (const idColumn of idColumns) {
      const key = row.values[keyColumnOf(idColumn)]
      if (typeof key !== 'bigint') continue
      const nameColumn = idColumn === 'citizen_id' ? 'name' : idColumn.replace(/citizen_id$/, 'name')
      const name = row.values[nameColumn]
      const known = people.get(key)
      // A row about somebody tells more of where they live than a row that only mentions them.
      if (known && idColumn !== 'citizen_id') continue
      people.set(key, {
        citizenId: String(row.values[idColumn]),
        name: typeof name === 'string' && name !== '' ? name : (known?.name ?? ''),
        division: row.division ?? known?.division ?? townDivision,
        isChild: idColumn === 'citizen_id' && childLedgers.includes(definition.ledger),
      })
    }
  }
  const list = [...people]
  for (let at = 0; at < list.length; at += 5_000) {
    const part = list.slice(at, at + 5_000)
    await sql`
      insert into person (person_key, citizen_id, name, division, is_child, seen_at)
      select key::bigint, id, name, division, child, ${work.clock.now()}::timestamptz
      from unnest(${part.map(([key]) => key.toString())}::text[], ${part.map(([, each]) => each.citizenId)}::text[], ${part.map(([, each]) => each.name)}::text[], ${part.map(([, each]) => each.division)}::text[], ${part.map(([, each]) => each.isChild)}::boolean[]) as t(key, id, name, division, child)
      on conflict (person_key) do update set
        name = case when excluded.name = '' then person.name else excluded.name end,
        division = case when excluded.division = ${townDivision} then person.division else excluded.division end,
        is_child = person.is_child or excluded.is_child,
        seen_at = excluded.seen_at`.execute(work.tx)
  }
}
