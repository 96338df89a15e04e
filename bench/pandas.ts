// npm run bench -- pandas [SCALE]: ten representative checks by us and in pandas over the same Parquet files, in turn, median of three.
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runChecks } from '#src/features/checks/index.ts'
import { type LakeFile, writeLargeLake } from './support/large-lake.ts'
import { inputOf } from './support/large-run.ts'
import { writePlantedWrongs } from './support/planted-lists.ts'
import { scratchFolder } from './support/scratch-folder.ts'
import { assertSamePeople, hundredths, type Measured, measuredSince, medianOf, peopleOf, printed, runOurs, runPandas, tenChecks } from './support/ten-checks.ts'

const [, script = '', given = '0.2', step, listPath = ''] = process.argv

if (step === 'ours') {
  const input = { ...inputOf(JSON.parse(readFileSync(listPath, 'utf8')) as LakeFile[]), only: tenChecks }
  const from = { at: performance.now(), cpu: process.cpuUsage() }
  const { hits } = await runChecks(input)
  process.stdout.write(JSON.stringify({ ...measuredSince(from), people: peopleOf(hits) } satisfies Measured))
} else {
  const folder = scratchFolder()
  try {
    const scale = Number(given)
    const files = await writeLargeLake(folder, { people: Math.round(1_000_000 * scale), months: 24, references: Math.round(20_000_000 * scale) })
    files.push(...(await writePlantedWrongs(folder, 20)))
    const list = join(folder, 'files.json')
    writeFileSync(list, JSON.stringify(files))
    const rounds = [1, 2, 3].map(() => {
      const round = { ours: runOurs<Measured>(script, [given, 'ours', list]), theirs: runPandas(list) }
      assertSamePeople(round.ours.people, round.theirs.people)
      return round
    })
    const [ours, theirs] = [medianOf(rounds.map((round) => round.ours)), medianOf(rounds.map((round) => round.theirs))]
    const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
    const rows = files.reduce((sum, file) => sum + file.rows, 0)
    process.stdout.write(
      `${JSON.stringify({ bench: 'pandas', ratio: { pandas: hundredths(theirs.seconds / ours.seconds), pandasCpu: hundredths(theirs.cpuSeconds / ours.cpuSeconds) }, value: { scale, rows, ours: printed(ours), pandas: printed(theirs) }, peakMiB: ours.peakMiB, commit })}\n`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
