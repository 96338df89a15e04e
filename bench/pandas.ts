// npm run bench -- pandas [SCALE]: ten representative checks by us and in pandas over the same Parquet files, in the same run.
// pandas and pyarrow come from PyPI into a virtual environment beside node_modules; the product needs neither.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runChecks } from '#src/features/checks/index.ts'
import { type LakeFile, writeLargeLake } from './support/large-lake.ts'
import { inputOf } from './support/large-run.ts'
import { scratchFolder } from './support/scratch-folder.ts'

interface Measured {
  seconds: number
  peakMiB: number
  hits: Record<string, number>
}

const ten = [
  'paid-after-death',
  'payroll-on-dibao',
  'vehicle-on-dibao',
  'dibao-and-tekun',
  'drawn-twice',
  'card-ended',
  'shared-account',
  'own-pension-or-job',
  'wrong-check-digit',
  'one-id-several-names',
]
const environment = join(import.meta.dirname, '..', 'node_modules', '.cache', 'bench-pandas')
const [, script = '', given = '0.2', step, listPath = ''] = process.argv

if (step === 'ours') {
  const files = JSON.parse(readFileSync(listPath, 'utf8')) as LakeFile[]
  const start = performance.now()
  const result = await runChecks({ ...inputOf(files), only: ten })
  const seconds = (performance.now() - start) / 1000
  const hits = Object.fromEntries(result.checks.map((report) => [`${report.check}${report.status === 'ran' ? '' : ` (${report.status})`}`, report.hits]))
  process.stdout.write(JSON.stringify({ seconds, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024), hits }))
} else {
  const python = join(environment, 'bin', 'python')
  if (!existsSync(python)) {
    execFileSync('python3', ['-m', 'venv', environment], { stdio: 'inherit' })
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', 'pandas', 'pyarrow'], { stdio: 'inherit' })
  }
  const folder = scratchFolder()
  try {
    const scale = Number(given)
    const files = await writeLargeLake(folder, { people: Math.round(1_000_000 * scale), months: 24, references: Math.round(20_000_000 * scale) })
    const list = join(folder, 'files.json')
    writeFileSync(list, JSON.stringify(files))
    const median = (run: () => Measured): Measured => [run(), run(), run()].sort((a, b) => a.seconds - b.seconds)[1]!
    const ours = median(() => JSON.parse(execFileSync(process.execPath, [script, given, 'ours', list], { encoding: 'utf8' })) as Measured)
    const theirs = median(
      () => JSON.parse(execFileSync(python, [join(import.meta.dirname, 'pandas', 'ten_checks.py'), list], { encoding: 'utf8' })) as Measured,
    )
    const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
    const rows = files.reduce((sum, file) => sum + file.rows, 0)
    process.stdout.write(
      `${JSON.stringify({ bench: 'pandas', ratio: { pandas: Math.round((ours.seconds / theirs.seconds) * 1000) / 1000 }, value: { scale, rows, ours, pandas: theirs }, peakMiB: ours.peakMiB, commit })}\n`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
