import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { findTown } from '../features/accounts/index.ts'
import { createInstallation } from '../features/accounts/index.ts'
import {
  expandPaths,
  importTask,
  ledgerName,
  month,
  readAuthority,
  readManifest,
  type Choices,
  type FileToImport,
  type ImportOutcome,
} from '../features/ledgers/index.ts'
import { commandLineActor, perform, unnamedTown, type Installation } from '../platform/installation.ts'
import { runTask } from '../platform/tasks.ts'
import { print, readBy, say, withInstallation, type AddCommand } from './command.ts'

interface ImportFlags {
  manifest?: string
  ledger?: string
  period?: string
  authority?: string
  data?: string
  json?: boolean
}

/** Imports files and folders; `--data` on a new folder makes an installation without questions. */
export const addImport: AddCommand = (program, config) => {
  program
    .command('import')
    .description('导入台账和名单')
    .argument('<paths...>', '文件或文件夹')
    .option('--manifest <file>', '清单 JSON：哪个文件是哪本台账、管哪些月份、谁给的')
    .option('--ledger <name>', '指定台账', readBy(ledgerName))
    .option('--period <month>', '指定月份，如 2026-10', readBy(month))
    .option('--authority <text>', '参照名单的依据："谁给的;凭什么;作什么用;保留到哪天"')
    .option('--data <folder>', '数据目录')
    .option('--json', '只输出 JSON')
    .action(async (paths: string[], flags: ImportFlags) => {
      const files = filesOf(paths, flags)
      const outcome = await withInstallation(flags.data, config, async (installation) => {
        await ensureInstallation(installation)
        return importAll(installation, files)
      })
      print(flags.json === true, outcome, () => summary(outcome))
      if (outcome.files.every((file) => file.state !== 'imported' && file.state !== 'duplicate')) process.exitCode = 1
    })
}

function filesOf(paths: readonly string[], flags: ImportFlags): FileToImport[] {
  const manifest = flags.manifest ? readManifest(flags.manifest) : new Map<string, Choices>()
  const authority = flags.authority ? readAuthority(flags.authority) : undefined
  for (const path of manifest.keys()) if (!existsSync(path)) say(`清单里的“${path}”不在，已略过。`)
  const isManifest = (path: string): boolean => flags.manifest !== undefined && resolve(flags.manifest) === path
  return expandPaths(paths)
    .filter(({ path }) => !isManifest(path))
    .map(({ path, name }) => {
      const stated = manifest.get(path)
      return {
        path,
        name,
        choices: {
          ...stated,
          ...(flags.ledger ? { ledger: flags.ledger } : {}),
          ...(flags.period ? { period: flags.period } : {}),
          ...(authority ? { authority } : {}),
        },
      }
    })
}

/** Imports as the command line: progress on stderr, by the owner's worker when the folder is being served. */
export function importAll(installation: Installation, files: readonly FileToImport[]): Promise<ImportOutcome> {
  let last = ''
  return runTask(installation, importTask, {
    input: { files: [...files], mayAddDivisions: true },
    actor: commandLineActor(),
    onProgress: ({ file, done, of }) => {
      if (typeof file !== 'string') return
      const line = `${String(done)}/${String(of)} ${file}`
      if (line !== last) say(line)
      last = line
    },
  })
}

/** A new folder becomes an installation; its town is named by the first plan. */
export async function ensureInstallation(installation: Installation): Promise<void> {
  await perform(installation, commandLineActor(), async (work) => {
    if (!(await findTown(work))) await createInstallation(work, { town: unnamedTown, communities: [] })
  })
}

const stateWords = { imported: '已导入', duplicate: '内容相同，没有重复导入', unclear: '认不出是哪本台账', refused: '没有导入', skipped: '不是表格，跳过' }

function summary({ files, addedDivisions }: ImportOutcome): string[] {
  const lines = files.map(
    ({ file, sheet, ledger, state, why, rows }) =>
      `${stateWords[state]}  ${file}${sheet ? ` · ${sheet}` : ''}  ${ledger ?? ''}  读到 ${rows.seen} 行 = 可导入 ${rows.accepted} + 待修正 ${rows.problems} + 不是数据 ${rows.notData}${state === 'imported' || state === 'duplicate' ? '' : `  ${why}`}`,
  )
  if (addedDivisions.length > 0) lines.push(`新认出社区 ${addedDivisions.length} 个：${addedDivisions.join('、')}`)
  for (const { file, sheet, notes } of files) for (const note of notes) lines.push(`  ${file} · ${sheet}：${note}`)
  for (const file of files)
    for (const remark of file.problems.slice(0, 5)) lines.push(`  ${file.file} · ${remark.sheet} 第 ${remark.row} 行 ${remark.column ?? ''}：${remark.message}`)
  return lines
}
