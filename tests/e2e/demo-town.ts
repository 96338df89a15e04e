import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import { demoDate, demoPassword } from '#src/commands/prepare-demo.ts'
import { fixedClock } from '#src/platform/clock.ts'
import { openDataFolder } from '#src/platform/data-folder.ts'
import { commandLineActor, perform, type Installation } from '#src/platform/installation.ts'
import { createLog } from '#src/platform/log.ts'
import { connect } from '#src/platform/postgres/database.ts'
import { runNextTask } from '#src/platform/tasks.ts'
import { startServer } from '#src/server.ts'
import { taskKinds } from '#src/tasks.ts'
import { launchBrowser } from '../support/browser.ts'

export interface DemoTown {
  url: string
  sample: string
  installation: Installation
  /** A page signed in as one of the demo's people, 1440 × 900 unless told. */
  signIn: (login: string, size?: { width: number; height: number }) => Promise<Page>
  /** Events of one action, newest last: what a story asserts beside the changed row. */
  eventsOf: (action: string) => Promise<{ actor_name: string; object_id: string; role: string; reason: string | null; after: unknown }[]>
  /** Moves the town's fixed date. */
  setToday: (date: string) => void
}

/** Gives a story file its own clone of the demo town, served with a worker and a real browser. */
export function useDemoTown(): DemoTown {
  const town: Partial<DemoTown> = {}
  let browser: Browser | undefined
  let end: (() => Promise<void>) | undefined
  beforeAll(async () => {
    const { cluster, folder, sample } = inject('demo')
    const name = `story_${randomBytes(5).toString('hex')}`
    const owner = new pg.Client({ connectionString: cluster.url })
    await owner.connect()
    await owner.query(`create database ${name} template demo`)
    await owner.end()
    const root = mkdtempSync(join(tmpdir(), 'doudi-story-'))
    cpSync(folder, root, { recursive: true })
    const database = connect(cluster.url.replace(/\/postgres$/, `/${name}`), cluster.secrets)
    let clock = fixedClock(demoDate)
    const installation: Installation = {
      folder: openDataFolder(root),
      database,
      clock: { now: () => clock.now(), today: () => clock.today(), isFixed: true },
      log: createLog('error'),
      isOwner: true,
      secret: '',
      publishPort: () => undefined,
      close: () => Promise.resolve(),
    }
    const server = await startServer(installation, { port: 0, host: '127.0.0.1', withWorker: false })
    const kinds = taskKinds({ isRunFollowing: true })
    let isStopping = false
    const working = (async () => {
      while (!isStopping) if (!(await runNextTask(installation, kinds))) await new Promise((resolve) => setTimeout(resolve, 100))
    })()
    browser = await launchBrowser()
    const running = browser
    Object.assign(town, {
      url: server.url,
      sample,
      installation,
      setToday: (date: string) => (clock = fixedClock(date)),
      signIn: async (login: string, size = { width: 1440, height: 900 }) => {
        const context = await running.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
        // Two cores run everything at once: slow is no failure.
        context.setDefaultTimeout(60_000)
        const answer = await context.request.post(`${server.url}/api/session`, { headers: { 'x-doudi': '1' }, data: { login, password: demoPassword } })
        if (!answer.ok()) throw new Error(`${login} could not sign in: ${await answer.text()}`)
        return context.newPage()
      },
      eventsOf: (action: string) =>
        perform(installation, commandLineActor(), ({ tx }) => tx.selectFrom('event').selectAll().where('action', '=', action).orderBy('event_id').execute()),
    } satisfies DemoTown)
    end = async () => {
      isStopping = true
      await working
      await running.close()
      await server.close()
      await database.close()
      rmSync(root, { recursive: true, force: true })
    }
  })
  afterAll(async () => end?.())
  return town as DemoTown
}
