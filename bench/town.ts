// npm run bench -- town [ROUNDS]: a town of 5,000 people with 400,000 payments since 2020 and 20 lists: the first run, and the run after one roster
// was sent again corrected or a list of deaths came, over the ten checks that pandas answers too, and over all. Median of three rounds, in turn.
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hitRows, runChecks, runDelta, type RunInput } from '#src/features/checks/index.ts'
import { baseOf } from '../tests/support/random-change.ts'
import { type LakeFile, writeDeaths, writeLargeLake } from './support/large-lake.ts'
import { inputOf } from './support/large-run.ts'
import { writeCorrectedRoster, writePlantedWrongs, writeTownLists } from './support/planted-lists.ts'
import { scratchFolder } from './support/scratch-folder.ts'
import { assertSamePeople, hundredths, type Measured, measuredSince, medianOf, peopleOf, printed, runOurs, runPandas, tenChecks } from './support/ten-checks.ts'

interface Files {
  town: LakeFile[]
  changes: Record<'roster' | 'deaths', LakeFile>
}

interface Passed extends Measured {
  hits: number
  why: string
}

const people = 5_000
const communities = 12
const [, script = '', given = '3', step = '', listPath = ''] = process.argv

function townOf(files: readonly LakeFile[]): RunInput {
  const input = inputOf(files)
  return {
    ...input,
    lookBackFrom: '2020-01',
    divisions: input.divisions.slice(0, communities),
    ...(given === 'ten' ? { only: tenChecks } : {}),
  }
}

/** The run, or the one after a change told from it; what was there before is not counted. */
async function pass({ town, changes }: Files): Promise<Passed> {
  const base = townOf(town)
  const change = changes[step as keyof Files['changes']] as LakeFile | undefined
  if (!change) {
    const from = { at: performance.now(), cpu: process.cpuUsage() }
    const { hits } = await runChecks(base)
    return { ...measuredSince(from), people: peopleOf(hits), hits: hits.length, why: '还没有跑过' }
  }
  const before = await runChecks(base)
  const later = townOf([...town, change])
  const from = { at: performance.now(), cpu: process.cpuUsage() }
  const told = await runDelta(later, baseOf(before.run, base, { checks: before.checks, hits: hitRows(before.hits) }))
  if ('whole' in told) {
    const { hits } = await runChecks(later)
    return { ...measuredSince(from), people: peopleOf(hits), hits: hits.length, why: told.whole }
  }
  const measured = measuredSince(from)
  const gone = new Set(hitRows(told.removed).map((row) => row.identity))
  const rerun = new Set(told.rerun)
  const hits = [...before.hits.filter((hit) => !rerun.has(hit.check) && !gone.has(hitRows([hit])[0]!.identity)), ...told.hits]
  return { ...measured, people: peopleOf(hits), hits: hits.length, why: told.why }
}

if (step !== '') {
  process.stdout.write(JSON.stringify(await pass(JSON.parse(readFileSync(listPath, 'utf8')) as Files)))
} else {
  const folder = scratchFolder()
  try {
    const lake = await writeLargeLake(folder, { people, months: 81, communities, references: people * 40 })
    const town = [...lake, ...(await writePlantedWrongs(folder, 20)), ...(await writeTownLists(folder, people))]
    const roster = await writeCorrectedRoster(
      folder,
      lake.find((file) => file.ledger === 'tekun_person')!,
    )
    const files: Files = { town, changes: { roster, deaths: await writeDeaths(folder, 10) } }
    const list = join(folder, 'files.json')
    writeFileSync(list, JSON.stringify(files))
    const theirs = { first: join(folder, 'first.json'), roster: join(folder, 'roster.json') }
    writeFileSync(theirs.first, JSON.stringify(town))
    writeFileSync(theirs.roster, JSON.stringify([...town.filter((file) => file !== lake.find((each) => each.ledger === 'tekun_person')), roster]))
    const ours = (checks: 'ten' | 'all', name: string): Passed => runOurs<Passed>(script, [checks, name, list])
    const rounds = Array.from({ length: Number(given) }, () => {
      const ten = { ten: ours('ten', 'first'), pandas: runPandas(theirs.first), tenRoster: ours('ten', 'roster'), pandasRoster: runPandas(theirs.roster) }
      assertSamePeople(ten.ten.people, ten.pandas.people)
      assertSamePeople(ten.tenRoster.people, ten.pandasRoster.people)
      return { ...ten, all: ours('all', 'first'), allRoster: ours('all', 'roster'), allDeaths: ours('all', 'deaths') }
    })
    const of = (name: keyof (typeof rounds)[0]): Measured & { why?: string; hits?: number } => medianOf(rounds.map((round): Measured => round[name]))
    const told = (name: keyof (typeof rounds)[0]): object => ({ ...printed(of(name)), hits: of(name).hits, why: of(name).why })
    const ratio = {
      pandas: hundredths(of('pandas').seconds / of('ten').seconds),
      pandasAfterRoster: hundredths(of('pandasRoster').seconds / of('tenRoster').seconds),
      pandasCpu: hundredths(of('pandas').cpuSeconds / of('ten').cpuSeconds),
      allAfterRoster: hundredths(of('allRoster').cpuSeconds / of('all').cpuSeconds),
      allAfterDeaths: hundredths(of('allDeaths').cpuSeconds / of('all').cpuSeconds),
    }
    const value = Object.fromEntries((Object.keys(rounds[0]!) as (keyof (typeof rounds)[0])[]).map((name) => [name, told(name)]))
    const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
    const payments = town.filter((file) => file.ledger === 'payments').reduce((sum, file) => sum + file.rows, 0)
    process.stdout.write(
      `${JSON.stringify({ bench: 'town', ratio, value: { people, payments, lists: new Set(town.map((file) => file.ledger)).size, ...value }, peakMiB: of('all').peakMiB, commit })}\n`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
