import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { fork, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { actorOfToken } from './features/accounts/index.ts'
import { createFeatures } from './features.ts'
import { checkCatalog, queueDailyRun } from './features/checks/index.ts'
import { destroyExpired, sweepLake } from './features/ledgers/index.ts'
import { examineNightly } from './features/supervision/index.ts'
import { createServer } from './platform/http/server.ts'
import { perform, sealEvents, systemActor, writeAnchor, type Installation } from './platform/installation.ts'
import { sendRun } from './ports/create-ports.ts'

export const webFolder = fileURLToPath(new URL('../dist/web', import.meta.url))

export interface RunningServer {
  url: string
  close: () => Promise<void>
}

/**
 * Serves the pages and the API, seals events each second, writes an anchor each day, and keeps the worker alive.
 * `isRunFollowing`: a run follows what changed and looks each day.
 */
export async function startServer(
  installation: Installation,
  { port, host, withWorker, isRunFollowing = false }: { port: number; host: string; withWorker: boolean; isRunFollowing?: boolean },
): Promise<RunningServer> {
  if (withWorker) await sweepLake(installation)
  await destroyExpired(installation)
  const app = createServer({ installation, features: createFeatures(installation.folder, { isRunFollowing }), actorOf: actorOfToken })
  app.use('*', async (c, next) => {
    await next()
    c.header('content-security-policy', "default-src 'self'; img-src 'self' blob: data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'")
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'same-origin')
  })
  if (existsSync(webFolder)) {
    app.use('/assets/*', async (c, next) => {
      c.header('cache-control', 'public, max-age=31536000, immutable')
      await next()
    })
    // A page's address answers index.html, which must be asked for anew after an update.
    app.use('*', async (c, next) => {
      await next()
      if (c.res.headers.get('content-type')?.startsWith('text/html')) c.header('cache-control', 'no-cache')
    })
    app.use('*', serveStatic({ root: webFolder }))
    // Any other address is a page of the browser's own router.
    app.get('*', serveStatic({ root: webFolder, path: 'index.html' }))
  }
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const running = serve({ fetch: app.fetch, port, hostname: host }, () => resolve(running))
  })
  const address = server.address()
  const actualPort = address && typeof address === 'object' ? address.port : port
  installation.publishPort(actualPort)
  // About a second of reading, done before the first page asks for it.
  setImmediate(() => {
    try {
      checkCatalog()
    } catch (error) {
      installation.log.error({ err: error }, 'catalogue')
    }
  })
  const worker = withWorker ? keepWorker(installation) : undefined
  let sealing: Promise<unknown> = Promise.resolve()
  const lookNightly = async (): Promise<void> => {
    await examineNightly(installation)
    if (isRunFollowing) await perform(installation, systemActor(), (work) => queueDailyRun(work, { sendRun }))
  }
  // A town that switches its computer off at night looks in the morning.
  if (withWorker) void lookNightly().catch((error: unknown) => installation.log.error({ err: error }, 'nightly look'))
  const sealer = setInterval(() => {
    sealing = sealing.then(() => sealEvents(installation.database.sealer)).catch((error: unknown) => installation.log.error({ err: error }, 'sealing'))
  }, 1_000)
  const daily = async (): Promise<void> => {
    await writeAnchor(installation.folder, installation.database)
    await destroyExpired(installation)
    await lookNightly()
  }
  const anchor = setInterval(() => void daily().catch((error: unknown) => installation.log.error({ err: error }, 'daily work')), 24 * 3_600_000)
  return {
    url: `http://${host === '0.0.0.0' ? 'localhost' : host}:${actualPort}`,
    close: async () => {
      clearInterval(sealer)
      clearInterval(anchor)
      await sealing
      await worker?.stop()
      await new Promise((resolve) => {
        server.close(resolve)
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
    },
  }
}

function keepWorker(installation: Installation): { stop: () => Promise<void> } {
  let isStopping = false
  let child: ChildProcess
  const start = (): void => {
    child = fork(fileURLToPath(new URL('worker.ts', import.meta.url)), [installation.folder.root], { execArgv: ['--max-old-space-size=3072'] })
    child.on('exit', () => {
      if (!isStopping) setTimeout(start, 500)
    })
  }
  start()
  return {
    stop: () => {
      isStopping = true
      return new Promise((resolve) => {
        const kill = setTimeout(() => child.kill('SIGKILL'), 5_000)
        child.on('exit', () => {
          clearTimeout(kill)
          resolve()
        })
        if (child.exitCode !== null || !child.kill('SIGTERM')) resolve()
      })
    },
  }
}
