// npm run bench -- scan [SCALE]: all checks over 1 M people, 24 months of payments and 20 M reference rows (times SCALE), against one pass
// of DuckDB over the same files. Each measure runs in a process of its own, so that the peak of memory is the run's.
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { hitRows, runChecks, runDelta, type RunInput } from '#src/features/checks/index.ts'
import { type LakeFile, type Sizes, writeDeaths, writeLargeLake, writeMoreReferences } from './support/large-lake.ts'
import { inputOf } from './support/large-run.ts'
import { scratchFolder } from './support/scratch-folder.ts'

interface Files {
  base: LakeFile[]
  more: LakeFile[]
  deaths: LakeFile
  town: LakeFile[]
}

interface Measured {
  seconds: number
  peakMiB: number
  hits: number
  checks: number
}

const [, script = '', given = '1', step, listPath = ''] = process.argv
const scale = Number(given)

/** How many checks stand for all in the measure without narrowing. */
const sampled = 6

async function measure(name: string, files: Files): Promise<Omit<Measured, 'peakMiB'>> {
  const start = performance.now()
  const seconds = (): number => (performance.now() - start) / 1000
  if (name === 'baseline') {
    const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
    const db = await instance.connect()
    for (const file of files.base) await db.runAndReadAll(`select bit_xor(hash(citizen_id)) from read_parquet('${file.path}')`)
    return { seconds: seconds(), hits: 0, checks: 0 }
  }
  const base = inputOf(files.base)
  const { checks } = base.catalog
  if (name === 'apart') {
    // A check that finds nothing to look at would cost nothing and flatter us: only those that run stand for all.
    const working = (await runChecks(base)).checks.filter((report) => report.population > 0).map((report) => report.check)
    const chosen = working.filter((_, at) => at % Math.max(1, Math.floor(working.length / sampled)) === 0).slice(0, sampled)
    const from = performance.now()
    for (const check of chosen) await runChecks({ ...base, isNarrowed: false, only: [check] })
    return { seconds: ((performance.now() - from) / 1000 / chosen.length) * working.length, hits: 0, checks: working.length }
  }
  if (name === 'new_deaths') {
    // Told from a full run over the lists before; that run is not counted.
    const before = await runChecks(base)
    const content = new Map(hitRows(before.hits).map((row) => [row.identity, row.content_hash]))
    const from = performance.now()
    const told = await runDelta(inputOf([...files.base, files.deaths]), {
      run: before.run,
      asOf: base.asOf,
      batches: base.batches,
      checks: before.checks,
      contentOf: () => Promise.resolve(content),
    })
    if ('whole' in told) throw new Error(`new deaths were no delta: ${told.whole}`)
    process.stderr.write(`${told.why}\n`)
    return {
      seconds: (performance.now() - from) / 1000,
      hits: told.hits.length - told.removed.length,
      checks: told.checks.filter((report) => report.from === null).length,
    }
  }
  const inputs: Record<string, () => RunInput> = {
    full: () => base,
    twice_the_checks: () => ({
      ...base,
      catalog: { ...base.catalog, checks: [...checks, ...checks.map((check) => ({ ...check, check: `${check.check}-again` }))] },
    }),
    twice_the_references: () => inputOf([...files.base, ...files.more]),
    one_town: () => inputOf([...files.town, ...files.base.filter((file) => file.covers.length === 0)]),
  }
  const result = await runChecks(inputs[name]!())
  return {
    seconds: seconds(),
    hits: result.hits.length,
    checks: result.checks.filter((report) => report.status === 'ran' || report.status === 'partly').length,
  }
}

if (step !== undefined) {
  const files = JSON.parse(readFileSync(listPath, 'utf8')) as Files
  const measured = await measure(step, files)
  process.stdout.write(JSON.stringify({ ...measured, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) }))
} else {
  const folder = scratchFolder()
  try {
    const sizes: Sizes = { people: Math.round(1_000_000 * scale), months: 24, references: Math.round(20_000_000 * scale) }
    const files: Files = {
      base: await writeLargeLake(join(folder, 'base'), sizes),
      more: await writeMoreReferences(join(folder, 'base'), sizes),
      deaths: await writeDeaths(join(folder, 'base'), Math.max(1, Math.round(1_000 * scale))),
      town: (await writeLargeLake(join(folder, 'town'), { people: Math.max(100, Math.round(5_000 * scale)), months: 24, references: 0 })).filter(
        (file) => file.covers.length > 0,
      ),
    }
    const list = join(folder, 'files.json')
    writeFileSync(list, JSON.stringify(files))
    const value: Record<string, Measured> = {}
    for (const name of ['baseline', 'full', 'apart', 'twice_the_checks', 'twice_the_references', 'new_deaths', 'one_town']) {
      value[name] = JSON.parse(execFileSync(process.execPath, ['--max-old-space-size=8192', script, given, name, list], { encoding: 'utf8' })) as Measured
      process.stderr.write(`${name} ${JSON.stringify(value[name])}\n`)
    }
    const full = value['full']!.seconds
    const to = (name: string): number => Math.round((value[name]!.seconds / full) * 1000) / 1000
    const ratio = {
      baseline: Math.round((full / value['baseline']!.seconds) * 100) / 100,
      apart_speed: to('apart'),
      twice_the_checks: to('twice_the_checks'),
      twice_the_references: to('twice_the_references'),
      new_deaths: to('new_deaths'),
      one_town: to('one_town'),
    }
    const rows = files.base.reduce((sum, file) => sum + file.rows, 0)
    const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
    process.stdout.write(
      `${JSON.stringify({ bench: 'scan', ratio, value: { scale, rows, apartSampled: sampled, ...value }, peakMiB: value['full']!.peakMiB, commit })}\n`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
