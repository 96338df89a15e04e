import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { ranges } from '../../domain/months.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Work } from '../../platform/events.ts'
import { keepByHash } from '../../platform/attachments.ts'
import { readWorkbook } from '../../platform/files/read-workbook.ts'
import type { Workbook } from '../../platform/files/workbook.ts'
import { perform, type Installation } from '../../platform/installation.ts'
import { Problem } from '../../platform/problems.ts'
import { addDivision } from '../accounts/index.ts'
import { ledgerDefinitions } from './catalog.ts'
import { besideOf, readEarlierRosters, tellEarlierRosters } from './earlier-rosters.ts'
import type { Cover, Intake, TakenRow } from './intake-shape.ts'
import { takeIn } from './intake.ts'
import { hintsOfChoices, type Choices } from './manifest.ts'
import { listKnownDivisions, rememberedMappings, rememberMapping, townHint } from './store.ts'
import { tellLeftOut } from './tell-left-out.ts'
import { tellListedBefore } from './tell-listed-before.ts'
import type { LedgerDefinition } from './understand/ledger-definition.ts'
import type { Hints, RowRemark, SheetReading } from './understand/reading.ts'
import { understandWorkbook } from './understand/understand-workbook.ts'

export interface FileToImport {
  /** Absolute path of the bytes. */
  path: string
  /** The name as the clerk knows it. */
  name: string
  choices: Choices
  mapping?: Record<number, string | null> | undefined
}

export interface ImportedSheet {
  file: string
  sheet: string
  ledger: string | null
  why: string
  period: string | null
  /** What the sheet speaks for: from the first to the last month, of them only those in `ranges`; no divisions: the whole town. */
  covers: { from: string; to: string; ranges: { from: string; to: string }[]; divisions: string[] } | null
  divisions: string[]
  batch: string | null
  state: 'imported' | 'duplicate' | 'unclear' | 'refused' | 'skipped'
  rows: { seen: number; accepted: number; problems: number; notData: number }
  problems: RowRemark[]
  flags: RowRemark[]
  /** What else is to be known of the sheet: no month, hidden or struck rows, colours, remarks that were not read. */
  notes: string[]
}

export interface ImportOutcome {
  files: ImportedSheet[]
  addedDivisions: string[]
}

export interface ImportOptions {
  files: readonly FileToImport[]
  /** The command line may add communities that rosters name; on the page the clerk is asked. */
  mayAddDivisions: boolean
  /** Called for each table that was taken, in its transaction. */
  imported?: ((work: Work, file: string) => Promise<void>) | undefined
  progress?: (progress: { done: number; of: number; file: string }) => void
  signal?: AbortSignal
}

interface ReadFile {
  file: FileToImport
  sha256: string
  bytes: Uint8Array
  workbook: Workbook | null
  readings: SheetReading[]
  failure: string | null
}

/** Every file below the given paths, in a stable order; Office's lock files and hidden files are left out. */
export function expandPaths(paths: readonly string[]): { path: string; name: string }[] {
  return paths.flatMap((given) => {
    const root = resolve(given)
    const walk = (path: string): string[] =>
      statSync(path).isDirectory()
        ? readdirSync(path)
            .filter((name) => !name.startsWith('.') && !name.startsWith('~$'))
            .sort()
            .flatMap((name) => walk(join(path, name)))
        : [path]
    try {
      return walk(root).map((path) => ({ path, name: statSync(root).isDirectory() ? relative(root, path).replaceAll('\\', '/') : basename(path) }))
    } catch {
      throw new Problem('unreadable_file', `没有找到“${given}”。`)
    }
  })
}

/**
 * Reads files, adds the communities that rosters name where that is allowed, and takes each file's tables into
 * their ledgers, one transaction each: a file that fails leaves the others untouched and nothing half-written.
 */
