import { createHash } from 'node:crypto'
import { monthOf, ranges } from '../../domain/months.ts'
import type { Calendar } from '../../domain/working-days.ts'
import type { Engine, EngineSession } from '../../platform/engine/engine.ts'
import { canonicalJson } from './canonical-json.ts'
import type { CheckCatalog } from './check-catalog.ts'
import type { CheckDefinition } from './check-definition.ts'
import { copyEvidence } from './evidence.ts'
import { groupHits, type Hit } from './hits.ts'
import { findPresence, type Presence } from './lake-coverage.ts'
import type { LakeInput, LakePart } from './lake-input.ts'
import { defineLake, engineRelations } from './lake-relations.ts'
import { lackOfLists, listKey } from './missing-lists.ts'
import { listsBehind, RunRelations, relationsIn } from './run-relations.ts'
import { defineRule } from './rule-relation.ts'
import { findRules, type MissingBasis } from './rules.ts'
import type { StandardRow } from './standards.ts'
import { workingDayRows } from './working-day-rows.ts'

export interface RunInput extends Omit<LakeInput, 'months'> {
  catalog: CheckCatalog
  standards: readonly StandardRow[]
  calendar: Calendar
  asOf: string
  /** First month looked at: the campaign's look-back. */
  lookBackFrom: string
  /** Only these checks; all when absent. */
  only?: readonly string[]
  /** `reports`: what each check lacks, as it was told of the whole lake and holds for both. */
  part?: LakePart & { reports: ReadonlyMap<string, CheckReport> }
  engine: Engine
  onProgress?: (progress: RunProgress) => void
  signal?: AbortSignal
  threads?: number
  temporaryFolder?: string
}

export interface RunProgress {
  step: 'lists' | 'facts' | 'check' | 'evidence'
  check: string | null
  done: number
  total: number
}

export type CheckStatus = 'ran' | 'partly' | 'missing_list' | 'missing_basis' | 'error'

export interface Missing {
  kind: 'list' | 'basis'
  /** Ledger, or name of a standard or law. */
  name: string
  program: string | null
  from: string | null
  to: string | null
  /** Listed names; null = everywhere. */
  divisions: string[] | null
  /** The list is there and this column of it says nothing. */
  column?: string
}

export interface CheckReport {
  check: string
  ck: readonly string[]
  status: CheckStatus
  /** Rows looked at. */
  population: number
  /** Of these by community, where the population's relation says where its rows stand. */
  byDivision: Record<string, number>
  hits: number
  ms: number
  missing: Missing[]
  error: string | null
  /** The run from which this was carried over; null when this run looked itself. */
  from: string | null
  /** Hash of the lists that the check reads. */
  inputs: string
}

export interface RunResult {
  run: string
  checks: CheckReport[]
  hits: Hit[]
  milliseconds: number
}

/** Raised whenever the same lists and rules give other hits or other texts of them: no run is told from one of another version. */
export const formatVersion = 4

/** The name of a run: the same inputs, catalogue, standards, date and engine give the same name. */
export function runIdOf(input: RunInput): string {
  const parts = {
    version: formatVersion,
    batches: input.batches.map((batch) => canonicalJson([batch.ledger, batch.sha256, batch.seq, batch.supplements, batch.covers])).sort(),
    divisions: input.divisions,
    town: input.town,
    catalog: input.catalog.hash,
    standards: input.standards,
    calendar: input.calendar,
    asOf: input.asOf,
    lookBackFrom: input.lookBackFrom,
    only: input.only ?? null,
    engine: [input.engine.name, input.engine.version],
  }
  return createHash('sha256').update(canonicalJson(parts)).digest('hex')
}

/**
 * Runs the checks over Parquet files and values. One broken check, also one whose files cannot be read, is reported and never stops the others.
 * Errors: the signal's reason when cancelled.
 */
export async function runChecks(input: RunInput): Promise<RunResult> {
  const start = performance.now()
  return withSession(input, async (session) => {
    const { checks, hits } = await runIn(session, input)
    return { run: runIdOf(input), checks: [...checks, ...reportBroken(input)], hits, milliseconds: Math.round(performance.now() - start) }
  })
}

/** Reports of the checks whose files cannot be read. */
export function reportBroken({ catalog, only }: Pick<RunInput, 'catalog' | 'only'>): CheckReport[] {
  return catalog.broken
    .filter(({ check }) => only === undefined || only.includes(check))
    .map(({ check, why }) => ({
      check,
      ck: [],
      status: 'error',
      population: 0,
      byDivision: {},
      hits: 0,
      ms: 0,
      missing: [],
      error: why,
      from: null,
      inputs: '',
    }))
}

