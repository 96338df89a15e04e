import type { EngineSession } from '../../platform/engine/engine.ts'
import { hasPlace, isOfMatters, keyColumns, type LakePart, type LedgerTable, type RunDivision } from './lake-input.ts'
import { cellsOf, defineOwn, defineSubjects, loadFrame } from './lake-relations.ts'
import { loadPlaceNames } from './where-people-live.ts'
import { broadcastLedgers, linkColumns } from './read-links.ts'
import { groupsOf, type Sides, takeSide } from './sides-of-lake.ts'
import { deathLists } from './weak-rows.ts'

export interface Reach {
  /** Columns through which rows meet. */
  links: ReadonlySet<string>
  /** Days that passed between the runs; null when both speak as of one day. */
  days: { from: string; to: string } | null
  /** Rows whose people matter whether they changed or not. */
  told: readonly { ledger: string; batch: string; sheet: string; row: number }[]
  /** More people than this are no small part. */
  limit: number
}

/**
 * Everybody whom a changed row can concern: whoever stands in it, and whoever meets them through the links, directly or
 * through others, with all who stand in rows that no key holds and all whom such a row may mean. Null: too many.
 */
export async function findReach(session: EngineSession, sides: Sides, reach: Reach): Promise<number | null> {
  await loadPlaceNames(session, { ...sides.later, batches: [...sides.earlier.batches, ...sides.later.batches] })
  await defineWeakNames(session, sides.present)
  const linksOf = (ledger: LedgerTable): string[] => linkColumns(ledger).filter((name) => reach.links.has(name))
  const present = sides.present.filter((ledger) => linksOf(ledger).length > 0)
  const deaths = deathLists({ ledgers: sides.present })
  await loadCells(session, sides)
  await loadTold(session, reach.told)
  const seeds: string[] = []
  const asked: string[] = []
  for (const ledger of present) {
    const conditions = seedConditions(ledger, reach)
    const target = isOnlyCompared(ledger) ? asked : seeds
    for (const group of groupsOf(sides, ledger))
      if (group !== 'common') target.push(valuesOf(linksOf(ledger), `${group}_${ledger.ledger}`, 'true'))
      else if (conditions.length > 0) target.push(valuesOf(linksOf(ledger), `common_${ledger.ledger}`, conditions.join(' or ')))
    if (reach.told.some((row) => row.ledger === ledger.ledger))
      seeds.push(
        valuesOf(
          linksOf(ledger),
          `all_${ledger.ledger}`,
          `exists (select 1 from told_row t where t.ledger = '${ledger.ledger}' and t.batch = r.batch and t.sheet = coalesce(r.sheet, '') and t.source_row = r.source_row)`,
        ),
      )
    const always = alwaysThere(ledger, deaths.includes(ledger))
    if (always !== null) seeds.push(valuesOf(linksOf(ledger), `all_${ledger.ledger}`, always))
  }
  seeds.push(...meantPeople(present, deaths))
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

/** Keeps of every list the rows that the reach holds; `part_<group>_<ledger>`. Returns how many there are of our own. */
export async function keepPart(session: EngineSession, sides: Sides, links: ReadonlySet<string>): Promise<number> {
  const counts: string[] = []
  const deaths = deathLists({ ledgers: sides.present })
  for (const ledger of sides.present) {
    const own = linkColumns(ledger).filter((name) => links.has(name))
    const always = alwaysThere(ledger, deaths.includes(ledger))
    const where = own.length === 0 || broadcastLedgers.has(ledger.ledger) ? 'true' : [isIn(own, 'reach'), ...(always === null ? [] : [always])].join(' or ')
    for (const group of groupsOf(sides, ledger)) {
      await session.define(`part_${group}_${ledger.ledger}`, `select r.* from ${group}_${ledger.ledger} r where ${where}`, 'table')
      if (ledger.owner !== 'reference') counts.push(`select count(*) as n from part_${group}_${ledger.ledger}`)
    }
  }
  const rows = counts.length === 0 ? [] : await session.rows(counts.join(' union all '))
  return rows.reduce((sum, row) => sum + Number(row['n']), 0)
}

/** The communities and grids in which rows of the kept part stand, with those around and within them. */
export async function divisionsOfPart(session: EngineSession, sides: Sides): Promise<RunDivision[]> {
  const selects = sides.present.flatMap((ledger) =>
    groupsOf(sides, ledger).flatMap((group) => {
      const from = `part_${group}_${ledger.ledger} r`
      const written = `select n.code as division from ${from} join place_name n on n.written = r.community`
      return [`select division from ${from}`, ...(ledger.owner === 'reference' && hasPlace(ledger) ? [written] : [])]
    }),
  )
  const rows = await session.rows(`select distinct division from (${selects.join(' union all ')}) stood where division is not null`)
  const codes = rows.map((row) => String(row['division']))
  return sides.later.divisions.filter(({ code }) => codes.some((each) => each.startsWith(code) || code.startsWith(each)))
}

/** Makes the kept part of one run what `raw_<ledger>` and `batch_program` are. */
export async function standOn(session: EngineSession, sides: Sides, side: 'earlier' | 'later'): Promise<void> {
  for (const ledger of sides.present) {
    const parts = groupsOf(sides, ledger).filter((group) => group === 'common' || group === (side === 'earlier' ? 'gone' : 'come'))
    if (parts.length === 0) await session.attach(`raw_${ledger.ledger}`, ledger.columns, [])
    else await session.define(`raw_${ledger.ledger}`, parts.map((group) => `select * from part_${group}_${ledger.ledger}`).join(' union all '), 'view')
  }
  await takeSide(session, side)
}

/** Whether in the part the same people are looked at, and live in the same places, before and after. */
export async function isGroundSame(session: EngineSession, sides: Sides, part: LakePart): Promise<boolean> {
  for (const side of ['earlier', 'later'] as const) {
    await standOn(session, sides, side)
    const input = { ...sides[side], ledgers: sides.present, part }
    await loadFrame(session, input)
    await defineOwn(session, input)
    await defineSubjects(session, input)
    await session.define(
      `ground_${side}`,
      `select 'subject' as what, person_key, '' as division from subject union all select 'place', person_key, division from place`,
      'table',
    )
  }
  const [differing] = await session.rows(`select
      (select count(*) from (select * from ground_earlier except select * from ground_later) gone) + (select count(*) from (select * from ground_later except select * from ground_earlier) come) as n`)
  return Number(differing!['n']) === 0
}

const noValue = `select 'person' as kind, cast(null as bigint) as person, cast(null as string) as value where false`

function valuesOf(links: readonly string[], relation: string, where: string): string {
  const values = links.map((name) => {
    const [kind, person, value] = name.endsWith('_key') ? ['person', name, 'null'] : [name, 'null', name]
    return `select '${kind}' as kind, cast(${person} as bigint) as person, cast(${value} as string) as value from met`
  })
  // The list is read once, whatever the number of its links.
  return `select * from (with met as materialized (select ${links.map((name) => `r.${name}`).join(', ')} from ${relation} r where ${where}) ${values.join(' union all ')}) values_of`
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
    return has.has('person_key') && (tellsOfDeath || isOfMatters(ledger) || keyColumns(ledger).length > 1 || has.has('account')) ? 'r.person_key is null' : null
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

async function loadTold(session: EngineSession, told: Reach['told']): Promise<void> {
  await session.load(
    'told_row',
    [...['ledger', 'batch', 'sheet'].map((name) => ({ name, type: 'text' as const })), { name: 'source_row', type: 'bigint' }],
    told.map(({ ledger, batch, sheet, row }) => [ledger, batch, sheet, BigInt(row)]),
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
