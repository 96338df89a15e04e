import type { EngineSession } from '../../platform/engine/engine.ts'
import { activeRows } from './active-rows.ts'
import { hasPlace, keyColumns, type LakeInput, type LedgerTable } from './lake-input.ts'
import { engineRelations } from './lake-relations.ts'

/** Every id text of our own lists that gave no key. */
export function rowFlags(ledgers: readonly LedgerTable[]): string {
  const selects = ledgers.flatMap((ledger) => {
    const has = new Set(ledger.columns.map((each) => each.name))
    return keyColumns(ledger).flatMap((key) => {
      const id = key === 'person_key' ? 'citizen_id' : key.replace(/_key$/, '_citizen_id')
      const name = id.replace(/citizen_id$/, 'name')
      if (!has.has(id)) return []
      const birth = id === 'citizen_id' && has.has('birth_date') ? 'birth_date' : 'cast(null as date)'
      return [
        `select '${ledger.ledger}' as ledger, batch, source_row, '${id}' as role, ${has.has(name) ? name : 'cast(null as string)'} as name, ${birth} as birth_date, division, ${id} as text, id_fault(${id}) as code
         from ledger_${ledger.ledger} where ${key} is null and ${id} is not null`,
      ]
    })
  })
  const empty = `select ${engineRelations['row_flag']!.map((each) => `cast(null as ${each.type === 'text' ? 'string' : each.type}) as ${each.name}`).join(', ')} where false`
  return [empty, ...selects].join(' union all ')
}

/**
 * Rows that only a name could bring together: without a valid id, on our own lists and on those reference lists that
 * tell of deaths, and there with one too where a row of ours lacks it. Of a reference list only names of our own rows are read.
 */
export async function defineWeakRows(session: EngineSession, input: LakeInput): Promise<void> {
  const select = (ledger: LedgerTable, from: string): string => {
    const has = new Set(ledger.columns.map((each) => each.name))
    const or = (name: string, type: string): string => (has.has(name) ? `r.${name}` : `cast(null as ${type}) as ${name}`)
    return `select '${ledger.ledger}' as ledger, r.batch, r.source_row, ${ledger.owner !== 'reference'} as is_own, r.person_key, r.citizen_id, r.name, plain_name(r.name) as plain,
      ${or('sex', 'string')}, ${or('birth_date', 'date')}, r.division, ${or('address', 'string')}, case when r.person_key is null then coalesce(id_fault(r.citizen_id), 'id_missing') end as code, ${or('died_on', 'date')}, ${or('disability_card', 'string')}
      from ${from} r`
  }
  const own = input.ledgers.filter((ledger) => ledger.owner !== 'reference' && isNamed(ledger))
  const empty = `select ${engineRelations['weak_row']!.map((each) => `cast(null as ${each.type === 'text' ? 'string' : each.type}) as ${each.name}`).join(', ')} where false`
  const without = own.map((ledger) => `${select(ledger, `ledger_${ledger.ledger}`)} where r.person_key is null and r.name is not null`)
  await session.define('weak_own', [empty, ...without].join(' union all '), 'table')
  // A roster says the same names month after month: each is made plain once.
  const names = own.map((ledger) => `select name from ledger_${ledger.ledger} where name is not null`)
  const written = names.length === 0 ? 'select cast(null as string) as name where false' : names.join(' union ')
  await session.define('own_name', `select distinct plain_name(name) as plain from (${written}) written`, 'table')
  const deaths = deathLists(input)
  const told = deaths.map((ledger) => {
    const where = `where (r.person_key is null and plain_name(r.name) in (select plain from own_name))
      or (r.person_key is not null and plain_name(r.name) in (select plain from weak_own))`
    return select(ledger, `(${activeRows(ledger, { town: null, where })})`)
  })
  await session.define('weak_row', ['select * from weak_own', ...told].join(' union all '), 'table')
}

function isNamed(ledger: LedgerTable): boolean {
  return ['person_key', 'citizen_id', 'name'].every((name) => ledger.columns.some((each) => each.name === name))
}

/** Reference lists that tell of deaths and of nothing else. */
export function deathLists({ ledgers }: Pick<LakeInput, 'ledgers'>): LedgerTable[] {
  return ledgers.filter(
    (ledger) => ledger.owner === 'reference' && isNamed(ledger) && !hasPlace(ledger) && ledger.columns.some((each) => each.name === 'died_on'),
  )
}
