import type { Actor } from '../../platform/actor.ts'
import type { Installation } from '../../platform/installation.ts'
import { activeBatches } from './active-batches.ts'
import { countLeftOut, isSentAgain } from './count-left-out.ts'
import type { Intake } from './intake-shape.ts'

/**
 * Registers taken before of which this one holds at least half of the rows, but not all: what a correction took out still
 * counts until the earlier batch is withdrawn, so the clerk is told, in sentences.
 */
export async function tellLeftOut(installation: Installation, actor: Actor, { definition }: Intake, batch: string): Promise<string[]> {
  if (!isSentAgain(definition)) return []
  const batches = await activeBatches(installation, actor, { ledger: definition.ledger, months: null })
  const later = batches.find((each) => each.batch === batch)?.lakeFile ?? null
  const told: string[] = []
  for (const { batch: id, name, lakeFile: earlier, day } of batches) {
    if (id === batch) continue
    const counted = await countLeftOut(installation.folder, { earlier, later, key: definition.key })
    if (!counted || counted.leftOut === 0) continue
    told.push(
      `${day} 导入的“${name}”里有 ${counted.leftOut} 条这份里没有（另有 ${counted.again} 条两份都有）：那 ${counted.leftOut} 条还照样算数；这份如果是更正，请在名册台账里撤回以前那份`,
    )
  }
  return told
}
