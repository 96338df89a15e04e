import { basename, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { divisionFinder } from '#src/domain/division-names.ts'
import type { RunInput } from '#src/features/checks/index.ts'
import { findLedger, keyColumnOf } from '#src/features/ledgers/index.ts'
import { inDuckdb, spillInto } from './in-duckdb.ts'
import { type LakeFile, writeFile } from './large-lake.ts'
import type { SampleTowns } from './sample-towns.ts'

type Batch = RunInput['batches'][number]

/** Communities of the sample town, and of all copies together: those of the copies lie side by side under one town. */
const [perTown, mostCommunities] = [8, 676]
/** One copy in four is of the town with every kind of wrong and look-alike, the others have none: 4 leads to 100 people. */
const plantedEvery = 4

/**
 * Writes Parquet as imports leave it: the lists of the sample town, copy beside copy, each of other people with other names, accounts
 * and numbers, until there are `people` on the rosters; of payments those for `firstMonth` and later.
 */
export async function writeManyTowns(
  folder: string,
  towns: SampleTowns,
  { people, firstMonth }: { people: number; firstMonth: string },
): Promise<{ files: LakeFile[]; communities: number }> {
  return inDuckdb(async (db) => {
    const copies = Math.max(1, Math.round(people / (await countPeople(db, towns.planted))))
    const innocent = Map.groupBy(towns.innocent.batches, (batch) => batch.ledger)
    const files: LakeFile[] = []
    for (const batch of towns.planted.batches) {
      const like = innocent.get(batch.ledger)?.shift()
      const covers = coversOf(batch, firstMonth)
      if (batch.covers.length > 0 && covers.length === 0) continue
      files.push({ ...(await writeCopies(db, { folder, batch, like, town: towns.planted, copies, firstMonth })), covers })
    }
    return { files, communities: Math.min(copies * perTown, mostCommunities) }
  }, spillInto(folder))
}

/**
 * The reference lists as one town among the copies imports them, the first `communities` being its own: who lives elsewhere stands in
 * none of its communities.
 */
export async function writeSeenFromOne(folder: string, references: readonly LakeFile[], communities: number): Promise<LakeFile[]> {
  return inDuckdb(async (db) => {
    const files: LakeFile[] = []
    for (const file of references) {
      const path = join(folder, basename(file.path))
      await db.run(
        `copy (select * replace (case when division < '${codeAt(communities)}' then division end as division) from read_parquet('${file.path}'))
         to '${path}' (format parquet, compression zstd, row_group_size 100000)`,
      )
      files.push({ ...file, path })
    }
    return files
  }, spillInto(folder))
}

/** A new list of deaths, all of people on 低保 rosters. */
export async function writeNewDeaths(folder: string, files: readonly LakeFile[], count: number): Promise<LakeFile> {
  const rosters = files.filter((file) => file.ledger === 'dibao_person').map((file) => `'${file.path}'`)
  return inDuckdb(async (db) => {
    const people = `select *, row_number() over (order by person_key) as n, cast(null as varchar) as division from (
      select person_key, min(citizen_id) as citizen_id, min(name) as name from read_parquet([${rosters.join(', ')}], union_by_name = true)
      where person_key is not null group by person_key order by hash(person_key) limit ${count})`
    return {
      ...(await writeFile(db, { folder, ledger: 'death_certificates', name: 'deaths-new', people, columns: { died_on: `date '2026-08-01'` } })),
      covers: [],
    }
  }, spillInto(folder))
}

async function countPeople(db: DuckDBConnection, { batches, ledgers }: RunInput): Promise<number> {
  const rosters = new Set(
    ledgers.filter((each) => each.shape === 'snapshot' && each.columns.some(({ name }) => name === 'person_key')).map((each) => each.ledger),
  )
  const paths = batches.filter((each) => rosters.has(each.ledger)).map((each) => `'${each.path}'`)
  const counted = await db.runAndReadAll(`select count(distinct person_key) from read_parquet([${paths.join(', ')}], union_by_name = true)`)
  return Number(counted.getRowsJS()[0]?.[0] ?? 0)
}

/** The sample town's lists speak for all its communities, so those of the copies do. */
function coversOf(batch: Batch, firstMonth: string): LakeFile['covers'] {
  const spans = Map.groupBy(
    batch.covers.filter((cover) => cover.to >= firstMonth),
    (cover) => `${cover.from} ${cover.to}`,
  )
  return [...spans.values()].map((same) => {
    if (same.length !== perTown) throw new Error(`a list of ${batch.ledger} speaks for ${same.length} of ${perTown} communities`)
    return { from: same[0]!.from, to: same[0]!.to, division: null }
  })
}

async function writeCopies(
  db: DuckDBConnection,
  {
    folder,
    batch,
    like,
    town,
    copies,
    firstMonth,
  }: { folder: string; batch: Batch; like: Batch | undefined; town: RunInput; copies: number; firstMonth: string },
): Promise<Omit<LakeFile, 'covers'>> {
  const definition = findLedger(batch.ledger)
  const table = town.ledgers.find((each) => each.ledger === batch.ledger)
  if (!definition || !table) throw new Error(`no ledger ${batch.ledger}`)
  const has = (column: string): boolean => table.columns.some(({ name }) => name === column)
  const types = new Map<string, string>(definition.columns.map((column) => [column.name, column.type]))
  const keys = new Set(definition.columns.filter((column) => column.type === 'citizen_id').map((column) => keyColumnOf(column.name)))
  const places = has('community') ? await placesIn(db, [batch, ...(like ? [like] : [])], town) : ''
  const columns = table.columns.map(({ name }) => {
    if (name === 'batch') return `'${batch.batch}' as batch`
    if (name === 'source_row') return 'source_row + copy * 100000 as source_row'
    if (name === 'division') return `${communityOf('(ascii(substr(division, 4, 1)) - 97)')} as division`
    if (name === 'community' && places !== '') return `${places} as community`
    return `${keys.has(name) ? `${name} + copy * 100000000000` : ofCopy(name, types.get(name))} as ${name}`
  })
  const sources = [`select f.*, c.copy * ${plantedEvery} as copy from read_parquet('${batch.path}') f, range(${Math.ceil(copies / plantedEvery)}) c(copy)`]
  if (like) sources.push(`select f.*, c.copy from read_parquet('${like.path}') f, range(${copies}) c(copy) where c.copy % ${plantedEvery} <> 0`)
  const inTime = batch.ledger === 'payments' ? `where coalesce(for_month, period, '9999-12') >= '${firstMonth}'` : ''
  const path = join(folder, `${batch.batch}.parquet`)
  await db.run(
    `copy (select ${columns.join(', ')} from (${sources.join(' union all by name ')}) rows ${inTime} ${has('person_key') ? 'order by person_key nulls last, source_row' : ''})
     to '${path}' (format parquet, compression zstd, row_group_size 100000)`,
  )
  const counted = await db.runAndReadAll(`select count(*) from read_parquet('${path}')`)
  return { ledger: batch.ledger, path, rows: Number(counted.getRowsJS()[0]?.[0] ?? 0) }
}

/** The code of a community as the runs of the benchmarks number them. */
function codeAt(at: number): string {
  return `aa${String.fromCharCode(97 + Math.floor(at / 26), 97 + (at % 26))}`
}

/** The code of a copy's community as SQL; `place` is the community's number in the sample town. */
function communityOf(place: string): string {
  const at = `cast((copy * ${perTown} + ${place}) % ${mostCommunities} as integer)`
  return `'aa' || chr(97 + ${at} // 26) || chr(97 + ${at} % 26)`
}

/** Where a list names one of the town's communities, the copy's is named as the run knows it. */
async function placesIn(db: DuckDBConnection, batches: readonly Batch[], { divisions }: RunInput): Promise<string> {
  const paths = batches.map((batch) => `'${batch.path}'`).join(', ')
  const written = await db.runAndReadAll(`select distinct community from read_parquet([${paths}], union_by_name = true) where community is not null`)
  const find = divisionFinder(divisions)
  const cases = written
    .getRowsJS()
    .map(([text]) => text)
    .filter((text) => typeof text === 'string')
    .flatMap((text) => {
      const code = find(text)
      return code === null ? [] : [`when community = '${text}' then substr(${communityOf(String(code.charCodeAt(3) - 97))}, 3) || '社区'`]
    })
  return cases.length === 0 ? '' : `case ${cases.join(' ')} else community end`
}

const numbers = new Set(['card_no', 'household_no', 'application_no', 'agreement_no', 'credit_code', 'plate', 'certificate_no', 'child_no', 'report_no'])

/** A column of one copy: another person's id, name, account or number; everything else as it is. */
function ofCopy(name: string, type: string | undefined): string {
  // Of an id the region alone is another one: birth date, sex and what is wrong with it stay.
  if (type === 'citizen_id' || type === 'card')
    return `case when regexp_matches(${name}, '^[0-9]{6}') then lpad(cast(cast(substr(${name}, 1, 6) as integer) + copy as varchar), 6, '0') || substr(${name}, 7) else ${name} end`
  if (type === 'name') return `${name} || chr(cast(19968 + copy as integer)) || chr(cast(24000 + copy as integer))`
  return type === 'account' || numbers.has(name) ? `${name} || lpad(cast(copy as varchar), 4, '0')` : name
}
