import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Hit } from '#src/features/checks/index.ts'

/** Ten representative checks: deaths, money of the state, property, two benefits at once, twice in a month, papers, accounts, jobs, numbers, names. */
export const tenChecks = [
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
] as const

export interface Measured {
  seconds: number
  /** Of all threads: what a machine with other work cannot blur. */
  cpuSeconds: number
  peakMiB: number
  /** By check, whom it found. */
  people: Record<string, string[]>
}

/** By check the keys of the people found, or names where a row has no valid number. */
export function peopleOf(hits: readonly Hit[]): Measured['people'] {
  return Object.fromEntries(
    tenChecks.map((check) => [check, [...new Set(hits.filter((hit) => hit.check === check).map((hit) => hit.personKey?.toString() ?? hit.name ?? ''))].sort()]),
  )
}

/** What this process used since `from`. */
export function measuredSince(from: { at: number; cpu: NodeJS.CpuUsage }): Omit<Measured, 'people'> {
  const { user, system } = process.cpuUsage(from.cpu)
  return { seconds: (performance.now() - from.at) / 1000, cpuSeconds: (user + system) / 1e6, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) }
}

const environment = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'bench-pandas')

/** The ten in pandas over the files that `list` names. pandas and pyarrow come into a virtual environment beside node_modules; the product needs neither. */
export function runPandas(list: string): Measured {
  const python = join(environment, 'bin', 'python')
  if (!existsSync(python)) {
    execFileSync('python3', ['-m', 'venv', environment], { stdio: 'inherit' })
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', 'pandas', 'pyarrow'], { stdio: 'inherit' })
  }
  return JSON.parse(execFileSync(python, [join(import.meta.dirname, '..', 'pandas', 'ten_checks.py'), list], output)) as Measured
}

/** One measure of ours in a process of its own. */
export function runOurs<Result>(script: string, args: readonly string[]): Result {
  return JSON.parse(execFileSync(process.execPath, [script, ...args], output)) as Result
}

const output = { encoding: 'utf8', maxBuffer: 1 << 28 } as const

/** Two sides that find different people are no two ways to one answer. Errors: which check, how many, and some of them. */
export function assertSamePeople(ours: Measured['people'], theirs: Measured['people']): void {
  const told = tenChecks.flatMap((check) => {
    const [a, b] = [new Set(ours[check]), new Set(theirs[check])]
    const [more, fewer] = [[...a.difference(b)], [...b.difference(a)]]
    if (a.size === 0) return [`${check}: nobody is found, nothing is compared`]
    if (more.length + fewer.length === 0) return []
    return [`${check}: only we find ${more.length} (${more.slice(0, 3).join(' ')}), only pandas finds ${fewer.length} (${fewer.slice(0, 3).join(' ')})`]
  })
  if (told.length > 0) throw new Error(`no ratio: the two sides do not find the same people\n${told.join('\n')}`)
}

/** The run of the middle. */
export function medianOf<Run extends { seconds: number }>(runs: readonly Run[]): Run {
  return runs.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(runs.length / 2)]!
}

export const hundredths = (value: number): number => Math.round(value * 100) / 100

/** How a side is printed: how many it found, not whom. */
export function printed({ people, seconds, cpuSeconds, peakMiB }: Measured): object {
  return { seconds: hundredths(seconds), cpuSeconds: hundredths(cpuSeconds), peakMiB, found: Object.values(people).reduce((sum, each) => sum + each.length, 0) }
}
