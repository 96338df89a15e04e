import { areas } from '../../domain/problem-words.ts'
import type { z } from 'zod'
import { programWord } from '../../domain/programs.ts'
import type { Work } from '../../platform/events.ts'
import { areaOfTopic } from '../campaigns/index.ts'
import type { CheckDefinition } from './check-definition.ts'
import type { api } from './contract.ts'
import { sayMissing, sayMonths, titleOfMissing } from './missing-words.ts'
import { type RunCause, runTaskKind, sayCause } from './ports.ts'
import { checkCatalog } from './present-catalog.ts'
import type { CheckReport } from './run-checks.ts'
import { findLastRun } from './store-run.ts'
import { listSwitchedOff, type SwitchedOff } from './switch-check.ts'

type Checks = z.input<(typeof api)['GET /api/checks']['output']>
export type ListedCheck = Checks['areas'][number]['checks'][number]

/** All checks by area with what the last run saw, what is missing by use, and whether a run is under way. */
export async function listChecks(work: Work): Promise<Checks> {
  const run = await findLastRun(work)
  const off = await listSwitchedOff(work.tx)
  const reportOf = (check: CheckDefinition): CheckReport | undefined => run?.checks.find((each) => each.check === check.check)
  const byArea = Map.groupBy(checkCatalog().checks, (check) => areaOfTopic(Object.values(check.topics)[0] ?? ''))
  return {
    lastRun: run ? { asOf: run.asOf, finishedAt: run.finishedAt, milliseconds: run.milliseconds, cause: run.cause } : null,
    running: await findRunning(work),
    areas: areas.flatMap((area) => {
      const checks = byArea.get(area)
      return checks === undefined ? [] : [{ area, checks: checks.map((check) => describeStanding(check, reportOf(check), off.get(check.check))) }]
    }),
    broken: [...checkCatalog().broken],
    missing: missingByUse(run?.checks ?? []),
  }
}

/** One check as lists show it: what it asks, by what law, and how it stood in a run. */
export function describeStanding(check: CheckDefinition, report: CheckReport | undefined, off: SwitchedOff | undefined): ListedCheck {
  const ran = report !== undefined && (report.status === 'ran' || report.status === 'partly')
  return {
    check: check.check,
    title: check.title,
    question: check.question,
    severity: check.severity,
    programs: check.programs.map((program) => programWord(program, 'paid')),
    basis: [...new Set(check.basis.map((each) => `${each.law}${each.article}`))],
    asksTown: check.parameters.length > 0,
    off: off ?? null,
    status: report?.status ?? null,
    population: ran ? report.population : null,
    hits: ran ? report.hits : null,
    ms: report?.ms ?? null,
    missing: [...new Map((report?.missing ?? []).map((each) => [sayMissing(each), { kind: each.kind, text: sayMissing(each) }])).values()],
    error: report?.error ?? null,
  }
}

/** What several checks miss counts more: sorted by checks × rows that they look at. */
function missingByUse(reports: readonly CheckReport[]): Checks['missing'] {
  const found = new Map<string, Checks['missing'][number]>()
  const titles = new Map(checkCatalog().checks.map((check) => [check.check, check.title]))
  const whole = new Set<Checks['missing'][number]>()
  for (const report of reports) {
    for (const missing of report.missing) {
      const title = titleOfMissing(missing)
      const entry = found.get(`${missing.kind} ${title}`) ?? { kind: missing.kind, title, months: '', checks: [], rows: 0 }
      if (!entry.checks.some((each) => each.check === report.check)) entry.checks.push({ check: report.check, title: titles.get(report.check) ?? report.check })
      const span = sayMonths(missing) || (missing.divisions === null ? '' : `缺${missing.divisions.join('、')}`)
      if (span === '') whole.add(entry)
      if (!entry.months.includes(span)) entry.months = entry.months === '' ? span : `${entry.months}，${span}`
      entry.rows = Math.max(entry.rows, report.population)
      found.set(`${missing.kind} ${title}`, entry)
    }
  }
  // What one check lacks altogether is lacking altogether, whatever months another check names.
  for (const entry of whole) entry.months = ''
  const use = (entry: Checks['missing'][number]): number => entry.checks.length * Math.max(1, entry.rows)
  return [...found.values()].sort((a, b) => use(b) - use(a) || (a.title < b.title ? -1 : 1))
}

const stepWords: Record<string, string> = { lists: '读名单', facts: '整理', check: '核查', evidence: '抄录佐证' }

export async function findRunning({ tx }: Pick<Work, 'tx'>): Promise<Checks['running']> {
  const task = await tx
    .selectFrom('task')
    .select(['task_id', 'state', 'progress', 'input'])
    .where('kind', '=', runTaskKind)
    .where('state', 'in', ['queued', 'running'])
    .orderBy('created_at')
    .executeTakeFirst()
  if (!task) return null
  const { cause } = task.input as { cause?: RunCause | null }
  const progress = task.progress as { step?: string; title?: string | null; done?: number; total?: number }
  return {
    task: task.task_id,
    state: task.state as 'queued' | 'running',
    step: task.state === 'queued' ? '排队' : (stepWords[progress.step ?? ''] ?? '开始'),
    check: progress.title ?? null,
    done: progress.done ?? 0,
    total: progress.total ?? 0,
    cause: cause ? sayCause(cause) : null,
  }
}
