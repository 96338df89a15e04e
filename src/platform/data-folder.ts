import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Problem } from './problems.ts'

/** Where everything of one installation stands. */
export interface DataFolder {
  root: string
  postgres: string
  lake: string
  originals: string
  attachments: string
  runs: string
  anchors: string
  backups: string
  work: string
  /** What engines put here is worth nothing once they are gone. */
  spill: string
}

/** What a second command needs to find the living owner; the file is readable by its owner only. */
export interface Runtime {
  pid: number
  startedAt: string
  databaseUrl: string
  port: number | null
  secret: string
}

/** Opens or makes the data folder. A folder that a cloud drive copies behind our back would tear the database: refused. */
export function openDataFolder(path: string): DataFolder {
  const root = resolve(path)
  if (/^(\\\\|\/\/)/.test(path)) throw new Problem('wrong_folder', `${root} 是网络盘，断网会弄坏数据库。请换成本机硬盘上的目录。`)
  if (/[\\/](OneDrive|Dropbox|坚果云|Nutstore|百度网盘|BaiduNetdisk|iCloudDrive|WPS云盘|WPSDrive)[^\\/]*([\\/]|$)/i.test(root)) {
    throw new Problem('wrong_folder', `${root} 在云同步目录里，同步程序会弄坏数据库。请换成本机硬盘上的目录。`)
  }
  const folder = {
    root,
    postgres: join(root, 'postgres'),
    lake: join(root, 'lake'),
    originals: join(root, 'originals'),
    attachments: join(root, 'attachments'),
    runs: join(root, 'runs'),
    anchors: join(root, 'anchors'),
    backups: join(root, 'backups'),
    work: join(root, 'work'),
    spill: join(root, 'work', 'spill'),
  }
  for (const each of Object.values(folder)) mkdirSync(each, { recursive: true })
  return folder
}

const runtimeFile = (folder: DataFolder): string => join(folder.root, 'runtime.json')

/** The living owner of the folder, or undefined. A file left by a dead process is removed. */
export function findOwner(folder: DataFolder): Runtime | undefined {
  if (!existsSync(runtimeFile(folder))) return undefined
  try {
    const runtime = JSON.parse(readFileSync(runtimeFile(folder), 'utf8')) as Runtime
    process.kill(runtime.pid, 0)
    return runtime
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EPERM') return JSON.parse(readFileSync(runtimeFile(folder), 'utf8')) as Runtime
    rmSync(runtimeFile(folder), { force: true })
    return undefined
  }
}

/** Takes the folder; `release` gives it back. Errors: `busy` when somebody alive has it. */
export function takeOwnership(folder: DataFolder): {
  secret: string
  publish: (of: { databaseUrl: string; port: number | null }) => void
  release: () => void
} {
  const secret = randomBytes(24).toString('base64url')
  const base = { pid: process.pid, startedAt: new Date().toISOString(), secret }
  const write = (flag: 'wx' | 'w', of: { databaseUrl: string; port: number | null }): void =>
    writeFileSync(runtimeFile(folder), JSON.stringify({ ...base, ...of }), { mode: 0o600, flag })
  const owner = findOwner(folder)
  if (owner) throw busy(folder, owner)
  try {
    write('wx', { databaseUrl: '', port: null })
  } catch {
    const other = findOwner(folder)
    if (other) throw busy(folder, other)
    throw new Problem('wrong_folder', `不能在 ${folder.root} 里写文件，请检查目录权限。`)
  }
  return { secret, publish: (of) => write('w', of), release: () => rmSync(runtimeFile(folder), { force: true }) }
}

function busy(folder: DataFolder, owner: Runtime): Problem {
  return new Problem('busy', `数据目录 ${folder.root} 正由另一个兜底程序使用（进程 ${owner.pid}）。请先关掉它，或用 --data 换一个目录。`)
}
