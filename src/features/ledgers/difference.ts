import { join } from 'node:path'
import type { Actor } from '../../platform/actor.ts'
import { perform, type Installation } from '../../platform/installation.ts'
import { readLake } from '../../platform/lake/lake.ts'
import type { LedgerDefinition } from './understand/ledger-definition.ts'
import type { SheetReading } from './understand/reading.ts'

export interface Difference {
  against: string
  before: number
  added: string[]
  gone: string[]
  changed: { name: string; from: number; to: number }[]
}

interface Entry {
  name: string
  amount: number | null
}

/**
 * What changes against the newest roster of an earlier period: who is new, who is gone, whose amount changed.
 * A row that waits for correction is matched by name, so that nobody of them counts as gone. Null for other ledgers.
 */
export async function differenceToLast(
  installation: Installation,
  actor: Actor,
  { definition, reading }: { definition: LedgerDefinition; reading: SheetReading },
): Promise<Difference | null> {
  if (definition.shape !== 'snapshot' || reading.period === null) return null
  const period = reading.period
  const batches = await perform(installation, actor, ({ tx }) =>
    tx
      .selectFrom('batch')
      .select(['batch_id', 'period', 'lake_file'])
      .where('ledger', '=', definition.ledger)
      .where('state', '=', 'active')
      .where('period', '<', period)
      .orderBy('period', 'desc')
      .orderBy('seq', 'desc')
      .execute(),
  )
  const against = batches[0]?.period
  if (!against) return null
  const files = batches.filter((each) => each.period === against && each.lake_file !== null).map((each) => join(installation.folder.lake, each.lake_file ?? ''))
  const rows = await readLake(actor, { ledger: definition.ledger, owner: definition.owner, files }, { limit: 200_000 })
  const before = new Map(rows.map((row) => [keyOf(row), entryOf(row)]))
  const now = new Map(reading.rows.map((row) => [keyOf(row.values), entryOf(row.values)]))
  const waiting = new Set(reading.problems.map((remark) => remark.value ?? ''))
  return {
    against,
    before: before.size,
    added: [...now].filter(([key]) => !before.has(key)).map(([, entry]) => entry.name),
    gone: [...before].filter(([key, entry]) => !now.has(key) && !waiting.has(entry.name)).map(([, entry]) => entry.name),
    changed: [...now].flatMap(([key, entry]) => {
      const from = before.get(key)?.amount
      return from !== undefined && from !== null && entry.amount !== null && from !== entry.amount ? [{ name: entry.name, from, to: entry.amount }] : []
    }),
  }
}

function keyOf(values: Record<string, unknown>): string {
  return textOf(values, ['citizen_id', 'head_citizen_id', 'name', 'head_name'])
}

function entryOf(values: Record<string, unknown>): Entry {
  const amount = values['amount'] ?? values['household_amount'] ?? values['total_amount'] ?? null
  return { name: textOf(values, ['name', 'head_name']), amount: amount === null ? null : Number(amount) }
}

/** The first of the named cells that holds text. */
function textOf(values: Record<string, unknown>, names: readonly string[]): string {
  const found = names.map((name) => values[name]).find((value) => typeof value === 'string' && value !== '')
  return typeof found === 'string' ? found : ''
}
