import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { DataFolder } from '../../platform/data-folder.ts'
import { countHeldAgain } from '../../platform/lake/lake.ts'
import type { LedgerDefinition } from './understand/ledger-definition.ts'

/** Whether a list of this ledger is sent again whole: a register of others. One of ours is kept on. */
export const isSentAgain = ({ owner, shape, key }: LedgerDefinition): boolean => shape === 'register' && owner !== 'kept' && key.length > 0

/**
 * Of an earlier register, how many rows a later one holds again and how many it left out; null when it holds less than half
 * of them, so that it is another list, or when a file is no longer there. `earlier`, `later`: lake files of their batches.
 */
export async function countLeftOut(
  folder: Pick<DataFolder, 'lake'>,
  { earlier, later, key }: { earlier: string | null; later: string | null; key: readonly string[] },
): Promise<{ again: number; leftOut: number } | null> {
  if (earlier === null || later === null) return null
  const files = [join(folder.lake, earlier), join(folder.lake, later)] as const
  if (!files.every((file) => existsSync(file))) return null
  const { before, again } = await countHeldAgain(...files, key)
  const leftOut = before - again
  return leftOut > again ? null : { again, leftOut }
}