/** One engine session for the time of `work`; a cancelled run interrupts it. */
export async function withSession<T>(input: RunInput, work: (session: EngineSession) => Promise<T>): Promise<T> {
  input.signal?.throwIfAborted()
  const session = await input.engine.open({
    asOf: input.asOf,
    ...(input.threads === undefined ? {} : { threads: input.threads }),
    ...(input.temporaryFolder === undefined ? {} : { temporaryFolder: input.temporaryFolder }),
  })
  const stop = (): void => session.interrupt()
  input.signal?.addEventListener('abort', stop)
  try {
    return await work(session)
  } catch (error) {
    input.signal?.throwIfAborted()
    throw error
  } finally {
    input.signal?.removeEventListener('abort', stop)
    await session.close()
  }
}

/** Runs the checks in a session; `made`: facts and lists that are there since. */
export async function runIn(session: EngineSession, input: RunInput): Promise<Pick<RunResult, 'checks' | 'hits'> & { made: ReadonlySet<string> }> {
  const checks = input.catalog.checks.filter((check) => input.only === undefined || input.only.includes(check.check))
  const report = (progress: RunProgress): void => {
    input.signal?.throwIfAborted()
    input.onProgress?.(progress)
  }
  report({ step: 'lists', check: null, done: 0, total: checks.length })
  const months = { from: input.lookBackFrom, to: monthOf(input.asOf) }
  await defineLake(session, { ...input, months })
  await session.load('working_day', engineRelations['working_day']!, workingDayRows(input.calendar, { from: `${input.lookBackFrom}-01`, to: input.asOf }))
  report({ step: 'facts', check: null, done: 0, total: checks.length })
  const relations = new RunRelations(session, { ...input, months })
  const presence = await findPresence(session, { ...input, months })
  const reports: CheckReport[] = []
  const hits: Hit[] = []
  for (const [done, check] of checks.entries()) {
    report({ step: 'check', check: check.check, done, total: checks.length })
    const result = await runCheck(session, check, { input, months, presence, relations })
    input.signal?.throwIfAborted()
    reports.push(result.report)
    hits.push(...result.hits)
  }
  report({ step: 'evidence', check: null, done: checks.length, total: checks.length })
  await copyEvidence(session, hits, { ledgers: input.ledgers, checks })
  return { checks: reports, hits, made: relations.made }
}

async function runCheck(
  session: EngineSession,
  check: CheckDefinition,
  context: { input: RunInput; months: { from: string; to: string }; presence: Presence; relations: RunRelations },
): Promise<{ report: CheckReport; hits: Hit[] }> {
  const start = performance.now()
  const { input, months, presence, relations } = context
  const known = check.programs.filter((program) => presence.programs.includes(program))
  const rules = findRules(check, { standards: input.standards, national: input.catalog.national, months, ...(known.length > 0 ? { programs: known } : {}) })
  const lists = lackOfLists(check, input.catalog, (list) => presence.lists.has(listKey(list)))
  const absent = lists.missing.map(({ ledger, program }): Missing => ({ kind: 'list', name: ledger, program, from: null, to: null, divisions: null }))
  const told = input.part?.reports.get(check.check)
  const missing: Missing[] = [...(told?.missing ?? [...absent, ...rules.missing.map(sayMissingBasis)])]
  const report = (status: CheckStatus, more: Partial<CheckReport> = {}): CheckReport => ({
    check: check.check,
    ck: Array.isArray(check.ck) ? check.ck : [...new Set(Object.values(check.ck).flat())],
    status,
    population: 0,
    byDivision: {},
    hits: 0,
    ms: Math.round(performance.now() - start),
    missing,
    error: null,
    from: null,
    inputs: inputsOf(input, check),
    ...more,
  })
  if (lists.stoppedBy.length > 0 || told?.status === 'missing_list') return { report: report('missing_list'), hits: [] }
  if (rules.spans.length === 0) return { report: report('missing_basis'), hits: [] }
  try {
    await relations.ensure([check.population.split(/\s/)[0]!, ...check.blank.map((each) => each.in.split(/\s/)[0]!), ...relationsIn(check.sql)])
    await defineRule(session, check, rules.spans)
    if (told === undefined) {
      const gaps = await coverageGaps(session, check, input)
      missing.push(...gaps.missing, ...(await silentCommunities(session, check, input)))
      if (gaps.isAll) return { report: report('missing_list'), hits: [] }
    }
    const { population, byDivision } = await countPopulation(session, check, { relations, communityLength: communityLength(input) })
    const rows = await session.rows(check.sql)
    const titles = new Map(input.catalog.parameters.map((each) => [each.name, each.title]))
    const hits = groupHits(check, rows, { spans: rules.spans, town: input.town.code, titles })
    return { report: report(missing.length > 0 ? 'partly' : 'ran', { population, byDivision, hits: hits.length }), hits }
  } catch (error) {
    input.signal?.throwIfAborted()
    return { report: report('error', { error: error instanceof Error ? error.message : String(error) }), hits: [] }
  }
}

function inputsOf(input: RunInput, check: CheckDefinition): string {
  const read = listsBehind(input, check)
  const batches = input.batches.filter((batch) => read.has(batch.ledger)).map((batch) => canonicalJson([batch.ledger, batch.sha256, batch.seq, batch.covers]))
  return createHash('sha256').update(batches.sort().join('\n')).digest('hex')
}

