import { canonicalJson } from './canonical-json.ts'
import type { CheckCatalog } from './check-catalog.ts'
import type { CheckDefinition } from './check-definition.ts'
import type { Presence } from './lake-coverage.ts'
import { keyColumns, type LakeInput, type LedgerTable } from './lake-input.ts'
import type { Links } from './link-reader.ts'
import { lackOfLists, listKey } from './missing-lists.ts'
import { broadcastLedgers, readLinks } from './read-links.ts'
import { listsBehind } from './run-relations.ts'
import type { Spoken } from './sides-of-lake.ts'

/** What a change means for the checks; a check in none of the lists reads nothing that changed. */
export interface Change {
  /** May be run over the people concerned. */
  part: string[]
  /** Through which columns they hang together. */
  links: ReadonlySet<string>
  /** Those of `part` that ask only for a person and the household of a list. */
  near: string[]
  nearLinks: ReadonlySet<string>
  /** Of `part`, those whose leads gather people of no common key: a lead's people are all looked at. */
  gathering: string[]
  /** Must be run whole. */
  whole: string[]
  /** Facts of no changed list that must be told of everybody. */
  ofAll: ReadonlySet<string>
  /** Facts and lists that hold the same rows before and after, and `coverage`. */
  standing: ReadonlySet<string>
  /** Of all these, those that read nothing that changed: they matter only where other people are looked at now, or people live elsewhere. */
  idle: ReadonlySet<string>
}

const nearColumns: ReadonlySet<string> = new Set(['person_key', 'head_key', 'card_no'])
/** Through these the register of residents and the marriages bring relatives into the subject set. */
const subjectColumns = ['household_no', 'father_key', 'mother_key', 'guardian_key', 'male_key', 'female_key']

export interface ChangedInput {
  checks: readonly CheckDefinition[]
  changed: ReadonlySet<string>
  spoken: Spoken
  isOtherDay: boolean
  /** Checks that broke in the run before. */
  broken: ReadonlySet<string>
}

/** Sorts the checks by what they read, how their rows hang together and what of the date they ask. */
export async function changeOf(input: Pick<LakeInput, 'ledgers'> & { catalog: CheckCatalog }, of: ChangedInput): Promise<Change> {
  const { checks, facts } = await linksOfCatalog(input.catalog, input.ledgers)
  const byName = new Map(input.ledgers.map((ledger) => [ledger.ledger, ledger]))
  // Our own lists, and those that bring people into the town, say whose rows in other lists are looked at and where people live.
  const isDecisive = (ledger: LedgerTable): boolean => ledger.owner !== 'reference' || ledger.placesInTown || keyColumns(ledger).length > 1
  const isEverybodyAsked = [...of.changed].some((name) => isDecisive(byName.get(name)!))
  // Whose account our payments go to is looked at too: that is in no list of people.
  const mayBeIdle = !of.changed.has('payments')
  const change = {
    part: [] as string[],
    near: [] as string[],
    gathering: [] as string[],
    whole: [] as string[],
    ofAll: new Set<string>(),
    links: new Set(nearColumns),
    nearLinks: nearColumns,
    idle: new Set<string>(),
  }
  // Nothing that they read is another, not even where people live or who of a list of others is looked at.
  const isTouched = (fact: string): boolean => {
    const all = gather({ ...nothingRead, reads: new Set([fact]) }, facts)
    const lists = [...all.reads].filter((name) => name.startsWith('ledger_')).map((name) => name.replace('ledger_', ''))
    return (
      isEverybodyAsked ||
      all.reads.has('weak_row') ||
      of.isOtherDay ||
      lists.some((name) => of.changed.has(name)) ||
      (of.spoken.otherwise.size > 0 && all.coverage.size > 0)
    )
  }
  const standing = new Set([...facts.keys()].filter((fact) => !isTouched(fact)))
  for (const check of of.checks) {
    const all = gather(checks.get(check.check)!, facts)
    const ledgers = listsBehind(input, check)
    const isReading = [...ledgers].some((ledger) => of.changed.has(ledger))
    const isDifferent = isEverybodyAsked || isReading
    const isLate = of.isOtherDay && all.clock !== 'none' && all.clock !== 'month'
    const asked = new Set([...all.coverage, ...check.absence.flat().map((list) => list.ledger), ...check.spoken_once])
    const isSpokenOtherwise =
      [...of.spoken.otherwise].some((ledger) => asked.has(ledger) || asked.has('*')) ||
      lackOf(check, input.catalog, of.spoken.earlier) !== lackOf(check, input.catalog, of.spoken.later)
    if (!isDifferent && !isLate && !isSpokenOtherwise) continue
    if (mayBeIdle && !isReading && !isLate && !isSpokenOtherwise) change.idle.add(check.check)
    const ofAll = [...all.reads].filter((name) => facts.get(name)?.fault)
    const isBroadcast = [...ledgers].some((ledger) => of.changed.has(ledger) && isWholeAlways(byName.get(ledger)!))
    if (
      all.fault !== null ||
      ofAll.some((fact) => !standing.has(fact)) ||
      isSpokenOtherwise ||
      isBroadcast ||
      of.broken.has(check.check) ||
      (isLate && all.clock === 'day')
    ) {
      change.whole.push(check.check)
      continue
    }
    change.part.push(check.check)
    if (all.isGathering) change.gathering.push(check.check)
    for (const fact of ofAll) change.ofAll.add(fact)
    for (const name of all.links) change.links.add(name)
    const asksOthers = [...gatherNames([check.population.split(/\s/)[0]!], facts)].some(
      (name) => byName.get(name.replace('ledger_', ''))?.owner === 'reference',
    )
    if (!asksOthers && [...all.links].every((name) => nearColumns.has(name))) change.near.push(check.check)
  }
  for (const name of subjectColumns) change.links.add(name)
  if (of.spoken.otherwise.size === 0) standing.add('coverage')
  if (!isEverybodyAsked) {
    for (const name of ['subject ', 'row_flag']) standing.add(name)
    for (const { ledger, owner } of input.ledgers) if (owner === 'reference' && !of.changed.has(ledger)) standing.add(`ledger_${ledger}`)
  }
  return { ...change, standing }
}

