import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { handedDown, handedDownFile } from './handed-down.ts'
import { familyRoster, memberRoster } from './files-families.ts'
import { childrenRoster, disabilitySubsidies, leftBehindRoster, tekunFamilies, tekunPersons } from './files-rosters.ts'
import { keptFiles } from './files-kept.ts'
import { paymentFiles } from './files-payments.ts'
import { referenceFiles } from './files-reference.ts'
import { makeTown } from './make-town.ts'
import type { TownWish } from './make-town.ts'
import { Mess } from './mess.ts'
import type { FamilyProgram } from './model.ts'
import { firstMonth, lastMonth, nextMonth } from './payments.ts'
import { planDocument } from './plan-document.ts'
import { communitiesOf, townSizes } from './places.ts'
import { Random } from './random.ts'
import { rules } from './rules.ts'
import { fileBytes } from './table.ts'
import type { TableFile } from './table.ts'
import type { Planted } from './truth.ts'

export interface SampleTown {
  /** Written paths relative to the folder, with `/`. */
  files: string[]
  truthFile: string
}

/** What `truth.json` holds; only tests read it. */
export interface Truth {
  seed: number
  date: string
  planted: Planted[]
  /** After next month's roster: whose closed matter comes back, whose ended for good. */
  nextMonth: { month: string; reappears: string[]; stopped: string[] }
}

/** The day on which everything of the town is looked at. */
export const sampleDate = '2026-10-20'

/**
 * Writes the invented town 青禾镇: `方案.docx`, `files/` (rosters, payments, ledgers, reference lists), `manifest.json`, `standards.json`,
 * `handed-down/` (the county's table), `next-month/` (rosters and payments of October with their own manifest), `truth.json`.
 * The same seed and wish write the same bytes.
 */
export async function writeSampleTown(folder: string, seed: number, wish: TownWish = {}): Promise<SampleTown> {
  return writeTown(folder, { seed, wish, isVariant: false })
}

/** The same content as `writeSampleTown` of that seed, saved by somebody else: rows shuffled, columns moved, inline strings, other looks, no merges. */
export async function writeVariant(folder: string, seed: number): Promise<SampleTown> {
  return writeTown(folder, { seed, wish: {}, isVariant: true })
}

async function writeTown(folder: string, { seed, wish, isVariant }: { seed: number; wish: TownWish; isVariant: boolean }): Promise<SampleTown> {
  await mkdir(folder, { recursive: true })
  const { register, payments, planted, nextMonth: expected, oldIds } = makeTown(seed, wish)
  const mess = new Mess(new Random(seed + 1))
  const { town } = register
  // Rosters come by the quarter; August stands beside September, since some checks ask about two months in a row.
  const rosterMonths = ['2025-12', '2026-03', '2026-06', '2026-08', lastMonth]
  const familyRosters = (program: FamilyProgram, month: string): TableFile[] => [
    familyRoster(town, mess, { program, month }),
    memberRoster(town, mess, { program, month }),
  ]
  const all: TableFile[] = [
    ...rosterMonths.flatMap((month) => familyRosters('dibao', month)),
    tekunPersons(town, mess, { month: '2025-12', oldIds }),
    tekunFamilies(town, mess, lastMonth),
    tekunPersons(town, mess, { month: lastMonth, oldIds }),
    disabilitySubsidies(town, mess, { month: '2026-03', ending: 'xls' }),
    disabilitySubsidies(town, mess, { month: '2026-06', ending: 'csv' }),
    disabilitySubsidies(town, mess, { month: lastMonth, ending: 'xlsx' }),
    childrenRoster(town, mess, { month: '2020-06', program: 'orphan' }),
    ...['2026-06', lastMonth].flatMap((month) => [
      childrenRoster(town, mess, { month, program: 'orphan' }),
      childrenRoster(town, mess, { month, program: 'unattended_child' }),
    ]),
    leftBehindRoster(town, mess, lastMonth),
    ...(['marginal', 'rigid'] as const).flatMap((program) => ['2026-08', lastMonth].flatMap((month) => familyRosters(program, month))),
    ...paymentFiles(payments, mess, { from: firstMonth, to: lastMonth }),
    ...keptFiles(town, mess),
    ...referenceFiles(register, mess),
  ]
  // Nobody hands in an empty list, unless it says for which months nobody is on it.
  const tables = all.filter((table) => table.covers !== undefined || table.sheets.some((sheet) => sheet.rows.length > 0))
  const next: TableFile[] = [...familyRosters('dibao', nextMonth), ...paymentFiles(payments, mess, { from: nextMonth, to: nextMonth })]
  const layout = isVariant ? { random: new Random(seed + 2) } : null
  const contents = new Map<string, Uint8Array | string>()
  for (const table of tables) contents.set(`files/${table.file}`, fileBytes(table, layout))
  for (const table of next) contents.set(`next-month/${table.file}`, fileBytes(table, layout))
  contents.set(handedDownFile, handedDown(register, planted))
  const plan = planDocument()
  if (plan !== null) contents.set('方案.docx', plan)
  const divisions = communitiesOf(townSizes[wish.size ?? 'demo']).map((community) => community.name)
  contents.set('manifest.json', manifest(tables, { folder: 'files/', divisions }))
  contents.set('next-month/manifest.json', manifest(next, { folder: '', divisions }))
  contents.set('standards.json', json({ standards: rules }))
  const truth: Truth = { seed, date: sampleDate, planted, nextMonth: expected }
  contents.set('truth.json', json(truth))
  for (const [name, content] of contents) {
    const target = path.join(folder, ...name.split('/'))
    await mkdir(path.dirname(target), { recursive: true })
    await writeFile(target, content)
  }
  return { files: [...contents.keys()], truthFile: path.join(folder, 'truth.json') }
}

function manifest(tables: readonly TableFile[], { folder, divisions }: { folder: string; divisions: string[] }): string {
  return json(
    tables.map(({ file, ledger, period, covers, authority }) => ({
      file: folder + file,
      ledger,
      ...(period === undefined ? {} : { period }),
      ...(covers === undefined ? {} : { covers: { ...covers, divisions } }),
      ...(authority === undefined ? {} : { authority }),
    })),
  )
}

function json(content: unknown): string {
  return `${JSON.stringify(content, null, 1)}\n`
}
