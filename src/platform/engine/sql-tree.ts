import { DuckDBInstance } from '@duckdb/node-api'

/** A parsed statement or a part of it, as DuckDB's parser names its parts (`class`, `type`, `children`, …). */
export type SqlNode = { [key: string]: SqlValue }
export type SqlValue = SqlNode | SqlValue[] | string | number | boolean | null

export interface SqlParser {
  /** The tree of one select. Errors: the parser's message. */
  parse: (select: string) => Promise<SqlNode>
  /** A tree as SQL again: same meaning, another layout, no comments. */
  write: (tree: SqlNode) => Promise<string>
  /** The SQL of an expression inside a tree. */
  writeExpression: (expression: SqlNode) => Promise<string>
  close: () => void
}

/** Parses selects without running them; for tests and tools over the catalogue. */
export async function openSqlParser(): Promise<SqlParser> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const db = await instance.connect()
  const ask = async (select: string): Promise<string> => {
    const [row] = (await db.runAndReadAll(select)).getRowsJS()
    return typeof row?.[0] === 'string' ? row[0] : ''
  }
  const parse = async (select: string): Promise<SqlNode> => {
    // Parts without a place in the text are at 2^64 - 1, which no JS number holds.
    const read = JSON.parse((await ask(`select json_serialize_sql(${quoted(select)})`)).replaceAll('18446744073709551615', '0')) as SqlNode
    if (read['error'] === true) throw new Error(`${JSON.stringify(read['error_message'])}: ${select.slice(0, 80)}`)
    return read
  }
  const write = (tree: SqlNode): Promise<string> => ask(`select json_deserialize_sql(cast(${quoted(JSON.stringify(tree))} as json))`)
  return {
    parse,
    write,
    writeExpression: async (expression) => {
      const tree = await parse('select 1')
      selectOf(tree)['select_list'] = [expression]
      return (await write(tree)).replace(/^SELECT /i, '')
    },
    close: () => {
      db.closeSync()
      instance.closeSync()
    },
  }
}

/** The outermost select of a parsed statement. */
export function selectOf(tree: SqlNode): SqlNode {
  const [statement] = tree['statements'] as SqlNode[]
  return statement!['node'] as SqlNode
}

export function isSqlNode(value: SqlValue | undefined): value is SqlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
