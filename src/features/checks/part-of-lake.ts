import type { EngineSession } from '../../platform/engine/engine.ts'
import { coverageSelect, programSelect } from './lake-coverage.ts'
import { cellsOf, keyColumns, type LakeInput, type LedgerTable, loadFrame, loadPlaceNames, ranksOf, type RunBatch } from './lake-relations.ts'
import { broadcastLedgers, linkColumns } from './read-links.ts'
import { deathLists } from './weak-rows.ts'

/** The lists of two runs side by side: what both have, what only the earlier and what only the later one has. */
export interface Sides {
  earlier: LakeInput
  later: LakeInput
  common: readonly RunBatch[]
  gone: readonly RunBatch[]
  come: readonly RunBatch[]
}

const groups = ['common', 'gone', 'come'] as const

/** A batch that stands elsewhere in the order, or that as a snapshot speaks for something else, has gone and come. */
export function sidesOf(earlier: LakeInput, later: LakeInput): Sides {
  const shapes = new Map(later.ledgers.map((each) => [each.ledger, each.shape]))
  const marksOf = (input: LakeInput): Map<string, RunBatch> => {
    const ranks = ranksOf(input.batches)
    return new Map(
      input.batches.map((batch) => [
        JSON.stringify([
          batch.ledger,
          batch.batch,
          batch.sha256,
          batch.path,
          ranks.get(batch.batch),
          shapes.get(batch.ledger) === 'snapshot' ? batch.covers : null,
        ]),
        batch,
      ]),
    )
  }
  const [before, after] = [marksOf(earlier), marksOf(later)]
  const only = (a: Map<string, RunBatch>, b: Map<string, RunBatch>): RunBatch[] => [...a].flatMap(([mark, batch]) => (b.has(mark) ? [] : [batch]))
  return {
    earlier,
    later,
    common: [...after].flatMap(([mark, batch]) => (before.has(mark) ? [batch] : [])),
    gone: only(before, after),
    come: only(after, before),
  }
}

/** Attaches the lists of both runs, and finds of which lists the coverage differs. */
export async function attachSides(session: EngineSession, sides: Sides): Promise<{ spokenOtherwise: Set<string> }> {
  const { ledgers } = sides.later
  for (const ledger of ledgers) {
    for (const group of groups) {
      const files = sides[group].filter((batch) => batch.ledger === ledger.ledger).map((batch) => batch.path)
      await session.attach(`${group}_${ledger.ledger}`, ledger.columns, files)
    }
    await session.define(`all_${ledger.ledger}`, groups.map((group) => `select * from ${group}_${ledger.ledger}`).join(' union all '), 'view')
    await session.define(`raw_${ledger.ledger}`, `select * from all_${ledger.ledger}`, 'view')
  }
  for (const group of groups)
    await session.define(
      `program_${group}`,
      programSelect(ledgers, (ledger) => `${group}_${ledger}`),
      'table',
    )
  for (const side of ['earlier', 'later'] as const) {
    await takeSide(session, side)
    await loadFrame(session, sides[side])
    await session.define(`coverage_${side}`, coverageSelect(ledgers), 'table')
  }
  const differing = await session.rows(`select distinct ledger from (
      select * from (select * from coverage_earlier except select * from coverage_later) gone union all select * from (select * from coverage_later except select * from coverage_earlier) come) changed`)
  return { spokenOtherwise: new Set(differing.map((row) => String(row['ledger']))) }
}

async function takeSide(session: EngineSession, side: 'earlier' | 'later'): Promise<void> {
  await session.define('batch_program', `select * from program_common union all select * from program_${side === 'earlier' ? 'gone' : 'come'}`, 'table')
}

export interface Reach {
  /** Columns through which rows meet. */
  links: ReadonlySet<string>
  /** Days that passed between the runs; null when both speak as of one day. */
  days: { from: string; to: string } | null
  /** More people than this are no small part. */
  limit: number
}

/**
 * Everybody whom a changed row can concern: whoever stands in it, and whoever meets them through the links, directly or
 * through others, with all who stand in rows that no key holds and all whom such a row may mean. Null: too many.
 */
