// npm run bench -- scan [SCALE [MEASURE…]]: all checks over 1 M people, 24 months of payments and 20 M reference rows (times SCALE), against
// one pass of DuckDB over the same files. The people are copies of the sample town, one in four with every kind of wrong. Each measure runs
// in a process of its own, so that the peak of memory is the run's; processor time beside the clock, which other work on the machine blurs.
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hitRows, runChecks, runDelta, type RunInput } from '#src/features/checks/index.ts'
import { findLedger, lakeColumnsOf } from '#src/features/ledgers/index.ts'
import { baseOf } from '../tests/support/random-change.ts'
import { inDuckdb } from './support/in-duckdb.ts'
import { type LakeFile, writeStrangers } from './support/large-lake.ts'
import { inputOf } from './support/large-run.ts'
import { writeManyTowns, writeNewDeaths, writeSeenFromOne } from './support/many-towns.ts'
import { withSampleTowns } from './support/sample-towns.ts'
import { scratchFolder } from './support/scratch-folder.ts'

interface Files {
  base: LakeFile[]
  more: LakeFile[]
  deaths: LakeFile
  town: { files: LakeFile[]; communities: number }
}

interface Measured {
  seconds: number
  /** Of all threads. */
  cpuSeconds: number
  peakMiB: number
  hits: number
  checks: number
}

const measures = ['baseline', 'columns', 'full', 'apart', 'twice_the_checks', 'twice_the_references', 'new_deaths', 'one_town'] as const
type Measure = (typeof measures)[number]

const [, script = '', given = '1', ...asked] = process.argv
const scale = Number(given)
const firstMonth = '2024-10'

/** How many checks stand for all in the measure without narrowing. */
const sampled = 6

interface Timed extends Omit<Measured, 'peakMiB' | 'hits' | 'checks'> {
  hits?: number
  checks?: number
}

/** Seconds of `work`, and what it tells. */
async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; cpuSeconds: number; told: T }> {
  const [at, cpu] = [performance.now(), process.cpuUsage()]
  const told = await work()
  const { user, system } = process.cpuUsage(cpu)
  return { seconds: (performance.now() - at) / 1000, cpuSeconds: (user + system) / 1e6, told }
}

/** One pass over all files: `expression` of each row. */
async function pass(files: readonly LakeFile[], expression: (file: LakeFile, columns: readonly string[]) => string | null): Promise<void> {
  await inDuckdb(async (db) => {
    for (const file of files) {
      const columns = lakeColumnsOf(findLedger(file.ledger)!).map((column) => column.name)
      const told = expression(file, columns)
      if (told !== null) await db.runAndReadAll(`select bit_xor(hash(${told})) from read_parquet('${file.path}')`)
    }
  })
}

const isReference = (file: LakeFile): boolean => findLedger(file.ledger)?.owner === 'reference'

async function measure(name: Measure, files: Files): Promise<Timed> {
  if (name === 'baseline') return timed(() => pass(files.base, (_, columns) => (columns.includes('citizen_id') ? 'citizen_id' : null)))
  // What no run can do without: every column of our own lists, keys and names of the others.
  if (name === 'columns')
    return timed(() => pass(files.base, (file, columns) => columns.filter((column) => !isReference(file) || /_key$|name$/.test(column)).join(', ')))
  const base = inputOf(files.base)
  const { checks } = base.catalog
  if (name === 'apart') {
    // A check that finds nothing to look at would cost nothing and flatter us: only those that run stand for all.
    const working = (await runChecks(base)).checks.filter((report) => report.population > 0).map((report) => report.check)
    const chosen = working.filter((_, at) => at % Math.max(1, Math.floor(working.length / sampled)) === 0).slice(0, sampled)
    const { seconds, cpuSeconds } = await timed(async () => {
      for (const check of chosen) await runChecks({ ...base, isNarrowed: false, only: [check] })
    })
    const times = working.length / chosen.length
    return { seconds: seconds * times, cpuSeconds: cpuSeconds * times, checks: working.length }
  }
  if (name === 'new_deaths') {
    // Told from a full run over the lists before; that run is not counted.
    const before = await runChecks(base)
    const { told, ...time } = await timed(() =>
      runDelta(inputOf([...files.base, files.deaths]), baseOf(before.run, base, { checks: before.checks, hits: hitRows(before.hits) })),
    )
    if ('whole' in told) throw new Error(`new deaths were no delta: ${told.whole}`)
    process.stderr.write(`${told.why}\n`)
    return { ...time, hits: told.hits.length - told.removed.length, checks: told.checks.filter((report) => report.from === null).length }
  }
  const inputs = {
    full: () => base,
    twice_the_checks: () => ({
      ...base,
      catalog: { ...base.catalog, checks: [...checks, ...checks.map((check) => ({ ...check, check: `${check.check}-again` }))] },
    }),
    twice_the_references: () => inputOf([...files.base, ...files.more]),
    one_town: () => {
      const input = inputOf(files.town.files)
      return { ...input, divisions: input.divisions.slice(0, files.town.communities) }
    },
  } satisfies Partial<Record<Measure, () => RunInput>>
  const { told, ...time } = await timed(() => runChecks(inputs[name]()))
  const broken = told.checks.filter((report) => report.error !== null)
  if (broken.length > 0) throw new Error(broken.map((report) => `${report.check}: ${report.error}`).join('\n'))
  return { ...time, hits: told.hits.length, checks: told.checks.filter((report) => report.status === 'ran' || report.status === 'partly').length }
}

