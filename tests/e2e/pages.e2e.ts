import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Where the pictures go, to be looked at by whoever changed a page. */
const pictures = join(tmpdir(), 'doudi-pages')
const widths = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const

/** Who looks at each page, and at which address when it names an object or a part. */
const visits: Record<string, readonly { login: string; address?: (ids: Ids) => string }[]> = {
  '/': [{ login: 'limin' }, { login: 'qingliu' }, { login: 'qingliu-shuji' }, { login: 'chenzhen' }, { login: 'jiwei' }],
  '/campaign': [{ login: 'limin' }, { login: 'chenzhen' }],
  '/checks': [{ login: 'limin' }],
  '/checks/next': [{ login: 'limin' }],
  '/checks/:check': [{ login: 'limin', address: () => '/checks/paid-after-death' }],
  '/standards': [{ login: 'limin' }],
  '/calendar': [{ login: 'limin' }, { login: 'qingliu', address: () => '/calendar?year=2027' }],
  '/leads': [{ login: 'limin' }, { login: 'qingliu' }],
  '/leads/:lead': [
    { login: 'limin', address: ({ lead }) => `/leads/${lead}` },
    { login: 'qingliu', address: ({ lead }) => `/leads/${lead}` },
  ],
  '/selfcheck': [{ login: 'qingliu' }, { login: 'qingliu-shuji' }, { login: 'limin', address: () => '/selfcheck?view=side' }],
  '/selfcheck/log': [{ login: 'qingliu-shuji' }],
  '/handed': [{ login: 'limin' }],
  '/problems': [{ login: 'limin' }, { login: 'qingliu' }],
  '/problems/new': [{ login: 'limin' }],
  '/problems/take': [{ login: 'limin' }],
  '/problems/numbers': [{ login: 'limin' }],
  '/problems/:problem': [
    { login: 'limin', address: ({ problem }) => `/problems/${problem}` },
    { login: 'qingliu', address: ({ problem }) => `/problems/${problem}` },
  ],
  '/searches': [{ login: 'qingliu-shuji' }],
  '/supervision': [
    { login: 'jiwei' },
    { login: 'jiwei', address: () => '/supervision?part=inspections' },
    { login: 'jiwei', address: () => '/supervision?part=orders' },
    { login: 'jiwei', address: () => '/supervision?part=examination' },
    { login: 'jiwei', address: () => '/supervision?part=consequences' },
  ],
  '/supervision/:id': [{ login: 'jiwei', address: ({ inspection }) => `/supervision/${inspection}` }],
  '/people': [{ login: 'limin' }],
  '/people/:person': [{ login: 'limin', address: ({ person }) => `/people/${person}` }],
  '/visits': [{ login: 'qingliu' }],
  '/child-cards': [{ login: 'qingliu-ertong' }],
  '/clues': [{ login: 'qingliu' }, { login: 'limin' }],
  '/applications': [{ login: 'qingliu' }, { login: 'limin' }],
  '/patrols': [{ login: 'limin' }, { login: 'qingliu' }],
  '/carers': [{ login: 'qingliu' }],
  '/duties': [
    { login: 'qingliu-shuji' },
    { login: 'limin', address: () => '/duties?part=mechanisms' },
    { login: 'limin', address: () => '/duties?part=training' },
    { login: 'qingliu', address: () => '/duties?part=dangers' },
  ],
  '/dispatch': [{ login: 'chenzhen' }],
  '/dispatch/:issue': [{ login: 'limin', address: ({ issue }) => `/dispatch/${issue}` }],
  '/binder': [{ login: 'limin' }],
  '/lead-sheets': [{ login: 'qingliu', address: ({ lead }) => `/lead-sheets?lead=${lead}` }],
  '/papers/:problem': [{ login: 'limin', address: ({ problem }) => `/papers/${problem}` }],
  '/ledgers': [{ login: 'limin' }],
  '/ledgers/:ledger': [{ login: 'limin', address: () => '/ledgers/dibao_family' }],
  '/admin': [{ login: 'limin' }],
  '/import': [{ login: 'limin' }],
}

