import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

// Everything static, in one command; every finding is an error and there is no baseline.
const steps: [string, string[]][] = [
  ['types', [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.json']],
  ['types of the pages', [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.web.json']],
  ['lint', [join('node_modules', 'oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings', 'src', 'tests', 'bench']],
  ['format', [join('node_modules', 'oxfmt', 'bin', 'oxfmt'), '--check', 'src', 'tests', 'bench', 'bin', 'vitest.config.ts', 'vite.config.ts']],
  ['borders', [join('tests', 'support', 'check-borders.ts')]],
  ['dead code', [join('node_modules', 'knip', 'bin', 'knip.js'), '--no-progress']],
]

const failed: string[] = []
for (const [name, args] of steps) {
  const start = performance.now()
  const run = spawnSync(process.execPath, args, { encoding: 'utf8' })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  process.stdout.write(`${run.status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)\n`)
  if (run.status !== 0) {
    failed.push(name)
    process.stdout.write(`${run.stdout}${run.stderr}\n`)
  }
}
if (failed.length > 0) process.stdout.write(`npm run check: ${failed.join(', ')}\n`)
process.exit(failed.length === 0 ? 0 : 1)
