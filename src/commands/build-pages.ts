import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from '../platform/problems.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const stampFile = join(root, 'dist', 'web', '.sources')

/** Builds the pages when their sources changed since the last build. A shipped copy without Vite keeps what it has. */
export async function buildPages(): Promise<boolean> {
  const stamp = sourcesHash()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false
  try {
    const { build } = await import('vite')
    await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error' })
  } catch (error) {
    if (existsSync(stampFile)) return false
    throw new Problem('wrong_folder', `网页没有建成：${error instanceof Error ? error.message : String(error)}`)
  }
  writeFileSync(stampFile, stamp)
  return true
}

function sourcesHash(): string {
  const hash = createHash('sha256')
  for (const folder of ['src', 'vite.config.ts', 'package-lock.json']) {
    for (const file of filesBelow(join(root, folder))) hash.update(file.slice(root.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]))
}
