import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chmodSync } from 'node:fs'
import pg from 'pg'
import { startCluster } from '#src/platform/postgres/cluster.ts'
import { migrate, prepareRoles, roleSecrets, type RoleSecrets } from '#src/platform/postgres/migrate.ts'

export interface TestCluster {
  /** Connects as the owner to the maintenance database. */
  url: string
  /** Connects as the owner to the migrated template. */
  templateUrl: string
  secrets: RoleSecrets
}

/** Starts a throw-away server with a migrated template database; the caller's work ends it. */
export async function startTestCluster(): Promise<TestCluster & { stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'doudi-test-'))
  chmodSync(folder, 0o755)
  const cluster = await startCluster(join(folder, 'postgres'), { isThrowAway: true })
  const secrets = roleSecrets(join(folder, 'roles.json'))
  const client = new pg.Client({ connectionString: cluster.url })
  await client.connect()
  await client.query('create database template_doudi')
  await prepareRoles(client, secrets)
  await client.end()
  const templateUrl = cluster.url.replace(/\/postgres$/, '/template_doudi')
  const template = new pg.Client({ connectionString: templateUrl })
  await template.connect()
  await migrate(template)
  await template.end()
  return {
    url: cluster.url,
    templateUrl,
    secrets,
    stop: async () => {
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function withTestCluster(work: (cluster: TestCluster) => Promise<void>): Promise<void> {
  const cluster = await startTestCluster()
  try {
    await work(cluster)
  } finally {
    await cluster.stop()
  }
}
