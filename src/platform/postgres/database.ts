import { Kysely, PostgresDialect, sql, type ExpressionBuilder, type SqlBool, type Expression, type Transaction } from 'kysely'
import pg from 'pg'
import type { Database } from '../database-types.ts'
import { migrate, prepareRoles, type RoleSecret, type RoleSecrets } from './migrate.ts'
import type { Scope } from '../scope.ts'

// Dates stay the text YYYY-MM-DD, instants become ISO UTC, bigint money and counts become numbers (below 2^53).
pg.types.setTypeParser(1082, (text) => text)
pg.types.setTypeParser(1184, (text) => new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString())
pg.types.setTypeParser(20, (text) => Number(text))

export type Tx = Transaction<Database>

export interface PostgresDatabase {
  /** Pool of the role that can neither alter tables nor change events. */
  app: Kysely<Database>
  /** Pool of the role that writes seals. */
  sealer: Kysely<Database>
  /** For LISTEN: a connection of the app role outside the pool. */
  connectionString: string
  close: () => Promise<void>
}

/** Migrates with the owner's connection, then opens the two unprivileged pools. */
export async function openDatabase(ownerUrl: string, secrets: RoleSecrets): Promise<PostgresDatabase> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await prepareRoles(owner, secrets)
    await migrate(owner)
  } finally {
    await owner.end()
  }
  return connect(ownerUrl, secrets)
}

/** Opens the pools on a database that is already migrated. */
export function connect(ownerUrl: string, secrets: RoleSecrets): PostgresDatabase {
  const urlFor = ({ name, password }: RoleSecret): string => {
    const url = new URL(ownerUrl)
    url.username = name
    url.password = password
    return url.toString()
  }
  const pool = (url: string, max: number): Kysely<Database> => {
    const connections = new pg.Pool({ connectionString: url, max })
    // An idle connection lost when the server stops must not end the process; the next query reports it.
    connections.on('error', () => undefined)
    return new Kysely<Database>({ dialect: new PostgresDialect({ pool: connections }) })
  }
  const appUrl = urlFor(secrets.app)
  const app = pool(appUrl, 12)
  const sealer = pool(urlFor(secrets.sealer), 1)
  return {
    app,
    sealer,
    connectionString: appUrl,
    close: async () => {
      await app.destroy()
      await sealer.destroy()
    },
  }
}

/** Runs `work` in one transaction whose rows are limited to `scope` by row-level security. */
export async function inScopeOf<T>(db: Kysely<Database>, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await setScope(tx, scope)
    return work(tx)
  })
}

async function setScope(tx: Tx, { from, to, seesChildren }: Scope): Promise<void> {
  const children = seesChildren ? 'yes' : 'no'
  await sql`select set_config('doudi.from', ${from}, true), set_config('doudi.to', ${to}, true), set_config('doudi.children', ${children}, true)`.execute(tx)
}

/** As `inScopeOf`, reading everything as of one moment: what leaves for a run must agree with itself. */
export async function inSnapshotOf<T>(db: Kysely<Database>, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await setScope(tx, scope)
      return work(tx)
    })
}

/** The explicit range on a division column that every query of people's data carries: `.where(within(scope, 'lead.division'))`. */
export function within(scope: Scope, column: string) {
  return <DB, TB extends keyof DB>(_eb: ExpressionBuilder<DB, TB>): Expression<SqlBool> =>
    sql<SqlBool>`${sql.ref(column)} >= ${scope.from} and ${sql.ref(column)} < ${scope.to}`
}
