// npm run bench -- town: the full run over the sample town, as a whole and without any check (lists and facts alone).
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { demoDate, prepareDemo } from '#src/commands/prepare-demo.ts'
import { collectInputs, runChecks } from '#src/features/checks/index.ts'
import { readConfig } from '#src/platform/config.ts'
import { openInstallation } from '#src/platform/installation.ts'
import { scratchFolder } from './support/scratch-folder.ts'

const folder = scratchFolder()
const installation = await openInstallation(folder, readConfig({}))
try {
  await prepareDemo(installation, { folder: join(folder, 'sample'), timed: (_name, work) => work, say: () => undefined })
  const input = await collectInputs(installation, demoDate)
  const timesOf = async (only?: readonly string[]): Promise<number> => {
    const times: number[] = []
    for (let n = 0; n < 5; n++) times.push((await runChecks({ ...input, ...(only ? { only } : {}) })).milliseconds)
    return times.sort((a, b) => a - b)[2] ?? 0
  }
  const full = await timesOf()
  const none = await timesOf([])
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024)
  process.stdout.write(
    `${JSON.stringify({ bench: 'town', ratio: { lists_and_facts_alone: Math.round((full / none) * 100) / 100 }, value: { milliseconds: full, listsAndFacts: none, checks: input.catalog.checks.length }, peakMiB, commit })}\n`,
  )
} finally {
  await installation.close()
  rmSync(folder, { recursive: true, force: true })
}
