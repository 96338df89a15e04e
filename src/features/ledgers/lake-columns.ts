import { readCitizenId } from '../../domain/citizen-id.ts'
import type { LakeColumn, LakeType, LakeValue } from '../../platform/lake/lake.ts'
import { keyColumnOf, type LedgerDefinition } from './understand/ledger-definition.ts'

/** The 17-digit key of a valid id text, null for an invalid or missing one: never silently matched. */
export function keyOfId(value: LakeValue | undefined): bigint | null {
  if (typeof value !== 'string') return null
  const read = readCitizenId(value)
  return read.state === 'valid' ? read.personKey : null
}

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
