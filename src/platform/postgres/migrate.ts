import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { Problem } from '../problems.ts'

export const migrationFolder = fileURLToPath(new URL('../../../database/migrations/', import.meta.url))

export interface Migration {
  name: string
  sql: string
  hash: string
}

/** The numbered SQL files in order. Line ends are unified, so a checkout on Windows has the same hashes. */
export function readMigrations(folder = migrationFolder): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    })
}

export interface RoleSecret {
  name: string
  password: string
}

export interface RoleSecrets {
  app: RoleSecret
  sealer: RoleSecret
}

/** Names and passwords of this installation's two unprivileged logins, made once. Two installations may share a server. */
export function roleSecrets(file: string): RoleSecrets {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as RoleSecrets
  const own = randomBytes(4).toString('hex')
  const secret = (group: string): RoleSecret => ({ name: `${group}_${own}`, password: randomBytes(24).toString('base64url') })
  const secrets = { app: secret('doudi_app'), sealer: secret('doudi_sealer') }
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 })
  return secrets
}

/** Makes the groups `doudi_app` and `doudi_sealer`, which hold the rights, and this installation's logins in them. */
export async function prepareRoles(client: pg.Client, secrets: RoleSecrets): Promise<void> {
  const exists = async (role: string): Promise<boolean> => ((await client.query('select from pg_roles where rolname = $1', [role])).rowCount ?? 0) > 0
  for (const [group, { name, password }] of [
    ['doudi_app', secrets.app],
    ['doudi_sealer', secrets.sealer],
  ] as const) {
    if (!(await exists(group))) await client.query(`create role ${group} nologin`)
    const verb = (await exists(name)) ? 'alter' : 'create'
    await client.query(
      `${verb} role ${client.escapeIdentifier(name)} login nosuperuser nocreatedb nocreaterole nobypassrls password ${client.escapeLiteral(password)}`,
    )
    await client.query(`grant ${group} to ${client.escapeIdentifier(name)}`)
  }
}

/** How many migrations wait; 0 for a database that has none yet (there is nothing to lose in it). */
export async function countPending(client: pg.Client, migrations: readonly Migration[] = readMigrations()): Promise<number> {
  const table = await client.query("select to_regclass('migration') as name")
  if ((table.rows[0] as { name: string | null }).name === null) return 0
  const applied = new Set((await client.query<{ name: string }>('select name from migration')).rows.map((row) => row.name))
  return migrations.filter((each) => !applied.has(each.name)).length
}

/**
 * Brings the database to this program's version in one transaction. Errors: `wrong_folder` when the folder
 * was used by a newer program, or when an applied file was changed.
 */
export async function migrate(client: pg.Client, migrations: readonly Migration[] = readMigrations()): Promise<string[]> {
  await client.query('begin')
  try {
    await client.query('create table if not exists migration (name text primary key, hash text not null, applied_at timestamptz not null default now())')
    await client.query('lock table migration')
    const applied = new Map((await client.query<{ name: string; hash: string }>('select name, hash from migration')).rows.map((row) => [row.name, row.hash]))
    for (const [name, hash] of applied) {
      const known = migrations.find((each) => each.name === name)
      if (!known) throw new Problem('wrong_folder', `这个数据目录由更新版本的兜底写过（${name}），请用新版本打开。`)
      if (known.hash !== hash) throw new Problem('wrong_folder', `数据库结构文件 ${name} 与当初执行的不一致，请恢复原来的程序文件。`)
    }
    const fresh = migrations.filter((each) => !applied.has(each.name))
    for (const each of fresh) {
      await client.query(each.sql)
      await client.query('insert into migration (name, hash) values ($1, $2)', [each.name, each.hash])
    }
    await client.query('commit')
    return fresh.map((each) => each.name)
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
