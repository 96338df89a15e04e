import { z } from 'zod'
import { duckdbEngine } from '../../platform/engine/duckdb.ts'
import { record } from '../../platform/events.ts'
import { perform, townDivision } from '../../platform/installation.ts'
import { Problem } from '../../platform/problems.ts'
import type { TaskKind } from '../../platform/tasks.ts'
import { canonicalJson } from './canonical-json.ts'
import { type CheckReport, runChecks, runIdOf } from './run-checks.ts'
import { restoreInputs } from './run-inputs.ts'
import { findRun, type HitPayload, type HitRow, hitRows } from './store-run.ts'

export interface ReplayDifference {
  check: string
  kind: 'only_before' | 'only_now' | 'differs' | 'report'
  /** Of the hit; empty for a report. */
  identity: string
  sentence: string
  /** Names of what differs: `overpaid`, `sources`, `population`, … */
  fields: string[]
}

export interface Replay {
  run: string
  asOf: string
  isSame: boolean
  hits: number
  checks: number
  milliseconds: number
  /** Inputs that are gone or changed; then nothing was run. */
  lost: string[]
  /** What is another than then though the inputs are kept: the engine's version, the way runs are named. */
  notes: string[]
  differences: ReplayDifference[]
}

/**
 * Runs a stored run again over the inputs that it read, and compares hit by hit and check by check. Writes an event
 * and nothing else. Errors: `not_found` for a name that no run or several have.
 */
export const replayTask: TaskKind<{ run: string }, Replay> = {
  kind: 'checks.replay',
  input: z.object({ run: z.string().min(4) }),
  run: async ({ input: { run: name }, actor, installation, progress, signal }) => {
    const stored = await perform(installation, actor, (work) => findRun(work, name))
    if (!stored) throw new Problem('not_found', `没有找到唯一一次以“${name}”开头的核查运行。`)
    const about = { run: stored.run, asOf: stored.asOf }
    const restored = restoreInputs(installation.folder, { inputs: stored.inputs, asOf: stored.asOf, engine: duckdbEngine })
    if (restored.lost) return { ...about, isSame: false, hits: 0, checks: 0, milliseconds: 0, lost: restored.lost, notes: [], differences: [] }
    const notes: string[] = []
    const engine = `${restored.input.engine.name} ${restored.input.engine.version}`
    if (engine !== stored.engine) notes.push(`当时的引擎是 ${stored.engine}，现在是 ${engine}`)
    else if (runIdOf(restored.input) !== stored.run) notes.push('输入都在，但和运行编号对不上：程序给运行编号的办法变了')
    const result = await runChecks({ ...restored.input, signal, onProgress: (now) => progress({ ...now, title: now.check }) })
    const differences = [...compareHits(stored.hits, hitRows(result.hits)), ...compareReports(stored.checks, result.checks)]
    const isSame = differences.length === 0
    await perform(installation, actor, (work) =>
      record(work, {
        action: 'run.replayed',
        objectKind: 'run',
        objectId: stored.run,
        division: townDivision,
        after: { isSame, hits: result.hits.length, differences: differences.length },
      }),
    )
    return {
      ...about,
      isSame,
      hits: result.hits.length,
      checks: result.checks.length,
      milliseconds: result.milliseconds,
      lost: [],
      notes,
      differences,
    }
  },
}

/** Row for row: hits that one side alone has, and what differs in those that both have. */
export function compareHits(before: readonly HitRow[], now: readonly HitRow[]): ReplayDifference[] {
  const differences: ReplayDifference[] = []
  const later = new Map(now.map((row) => [row.identity, row]))
  const of = (row: HitRow, kind: ReplayDifference['kind'], fields: string[] = []): ReplayDifference => ({
    check: row.check_id,
    kind,
    identity: row.identity,
    sentence: row.payload.sentence,
    fields,
  })
  const seen = new Set<string>()
  for (const row of before) {
    seen.add(row.identity)
    const other = later.get(row.identity)
    if (!other) differences.push(of(row, 'only_before'))
    else if (other.content_hash !== row.content_hash || other.division !== row.division) differences.push(of(row, 'differs', fieldsThatDiffer(row, other)))
  }
  for (const row of now) if (!seen.has(row.identity)) differences.push(of(row, 'only_now'))
  return differences
}

function fieldsThatDiffer(a: HitRow, b: HitRow): string[] {
  const names: (keyof HitPayload)[] = ['sentence', 'program', 'months', 'concerned', 'overpaid', 'underpaid', 'steps', 'basis', 'sources']
  const fields = names.filter((name) => canonicalJson(a.payload[name]) !== canonicalJson(b.payload[name])).map(String)
  return a.division === b.division ? fields : [...fields, 'division']
}

/** Durations may differ; what was looked at, found and missed may not. */
export function compareReports(before: readonly CheckReport[], now: readonly CheckReport[]): ReplayDifference[] {
  const later = new Map(now.map((report) => [report.check, report]))
  const names = ['status', 'population', 'byDivision', 'hits', 'missing', 'error'] as const
  return before.flatMap((report): ReplayDifference[] => {
    const other = later.get(report.check)
    const fields = other ? names.filter((name) => canonicalJson(report[name]) !== canonicalJson(other[name])) : ['status']
    return fields.length === 0 ? [] : [{ check: report.check, kind: 'report', identity: '', sentence: '', fields: [...fields] }]
  })
}
