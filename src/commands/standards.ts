import { basename } from 'node:path'
import { importStandards, sayStandardProblem } from '../features/checks/index.ts'
import { commandLineActor, perform } from '../platform/installation.ts'
import { print, withInstallation, type AddCommand } from './command.ts'
import { ensureInstallation } from './import.ts'
import { readBytes } from './plan.ts'

/** Takes the town's dated standards from JSON or .xlsx, row by row; what is wrong with a row is said with its number. */
export const addStandards: AddCommand = (program, config) => {
  program
    .command('standards')
    .description('导入镇里写明依据的标准与时限')
    .argument('<file>', 'JSON 或 .xlsx')
    .option('--data <folder>', '数据目录')
    .option('--json', '只输出 JSON')
    .action(async (file: string, options: { data?: string; json?: boolean }) => {
      const given = { name: basename(file), bytes: readBytes(file) }
      const result = await withInstallation(options.data, config, async (installation) => {
        await ensureInstallation(installation)
        return perform(installation, commandLineActor(), (work) => importStandards(work, given))
      })
      print(options.json === true, result, () => [
        `新增 ${result.added} 行，${result.known} 行已有${result.problems.length > 0 ? `；${result.problems.length} 处不对，这些行没有写入，改好后再导入一次` : ''}。`,
        ...result.problems.map(sayStandardProblem),
      ])
    })
}