const nothingRead: Links = { reads: new Set(), links: new Set(), fault: null, isGathering: false, clock: 'none', coverage: new Set() }

/** What of lists and programs a check finds there or does not. */
function lackOf(check: CheckDefinition, catalog: CheckCatalog, { lists, programs }: Presence): string {
  return canonicalJson([lackOfLists(check, catalog, (list) => lists.has(listKey(list))), check.programs.filter((program) => programs.includes(program))])
}

let read: { hash: string; links: Promise<Awaited<ReturnType<typeof readLinks>>> } | undefined

function linksOfCatalog(catalog: CheckCatalog, ledgers: readonly LedgerTable[]): ReturnType<typeof readLinks> {
  if (read?.hash !== catalog.hash) read = { hash: catalog.hash, links: readLinks(catalog, ledgers) }
  return read.links
}

/** A list that a part holds whole. */
function isWholeAlways(ledger: LedgerTable): boolean {
  return broadcastLedgers.has(ledger.ledger) || keyColumns(ledger).length === 0
}

function gatherNames(names: Iterable<string>, facts: ReadonlyMap<string, Links>): Set<string> {
  const found = new Set<string>()
  const visit = (name: string): void => {
    if (found.has(name)) return
    found.add(name)
    for (const each of facts.get(name)?.reads ?? []) visit(each)
  }
  for (const name of names) visit(name)
  return found
}

/** A check's links with those of every fact behind it; a fact with a fault of its own is told of everybody. */
function gather(own: Links, facts: ReadonlyMap<string, Links>): Links {
  const reads = gatherNames(own.reads, facts)
  const parts = [own, ...[...reads].flatMap((name) => facts.get(name) ?? [])]
  const clocks: Links['clock'][] = ['none', 'dates', 'month', 'day']
  return {
    reads,
    links: new Set(parts.flatMap((part) => [...part.links])),
    fault: own.fault,
    isGathering: own.isGathering,
    coverage: new Set(parts.flatMap((part) => [...part.coverage])),
    clock: clocks[Math.max(...parts.map((part) => clocks.indexOf(part.clock)))]!,
  }
}
