import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { makeCampaign, readPlan } from '../features/campaigns/index.ts'
import { Problem } from '../platform/problems.ts'
import { commandLineActor, perform } from '../platform/installation.ts'
import { print, withInstallation, type AddCommand } from './command.ts'
import { ensureInstallation } from './import.ts'

/** Reads a plan; with `--data` it becomes a campaign. */
export const addPlan: AddCommand = (program, config) => {
  program
    .command('plan')
    .description('读方案；带 --data 则建成专项行动')
    .argument('<file>', '方案文件（txt、docx、doc、pdf）')
    .option('--data <folder>', '数据目录')
    .option('--json', '只输出 JSON')
    .action(async (file: string, options: { data?: string; json?: boolean }) => {
      const bytes = readBytes(file)
      const { plan } = await readPlan(bytes, basename(file))
      if (options.data !== undefined) {
        await withInstallation(options.data, config, async (installation) => {
          await ensureInstallation(installation)
          await perform(installation, commandLineActor(), (work) => makeCampaign(work, installation.folder, { name: basename(file), bytes }))
        })
      }
      print(options.json === true, plan, () => [
        `${plan.title ?? '（没有标题）'}  ${plan.issueNumber ?? ''}  ${plan.date ?? ''}`,
        ...plan.areas.flatMap((area) => [`${area.title}`, ...area.items.map((item) => `  ${item.no ?? '（残缺）'} ${item.text.slice(0, 40)}`)]),
        ...plan.stages.map((stage) => `阶段 ${stage.no} ${stage.name} ${stage.start ?? '?'} 至 ${stage.end ?? '?'}`),
        ...plan.safeguards.map((each) => `保障 ${each.no} ${each.title}`),
        ...plan.warnings.map((warning) => `请看 ${warning.where}：${warning.message}`),
      ])
    })
}

/** The bytes of a file named on the command line, or a sentence that says it is not there. */
export function readBytes(file: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(file))
  } catch {
    throw new Problem('unreadable_file', `没有找到“${file}”。`)
  }
}
