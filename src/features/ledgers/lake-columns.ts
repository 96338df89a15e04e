import type { LakeColumn, LakeType } from '../../platform/lake/lake.ts'
import { keyColumnOf, type LedgerDefinition } from './understand/ledger-definition.ts'

const typeOf: Record<string, LakeType> = { money: 'bigint', integer: 'bigint', level: 'bigint', percent: 'bigint', date: 'date', boolean: 'boolean' }

/** Columns of a ledger's Parquet files: where the row stood, what it speaks for, then canonical columns with their keys. */
export function lakeColumnsOf(definition: LedgerDefinition): LakeColumn[] {
  const columns: LakeColumn[] = [
    { name: 'batch', type: 'text' },
    { name: 'sheet', type: 'text' },
    { name: 'source_row', type: 'bigint' },
    { name: 'division', type: 'text' },
    { name: 'period', type: 'text' },
  ]
  for (const column of definition.columns) {
    if (column.dropped) continue
    columns.push({ name: column.name, type: typeOf[column.type] ?? 'text' })
    if (column.type === 'citizen_id') columns.push({ name: keyColumnOf(column.name), type: 'bigint' })
  }
  if (definition.shape === 'payments') columns.push({ name: 'occurrence', type: 'bigint' })
  return columns
}
