import { join } from 'node:path'
import type { Actor } from '../../platform/actor.ts'
import type { Installation } from '../../platform/installation.ts'
import { readLake } from '../../platform/lake/lake.ts'
import { activeBatches } from './active-batches.ts'
import type { Intake } from './intake-shape.ts'

/** Who a roster's row is of, in which month. */
const rowKey = (period: unknown, values: Record<string, unknown>): string =>
  [period, values['citizen_id'] ?? values['head_citizen_id'] ?? values['name'] ?? values['head_name']].map(String).join('|')

/**
 * Rosters taken before of the same months and communities: this one counts in their place, so whoever stands on the earlier
 * alone is on no roster there any more. A part of a roster brought by mistake would make many look paid without being on
 * one: so the clerk is told, in sentences.
 */
export async function tellDisplaced(installation: Installation, actor: Actor, { definition, rows, covers }: Intake, batch: string): Promise<string[]> {
  const { ledger, owner, shape } = definition
  const months = covers.flatMap(({ from, to }) => [from, to]).sort()
  if (shape !== 'snapshot' || months.length === 0) return []
  const now = new Set(rows.map(({ period, values }) => rowKey(period, values)))
  const isCovered = (month: string, division: string): boolean =>
    covers.some((cover) => cover.from <= month && month <= cover.to && division.startsWith(cover.division ?? ''))
  const told: string[] = []
  for (const { batch: id, name, day, lakeFile } of await activeBatches(installation, actor, { ledger, months: { from: months[0]!, to: months.at(-1)! } })) {
    if (id === batch || lakeFile === null) continue
    const before = await readLake(actor, { ledger, owner, files: [join(installation.folder.lake, lakeFile)] }, { limit: 200_000 })
    const leftOut = before.filter((row) => isCovered(String(row['period']), String(row['division'])) && !now.has(rowKey(row['period'], row)))
    if (leftOut.length > 0)
      told.push(
        `${day} 导入的“${name}”是同月同社区的名册，里面有 ${leftOut.length} 行的人这份里没有：从现在起按这份算，他们不在册；这份如果只有一部分人，请在名册台账里撤回这份`,
      )
  }
  return told
}