export async function findReach(session: EngineSession, sides: Sides, reach: Reach): Promise<number | null> {
  const { ledgers } = sides.later
  await loadPlaceNames(session, { ...sides.later, batches: [...sides.common, ...sides.gone, ...sides.come] })
  await defineWeakNames(session, ledgers)
  const linksOf = (ledger: LedgerTable): string[] => linkColumns(ledger).filter((name) => reach.links.has(name))
  const hasFiles = new Set([...sides.common, ...sides.gone, ...sides.come].map((batch) => batch.ledger))
  const present = ledgers.filter((ledger) => hasFiles.has(ledger.ledger) && linksOf(ledger).length > 0)
  await loadCells(session, sides)
  const seeds: string[] = []
  const asked: string[] = []
  for (const ledger of present) {
    const conditions = seedConditions(ledger, reach)
    const target = isOnlyCompared(ledger) ? asked : seeds
    for (const relation of ['gone', 'come'] as const) target.push(valuesOf(linksOf(ledger), `${relation}_${ledger.ledger}`, 'true'))
    if (conditions.length > 0) target.push(valuesOf(linksOf(ledger), `common_${ledger.ledger}`, conditions.join(' or ')))
    const always = alwaysThere(ledger, deathLists({ ledgers }).includes(ledger))
    if (always !== null) seeds.push(valuesOf(linksOf(ledger), `all_${ledger.ledger}`, always))
  }
  seeds.push(...meantPeople(present, deathLists({ ledgers })))
  const values = (selects: readonly string[]): string =>
    `select distinct kind, person, value from (${selects.length === 0 ? noValue : selects.join(' union all ')}) found where person is not null or value is not null`
  await session.define('reach', values(seeds), 'table')
  await session.define('frontier', values([...asked, 'select * from reach']), 'table')
  for (let round = 0; ; round++) {
    const [counted] = await session.rows(`select (select count(*) from reach where kind = 'person') as people, (select count(*) from frontier) as more`)
    if (Number(counted!['people']) > reach.limit) return null
    if (Number(counted!['more']) === 0) return Number(counted!['people'])
    const near = present.filter((ledger) => linksOf(ledger).length > 1 || (round === 0 && !isOnlyCompared(ledger)))
    const found = near.map((ledger) => valuesOf(linksOf(ledger), `all_${ledger.ledger}`, isIn(linksOf(ledger), 'frontier')))
    await session.define(
      'found',
      `select * from (${values(found)}) f where not exists (select 1 from reach k where k.kind = f.kind and k.person is not distinct from f.person and k.value is not distinct from f.value)`,
      'table',
    )
    await session.define('reach_before', 'select * from reach', 'table')
    await session.define('reach', 'select * from reach_before union all select * from found', 'table')
    await session.define('frontier', 'select * from found', 'table')
  }
}

/** Keeps of every list the rows that the reach holds; `part_<group>_<ledger>`. Returns how many there are, and of how many. */
export async function keepPart(session: EngineSession, sides: Sides, links: ReadonlySet<string>): Promise<{ rows: number; of: number }> {
  const { ledgers } = sides.later
  const counts: string[] = []
  for (const ledger of ledgers) {
    const own = linkColumns(ledger).filter((name) => links.has(name))
    const always = alwaysThere(ledger, deathLists({ ledgers }).includes(ledger))
    const where = own.length === 0 || broadcastLedgers.has(ledger.ledger) ? 'true' : [isIn(own, 'reach'), ...(always === null ? [] : [always])].join(' or ')
    for (const group of groups) {
      if (!sides[group].some((batch) => batch.ledger === ledger.ledger)) {
        await session.define(`part_${group}_${ledger.ledger}`, `select * from ${group}_${ledger.ledger}`, 'view')
        continue
      }
      await session.define(`part_${group}_${ledger.ledger}`, `select r.* from ${group}_${ledger.ledger} r where ${where}`, 'table')
      if (ledger.owner !== 'reference')
        counts.push(`select (select count(*) from part_${group}_${ledger.ledger}) as n, (select count(*) from ${group}_${ledger.ledger}) as whole`)
    }
  }
  const rows = counts.length === 0 ? [] : await session.rows(counts.join(' union all '))
  return { rows: rows.reduce((sum, row) => sum + Number(row['n']), 0), of: rows.reduce((sum, row) => sum + Number(row['whole']), 0) }
}

/** Makes the kept part of one run what `raw_<ledger>` and `batch_program` are. */
export async function standOn(session: EngineSession, sides: Sides, side: 'earlier' | 'later'): Promise<void> {
  const group = side === 'earlier' ? 'gone' : 'come'
  for (const { ledger } of sides.later.ledgers)
    await session.define(`raw_${ledger}`, `select * from part_common_${ledger} union all select * from part_${group}_${ledger}`, 'view')
  await takeSide(session, side)
}

const noValue = `select 'person' as kind, cast(null as bigint) as person, cast(null as string) as value where false`

