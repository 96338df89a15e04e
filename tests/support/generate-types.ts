import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { withTestCluster } from './cluster.ts'

const target = fileURLToPath(new URL('../../src/platform/database-types.ts', import.meta.url))

const typeOf: Record<string, string> = {
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  numeric: 'string',
  bool: 'boolean',
  text: 'string',
  uuid: 'string',
  date: 'string',
  timestamptz: 'string',
  jsonb: 'Json',
  bytea: 'Uint8Array',
  name: 'string',
  _text: 'string[]',
  _int4: 'number[]',
  _uuid: 'string[]',
  _int8: 'number[]',
}

/** The TypeScript text of all tables of the migrated database at `url`. */
export async function databaseTypes(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const columns = await client.query<{
    table_name: string
    column_name: string
    udt_name: string
    is_nullable: string
    has_default: boolean
    is_view: boolean
  }>(`
    select c.table_name, c.column_name, c.udt_name, c.is_nullable,
      (c.column_default is not null or c.is_identity = 'YES') as has_default, t.table_type = 'VIEW' as is_view
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' order by c.table_name, c.ordinal_position`)
  await client.end()
  const tables = Map.groupBy(columns.rows, (row) => row.table_name)
  const pascal = (name: string): string => name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())
  const lines = [
    "import type { ColumnType, Generated } from 'kysely'",
    '',
    '// Generated from the migrations by `npm run types`; a test proves it fresh.',
    '',
    '// oxlint-disable-next-line no-explicit-any -- what a jsonb column holds is typed where it is read',
    'export type Json = ColumnType<any, string | null, string | null>',
    '',
  ]
  for (const [table, rows] of tables) {
    lines.push(`interface ${pascal(table)} {`)
    for (const row of rows) {
      const base = typeOf[row.udt_name]
      if (!base) throw new Error(`${table}.${row.column_name}: no TypeScript type for ${row.udt_name}`)
      const nullable = row.is_nullable === 'YES' && base !== 'Json' ? `${base} | null` : base
      lines.push(`  ${row.column_name}: ${row.has_default ? (base === 'Json' ? base : `Generated<${nullable}>`) : nullable}`)
    }
    lines.push('}', '')
  }
  lines.push('export interface Database {', ...[...tables.keys()].map((table) => `  ${table}: ${pascal(table)}`), '}', '')
  return lines.join('\n')
}

/** The committed file, for the test that compares. */
export function committedTypes(): string {
  return readFileSync(target, 'utf8')
}

if (import.meta.main) {
  await withTestCluster(async (cluster) => writeFileSync(target, await databaseTypes(cluster.templateUrl)))
}