function sayMissingBasis(missing: MissingBasis): Missing {
  return { kind: 'basis', name: missing.name, program: missing.program, from: missing.from, to: missing.to, divisions: null }
}

/** Months and communities in which the rule holds and no list speaks. */
async function coverageGaps(session: EngineSession, check: CheckDefinition, input: RunInput): Promise<{ missing: Missing[]; isAll: boolean }> {
  const missing: Missing[] = []
  let isAll = false
  const shortest = communityLength(input)
  const communities = input.divisions.filter((each) => each.code.length === shortest)
  for (const group of check.absence) {
    const covered = group.map(
      (list) =>
        `${list.where === undefined ? '' : `r.${list.where.parameter} is distinct from ${list.where.value} or `}exists (select 1 from coverage c where c.ledger = '${list.ledger}' and c.program = '${list.program ?? '*'}' and c.month = r.month and c.division = r.division)`,
    )
    // Only what no list covers leaves the engine, and one cell that is covered: in a county nearly all of many cells are.
    const rows = await session.rows(
      `with cell as (select distinct r.division, r.month, (${covered.join(' or ')}) as is_covered from rule r where length(r.division) = ${shortest})
       select * from cell where not is_covered union all (select * from cell where is_covered limit 1)`,
    )
    if (rows.every((row) => row['is_covered'] === false)) isAll = true
    const bare = Map.groupBy(
      rows.filter((row) => row['is_covered'] === false),
      (row) => String(row['division']),
    )
    const byRange = new Map<string, string[]>()
    for (const { code, name } of communities) {
      for (const range of ranges((bare.get(code) ?? []).map((row) => String(row['month'])))) {
        const key = `${range.from} ${range.to}`
        byRange.set(key, [...(byRange.get(key) ?? []), name])
      }
    }
    for (const [key, divisions] of byRange) {
      const [from, to] = key.split(' ')
      missing.push({
        kind: 'list',
        name: group[0]!.ledger,
        program: group[0]!.program,
        from: from!,
        to: to!,
        divisions: divisions.length === communities.length ? null : divisions,
      })
    }
  }
  return { missing, isAll }
}

/** Communities that never sent a list which each sends, or left the column blank that the check reads. */
async function silentCommunities(session: EngineSession, check: CheckDefinition, input: RunInput): Promise<Missing[]> {
  const length = communityLength(input)
  const communities = input.divisions.filter((each) => each.code.length === length)
  const codesIn = async (relation: string): Promise<Set<string>> =>
    new Set((await session.rows(`select distinct substr(division, 1, ${length}) as code from ${relation}`)).map((row) => String(row['code'])))
  const tell = (ledger: string, silent: typeof communities, more: Partial<Missing> = {}): Missing[] => {
    const divisions = silent.length === communities.length ? null : silent.map(({ name }) => name)
    return silent.length === 0 ? [] : [{ kind: 'list', name: ledger, program: null, from: null, to: null, divisions, ...more }]
  }
  const found: Missing[] = []
  for (const ledger of check.spoken_once) {
    const heard = await codesIn(`coverage where ledger = '${ledger}'`)
    found.push(
      ...tell(
        ledger,
        communities.filter(({ code }) => !heard.has(code)),
      ),
    )
  }
  for (const { ledger, column, in: relation } of check.blank) {
    const blank = await codesIn(relation)
    found.push(
      ...tell(
        ledger,
        communities.filter(({ code }) => blank.has(code)),
        { column },
      ),
    )
  }
  return found
}

/** Rows of the check's population: of its programs and inside its rule where the relation says so. */
async function countPopulation(
  session: EngineSession,
  check: CheckDefinition,
  { relations, communityLength }: { relations: RunRelations; communityLength: number },
): Promise<Pick<CheckReport, 'population' | 'byDivision'>> {
  const counted = await relations.countsOf(check.population)
  const conditions: string[] = []
  if (counted.has('program')) conditions.push(`c.program in (${check.programs.map((program) => `'${program}'`).join(', ')})`)
  if (counted.has('program') && counted.has('division') && counted.has('month'))
    conditions.push('exists (select 1 from rule r where r.program = c.program and r.division = c.division and r.month = c.month)')
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`
  const community = counted.has('division') ? `substr(c.division, 1, ${communityLength})` : `''`
  const rows = await session.rows(`select ${community} as community, cast(sum(c.n) as bigint) as n from ${counted.name} c ${where} group by ${community}`)
  const byDivision = Object.fromEntries(
    rows.filter((row) => String(row['community'] ?? '').length === communityLength).map((row) => [String(row['community']), Number(row['n'])]),
  )
  return { population: rows.reduce((sum, row) => sum + Number(row['n'] ?? 0), 0), byDivision }
}

function communityLength(input: RunInput): number {
  return Math.min(...input.divisions.map((each) => each.code.length))
}
