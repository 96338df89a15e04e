import { lakeColumnsOf, type LedgerDefinition } from '../ledgers/index.ts'
import type { LedgerTable } from './lake-input.ts'

/** What the engine must know of each ledger, from its definition. */
export function ledgerTables(definitions: readonly LedgerDefinition[]): LedgerTable[] {
  return definitions.map((definition) => ({
    ledger: definition.ledger,
    title: definition.title,
    owner: definition.owner,
    shape: definition.shape,
    placesInTown: definition.placesInTown,
    key: definition.key,
    columns: lakeColumnsOf(definition),
  }))
}