interface Ids {
  lead: string
  problem: string
  inspection: string
  person: string
  issue: string
}
const ids: Partial<Ids> = {}

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  const post = async <T>(login: string, path: string, data: unknown = {}): Promise<T> => {
    const page = await town.signIn(login)
    const answer = await page.request.post(`${town.url}${path}`, { headers: { 'x-doudi': '1' }, data })
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
    const read = (await answer.json()) as T
    await page.context().close()
    return read
  }
  const { lead, person } = await perform(town.installation, commandLineActor(), async ({ tx }) =>
    tx
      .selectFrom('lead')
      .innerJoin('person', 'person.person_id', 'lead.person_id')
      .select(['lead.lead_id as lead', 'person.person_id as person'])
      .where('lead.check_id', '=', 'paid-after-death')
      .where('lead.division', '=', 'aaaa')
      .executeTakeFirstOrThrow(),
  )
  const { problem } = await post<{ problem: string }>('limin', '/api/problems', {
    source: 'audit',
    sourceNumber: '审计第14号',
    title: '2026 年入户调查表只有一人签字',
    division: 'aaaa',
    area: 'dibao',
  })
  const { inspection } = await post<{ inspection: string }>('jiwei', '/api/inspections', { kind: 'secret_visit', title: '夜访街面', on: '2026-10-19' })
  const { issue } = await post<{ issue: string }>('limin', '/api/dispatch')
  Object.assign(ids, { lead, person, problem, inspection, issue })
})

/** Waits until nothing is under way: no request, no page that still says it is loading. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.getByRole('main').first().waitFor()
  await expect.poll(() => page.getByText(/^正在.*…$/).count(), { timeout: 15_000 }).toBe(0)
  await page.waitForLoadState('networkidle')
}

/** What axe finds against WCAG 2.2 AA, one line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } }).then(({ violations }) => violations)`,
  )) as AxeResults['violations']
  return found.map(
    (each) =>
      `${each.id} (${each.impact ?? ''}): ${each.nodes
        .map((node) => `${node.target.join(' ')} ${node.html.slice(0, 120)}`)
        .slice(0, 3)
        .join(' | ')}`,
  )
}

const routes = [...readFileSync(new URL('../../src/web/routes.tsx', import.meta.url), 'utf8').matchAll(/path: '(\/[^']*)'/g)]
  .map(([, path]) => path ?? '')
  .filter((path) => path !== '/gallery')

test('every page has somebody who looks at it here', () => {
  expect(Object.keys(visits).sort()).toEqual([...routes].sort())
})

describe.each(widths)('at $width', (size) => {
  test.each(routes)('%s opens without an error, can be read by everybody, and does not scroll sideways', async (route) => {
    const wrong: string[] = []
    for (const { login, address } of visits[route] ?? []) {
      const path = address?.(ids as Ids) ?? route
      const page = await town.signIn(login, size)
      page.on('pageerror', (error) => wrong.push(`${login} ${path}: ${error.message}`))
      page.on('response', (answer) => {
        if (answer.status() >= 400) wrong.push(`${login} ${path}: ${answer.status()} ${new URL(answer.url()).pathname}`)
      })
      await page.goto(`${town.url}${path}`)
      await settle(page)
      const name = `${size.width}-${login}${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'one').replaceAll(/[/?=&]/g, '_')}.png`
      await page.screenshot({ path: join(pictures, name) })
      wrong.push(...(await violations(page)).map((each) => `${login} ${path}: ${each}`))
      const [inner, outer] = await page
        .evaluate('[document.documentElement.scrollWidth, document.documentElement.clientWidth]')
        .then((read) => read as [number, number])
      if (inner > outer) wrong.push(`${login} ${path}: ${inner} px wide in ${outer}`)
      await page.context().close()
    }
    expect(wrong).toEqual([])
  })
})