function valuesOf(links: readonly string[], relation: string, where: string): string {
  return links
    .map((name) =>
      name.endsWith('_key')
        ? `select 'person' as kind, r.${name} as person, cast(null as string) as value from ${relation} r where ${where}`
        : `select '${name}', cast(null as bigint), r.${name} from ${relation} r where ${where}`,
    )
    .join(' union all ')
}

function isIn(links: readonly string[], table: string): string {
  return links
    .map((name) =>
      name.endsWith('_key')
        ? `r.${name} in (select person from ${table} where kind = 'person')`
        : `r.${name} in (select value from ${table} where kind = '${name}')`,
    )
    .map((each) => `coalesce(${each}, false)`)
    .join(' or ')
}

/** A list of others that brings nobody into the town: of its people only those matter whom another list has. */
function isOnlyCompared(ledger: LedgerTable): boolean {
  return ledger.owner === 'reference' && !ledger.placesInTown && keyColumns(ledger).length < 2
}

/** Rows that no key holds, or that may be grouped as if none did: they are in every part. */
function alwaysThere(ledger: LedgerTable, tellsOfDeath: boolean): string | null {
  const has = new Set(ledger.columns.map((column) => column.name))
  if (ledger.owner === 'reference')
    return has.has('person_key') && (tellsOfDeath || keyColumns(ledger).length > 1 || has.has('account')) ? 'r.person_key is null' : null
  const unread = keyColumns(ledger).flatMap((key) => {
    if (key === 'person_key') return ['r.person_key is null']
    const id = key.replace(/_key$/, '_citizen_id')
    return has.has(id) ? [`(r.${key} is null and r.${id} is not null)`] : []
  })
  return unread.length === 0 ? null : unread.join(' or ')
}

/** Rows of both runs that a change may have hidden or brought back, or whose day has come between the runs. */
function seedConditions(ledger: LedgerTable, { days }: Reach): string[] {
  const conditions: string[] = []
  if (ledger.shape === 'snapshot')
    conditions.push(
      `exists (select 1 from changed_cell c where c.ledger = '${ledger.ledger}' and c.month = r.period and (c.division = r.division or (r.division is null and c.is_town)))`,
    )
  if (days !== null)
    for (const column of ledger.columns)
      if (column.type === 'date') conditions.push(`r.${column.name} between cast('${days.from}' as date) and cast('${days.to}' as date)`)
  return conditions
}

async function loadCells(session: EngineSession, sides: Sides): Promise<void> {
  const snapshots = new Set(sides.later.ledgers.filter((ledger) => ledger.shape === 'snapshot').map((ledger) => ledger.ledger))
  const cells = new Map<string, (string | boolean)[]>()
  for (const batch of [...sides.gone, ...sides.come]) {
    if (!snapshots.has(batch.ledger)) continue
    for (const [month, division] of cellsOf(sides.later, batch.covers))
      cells.set(`${batch.ledger} ${month} ${division}`, [batch.ledger, month, division, division === sides.later.town.code])
  }
  await session.load(
    'changed_cell',
    [...['ledger', 'month', 'division'].map((name) => ({ name, type: 'text' as const })), { name: 'is_town', type: 'boolean' }],
    [...cells.values()],
  )
}

/** Names in rows without a number, of our own lists and of death lists: whoever bears one may be meant. */
async function defineWeakNames(session: EngineSession, ledgers: readonly LedgerTable[]): Promise<void> {
  const selects = ledgers
    .filter(
      (ledger) =>
        (ledger.owner !== 'reference' || deathLists({ ledgers }).includes(ledger)) &&
        ['person_key', 'name'].every((name) => ledger.columns.some((column) => column.name === name)),
    )
    .map((ledger) => `select name from all_${ledger.ledger} where person_key is null and name is not null`)
  await session.define(
    'weak_name',
    `select distinct plain_name(name) as plain from (${['select cast(null as string) as name where false', ...selects].join(' union all ')}) named`,
    'table',
  )
}

function meantPeople(ledgers: readonly LedgerTable[], deaths: readonly LedgerTable[]): string[] {
  return ledgers.flatMap((ledger) => {
    if (ledger.owner === 'reference' && !deaths.includes(ledger)) return []
    const has = new Set(ledger.columns.map((column) => column.name))
    return keyColumns(ledger).flatMap((key) => {
      const name = key === 'person_key' ? 'name' : key.replace(/_key$/, '_name')
      if (!has.has(name)) return []
      return [
        `select 'person' as kind, person, cast(null as string) as value
         from (select distinct ${key} as person, ${name} as name from all_${ledger.ledger} where ${key} is not null and exists (select 1 from weak_name)) named
         where plain_name(name) in (select plain from weak_name)`,
      ]
    })
  })
}
