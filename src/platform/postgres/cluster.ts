import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Problem } from '../problems.ts'
import { isTraversable, postgresHome } from './binaries.ts'

/** A running embedded server: `url` connects as its owner. */
export interface Cluster {
  url: string
  port: number
  stop: () => Promise<void>
}

interface ClusterOptions {
  /** Turns durability off; for throw-away test clusters only. */
  isThrowAway?: boolean
}

/** How long a server or an owner that is ending or starting is waited for, in milliseconds. */
export const patience = 60_000

const ownerName = 'doudi_owner'
/** The unprivileged user that runs the server when the program is started by root: PostgreSQL refuses root. */
const nobody = 65534

/**
 * Starts the embedded PostgreSQL on `folder` (made by initdb when absent), listening on a free loopback port.
 * A server left behind by a killed process is stopped first and waited for, `patience` at most.
 * Errors: `wrong_folder` with what to do; `busy` when what was left behind does not end.
 */
export async function startCluster(folder: string, options: ClusterOptions = {}): Promise<Cluster> {
  const isRoot = process.getuid?.() === 0
  const data = join(folder, 'data')
  mkdirSync(folder, { recursive: true })
  if (isRoot && !isTraversable(data)) {
    throw new Problem(
      'wrong_folder',
      `以 root 运行时，数据库要交给普通用户，但 ${folder} 的上级目录不许别的用户通过。请用 --data 换一个目录，或改用普通用户运行。`,
    )
  }
  const home = postgresHome(join(folder, 'programs'), isRoot)
  const as = isRoot ? { uid: nobody, gid: nobody } : {}
  const passwordFile = join(folder, 'owner-password')
  const run = (program: string, ...args: string[]): Promise<void> => runProgram({ file: join(home, 'bin', program), args, as, cwd: folder })

  if (!existsSync(join(data, 'PG_VERSION'))) {
    rmSync(data, { recursive: true, force: true })
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
    mkdirSync(data, { mode: 0o700 })
    if (isRoot) for (const path of [passwordFile, data, folder]) chownSync(path, nobody, nobody)
    await run(
      'initdb',
      `--pgdata=${data}`,
      `--username=${ownerName}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-sync',
    )
    appendFileSync(join(data, 'postgresql.conf'), settings(options.isThrowAway === true))
  }
  const isLeftBehind = existsSync(join(data, 'postmaster.pid'))
  if (isLeftBehind) await run('pg_ctl', 'stop', '-D', data, '-m', 'fast', '-w', '-s').catch(() => undefined)
  const port = await start(data, run, isLeftBehind)
  const password = readFileSync(passwordFile, 'utf8')
  return {
    port,
    url: `postgresql://${ownerName}:${password}@127.0.0.1:${port}/postgres`,
    stop: () => run('pg_ctl', 'stop', '-D', data, '-m', 'fast', '-w', '-s'),
  }
}

/**
 * A port can be taken between choosing and using it: so three tries. What a killed server leaves behind (its processes, its
 * shared memory) refuses the next one until it is gone: that is waited for.
 */
async function start(data: string, run: (program: string, ...args: string[]) => Promise<void>, isLeftBehind: boolean): Promise<number> {
  const giveUpAt = Date.now() + patience
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    try {
      await run('pg_ctl', 'start', '-D', data, '-w', '-s', '-l', join(data, 'server.log'), '-o', `-p ${port}`)
      return port
    } catch (error) {
      if (attempt >= 3 && !isLeftBehind) throw error
      if (Date.now() > giveUpAt) {
        throw new Problem(
          'busy',
          `上次没有正常退出，留下的数据库等了 ${patience / 1000} 秒还没有停下，这次没有启动。数据都在，没有改动。请过几分钟再试；还不行就重启电脑后再试，并看 ${join(data, 'server.log')}。`,
        )
      }
      await setTimeout(700)
    }
  }
}

function settings(isThrowAway: boolean): string {
  const lines = [
    "listen_addresses = '127.0.0.1'",
    "unix_socket_directories = ''",
    'max_connections = 60',
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    "lc_messages = 'C'",
    'shared_buffers = 128MB',
    'jit = off',
  ]
  if (isThrowAway) lines.push('fsync = off', 'synchronous_commit = off', 'full_page_writes = off')
  return `\n${lines.join('\n')}\n`
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

interface Program {
  file: string
  args: string[]
  as: { uid?: number; gid?: number }
  cwd: string
}

function runProgram({ file, args, as, cwd }: Program): Promise<void> {
  return new Promise((resolve, reject) => {
    // The server inherits what it is given: with pipes the parent would wait for it for ever.
    const child = spawn(file, args, { ...as, cwd, stdio: ['ignore', 'ignore', args[0] === 'start' ? 'ignore' : 'pipe'], windowsHide: true })
    let message = ''
    child.stderr?.on('data', (data: Buffer) => (message += data.toString('utf8')))
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) return resolve()
      // 0xC0000135: a needed DLL is absent; with PostgreSQL on Windows it is the Visual C++ runtime.
      const hint =
        code === 0xc0000135
          ? '本机缺少 Microsoft Visual C++ 运行库（VCRUNTIME140.dll），请先安装“Visual C++ 2015–2022 可再发行组件 x64”。'
          : message.trim().slice(-400)
      reject(new Problem('wrong_folder', `数据库程序没有启动（代码 ${code}）。${hint}`))
    })
  })
}
