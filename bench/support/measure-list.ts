import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { sql } from 'kysely'
import type { BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { commandLineActor, perform, type Installation } from '#src/platform/installation.ts'
import { launchBrowser } from '../../tests/support/browser.ts'

const listed = 10_000
const frames = 120

interface Fluidity {
  /** From one painted frame to the next while the list moves on by 600 px each, in ms. */
  frameMedian: number
  frameP95: number
  /** Main thread's work per such frame, in ms. */
  work: number
  /** `j` to the second frame after it, in ms. */
  stepMedian: number
  stepP95: number
}

/** Scrolling and `j` over 10,000 leads in the page itself and in the virtual table of Ant Design with the same cells, and the first cards of a phone. */
export async function measureList(
  installation: Installation,
  { url, login, password, folder }: { url: string; login: string; password: string; folder: string },
) {
  await fillUp(installation)
  await build({ root: join(import.meta.dirname, '../antd-list'), base: '/bench-antd/', logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
  const browser = await launchBrowser()
  const open = async (width: number): Promise<{ context: BrowserContext; page: Page }> => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    context.setDefaultTimeout(120_000)
    await context.request.post(`${url}/api/session`, { headers: { 'x-doudi': '1' }, data: { login, password } })
    const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' }
    await context.route('**/bench-antd/**', (route) => {
      const file = join(folder, new URL(route.request().url()).pathname.replace('/bench-antd/', ''))
      return route.fulfill({ body: readFileSync(file), contentType: types[extname(file)] ?? 'text/plain' })
    })
    return { context, page: await context.newPage() }
  }
  const measure = async (path: string, { row, box, width = 1440 }: { row: string; box: string; width?: number }): Promise<Fluidity> => {
    const { context, page } = await open(width)
    await page.goto(`${url}${path}`)
    await page.locator(row).first().waitFor()
    const found = await fluidity(page, box)
    await context.close()
    return found
  }
  try {
    return {
      ours: await measure('/leads?state=open&group=none', { row: '.grid-body .grid-row', box: '.grid' }),
      antd: await measure('/bench-antd/index.html', { row: '.ant-table-row', box: '.ant-table-tbody-virtual-holder' }),
      phone: await measure('/leads?state=open&group=none', { row: '.cards .card', box: 'html', width: 390 }),
    }
  } finally {
    await browser.close()
  }
}

/** The town's leads over again until there are ten thousand. */
async function fillUp(installation: Installation): Promise<void> {
  await perform(installation, commandLineActor(), async ({ tx }) => {
    const { rows } = await sql<{ name: string }>`select column_name as name from information_schema.columns
      where table_name = 'lead' and is_generated = 'NEVER' and column_name not in ('lead_id', 'number', 'identity')`.execute(tx)
    const columns = sql.join(rows.map(({ name }) => sql.ref(name)))
    await sql`insert into lead (number, identity, ${columns}) select 'B-' || n, md5(n::text), ${columns}
      from generate_series(1, ${listed} - (select count(*)::int from lead)) n
      join (select *, row_number() over (order by number) - 1 as place, count(*) over () as of from lead where merged_into is null) town on town.place = n % town.of`.execute(
      tx,
    )
  })
}

async function fluidity(page: Page, box: string): Promise<Fluidity> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const worked = async (): Promise<number> => (await session.send('Performance.getMetrics')).metrics.find((each) => each.name === 'TaskDuration')?.value ?? 0
  const before = await worked()
  const times = await page.evaluate<number[]>(scrollOn(box))
  const work = ((await worked()) - before) * 1000
  const steps: number[] = []
  for (let n = 0; n < 30; n++) steps.push(await page.evaluate<number>(stepOn))
  return {
    frameMedian: at(times, 0.5),
    frameP95: at(times, 0.95),
    work: Math.round((work / frames) * 10) / 10,
    stepMedian: at(steps, 0.5),
    stepP95: at(steps, 0.95),
  }
}

const at = (times: readonly number[], share: number): number => Math.round(([...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0) * 10) / 10

// Text: it runs in the page, whose types this side does not know.
const scrollOn = (box: string): string => `(async () => {
  const scroller = document.querySelector('${box}')
  const times = []
  let last = performance.now()
  for (let n = 0; n < ${frames}; n++) {
    scroller.scrollTop += 600
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const now = performance.now()
    times.push(now - last)
    last = now
  }
  scroller.scrollTop = 0
  return times
})()`
const stepOn = `(async () => {
  const from = performance.now()
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }))
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  return performance.now() - from
})()`
