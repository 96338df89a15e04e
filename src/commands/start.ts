import { findTown, isFirstStart } from '../features/accounts/index.ts'
import { openInstallation, perform, systemActor } from '../platform/installation.ts'
import { startServer } from '../server.ts'
import { buildPages } from './build-pages.ts'
import { readPort, say, type AddCommand } from './command.ts'

/** Serves a new or existing installation until it is told to stop. */
export const addStart: AddCommand = (program, config) => {
  program
    .command('start')
    .description('打开网页服务（新装时由网页建第一个管理员）')
    .option('--data <folder>', '数据目录')
    .option('--port <port>', '端口', readPort, config.port)
    .action(async (options: { data?: string; port: number }) => {
      await buildPages()
      const installation = await openInstallation(options.data ?? config.dataFolder, config)
      if (!installation.isOwner) {
        await installation.close()
        say('这个数据目录已经有一个兜底在运行。')
        process.exitCode = 1
        return
      }
      const server = await startServer(installation, { port: options.port, host: config.host, withWorker: true, isRunFollowing: config.isRunFollowing })
      const town = await perform(installation, systemActor(), async (work) => ((await isFirstStart(work)) ? undefined : findTown(work)))
      say(town ? `${town}的兜底已打开：${server.url}` : `兜底已打开：${server.url}\n请在网页上写镇名、建第一个管理员账号（没有默认口令）。`)
      await untilStopped()
      await server.close()
      await installation.close()
    })
}

/** Resolves at Ctrl+C or when the parent asks the process to end; both may tell it, and what follows is not cut off by the second. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.on('SIGINT', () => resolve()).on('SIGTERM', () => resolve())
  })
}
