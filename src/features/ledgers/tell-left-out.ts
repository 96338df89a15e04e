import { sql } from 'kysely'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Actor } from '../../platform/actor.ts'
import { perform, type Installation } from '../../platform/installation.ts'
import { countHeldAgain } from '../../platform/lake/lake.ts'
import type { Intake } from './intake-shape.ts'

/**
 * Registers taken before of which this one holds most rows, but not all: what a correction took out still counts until the
 * earlier batch is withdrawn, so the clerk is told, in sentences. A register of ours is kept on and never sent again whole.
 */
export async function tellLeftOut(installation: Installation, actor: Actor, { definition }: Intake, batch: string): Promise<string[]> {
  const { ledger, owner, shape, key } = definition
  if (shape !== 'register' || owner === 'kept' || key.length === 0) return []
  const batches = await perform(installation, actor, ({ tx }) =>
    tx
      .selectFrom('batch')
      .select(['batch_id', 'file_name', 'lake_file', sql<string>`to_char(created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`.as('day')])
      .where('ledger', '=', ledger)
      .where('state', '=', 'active')
      .orderBy('seq', 'desc')
      .execute(),
  )
  const fileOf = (lakeFile: string | null | undefined): string | null => {
    const file = lakeFile ? join(installation.folder.lake, lakeFile) : null
    return file !== null && existsSync(file) ? file : null
  }
  const later = fileOf(batches.find((each) => each.batch_id === batch)?.lake_file)
  if (later === null) return []
  const told: string[] = []
  for (const { batch_id: id, file_name: name, lake_file: lakeFile, day } of batches) {
    const earlier = fileOf(lakeFile)
    if (id === batch || earlier === null) continue
    const { before, again } = await countHeldAgain(earlier, later, key)
    const leftOut = before - again
    if (leftOut === 0 || leftOut >= again) continue
    told.push(
      `${day} 导入的“${name}”里有 ${leftOut} 条这份里没有（另有 ${again} 条两份都有）：那 ${leftOut} 条还照样算数；这份如果是更正，请在名册台账里撤回以前那份`,
    )
  }
  return told
}
