// npm run bench -- pages: p95 of the ten busiest reading endpoints, against a bare node:http answer that runs the same SQL and sends the same bytes;
// then a list of 10,000 leads scrolled and stepped through in the browser, against the virtual table of Ant Design with the same cells.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import pg from 'pg'
import { buildPages } from '#src/commands/build-pages.ts'
import { demoPassword, prepareDemo } from '#src/commands/prepare-demo.ts'
import { readConfig } from '#src/platform/config.ts'
import { openInstallation } from '#src/platform/installation.ts'
import { startServer } from '#src/server.ts'
import { measureList } from './support/measure-list.ts'
import { recordStatements } from './support/record-statements.ts'
import { scratchFolder } from './support/scratch-folder.ts'

const paths = [
  '/api/session',
  '/api/today',
  '/api/campaign-home',
  '/api/leads',
  '/api/problems',
  '/api/selfcheck?division=aaaa',
  '/api/checks',
  '/api/ledgers',
  '/api/dispatch',
  '/api/monthly-reports',
]
const rounds = 60

async function p95(url: string, headers: Record<string, string>): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < rounds; n++) {
    const from = performance.now()
    const answer = await fetch(url, { headers })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`)
    times.push(performance.now() - from)
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds * 0.95)] ?? 0
}

const tenths = (milliseconds: number): number => Math.round(milliseconds * 10) / 10

const folder = scratchFolder()
const installation = await openInstallation(folder, readConfig({}))
try {
  await prepareDemo(installation, { folder: join(folder, 'sample'), timed: (_name, work) => work, say: () => undefined })
  const server = await startServer(installation, { port: 0, host: '127.0.0.1', withWorker: false })
  const signIn = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'x-doudi': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'limin', password: demoPassword }),
  })
  const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const value: Record<string, { ours: number; bare: number; statements: number }> = {}
  for (const path of paths) {
    const ours = await p95(`${server.url}${path}`, { cookie })
    const { body, statements, config } = await recordStatements(async () =>
      Buffer.from(await (await fetch(`${server.url}${path}`, { headers: { cookie } })).arrayBuffer()),
    )
    const pool = new pg.Pool({ ...config, max: 2 })
    const bare = createServer((_request, response) => {
      void (async () => {
        const client = await pool.connect()
        for (const { text, values } of statements) await client.query(text, values)
        client.release()
        response.end(body)
      })()
    })
    await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve))
    const address = bare.address()
    const port = address && typeof address === 'object' ? address.port : 0
    value[path] = { ours: tenths(ours), bare: tenths(await p95(`http://127.0.0.1:${port}/`, {})), statements: statements.length }
    bare.close()
    bare.closeAllConnections()
    await pool.end()
  }
  await buildPages()
  const list = await measureList(installation, { url: server.url, login: 'limin', password: demoPassword, folder: join(folder, 'antd') })
  await server.close()
  const worst = Math.max(...Object.values(value).map((each) => each.ours))
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const ratio = {
    ...Object.fromEntries(Object.entries(value).map(([path, each]) => [path, tenths(each.ours / Math.max(each.bare, 0.1))])),
    frame: tenths(list.ours.frameMedian / list.antd.frameMedian),
    work: tenths(list.ours.work / list.antd.work),
    step: tenths(list.ours.stepMedian / list.antd.stepMedian),
  }
  process.stdout.write(
    `${JSON.stringify({ bench: 'pages', ratio, value: { p95Milliseconds: value, worst, list }, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024), commit })}\n`,
  )
} finally {
  await installation.close()
  rmSync(folder, { recursive: true, force: true })
}
