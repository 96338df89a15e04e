import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'
import type { Calendar } from '../../domain/working-days.ts'
import type { DataFolder } from '../../platform/data-folder.ts'
import type { Engine } from '../../platform/engine/engine.ts'
import { readCheckCatalog } from './check-catalog.ts'
import type { LedgerTable, RunBatch, RunDivision } from './lake-input.ts'
import { formatVersion, type RunInput } from './run-checks.ts'
import type { StandardRow } from './standards.ts'

/** What a run read: enough to read it again while the files are kept. */
export interface RunInputs {
  /** `path` is relative to the data folder. */
  batches: RunBatch[]
  /** Hash of the catalogue's texts. */
  catalog: string
  /** Name of the content-addressed file with those texts and the ledgers' columns. */
  catalogFile: string
  lookBackFrom: string
  divisions: RunDivision[]
  town: RunDivision
  standards: StandardRow[]
  calendar: Calendar
  only: string[] | null
  /** Which version of reading and grouping made the hits. */
  format: number
}

interface CatalogFile {
  texts: [string, string][]
  ledgers: LedgerTable[]
}

/** Keeps the catalogue's texts beside the runs, once for each content, and describes what the run reads. */
export function keepInputs(folder: DataFolder, input: RunInput): RunInputs {
  const content: CatalogFile = { texts: [...input.catalog.texts].sort(([a], [b]) => (a < b ? -1 : 1)), ledgers: [...input.ledgers] }
  const text = JSON.stringify(content)
  const name = createHash('sha256').update(text).digest('hex')
  const file = catalogPath(folder, name)
  if (!existsSync(file)) {
    mkdirSync(join(folder.runs, 'catalog'), { recursive: true })
    writeFileSync(`${file}.${process.pid}.part`, text)
    renameSync(`${file}.${process.pid}.part`, file)
  }
  return {
    batches: input.batches.map((batch) => ({ ...batch, path: relative(folder.root, batch.path).replaceAll('\\', '/') })),
    catalog: input.catalog.hash,
    catalogFile: name,
    lookBackFrom: input.lookBackFrom,
    divisions: [...input.divisions],
    town: input.town,
    standards: [...input.standards],
    calendar: input.calendar,
    only: input.only === undefined ? null : [...input.only],
    format: formatVersion,
  }
}

function catalogPath(folder: DataFolder, name: string): string {
  return join(folder.runs, 'catalog', `${name}.json`)
}

export type Restored = { input: RunInput; lost?: never } | { lost: string[]; input?: never }

/** The input of a stored run as it was, or the list of what is no longer kept or no longer the same. */
export function restoreInputs(folder: DataFolder, { inputs, asOf, engine }: { inputs: RunInputs; asOf: string; engine: Engine }): Restored {
  const lost: string[] = []
  const batches = (inputs.batches ?? []).map((batch) => {
    if (batch.path === undefined || isAbsolute(batch.path)) lost.push(`${batch.ledger} ${batch.batch}：这次运行没有记下文件`)
    const path = join(folder.root, batch.path ?? '')
    const isKept = batch.path?.startsWith('runs/kept/') === true
    if (!existsSync(path)) lost.push(`${batch.ledger} ${batch.batch}：输入已销毁`)
    // Exported rows are named by their content; a list's file carries the hash of its bytes.
    else if (!isKept && hashOf(path) !== batch.sha256) lost.push(`${batch.ledger} ${batch.batch}：文件和当时不一样`)
    return { ...batch, path }
  })
  const catalogFile = catalogPath(folder, inputs.catalogFile ?? '')
  if (inputs.catalogFile === undefined || !existsSync(catalogFile)) lost.push('当时的核查规则没有留下')
  if (lost.length > 0) return { lost }
  const kept = JSON.parse(readFileSync(catalogFile, 'utf8')) as CatalogFile
  return {
    input: {
      catalog: readCheckCatalog(new Map(kept.texts)),
      ledgers: kept.ledgers,
      batches,
      divisions: inputs.divisions,
      town: inputs.town,
      standards: inputs.standards,
      calendar: inputs.calendar,
      lookBackFrom: inputs.lookBackFrom,
      ...(inputs.only === null ? {} : { only: inputs.only }),
      asOf,
      engine,
      temporaryFolder: folder.spill,
    },
  }
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
