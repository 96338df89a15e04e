import type { LedgerDefinition } from './ledger-definition.ts'

/** Which columns hold the name and the id that a row of this ledger is about. */
export function mainColumns(definition: LedgerDefinition): { name: string | null; id: string | null; isPersonal: boolean } {
  const name = definition.columns.find((column) => column.type === 'name' && column.required)?.name ?? null
  const id =
    definition.columns.find((column) => column.type === 'citizen_id' && column.required)?.name ??
    definition.columns.find((column) => column.name === 'citizen_id')?.name ??
    null
  return { name, id: name === 'staff_name' ? 'staff_citizen_id' : id, isPersonal: name !== null }
}
