import { join } from 'node:path'
import type { Actor } from '../../platform/actor.ts'
import { perform, type Installation } from '../../platform/installation.ts'
import { readLake } from '../../platform/lake/lake.ts'
import type { Intake } from './intake-shape.ts'

/** The regular payment of somebody in a program and month; null for others. */
function paymentOf(values: Record<string, unknown>): { key: string; amount: number } | null {
  const { person_key: person, program, for_month: month, kind, amount } = values
  if (person === null || program === null || month === null || kind !== 'regular') return null
  return { key: [person, program, month].map(String).join('|'), amount: Number(amount) }
}

/**
 * Lists of payments taken before that hold most of the same people, program and month as this one: a copy from another office or a
 * correction. A payment that both list alike counts once, another sum counts beside the first: so the clerk is told, in sentences.
 */
export async function tellListedBefore(installation: Installation, actor: Actor, intake: Intake, batch: string): Promise<string[]> {
  if (intake.definition.shape !== 'payments') return []
  const now = new Map(intake.rows.flatMap(({ values }) => paymentOf(values) ?? []).map(({ key, amount }) => [key, amount]))
  if (now.size === 0) return []
  const months = [...now.keys()].map((key) => key.split('|')[2]!).sort()
  const earlier = await perform(installation, actor, ({ tx }) =>
    tx
      .selectFrom('batch')
      .innerJoin('batch_cover', 'batch_cover.batch_id', 'batch.batch_id')
      .select(['batch.batch_id', 'file_name', 'lake_file', 'seq'])
      .distinct()
      .where('ledger', '=', intake.definition.ledger)
      .where('state', '=', 'active')
      .where('batch.batch_id', '<>', batch)
      .where('from_month', '<=', months.at(-1)!)
      .where('to_month', '>=', months[0]!)
      .orderBy('seq', 'desc')
      .execute(),
  )
  const told: string[] = []
  for (const { file_name: name, lake_file: file } of earlier) {
    const files = file === null ? [] : [join(installation.folder.lake, file)]
    const rows = await readLake(actor, { ledger: intake.definition.ledger, owner: intake.definition.owner, files }, { limit: 200_000 })
    const before = rows.flatMap((row) => paymentOf(row) ?? [])
    const both = before.filter(({ key }) => now.has(key))
    const changed = both.filter(({ key, amount }) => now.get(key) !== amount).length
    if (both.length * 2 >= Math.min(before.length, now.size) && both.length > 0)
      told.push(
        `以前导入的“${name}”里已有同月同项的 ${both.length} 笔：金额、日期相同的只算一次，不同的（金额不同 ${changed} 笔）会各算一笔；这份如果是更正，请在名册台账里撤回以前那份`,
      )
  }
  return told
}
