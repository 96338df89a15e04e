import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

// Runs all of Vitest's projects and ends with the line that continuous integration reads.
const isLong = process.argv.includes('--long')
const isSpark = process.argv.includes('--spark')
const given = process.argv.slice(2).filter((each) => each !== '--long' && each !== '--spark')
const vitest = join('node_modules', 'vitest', 'vitest.mjs')

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[]
}

interface Outcome {
  code: number
  passed: number
  failed: number
  skipped: number
  /** Files with a failed test, or that did not load. */
  failedFiles: { name: string; passed: number; failed: number; tests: string[] }[]
}

function run(projects: readonly string[], files: readonly string[]): Outcome {
  const report = join(mkdtempSync(join(tmpdir(), 'doudi-report-')), 'report.json')
  const args = [...projects.flatMap((project) => ['--project', project]), '--reporter=default', '--reporter=json', `--outputFile=${report}`]
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...args, ...files], { stdio: 'inherit' })
  try {
    const result = JSON.parse(readFileSync(report, 'utf8')) as Report
    const failedFiles = result.testResults
      .filter((file) => file.status === 'failed')
      .map((file) => {
        const tests = file.assertionResults.filter((test) => test.status === 'failed').map((test) => test.fullName)
        // A file that does not even load holds no failed test; it counts as one.
        return { name: file.name, passed: file.assertionResults.filter((test) => test.status === 'passed').length, failed: Math.max(1, tests.length), tests }
      })
    const failed = failedFiles.reduce((sum, file) => sum + file.failed, 0)
    return { code: status ?? 1, passed: result.numPassedTests, failed, skipped: result.numPendingTests, failedFiles }
  } catch {
    return { code: status ?? 1, passed: 0, failed: 1, skipped: 0, failedFiles: [] }
  } finally {
    rmSync(join(report, '..'), { recursive: true, force: true })
  }
}

const first = run(isLong ? ['long'] : isSpark ? ['spark'] : ['unit', 'database', 'browser'], given)
let { code, passed, failed } = first
// A browser on a busy machine may miss a beat. A story file that fails is tried once more, alone and on a fresh town; what needed that is told.
const stories = first.failedFiles.filter((file) => file.name.endsWith('.e2e.ts'))
if (stories.length > 0 && stories.length <= 3 && stories.length === first.failedFiles.length) {
  process.stdout.write(`\nsecond try:\n${stories.flatMap((file) => file.tests.map((test) => `  ${test}`)).join('\n')}\n`)
  const second = run(
    ['browser'],
    stories.map((file) => relative(process.cwd(), file.name)),
  )
  code = second.code
  passed += second.passed - stories.reduce((sum, file) => sum + file.passed, 0)
  failed = second.failed
}
if (code !== 0 && failed === 0) failed = 1
process.stdout.write(`\n${passed} passed, ${failed} failed${first.skipped > 0 ? `, ${first.skipped} skipped` : ''}\n`)
process.exit(code === 0 && failed === 0 ? 0 : 1)
