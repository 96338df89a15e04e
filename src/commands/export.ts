import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { exportLeads } from '../features/leads/index.ts'
import { dispatchWorkbook, freezeDispatch, getIssue, presentDispatch } from '../features/papers/index.ts'
import { exportLedger } from '../features/problems/index.ts'
import { commandLineActor, perform, type Installation } from '../platform/installation.ts'
import type { Work } from '../platform/events.ts'
import { createPorts } from '../ports/create-ports.ts'
import { print, readBy, withInstallation, type AddCommand } from './command.ts'

const kinds = ['problems', 'leads', 'dispatch'] as const

/** Writes what the town hands on as .xlsx: ids masked; the export is an event. */
export const addExport: AddCommand = (program, config) => {
  program
    .command('export')
    .description('导出 problems（问题台账）、leads（疑点清单）、dispatch（调度表，冻结新的一期）')
    .argument('<what>', 'problems、leads 或 dispatch', readBy(z.enum(kinds, '可以导出 problems、leads、dispatch')))
    .requiredOption('--out <file>', '写到这个 .xlsx')
    .option('--data <folder>', '数据目录')
    .option('--json', '只输出 JSON')
    .action(async (what: (typeof kinds)[number], options: { out: string; data?: string; json?: boolean }) => {
      const bytes = await withInstallation(options.data, config, (installation) =>
        perform(installation, commandLineActor(), (work) => bytesOf(what, work, installation)),
      )
      mkdirSync(dirname(options.out), { recursive: true })
      writeFileSync(options.out, bytes)
      print(options.json === true, { what, out: options.out, bytes: bytes.length }, () => [`已写到 ${options.out}`])
    })
}

async function bytesOf(what: (typeof kinds)[number], work: Work, installation: Installation): Promise<Uint8Array> {
  const ports = createPorts(installation.folder)
  if (what === 'problems') return (await exportLedger(work, {})).bytes
  if (what === 'leads') return (await exportLeads(work, {}, ports.leads)).bytes
  const { title } = await presentDispatch(work)
  const issue = await getIssue(work, (await freezeDispatch(work)).issue)
  return dispatchWorkbook(title, issue.table, issue)
}
