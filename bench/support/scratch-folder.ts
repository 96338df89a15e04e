import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder for one benchmark; others may pass through it, since under root the database runs as another user. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'doudi-bench-'))
  chmodSync(folder, 0o755)
  return folder
}