export async function importFiles(installation: Installation, actor: Actor, options: ImportOptions): Promise<ImportOutcome> {
  const { files, progress, signal } = options
  // A ledger's file that cannot be read is no fault of any of these: it ends the import at once, with its name.
  ledgerDefinitions()
  const read: ReadFile[] = []
  let known = await perform(installation, actor, listKnownDivisions)
  const remembered = await perform(installation, actor, rememberedMappings)
  const hintsOf = (file: FileToImport): Hints => toHints(file, known, remembered)
  for (const [at, file] of files.entries()) {
    signal?.throwIfAborted()
    progress?.({ done: at, of: files.length * 2, file: file.name })
    read.push(await readOne(file, hintsOf(file)))
  }
  const addedDivisions = options.mayAddDivisions ? unknownCommunities(read) : []
  if (addedDivisions.length > 0) {
    await perform(installation, actor, async (work) => {
      for (const name of addedDivisions) await addDivision(work, name)
    })
    known = await perform(installation, actor, listKnownDivisions)
    for (const each of read) {
      if (each.workbook && each.readings.some((reading) => reading.communities.some((community) => community.division === null))) {
        each.readings = understandWorkbook(each.workbook, basename(each.file.name), ledgerDefinitions(), hintsOf(each.file))
      }
    }
  }
  const nameOf = new Map(known.divisions.map((each) => [each.code, each.name]))
  const outcome: ImportedSheet[] = []
  for (const [at, each] of read.entries()) {
    signal?.throwIfAborted()
    progress?.({ done: files.length + at, of: files.length * 2, file: each.file.name })
    outcome.push(...(await takeFile({ installation, actor, each, nameOf, known, imported: options.imported })))
    each.workbook = null
    each.readings = []
  }
  return { files: outcome, addedDivisions }
}

type Known = Awaited<ReturnType<typeof listKnownDivisions>>

function toHints({ choices, mapping }: FileToImport, known: Known, remembered: NonNullable<Hints['rememberedMapping']>): Hints {
  return {
    knownDivisions: known.divisions,
    ...townHint(known.town),
    rememberedMapping: remembered,
    ...hintsOfChoices(choices),
    ...(mapping ? { mapping } : {}),
  }
}

