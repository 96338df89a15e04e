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

export interface RoleSecrets {
  app: string
  sealer: string
}

/** Passwords of the two unprivileged roles, made once per installation. */
export function roleSecrets(file: string): RoleSecrets {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as RoleSecrets
  const secrets = { app: randomBytes(24).toString('base64url'), sealer: randomBytes(24).toString('base64url') }
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 })
  return secrets
}

/** Makes the roles `doudi_app` and `doudi_sealer` and gives them this installation's passwords. */
export async function prepareRoles(client: pg.Client, secrets: RoleSecrets): Promise<void> {
  for (const [role, password] of [
    ['doudi_app', secrets.app],
    ['doudi_sealer', secrets.sealer],
  ] as const) {
    const found = await client.query('select from pg_roles where rolname = $1', [role])
    const verb = found.rowCount === 0 ? 'create' : 'alter'
    await client.query(`${verb} role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls password ${client.escapeLiteral(password)}`)
  }
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
