import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import type { Actor } from './actor.ts'
import { fixedClock, systemClock, type Clock } from './clock.ts'
import type { Config } from './config.ts'
import { findOwner, openDataFolder, takeOwnership, type DataFolder } from './data-folder.ts'
import { sealEvents, verifyEvents, type Anchor, type Work } from './events.ts'
import { createLog, type Log } from './log.ts'
import { patience, startCluster } from './postgres/cluster.ts'
import { connect, inScopeOf, openDatabase, type PostgresDatabase } from './postgres/database.ts'
import { countPending, roleSecrets, type RoleSecrets } from './postgres/migrate.ts'
import { Problem } from './problems.ts'
import { scopeOf } from './scope.ts'

/** The path code of the town; communities lie below it. */
export const townDivision = 'aa'

/** What a town is called before anybody said its name: it tells no other town apart. */
export const unnamedTown = '本镇'

/** One opened data folder: its database, files and clock. */
export interface Installation {
  folder: DataFolder
  database: PostgresDatabase
  clock: Clock
  log: Log
  /** True when this process started the database; else it joined a living owner. */
  isOwner: boolean
  secret: string
  /** Tells joining processes the port of the web page. */
  publishPort: (port: number) => void
  close: () => Promise<void>
}

/** Opens a data folder: joins its living owner, or takes it, starts PostgreSQL and migrates. */
export async function openInstallation(dataPath: string, config: Config): Promise<Installation> {
  const folder = openDataFolder(dataPath)
  const log = createLog(config.logLevel)
  const secrets = roleSecrets(join(folder.root, 'roles.json'))
  const joined = await joinOwner(folder, secrets)
  if (joined) {
    const { database, clock, secret } = joined
    return { folder, database, clock, log, isOwner: false, secret, publishPort: () => undefined, close: database.close }
  }
  const ownership = takeOwnership(folder)
  try {
    // Of a process that was killed.
    for (const left of readdirSync(folder.spill)) rmSync(join(folder.spill, left), { recursive: true, force: true })
    let cluster = config.databaseUrl ? undefined : await startCluster(folder.postgres)
    let databaseUrl = config.databaseUrl ?? (await ownDatabase(cluster?.url ?? ''))
    if (cluster && (await hasPending(databaseUrl))) {
      // A copy of the stopped server's files is a whole backup; the package has no dump program.
      await cluster.stop()
      cpSync(join(folder.postgres, 'data'), join(folder.backups, new Date().toISOString().replaceAll(':', '')), { recursive: true })
      cluster = await startCluster(folder.postgres)
      databaseUrl = await ownDatabase(cluster.url)
    }
    const database = await openDatabase(databaseUrl, secrets)
    ownership.publish({ databaseUrl, port: null })
    return {
      folder,
      database,
      clock: await clockOf(database),
      log,
      isOwner: true,
      secret: ownership.secret,
      publishPort: (port) => ownership.publish({ databaseUrl, port }),
      close: async () => {
        await sealEvents(database.sealer)
        await writeAnchor(folder, database)
        await database.close()
        await cluster?.stop()
        ownership.release()
      },
    }
  } catch (error) {
    ownership.release()
    throw error
  }
}

/**
 * The database of the folder's living owner, or undefined when there is none. An owner that is starting has none yet, one that
 * is ending or was just killed has none any more: it is looked for again. Errors: `busy`.
 */
async function joinOwner(folder: DataFolder, secrets: RoleSecrets): Promise<{ database: PostgresDatabase; clock: Clock; secret: string } | undefined> {
  const giveUpAt = Date.now() + patience
  for (;;) {
    const owner = findOwner(folder)
    if (!owner) return undefined
    if (owner.databaseUrl !== '') {
      const database = connect(owner.databaseUrl, secrets)
      try {
        return { database, clock: await clockOf(database), secret: owner.secret }
      } catch (error) {
        await database.close()
        if (!isUnready(error)) throw error
      }
    }
    if (Date.now() > giveUpAt) {
      throw new Problem(
        'busy',
        `数据目录 ${folder.root} 记着正由进程 ${owner.pid} 使用，可它的数据库等了 ${patience / 1000} 秒还连不上，这次没有启动。数据都在，没有改动。请结束那个进程后再试；进程 ${owner.pid} 如果不是兜底程序，请删掉目录里的 runtime.json 再试。`,
      )
    }
    await setTimeout(200)
  }
}

/** Refused or cut connections, and what PostgreSQL answers while it starts or shuts down (57P01–57P03). */
export function isUnready(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return ['ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03'].includes(code) || error.message.startsWith('Connection terminated')
}

async function hasPending(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await countPending(client)) > 0
  } finally {
    await client.end()
  }
}

async function ownDatabase(maintenanceUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: maintenanceUrl })
  await client.connect()
  try {
    const found = await client.query("select from pg_database where datname = 'doudi'")
    if (found.rowCount === 0) await client.query('create database doudi')
  } finally {
    await client.end()
  }
  return maintenanceUrl.replace(/\/postgres$/, '/doudi')
}

async function clockOf(database: PostgresDatabase): Promise<Clock> {
  const row = await database.app.selectFrom('installation').select('fixed_date').executeTakeFirst()
  return row?.fixed_date ? fixedClock(row.fixed_date) : systemClock()
}

/** What the command line may do is what the person in front of the computer may do: everything, and it is recorded so. */
export function commandLineActor(): Actor {
  return { accountId: null, postId: null, name: '命令行', role: 'command_line', origin: '命令行', division: townDivision, scope: scopeOf(townDivision) }
}

export function systemActor(): Actor {
  return { accountId: null, postId: null, name: '系统', role: 'system', origin: '系统', division: townDivision, scope: scopeOf(townDivision) }
}

/** Runs one unit of work in a transaction limited to the actor's scope. */
export function perform<T>(installation: Pick<Installation, 'database' | 'clock'>, actor: Actor, work: (work: Work) => Promise<T>): Promise<T> {
  return inScopeOf(installation.database.app, actor.scope, (tx) => work({ tx, actor, clock: installation.clock }))
}

/** Writes count and head hash outside the database: without it a cut-off tail cannot be found. */
export async function writeAnchor(folder: DataFolder, database: PostgresDatabase): Promise<void> {
  const last = await database.sealer.selectFrom('seal').select(['no', 'hash']).orderBy('no', 'desc').limit(1).executeTakeFirst()
  if (last)
    writeFileSync(
      join(folder.anchors, `${String(last.no).padStart(12, '0')}.json`),
      JSON.stringify({ sealed: last.no, head: last.hash, writtenAt: new Date().toISOString() }),
    )
}

export function readAnchors(folder: DataFolder): Anchor[] {
  if (!existsSync(folder.anchors)) return []
  return readdirSync(folder.anchors)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder.anchors, name), 'utf8')) as Anchor)
}

export { verifyEvents, sealEvents }
