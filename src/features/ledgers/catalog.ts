import { fileURLToPath } from 'node:url'
import { loadLedgers, type LedgerDefinition } from './understand/ledger-definition.ts'

const folder = fileURLToPath(new URL('../../../catalog/', import.meta.url))

let loaded: LedgerDefinition[] | undefined

/** The ledgers of the catalogue, read once per process. */
export function ledgerDefinitions(): LedgerDefinition[] {
  loaded ??= loadLedgers(folder)
  return loaded
}

export function findLedger(ledger: string): LedgerDefinition | undefined {
  return ledgerDefinitions().find((each) => each.ledger === ledger)
}
