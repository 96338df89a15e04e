import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Runs all of Vitest's projects and ends with the line that continuous integration reads.
const isLong = process.argv.includes('--long')
const report = join(mkdtempSync(join(tmpdir(), 'doudi-report-')), 'report.json')
const vitest = join('node_modules', 'vitest', 'vitest.mjs')
const projects = isLong ? ['--project', 'long'] : ['--project', 'unit', '--project', 'database', '--project', 'browser']
const run = spawnSync(
  process.execPath,
  [vitest, 'run', ...projects, '--reporter=default', '--reporter=json', `--outputFile=${report}`, ...process.argv.slice(2).filter((each) => each !== '--long')],
  { stdio: 'inherit' },
)

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

let [passed, failed, skipped] = [0, 1, 0]
try {
  const result = JSON.parse(readFileSync(report, 'utf8')) as Report
  // A file that does not even load holds no failed test; it counts as one.
  const unloaded = result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  ;[passed, failed, skipped] = [result.numPassedTests, result.numFailedTests + unloaded, result.numPendingTests]
} finally {
  rmSync(join(report, '..'), { recursive: true, force: true })
}
const code = run.status ?? 1
if (code !== 0 && failed === 0) failed = 1
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
process.exit(code === 0 && failed === 0 ? 0 : 1)
