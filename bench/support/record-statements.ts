import pg from 'pg'

interface Statement {
  text: string
  values: unknown[]
}

export interface Recorded {
  body: Buffer
  /** In the order in which the request ran them, with the transaction's own. */
  statements: Statement[]
  /** The connection that ran them: same login, same database. */
  config: pg.ClientConfig
}

/** Makes one request and keeps every statement that it sends to PostgreSQL from this process. Errors: when it sends none. */
export async function recordStatements(request: () => Promise<Buffer>): Promise<Recorded> {
  const statements: Statement[] = []
  let config: pg.ClientConfig | undefined
  // Called with the client as `this`, as `query` itself was.
  // oxlint-disable-next-line typescript/unbound-method
  const query = pg.Client.prototype.query
  const recording = function (this: pg.Client, ...args: unknown[]): unknown {
    const [first, second] = args
    const text = typeof first === 'string' ? first : (first as { text?: string }).text
    const values = Array.isArray(second) ? (second as unknown[]) : ((first as { values?: unknown[] }).values ?? [])
    if (text !== undefined) statements.push({ text, values })
    const { host, port, user, database, password } = this as pg.Client & { password?: string }
    config = { host, port, user, database, ...(password ? { password } : {}) } as pg.ClientConfig
    return (query as (...given: unknown[]) => unknown).apply(this, args)
  }
  pg.Client.prototype.query = recording as typeof query
  try {
    const body = await request()
    if (config === undefined) throw new Error('the request sent no statement')
    return { body, statements, config }
  } finally {
    pg.Client.prototype.query = query
  }
}