async function writeFiles(folder: string): Promise<Files> {
  return withSampleTowns(async (towns) => {
    const base = join(folder, 'base')
    const { files: own } = await writeManyTowns(base, towns, { people: Math.round(1_000_000 * scale), firstMonth })
    const told = own.filter(isReference).reduce((sum, file) => sum + file.rows, 0)
    const references = Math.round(20_000_000 * scale)
    const town = await writeManyTowns(join(folder, 'town'), towns, { people: Math.round(5_000 * scale), firstMonth })
    const strangers = await writeStrangers(base, Math.max(0, references - told), 1)
    const seen = await writeSeenFromOne(join(folder, 'town'), own.filter(isReference), town.communities)
    return {
      base: [...own, ...strangers],
      more: await writeStrangers(base, references, 2),
      deaths: await writeNewDeaths(base, own, Math.max(1, Math.round(1_000 * scale))),
      town: { files: [...town.files.filter((file) => !isReference(file)), ...seen, ...strangers], communities: town.communities },
    }
  })
}

if (asked[0] === 'measure') {
  const [, name, list] = asked as [string, Measure, string]
  const measured = await measure(name, JSON.parse(readFileSync(list, 'utf8')) as Files)
  process.stdout.write(JSON.stringify({ ...measured, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) }))
} else {
  const folder = scratchFolder()
  try {
    const files = await writeFiles(folder)
    const list = join(folder, 'files.json')
    writeFileSync(list, JSON.stringify(files))
    const value: Partial<Record<Measure, Measured>> = {}
    for (const name of measures.filter((each) => asked.length === 0 || asked.includes(each))) {
      value[name] = JSON.parse(
        execFileSync(process.execPath, ['--max-old-space-size=8192', script, given, 'measure', name, list], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'inherit'],
        }),
      ) as Measured
      process.stderr.write(`${name} ${JSON.stringify(value[name])}\n`)
    }
    const { full } = value
    const ratio: Record<string, number> = {}
    const put = (name: string, a: Measured | undefined, b: Measured | undefined): void => {
      if (!a || !b) return
      ratio[name] = Math.round((a.seconds / b.seconds) * 1000) / 1000
      ratio[`${name}_cpu`] = Math.round((a.cpuSeconds / b.cpuSeconds) * 1000) / 1000
    }
    put('baseline', full, value.baseline)
    put('columns', full, value.columns)
    put('apart_speed', value.apart, full)
    for (const name of ['twice_the_checks', 'twice_the_references', 'new_deaths', 'one_town'] as const) put(name, value[name], full)
    const rows = files.base.reduce((sum, file) => sum + file.rows, 0)
    const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
    process.stdout.write(
      `${JSON.stringify({ bench: 'scan', ratio, value: { scale, rows, apartSampled: sampled, ...value }, peakMiB: full?.peakMiB ?? 0, commit })}\n`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
