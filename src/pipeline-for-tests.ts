import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkTask, type CheckOutcome } from './check-task.ts'
import { checkDigit } from './domain/citizen-id.ts'
import { createInstallation } from './features/accounts/index.ts'
import { checkCatalog } from './features/checks/index.ts'
import { type FileToImport, importTask, type ImportOutcome } from './features/ledgers/index.ts'
import { writeWorkbook } from './platform/files/write-workbook.ts'
import { commandLineActor, perform, type Installation } from './platform/installation.ts'
import { runTask, sendTask } from './platform/tasks.ts'

export type Cell = string | number | null

/** One file as a clerk would bring it. */
export interface Brought {
  name: string
  ledger: string
  headings: readonly string[]
  rows: readonly (readonly Cell[])[]
  covers?: { from: string; to: string }
  period?: string
  /** A list of others needs its authority; the day until which it may be kept. */
  until?: string
}

export interface Pipeline {
  bring: (...files: Brought[]) => Promise<ImportOutcome['files']>
  /** Queues their import for a worker, as the page does. */
  send: (...files: Brought[]) => Promise<string>
  check: () => Promise<CheckOutcome>
  leads: () => Promise<{ number: string; name: string; check: string | null; outcome: string; state: string; months: string[]; evidence: number }[]>
}

/** A fictional id with a right check digit. */
export function idOf(n: number): string {
  const first = `99910119500${String(1 + (n % 9))}${String(10 + (n % 19))}${String(100 + n)}`
  return first + checkDigit(first)
}

/** A town of two communities whose lists are imported and checked as the product does it; only the named checks are switched on. */
export async function newPipeline(installation: Installation, checks: readonly string[]): Promise<Pipeline> {
  const actor = commandLineActor()
  await perform(installation, actor, (work) => createInstallation(work, { town: '青禾镇', communities: ['青柳社区', '桥头社区'] }))
  const off = checkCatalog().checks.flatMap(({ check }) =>
    checks.includes(check) ? [] : [{ check_id: check, is_on: false, updated_by: 'test', updated_at: installation.clock.now() }],
  )
  await perform(installation, actor, ({ tx }) => tx.insertInto('check_setting').values(off).execute())
  const folder = join(installation.folder.work, 'brought')
  mkdirSync(folder, { recursive: true })
  let no = 0
  const written = (files: readonly Brought[]): FileToImport[] =>
    files.map(({ name, ledger, headings, rows, covers, period, until }) => {
      const path = join(folder, `${(no += 1)}-${name}`)
      if (name.endsWith('.csv')) writeFileSync(path, [headings, ...rows].map((row) => row.map((cell) => cell ?? '').join(',')).join('\r\n'))
      else
        writeFileSync(
          path,
          writeWorkbook({
            sheets: [
              {
                name: 'Sheet1',
                title: name.replace(/\.xlsx$/, ''),
                columns: headings.map((heading) => ({ heading, width: 12, kind: 'text' as const })),
                rows: rows.map((row) => [...row]),
              },
            ],
          }),
        )
      const authority = until === undefined ? {} : { authority: { giver: '县殡葬所', basis: '县函1号', purpose: '核查', until } }
      return { path, name, choices: { ledger, ...(period ? { period } : {}), ...(covers ? { covers: { ...covers, divisions: null } } : {}), ...authority } }
    })
  return {
    bring: async (...files) => (await runTask(installation, importTask, { input: { files: written(files), mayAddDivisions: false }, actor })).files,
    send: (...files) => perform(installation, actor, (work) => sendTask(work, importTask, { files: written(files), mayAddDivisions: false })),
    check: () => runTask(installation, checkTask, { input: {}, actor }),
    leads: () =>
      perform(installation, actor, async ({ tx }) => {
        const rows = await tx.selectFrom('lead').selectAll().orderBy('number').execute()
        return rows.map((row) => ({
          number: row.number,
          name: row.subject_name,
          check: row.check_id,
          outcome: row.outcome,
          state: row.state,
          months: row.months,
          evidence: (row.evidence as unknown[]).length,
        }))
      }),
  }
}
