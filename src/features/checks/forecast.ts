import { monthRange, ranges } from '../../domain/months.ts'
import type { CheckCatalog } from './check-catalog.ts'
import type { CheckDefinition, NamedList } from './check-definition.ts'
import { findLedger } from '../ledgers/index.ts'
import type { RunBatch, RunDivision } from './lake-input.ts'
import { type HasList, lackOfLists, listKey } from './missing-lists.ts'
import { findRules, type Rules, type RuleSpan } from './rules.ts'
import type { StandardRow } from './standards.ts'

/** What can be said of the checks before they run: lists with what they speak for, standards, communities. */
export interface Hand {
  catalog: Pick<CheckCatalog, 'checks' | 'facts' | 'national'>
  standards: readonly StandardRow[]
  months: { from: string; to: string }
  /** Communities and grids. */
  divisions: readonly RunDivision[]
  batches: readonly (Pick<RunBatch, 'ledger' | 'covers'> & {
    /** Programs that a list of several programs shows: payments, disability subsidies. */
    programs: readonly string[]
  })[]
  /** Programs that the rows know; for others no paper is asked. */
  programs: readonly string[]
}

/** Months and communities of a list that a check would need and that no batch speaks for. */
export interface ListGap {
  list: NamedList
  /** Null: in no month at all. */
  from: string | null
  to: string | null
  /** Names; null = everywhere. */
  divisions: string[] | null
}

export interface CheckForecast {
  check: CheckDefinition
  status: 'ran' | 'partly' | 'missing_list' | 'missing_basis'
  /** Lists that are not there at all. */
  absent: NamedList[]
  /** For each thing without which the check does not run: the lists of which one would do. */
  stoppedBy: NamedList[][]
  gaps: ListGap[]
  /** Where the check may speak, and the papers that are missing. */
  rules: Rules
}

/** How each check would end over what is at hand: the same answer as a run gives, without reading one row. */
export function forecast(hand: Hand): CheckForecast[] {
  const presence = presenceOf(hand)
  return hand.catalog.checks.map((check) => forecastCheck(check, { hand, presence, rules: rulesOf(check, hand) }))
}

export interface Unlock {
  list: NamedList
  /** Checks that do not run now and would. */
  opens: CheckDefinition[]
  /** Checks that run and would see more. */
  completes: CheckDefinition[]
  gaps: ListGap[]
}

/** What each list that some check misses would change, if it came with every month and community. */
export function unlocksOf(hand: Hand, now: readonly CheckForecast[]): Unlock[] {
  const candidates = new Map<string, NamedList>()
  for (const each of now) for (const list of [...each.absent, ...each.gaps.map((gap) => gap.list)]) candidates.set(listKey(list), list)
  const presence = presenceOf(hand)
  return [...candidates.values()].map((list) => {
    const withList = presenceWith(presence, list)
    const opens: CheckDefinition[] = []
    const completes: CheckDefinition[] = []
    for (const before of now) {
      const concerns = [...before.absent, ...before.gaps.map((gap) => gap.list)].some((each) => listKey(each) === listKey(list))
      if (!concerns) continue
      const after = forecastCheck(before.check, { hand, presence: withList, rules: before.rules })
      const runs = after.status === 'ran' || after.status === 'partly'
      if (before.status === 'missing_list' && runs) opens.push(before.check)
      else if (before.status === 'partly' && runs) completes.push(before.check)
    }
    const gaps = new Map(now.flatMap((each) => each.gaps.filter((gap) => listKey(gap.list) === listKey(list))).map((gap) => [JSON.stringify(gap), gap]))
    return { list, opens, completes, gaps: [...gaps.values()] }
  })
}

interface Presence {
  has: HasList
  covers: (list: NamedList, month: string, division: string) => boolean
}

function presenceOf(hand: Hand): Presence {
  const present = new Set<string>()
  const covered = new Map<string, Set<string>>()
  for (const batch of hand.batches) {
    const own = findLedger(batch.ledger)?.program
    const spoken = [...(own ? [own] : []), ...batch.programs]
    present.add(batch.ledger)
    // A payment shows its program also where the file speaks for no month.
    if (batch.ledger === 'payments') for (const program of batch.programs) present.add(`payments:${program}`)
    for (const cover of batch.covers) {
      const months = monthRange(cover.from < hand.months.from ? hand.months.from : cover.from, cover.to > hand.months.to ? hand.months.to : cover.to)
      if (months.length === 0) continue
      const divisions = hand.divisions.filter((each) => cover.division === null || each.code.startsWith(cover.division))
      for (const program of spoken) present.add(`${batch.ledger}:${program}`)
      for (const key of [batch.ledger, ...spoken.map((program) => `${batch.ledger}:${program}`)]) {
        const places = covered.get(key) ?? new Set<string>()
        for (const month of months) for (const division of divisions) places.add(`${month} ${division.code}`)
        covered.set(key, places)
      }
    }
  }
  return {
    has: (list) => present.has(listKey(list)),
    covers: (list, month, division) => covered.get(listKey(list))?.has(`${month} ${division}`) ?? false,
  }
}