async function readOne(file: FileToImport, hints: Hints): Promise<ReadFile> {
  const bytes = new Uint8Array(readFileSync(file.path))
  const base = { file, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
  try {
    const workbook = await readWorkbook(bytes, basename(file.name))
    return { ...base, workbook, readings: understandWorkbook(workbook, basename(file.name), ledgerDefinitions(), hints), failure: null }
  } catch (error) {
    if (error instanceof Problem) return { ...base, workbook: null, readings: [], failure: error.detail }
    throw error
  }
}

/** Communities that received ledgers name and the town does not know yet, in the order they appear. */
function unknownCommunities(read: readonly ReadFile[]): string[] {
  const names = new Map<string, string>()
  for (const reading of read.flatMap((each) => each.readings)) {
    const definition = ledgerDefinitions().find((each) => each.ledger === reading.ledger)
    if (reading.state !== 'ready' || definition?.owner !== 'received') continue
    for (const community of reading.communities) {
      if (community.division === null && !names.has(community.stem)) names.set(community.stem, community.name)
    }
  }
  return [...names.values()]
}

interface Taking {
  installation: Installation
  actor: Actor
  each: ReadFile
  nameOf: ReadonlyMap<string, string>
  known: Known
  imported: ImportOptions['imported']
}

async function takeFile({ installation, actor, each, nameOf, known, imported }: Taking): Promise<ImportedSheet[]> {
  const { file } = each
  if (each.failure !== null) return [{ ...emptySheet(file.name, ''), why: each.failure, state: 'skipped' }]
  const isOriginalKept = each.readings.every((reading) => !reading.hivFound)
  const results: ImportedSheet[] = each.readings
    .filter((reading) => reading.state !== 'ready')
    .map((reading) => ({ ...describe(file.name, reading, nameOf), state: reading.state === 'unclear' ? 'unclear' : 'skipped' }))
  const ready = Map.groupBy(
    each.readings.filter((reading) => reading.state === 'ready'),
    (reading) => reading.ledger,
  )
  for (const [ledger, readings] of ready) {
    const definition = ledgerDefinitions().find((candidate) => candidate.ledger === ledger)
    const [first] = readings
    if (!definition || !first) continue
    const sheets = readings.map((reading) => describe(file.name, reading, nameOf))
    const refusal = refusalOf({ definition, readings, choices: file.choices, known })
    if (refusal !== null) {
      results.push(...sheets.map((sheet) => ({ ...sheet, state: 'refused' as const, why: `${sheet.why}；${refusal}` })))
      continue
    }
    const periods = new Set(readings.map((reading) => reading.period))
    const intake: Intake = {
      definition,
      fileName: basename(file.name),
      fileSha256: each.sha256,
      isOriginalKept,
      sheet: readings.map((reading) => reading.sheet).join('、'),
      why: first.why,
      period: periods.size === 1 ? first.period : null,
      covers: coversOf(readings, known),
      rows: readings.flatMap((reading) => reading.rows.map((row): TakenRow => ({ sheet: reading.sheet, ...row }))),
      problems: readings.flatMap((reading) => reading.problems),
      flags: readings.flatMap((reading) => reading.flags),
      counts: sumCounts(readings),
      authority: file.choices.authority ?? null,
    }
    const earlier = await readEarlierRosters(installation, actor, intake)
    const taken = await perform(installation, actor, async (work) => {
      if (file.mapping) for (const reading of readings) await rememberMapping(work, reading)
      const result = await takeIn(installation, work, { ...intake, supplements: besideOf(earlier) })
      if (result.state === 'imported') {
        if (isOriginalKept) keepByHash(installation.folder.originals, each.bytes)
        await imported?.(work, intake.fileName)
      }
      return result
    })
    const listed =
      taken.state === 'imported'
        ? [
            ...(await tellListedBefore(installation, actor, intake, taken.batch)),
            ...(await tellLeftOut(installation, actor, intake, taken.batch)),
            ...tellEarlierRosters(earlier),
          ]
        : []
    results.push(
      ...sheets.map((sheet, at) => ({ ...sheet, notes: at === 0 ? [...sheet.notes, ...listed] : sheet.notes, batch: taken.batch, state: taken.state })),
    )
  }
  return results
}

interface Offered {
  definition: LedgerDefinition
  readings: readonly SheetReading[]
  choices: Choices
  known: Known
}

/** Why a list is not taken, with what to do; null when it is. */
function refusalOf({ definition, readings, choices, known }: Offered): string | null {
  if (definition.owner === 'reference' && !choices.authority) return '参照名单要写明谁给的、凭什么、作什么用、保留到哪天，才能导入'
  // A blank form laid in by mistake would make a missing list seem to be at hand, and say that nobody is on it.
  if (!choices.covers && readings.every((reading) => reading.rows.length === 0))
    return '一行也没有读进来，没有导入，不算有这份名单；确实一个人也没有的，请写明它管哪些月份和社区（清单里的 covers，网页上的月份）再导入'
  const strange = readings.flatMap(({ covers }) => covers?.divisions ?? []).find((name) => placeOf(name, known) === undefined)
  return strange === undefined
    ? null
    : `说它管到“${strange}”，那不是本镇的社区，没有导入；请照本镇社区的名字写：${known.divisions.map((each) => each.name).join('、')}`
}

/** The code of a community given by code or name, null for the whole town, undefined for what is none of ours. */
function placeOf(name: string, { town, divisions, stemOf }: Known): string | null | undefined {
  const found = divisions.find((each) => each.name === name || each.code === name || stemOf(each.name) === stemOf(name))
  return found?.code ?? (stemOf(name) === stemOf(town) ? null : undefined)
}

/** What a sheet covers, as ranges of months: of those between that none of its rows names it says nothing. */
function rangesOf({ covers, coveredMonths }: SheetReading): { from: string; to: string }[] {
  return coveredMonths !== null ? ranges(coveredMonths) : covers ? [{ from: covers.from, to: covers.to }] : []
}

/** What all sheets of one ledger cover: what was said in the manifest or on the page, else what title, name and columns state. */
function coversOf(readings: readonly SheetReading[], known: Known): Cover[] {
  const covers = readings.flatMap((reading) => {
    const divisions = (reading.covers?.divisions ?? []).map((name) => placeOf(name, known) ?? null)
    return (divisions.length > 0 ? divisions : [null]).flatMap((division) => rangesOf(reading).map((range) => ({ ...range, division })))
  })
  return [...new Map(covers.map((cover) => [JSON.stringify(cover), cover])).values()]
}

function sumCounts(readings: readonly SheetReading[]): Intake['counts'] {
  const sum = { seen: 0, accepted: 0, problems: 0, notData: 0 }
  for (const { counts } of readings) for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += counts[key]
  return sum
}

function emptySheet(file: string, sheet: string): Omit<ImportedSheet, 'state' | 'why'> {
  return {
    file,
    sheet,
    ledger: null,
    period: null,
    covers: null,
    divisions: [],
    batch: null,
    rows: { seen: 0, accepted: 0, problems: 0, notData: 0 },
    problems: [],
    flags: [],
    notes: [],
  }
}

function describe(file: string, reading: SheetReading, nameOf: ReadonlyMap<string, string>): Omit<ImportedSheet, 'state'> {
  const codes = [...new Set(reading.rows.map((row) => row.division).filter((code) => code !== null))].sort()
  return {
    file,
    sheet: reading.sheet,
    ledger: reading.ledger,
    why: reading.why,
    period: reading.period,
    covers: reading.covers && {
      ...reading.covers,
      ranges: rangesOf(reading),
      divisions: reading.covers.divisions.map((code) => nameOf.get(code) ?? code),
    },
    divisions: codes.map((code) => nameOf.get(code) ?? code),
    batch: null,
    rows: reading.counts,
    problems: reading.problems,
    flags: reading.flags,
    notes: reading.notes,
  }
}
