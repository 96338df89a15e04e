import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { findOwner, openDataFolder, takeOwnership } from './data-folder.ts'
import { commandLineActor, openInstallation, perform } from './installation.ts'
import { record } from './events.ts'
import { freePort } from './postgres/cluster.ts'

const root = mkdtempSync(join(tmpdir(), 'doudi-open-'))
chmodSync(root, 0o755)
const config = { ...readConfig({}), logLevel: 'silent' as const }
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('whoever starts first owns the folder; a second one joins its database and sees its rows', async () => {
  const first = await openInstallation(join(root, 'a'), config)
  const second = await openInstallation(join(root, 'a'), config)
  expect([first.isOwner, second.isOwner]).toEqual([true, false])
  await perform(second, commandLineActor(), (work) => record(work, { action: 'test.done', objectKind: 'test', objectId: '1', division: 'aa' }))
  expect(await perform(first, commandLineActor(), ({ tx }) => tx.selectFrom('event').select('object_id').execute())).toEqual([{ object_id: '1' }])
  await second.close()
  await first.close()
  expect(findOwner(openDataFolder(join(root, 'a')))).toBeUndefined()
  const again = await openInstallation(join(root, 'a'), config)
  expect(await perform(again, commandLineActor(), ({ tx }) => tx.selectFrom('event').select('object_id').execute())).toEqual([{ object_id: '1' }])
  await again.close()
  expect(readdirSync(join(root, 'a', 'anchors'))).toHaveLength(1)
})

test('a folder written by a newer program is refused', async () => {
  const opened = await openInstallation(join(root, 'b'), config)
  const { databaseUrl } = findOwner(openDataFolder(join(root, 'b'))) ?? { databaseUrl: '' }
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  await owner.query("insert into migration (name, hash) values ('9999_create_future.sql', 'x')")
  await owner.end()
  await opened.close()
  await expect(openInstallation(join(root, 'b'), config)).rejects.toMatchObject({
    code: 'wrong_folder',
    detail: expect.stringContaining('更新版本') as unknown,
  })
})

test('with DATABASE_URL the server is used and no database is started here', async () => {
  const server = await openInstallation(join(root, 'c'), config)
  const { databaseUrl } = findOwner(openDataFolder(join(root, 'c'))) ?? { databaseUrl: '' }
  const admin = new pg.Client({ connectionString: databaseUrl })
  await admin.connect()
  await admin.query('create database elsewhere')
  await admin.end()
  const other = await openInstallation(join(root, 'd'), { ...config, databaseUrl: databaseUrl.replace(/\/doudi$/, '/elsewhere') })
  expect((await sql<{ name: string }>`select current_database() as name`.execute(other.database.app)).rows).toEqual([{ name: 'elsewhere' }])
  expect(readdirSync(join(root, 'd', 'postgres'))).toEqual([])
  // Two installations on one server have logins of their own: the first one still gets new connections.
  expect((await sql<{ name: string }>`select current_database() as name`.execute(server.database.sealer)).rows).toEqual([{ name: 'doudi' }])
  await other.close()
  await server.close()
})

test('what a killed owner leaves behind is waited for: its server alone, a server ending, a killed server, a stale note', async () => {
  const path = join(root, 'e')
  const folder = openDataFolder(path)
  const pidFile = join(folder.postgres, 'data', 'postmaster.pid')
  const killOwner = async (): Promise<void> => {
    const owner = fork(new URL('../../tests/support/own-folder.ts', import.meta.url), [path], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    await once(owner, 'message')
    owner.kill('SIGKILL')
    await once(owner, 'exit')
  }
  const postmaster = (): number => Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  const leaveBehind: (() => void)[] = [() => undefined, () => process.kill(postmaster(), 'SIGTERM'), () => process.kill(postmaster(), 'SIGQUIT')]
  for (const [at, leave] of leaveBehind.entries()) {
    await killOwner()
    leave()
    writeFileSync(join(folder.spill, 'engine-left'), 'rows of people')
    const next = await openInstallation(path, config)
    expect(readdirSync(folder.spill)).toEqual([])
    expect(next.isOwner).toBe(true)
    await perform(next, commandLineActor(), (work) => record(work, { action: 'test.done', objectKind: 'test', objectId: String(at), division: 'aa' }))
    expect(await perform(next, commandLineActor(), ({ tx }) => tx.selectFrom('event').select('object_id').execute())).toHaveLength(at + 1)
    await next.close()
  }
  writeFileSync(pidFile, '99999999\n')
  const next = await openInstallation(path, config)
  expect(next.isOwner).toBe(true)
  await next.close()
}, 120_000)

test('an owner that is still starting or just ending is waited for, not taken for a broken database', async () => {
  const path = join(root, 'f')
  const ownership = takeOwnership(openDataFolder(path))
  const starting = openInstallation(path, config)
  // What it wrote before its end: a database at a port where nothing listens.
  ownership.publish({ databaseUrl: `postgresql://nobody:x@127.0.0.1:${await freePort()}/doudi`, port: null })
  const ending = openInstallation(path, config)
  ownership.release()
  const opened = await Promise.all([starting, ending])
  const joinedFirst = opened.toSorted((a, b) => Number(a.isOwner) - Number(b.isOwner))
  expect(joinedFirst.map((each) => each.isOwner)).toEqual([false, true])
  for (const each of joinedFirst) await each.close()
})

test('network drives and folders that a cloud copies are refused with the reason', () => {
  expect(() => openDataFolder('\\\\server\\share\\doudi')).toThrow(/网络盘/)
  expect(() => openDataFolder('/home/li/OneDrive/doudi')).toThrow(/云同步/)
})
