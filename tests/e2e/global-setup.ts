import type { TestProject } from 'vitest/node'
import { mkdtempSync, rmSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { buildPages } from '#src/commands/build-pages.ts'
import { prepareDemo } from '#src/commands/prepare-demo.ts'
import { systemClock } from '#src/platform/clock.ts'
import { openDataFolder } from '#src/platform/data-folder.ts'
import { createLog } from '#src/platform/log.ts'
import { connect } from '#src/platform/postgres/database.ts'
import { startTestCluster, type TestCluster } from '../support/cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    demo: { cluster: TestCluster; folder: string; sample: string }
  }
}

/** Makes the demo town once; every story file then works on its own clone of it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...cluster } = await startTestCluster()
  const root = mkdtempSync(join(tmpdir(), 'doudi-e2e-'))
  chmodSync(root, 0o755)
  const pages = buildPages()
  const client = new pg.Client({ connectionString: cluster.url })
  await client.connect()
  await client.query('create database demo template template_doudi')
  await client.end()
  const database = connect(cluster.url.replace(/\/postgres$/, '/demo'), cluster.secrets)
  const installation = {
    folder: openDataFolder(join(root, 'demo')),
    database,
    clock: systemClock(),
    log: createLog('silent'),
    isOwner: true,
    secret: '',
    publishPort: () => undefined,
    close: () => Promise.resolve(),
  }
  await prepareDemo(installation, { folder: join(root, 'sample'), timed: (_name, work) => work, say: () => undefined })
  await database.close()
  await pages
  project.provide('cluster', cluster)
  project.provide('demo', { cluster, folder: join(root, 'demo'), sample: join(root, 'sample') })
  return async () => {
    await stop()
    rmSync(root, { recursive: true, force: true })
  }
}
