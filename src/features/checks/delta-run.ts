import { monthOf } from '../../domain/months.ts'
import { changeOf, type Change } from './delta-change.ts'
import { defineOfAll } from './facts-of-all.ts'
import type { Hit } from './hits.ts'
import type { LedgerTable } from './lake-input.ts'
import { divisionsOfPart, findReach, isGroundSame, keepPart, standOn } from './part-of-lake.ts'
import { type CheckReport, reportBroken, runChecks, runIdOf, runIn, type RunInput, type RunResult, withSession } from './run-checks.ts'
import { attachSides, changedLists, countOwnRows, sidesOf } from './sides-of-lake.ts'
import { hitRows, type ToldHit } from './store-run.ts'

/** The run before, whose leads stand: what it read and what it reported. */
export interface BaseRun {
  run: string
  asOf: string
  batches: RunInput['batches']
  checks: readonly CheckReport[]
  /** All hits of these checks, with the rows that they rest on. */
  hitsOf: (checks: readonly string[]) => Promise<readonly ToldHit[]>
  /** Content hashes of those of its hits that are asked for, by identity. */
  contentOf: (identities: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

export interface DeltaResult extends RunResult {
  /** Why this and that was run anew. */
  why: string
  /** Hits of the run before that were looked at again: they are found anew in `hits`, or are no longer there. */
  removed: Hit[]
  /** Checks that ran whole: none of their earlier hits is carried over. */
  rerun: string[]
}

export type DeltaOutcome = DeltaResult | { whole: string }

/** A part larger than this share of our own rows saves nothing. */
const smallPart = 0.3
const mostPeople = 200_000
/** With fewer rows of our own than this, so many checks over everything take no longer than twice over the part. */
const smallTown = 1_000_000
const manyChecks = 55
const smallWords = '名单不大，变动的又和多数核查有关，全部看一遍更快'

/**
 * The run over the later lists, told from the run before: what a changed row can concern is checked over the earlier and
 * the later lists, and only there hits go and come; the rest is carried over. `whole` says why only a whole run will do.
 */
export async function runDelta(input: RunInput, base: BaseRun, { least = smallTown }: { least?: number } = {}): Promise<DeltaOutcome> {
  const start = performance.now()
  if (monthOf(input.asOf) !== monthOf(base.asOf)) return { whole: '核查的月份变了' }
  const checks = input.catalog.checks.filter((check) => input.only === undefined || input.only.includes(check.check))
  const reports = new Map(base.checks.map((report) => [report.check, report]))
  if (checks.some((check) => !reports.has(check.check))) return { whole: '上一次没有跑全部核查' }
  const earlier: RunInput = { ...input, batches: base.batches, asOf: base.asOf }
  return withSession(earlier, async (session) => {
    const months = { from: input.lookBackFrom, to: monthOf(input.asOf) }
    const sides = sidesOf({ ...earlier, months }, { ...input, months })
    const spoken = await attachSides(session, sides)
    const changed = changedLists(sides)
    const broken = new Set(base.checks.filter((report) => report.status === 'error').map((report) => report.check))
    const change = await changeOf(input, { checks, changed, spoken, isOtherDay: base.asOf !== input.asOf, broken })
    const finished = (found: Pick<DeltaResult, 'hits' | 'removed' | 'rerun'> & { reports: ReadonlyMap<string, CheckReport> }, people: number): DeltaResult => ({
      run: runIdOf(input),
      checks: [...checks.map((check) => found.reports.get(check.check) ?? carried(reports.get(check.check)!, base.run)), ...reportBroken(input)],
      hits: found.hits,
      removed: found.removed,
      rerun: found.rerun,
      milliseconds: Math.round(performance.now() - start),
      why: explain(input.ledgers, {
        changed,
        people,
        isOtherDay: base.asOf !== input.asOf,
        counts: { all: checks.length, part: found.reports.size - found.rerun.length, whole: found.rerun.length },
      }),
    })
    const concerned = change.part.length + change.whole.length
    if (concerned === 0) return finished({ hits: [], removed: [], rerun: [], reports: new Map() }, 0)
    const own = await countOwnRows(session, sides)
    const isSmall = (count: number): boolean => own < least && count > manyChecks
    if (isSmall(concerned - change.idle.size)) return { whole: smallWords }
    const gathered = await base.hitsOf(change.gathering)
    await defineOfAll(session, sides, { catalog: input.catalog, facts: change.ofAll })
    const days = base.asOf === input.asOf ? null : [base.asOf, input.asOf].sort()
    const kept = await keepSmallest(change, async (links) => {
      const people = await findReach(session, sides, {
        links,
        days: days && { from: days[0]!, to: days[1]! },
        told: gathered.flatMap((hit) => hit.sources),
        limit: mostPeople,
      })
      if (people === null) return null
      return (await keepPart(session, sides, links)) > own * smallPart ? null : people
    })
    if (kept === null) return { whole: '变动涉及的人太多' }
    const divisions = await divisionsOfPart(session, sides)
    const isIdle =
      change.idle.size > 0 && (await isGroundSame(session, sides, { divisions, standing: change.ofAll }))
        ? (check: string): boolean => change.idle.has(check)
        : (): boolean => false
    if (isSmall([...change.part, ...change.whole].filter((check) => !isIdle(check)).length)) return { whole: smallWords }
    const part = new Set(kept.part.filter((check) => !isIdle(check)))
    const rerun = [...change.whole, ...change.part].filter((check) => !isIdle(check) && !part.has(check))
    const at: RunInput = { ...input, ledgers: sides.present, part: { divisions, reports, standing: change.ofAll }, only: [...part] }
    await standOn(session, sides, 'earlier')
    const before = await runIn(session, { ...at, batches: base.batches, asOf: base.asOf })
    const told = hitRows(before.hits)
    const known = await base.contentOf(told.map((row) => row.identity))
    const found = new Set(told.map((row) => row.identity))
    if (gathered.some((hit) => part.has(hit.check_id) && !found.has(hit.identity))) return { whole: '对上一次的结果核对不上' }
    // What the part alone tells of the earlier lists is what the run before told: else it was no part.
    if (told.some((row) => known.get(row.identity) !== row.content_hash)) return { whole: '对上一次的结果核对不上' }
    await standOn(session, sides, 'later')
    await session.setAsOf(input.asOf)
    const standing = new Set([...before.made, 'coverage']).intersection(change.standing)
    const after = await runIn(session, { ...at, part: { divisions, reports, standing } })
    const merged = new Map<string, CheckReport>()
    for (const now of after.checks) {
      const was = before.checks.find((each) => each.check === now.check)!
      const old = reports.get(now.check)!
      const isFit = (report: CheckReport): boolean => report.status === 'ran' || report.status === 'partly'
      if (was.status !== old.status) return { whole: '对上一次的结果核对不上' }
      if (isFit(was) && isFit(now)) merged.set(now.check, mergeReports(old, was, now))
      else if (now.status === was.status && now.status !== 'error') merged.set(now.check, now)
      else rerun.push(now.check)
    }
    const fresh = new Set(rerun)
    const whole = rerun.length === 0 ? { checks: [], hits: [] } : await runChecks({ ...input, only: rerun })
    for (const report of whole.checks) merged.set(report.check, report)
    const isOf = (hit: Hit): boolean => !fresh.has(hit.check)
    return finished({ hits: [...after.hits.filter(isOf), ...whole.hits], removed: before.hits.filter(isOf), rerun, reports: merged }, kept.people)
  })
}

/** All checks over one part; where that grows too large, those of near links over a smaller one and the others whole. */
async function keepSmallest(change: Change, keep: (links: ReadonlySet<string>) => Promise<number | null>): Promise<{ part: string[]; people: number } | null> {
  const all = await keep(change.links)
  if (all !== null) return { part: change.part, people: all }
  if (change.near.length === 0) return null
  const people = await keep(change.nearLinks)
  return people === null ? null : { part: change.near, people }
}

function carried(report: CheckReport, base: string): CheckReport {
  return { ...report, from: report.from ?? base }
}

/** What the part held before is taken off, what it holds now is added. */
function mergeReports(old: CheckReport, was: CheckReport, now: CheckReport): CheckReport {
  const byDivision: Record<string, number> = {}
  for (const division of [...new Set([...Object.keys(old.byDivision), ...Object.keys(now.byDivision)])].sort()) {
    const count = (old.byDivision[division] ?? 0) - (was.byDivision[division] ?? 0) + (now.byDivision[division] ?? 0)
    if (count !== 0) byDivision[division] = count
  }
  return { ...now, population: old.population - was.population + now.population, byDivision, hits: old.hits - was.hits + now.hits, ms: was.ms + now.ms }
}

function explain(
  ledgers: readonly LedgerTable[],
  of: { changed: ReadonlySet<string>; people: number; isOtherDay: boolean; counts: { all: number; part: number; whole: number } },
): string {
  const titles = ledgers.filter((each) => of.changed.has(each.ledger)).map((each) => each.title)
  const causes = [...(titles.length > 0 ? [`变动的名单：${titles.join('、')}`] : []), ...(of.isOtherDay ? ['核查日期往后移了'] : [])]
  if (causes.length === 0) return '名单和规则都没有变，全部沿用上一次的结果'
  const { all, part, whole } = of.counts
  return `${causes.join('；')}。涉及 ${of.people} 人：${part} 项只看这些人，${whole} 项整项重跑，${all - part - whole} 项沿用上一次的结果`
}
