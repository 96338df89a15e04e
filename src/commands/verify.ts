import { readAnchors, sealEvents, verifyEvents } from '../platform/installation.ts'
import { print, withInstallation, type AddCommand } from './command.ts'

/** Recomputes the chain of sealed events; exit 1 when something was changed or cut off. */
export const addVerify: AddCommand = (program, config) => {
  program
    .command('verify')
    .description('重算事件链，看有没有被改动')
    .option('--data <folder>', '数据目录')
    .option('--json', '只输出 JSON')
    .action(async (options: { data?: string; json?: boolean }) => {
      const result = await withInstallation(options.data, config, async ({ database, folder, isOwner }) => {
        if (isOwner) await sealEvents(database.sealer)
        return verifyEvents(database.sealer, readAnchors(folder))
      })
      print(options.json === true, result, () => [
        result.ok
          ? `事件链完好：${result.events} 条事件，${result.sealed} 条已封，${result.unsealed} 条待封。`
          : `事件链被动过：${result.broken.length} 处不符。`,
        ...result.broken.map((each) => `  第 ${each.no} 号封条（事件 ${each.eventId}）：${each.why}`),
      ])
      if (!result.ok) process.exitCode = 1
    })
}
