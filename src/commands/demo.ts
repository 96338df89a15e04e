import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findOwner, openDataFolder } from '../platform/data-folder.ts'
import { openInstallation } from '../platform/installation.ts'
import { Problem } from '../platform/problems.ts'
import { startServer } from '../server.ts'
import { buildPages } from './build-pages.ts'
import { readPort, say, type AddCommand } from './command.ts'
import { reportLines } from './check.ts'
import { untilStopped } from './start.ts'

const demoFolder = fileURLToPath(new URL('../../.doudi/demo', import.meta.url))

/** Makes the sample town anew, does the main road's first half for real, prints what came out, and serves it. */
export const addDemo: AddCommand = (program, config) => {
  program
    .command('demo')
    .description('用虚构的青禾镇试一试')
    .option('--data <folder>', '数据目录', demoFolder)
    .option('--port <port>', '端口', readPort, config.port)
    .option('--json', '最后一行输出各步用时的 JSON')
    .action(async (options: { data: string; port: number; json?: boolean }) => {
      // The sample town is not needed by any other command.
      const { demoAccounts, demoPassword, prepareDemo } = await import('./prepare-demo.ts')
      const steps: Record<string, number> = {}
      const started = performance.now()
      const timed = async <T>(name: string, work: Promise<T>): Promise<T> => {
        const from = performance.now()
        const result = await work
        steps[name] = Math.round(performance.now() - from)
        return result
      }
      if (findOwner(openDataFolder(options.data))) throw new Problem('busy', '演示已经开着，请先关掉它（Ctrl+C）。')
      rmSync(options.data, { recursive: true, force: true })
      const pages = timed('pages', buildPages())
      const installation = await timed('database', openInstallation(options.data, config))
      const outcome = await prepareDemo(installation, { folder: join(options.data, 'sample'), timed, say })
      await pages
      const server = await startServer(installation, { port: options.port, host: config.host, withWorker: true, isRunFollowing: config.isRunFollowing })
      steps['total'] = Math.round(performance.now() - started)
      const lines = [
        '',
        ...reportLines(outcome),
        '',
        `疑点 ${outcome.counts.new} 条。演示日期固定在 2026-10-20。用时 ${(steps['total'] / 1000).toFixed(1)} 秒。`,
        `打开 ${server.url} ，口令都是 ${demoPassword}`,
        ...demoAccounts.filter((account) => account.isShown).map((account) => `  ${account.login.padEnd(14)} ${account.title}`),
        '按 Ctrl+C 关闭。',
      ]
      process.stdout.write(`${lines.join('\n')}\n`)
      if (options.json === true) process.stdout.write(`${JSON.stringify({ url: server.url, steps })}\n`)
      await untilStopped()
      await server.close()
      await installation.close()
    })
}
