import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { fixedClock, type Clock } from '#src/platform/clock.ts'
import { openDataFolder } from '#src/platform/data-folder.ts'
import type { Installation } from '#src/platform/installation.ts'
import { createLog } from '#src/platform/log.ts'
import { connect } from '#src/platform/postgres/database.ts'

/**
 * An empty, migrated installation on a database of its own (cloned from the template, ≈ 50 ms) and a folder of
 * its own. Its clock stands on `today`. Both are gone after the test file, or when `atEnd` says (`onTestFinished`
 * inside a test).
 */
export async function newInstallation(
  today = '2026-10-20',
  atEnd: (drop: () => Promise<void>) => void = (drop) => afterAll(drop),
): Promise<Installation & { ownerUrl: string; setClock: (clock: Clock) => void }> {
  const cluster = inject('cluster')
  const name = `test_${randomBytes(6).toString('hex')}`
  const owner = new pg.Client({ connectionString: cluster.url })
  await owner.connect()
  await owner.query(`create database ${name} template template_doudi`)
  await owner.end()
  const ownerUrl = cluster.url.replace(/\/postgres$/, `/${name}`)
  const folder = openDataFolder(mkdtempSync(join(tmpdir(), 'doudi-data-')))
  const database = connect(ownerUrl, cluster.secrets)
  let clock = fixedClock(today)
  atEnd(async () => {
    await database.close()
    rmSync(folder.root, { recursive: true, force: true })
    const last = new pg.Client({ connectionString: cluster.url })
    await last.connect()
    await last.query(`drop database ${name} with (force)`)
    await last.end()
  })
  return {
    folder,
    database,
    clock: { now: () => clock.now(), today: () => clock.today(), isFixed: true },
    log: createLog('silent'),
    isOwner: true,
    secret: 'test',
    publishPort: () => undefined,
    close: () => Promise.resolve(),
    ownerUrl,
    setClock: (next) => (clock = next),
  }
}