function presenceWith(presence: Presence, added: NamedList): Presence {
  const isAdded = (list: NamedList): boolean => list.ledger === added.ledger && (list.program === null || list.program === (added.program ?? list.program))
  return {
    has: (list) => isAdded(list) || presence.has(list),
    covers: (list, month, division) => isAdded(list) || presence.covers(list, month, division),
  }
}

function rulesOf(check: CheckDefinition, hand: Hand): Rules {
  const known = check.programs.filter((program) => hand.programs.includes(program))
  return findRules(check, {
    standards: hand.standards,
    national: hand.catalog.national,
    months: hand.months,
    ...(known.length > 0 ? { programs: known } : {}),
  })
}

function forecastCheck(check: CheckDefinition, { hand, presence, rules }: { hand: Hand; presence: Presence; rules: Rules }): CheckForecast {
  const { missing: absent, stoppedBy } = lackOfLists(check, hand.catalog, presence.has)
  const answer = (status: CheckForecast['status'], more: Partial<CheckForecast> = {}): CheckForecast => ({
    check,
    status,
    absent,
    stoppedBy,
    gaps: [],
    rules,
    ...more,
  })
  if (stoppedBy.length > 0) return answer('missing_list')
  if (rules.spans.length === 0) return answer('missing_basis')
  const { gaps, blocking } = gapsOf(check, { hand, presence, spans: rules.spans })
  if (blocking.length > 0) return answer('missing_list', { gaps, stoppedBy: blocking })
  return answer(absent.length + gaps.length + rules.missing.length > 0 ? 'partly' : 'ran', { gaps })
}

/** As a run finds them: months and communities in which the rule holds and no list speaks. `blocking`: a list that speaks for none of them. */
function gapsOf(
  check: CheckDefinition,
  { hand, presence, spans }: { hand: Hand; presence: Presence; spans: readonly RuleSpan[] },
): { gaps: ListGap[]; blocking: NamedList[][] } {
  const length = Math.min(...hand.divisions.map((each) => each.code.length))
  const communities = hand.divisions.filter((each) => each.code.length === length)
  const months = monthRange(hand.months.from, hand.months.to)
  const gaps: ListGap[] = []
  const blocking: NamedList[][] = []
  for (const group of check.absence) {
    const byRange = new Map<string, string[]>()
    let isSpoken = false
    for (const { code, name } of communities) {
      const cells = ruledSpans(spans, code).flatMap((span) => monthRange(span.from, span.to).map((month) => ({ month, values: span.values })))
      const open = cells.filter(({ month, values }) => !group.some((list) => !isAsked(list, values) || presence.covers(list, month, code)))
      if (open.length < cells.length) isSpoken = true
      for (const { from, to } of ranges(open.map(({ month }) => month))) byRange.set(`${from} ${to}`, [...(byRange.get(`${from} ${to}`) ?? []), name])
    }
    if (!isSpoken) blocking.push([...group])
    for (const [range, divisions] of byRange) {
      const [from = '', to = ''] = range.split(' ')
      gaps.push({ list: group[0]!, from, to, divisions: divisions.length === communities.length ? null : divisions })
    }
  }
  for (const ledger of check.spoken_once) {
    const list = { ledger, program: null }
    const silent = communities.filter(({ code }) => !months.some((month) => presence.covers(list, month, code))).map(({ name }) => name)
    if (silent.length > 0) gaps.push({ list, from: null, to: null, divisions: silent.length === communities.length ? null : silent })
  }
  return { gaps, blocking }
}

function isAsked({ where }: NamedList, values: RuleSpan['values']): boolean {
  return where === undefined || values[where.parameter] === where.value
}

/** A community's own rows hold there; all others take the town's. */
function ruledSpans(spans: readonly RuleSpan[], community: string): RuleSpan[] {
  const own = spans.filter((span) => span.division !== null && community.startsWith(span.division))
  return own.length > 0 ? own : spans.filter((span) => span.division === null)
}
