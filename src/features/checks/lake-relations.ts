import { divisionFinder } from '../../domain/division-names.ts'
import { monthRange } from '../../domain/months.ts'
import type { EngineColumn, EngineSession } from '../../platform/engine/engine.ts'

/** What the engine must know of a ledger; `columns` are those of its Parquet files. */
export interface LedgerTable {
  ledger: string
  title: string
  owner: 'received' | 'kept' | 'reference'
  shape: 'snapshot' | 'payments' | 'register'
  placesInTown: boolean
  key: readonly string[]
  columns: readonly EngineColumn[]
}

export interface RunBatch {
  batch: string
  /** Import order: a newer batch has the higher number. */
  seq: number
  ledger: string
  /** Parquet file. */
  path: string
  sha256: string
  /** A correction file stands beside the batch it names and displaces nothing. */
  supplements: string | null
  /** Months and divisions that it speaks for; division null = the whole town. */
  covers: readonly { from: string; to: string; division: string | null }[]
}

export interface RunDivision {
  code: string
  name: string
}

export interface LakeInput {
  ledgers: readonly LedgerTable[]
  batches: readonly RunBatch[]
  /** Communities and grids. */
  divisions: readonly RunDivision[]
  /** Path code of the whole installation: rows without a division stand there. */
  town: RunDivision
  months: { from: string; to: string }
  /** False reads reference lists whole: only to measure what narrowing saves. */
  isNarrowed?: boolean
}

/** Between batch and sheet in the `batch` of facts. */
export const sheetMark = '#'

const coverageColumns: readonly EngineColumn[] = [
  { name: 'ledger', type: 'text' },
  { name: 'batch', type: 'text' },
  { name: 'seq', type: 'bigint' },
  { name: 'month', type: 'text' },
  { name: 'division', type: 'text' },
]

/** Relations that are not facts, with the columns that a check may read. */
export const engineRelations: Readonly<Record<string, readonly EngineColumn[]>> = {
  coverage: ['ledger', 'program', 'month', 'division'].map((name) => ({ name, type: 'text' })),
  row_flag: [
    { name: 'ledger', type: 'text' },
    { name: 'batch', type: 'text' },
    { name: 'source_row', type: 'bigint' },
    { name: 'role', type: 'text' },
    { name: 'name', type: 'text' },
    { name: 'birth_date', type: 'date' },
    { name: 'division', type: 'text' },
    { name: 'text', type: 'text' },
    { name: 'code', type: 'text' },
  ],
  weak_row: [
    ...['ledger', 'batch'].map((name) => ({ name, type: 'text' as const })),
    { name: 'source_row', type: 'bigint' },
    { name: 'is_own', type: 'boolean' },
    { name: 'person_key', type: 'bigint' },
    ...['citizen_id', 'name', 'plain', 'sex'].map((name) => ({ name, type: 'text' as const })),
    { name: 'birth_date', type: 'date' },
    ...['division', 'address', 'code'].map((name) => ({ name, type: 'text' as const })),
    { name: 'died_on', type: 'date' },
  ],
  division: ['code', 'name'].map((name) => ({ name, type: 'text' })),
  month: [{ name: 'month', type: 'text' }],
  working_day: [
    { name: 'date', type: 'date' },
    { name: 'no', type: 'bigint' },
  ],
}

/**
 * Defines `ledger_<name>` for every ledger (active rows only), `coverage`, `row_flag`, `division` and `month`.
 * Snapshot: for a month and division the newest batch that covers them; payments: each payment once; register: the
 * newest row of each key. Reference lists are narrowed to the subject set: ids of any received or kept row, closed
 * once over household and marriage lists, people whom a list places in the town, and holders of accounts that our payments go to. A row without a community stands
 * where other lists have the person, else in the town as a whole.
 */
export async function defineLake(session: EngineSession, input: LakeInput): Promise<void> {
  const codes = [input.town.code, ...input.divisions.map((each) => each.code)]
  await session.load('division', engineRelations['division']!, [
    [input.town.code, input.town.name],
    ...input.divisions.map((each) => [each.code, each.name] as const),
  ])
  await session.load(
    'month',
    engineRelations['month']!,
    monthRange(input.months.from, input.months.to).map((month) => [month]),
  )
  const ranks = ranksOf(input.batches)
  await session.load(
    'batch_rank',
    [
      { name: 'batch', type: 'text' },
      { name: 'seq', type: 'bigint' },
    ],
    [...ranks].map(([batch, seq]) => [batch, BigInt(seq)]),
  )
  const cover = input.batches.flatMap((batch) =>
    batch.covers.flatMap((each) => {
      const divisions = each.division === null ? codes : codes.filter((code) => code.startsWith(each.division!))
      return monthRange(each.from, each.to).flatMap((month) =>
        divisions.map((division) => [batch.ledger, batch.batch, BigInt(ranks.get(batch.batch)!), month, division] as const),
      )
    }),
  )
  await session.load('cover', coverageColumns, cover)

  for (const ledger of input.ledgers) {
    await session.attach(
      `raw_${ledger.ledger}`,
      ledger.columns,
      input.batches.filter((batch) => batch.ledger === ledger.ledger).map((batch) => batch.path),
    )
  }
  await loadPlaceNames(session, input)
  await session.define('place', placeSelect(input), 'table')
  const own = input.ledgers.filter((ledger) => ledger.owner !== 'reference')
  for (const ledger of own) await session.define(`ledger_${ledger.ledger}`, activeRows(ledger, { town: input.town.code, where: '' }), 'view')
  await defineSubjects(session, input)
  const isPaid = input.ledgers.some((each) => each.ledger === 'payments')
  for (const ledger of input.ledgers.filter((each) => each.owner === 'reference')) {
    const keys = keyColumns(ledger)
    const isAsked = keys.map((key) => `r.${key} in (select person_key from subject)`)
    // Whoever stands on none of our lists may still hold the account into which our payments go.
    if (isPaid && isAsked.length > 0 && hasAccount(ledger)) isAsked.push('r.account in (select p.account from raw_payments p where p.account is not null)')
    const where = isAsked.length === 0 || input.isNarrowed === false ? '' : `where (${isAsked.join(' or ')})`
    await session.define(`ledger_${ledger.ledger}`, activeRows(ledger, { town: null, where }), 'table')
  }
  await session.define('coverage', coverageSelect(input.ledgers), 'table')
  await session.define('row_flag', rowFlags(own), 'table')
  await defineWeakRows(session, input)
}

/** A correction takes the rank of what it corrects. */
function ranksOf(batches: readonly RunBatch[]): Map<string, number> {
  const byId = new Map(batches.map((batch) => [batch.batch, batch]))
  const rank = (batch: RunBatch, depth: number): number => {
    const base = batch.supplements === null ? undefined : byId.get(batch.supplements)
    return base && depth < 20 ? rank(base, depth + 1) : batch.seq
  }
  return new Map(batches.map((batch) => [batch.batch, rank(batch, 0)]))
}

function activeRows(ledger: LedgerTable, options: { town: string | null; where: string }): string {
  const isPlaced = options.town === null && hasPlace(ledger)
  const columns = ledger.columns.map((each) => {
    // Row numbers count within a sheet, and one batch may hold several: facts carry both as one word.
    if (each.name === 'batch') return `r.batch || '${sheetMark}' || coalesce(r.sheet, '') as batch`
    if (each.name !== 'division') return `r.${each.name}`
    if (options.town !== null) return `coalesce(r.division, ${placeKey(ledger) === null ? '' : 'p.division, '}'${options.town}') as division`
    return isPlaced ? 'coalesce(r.division, n.code) as division' : 'r.division'
  })
  const from = [
    `from raw_${ledger.ledger} r left join batch_rank b on b.batch = r.batch`,
    isPlaced ? 'left join place_name n on n.written = r.community' : '',
    options.town !== null && placeKey(ledger) !== null ? `left join place p on p.person_key = r.${placeKey(ledger)}` : '',
  ].join(' ')
  if (ledger.shape === 'snapshot') {
    const division = options.town === null ? 'r.division' : `coalesce(r.division, '${options.town}')`
    return `select ${columns.join(', ')} ${from}
      ${options.where === '' ? 'where' : `${options.where} and`} not exists (
        select 1 from cover c where c.ledger = '${ledger.ledger}' and c.month = r.period and c.division = ${division} and c.seq > coalesce(b.seq, 0))`
  }
  const identity = ledger.shape === 'payments' ? paymentIdentity(ledger) : registerIdentity(ledger)
  const names = ledger.columns.map((each) => each.name).join(', ')
  return `select ${names} from (
      select ${columns.join(', ')}, row_number() over (partition by ${identity.join(', ')} order by coalesce(b.seq, 0) desc, r.source_row desc) as copy_no
      ${from} ${options.where}) numbered
    where copy_no = 1`
}

function paymentIdentity(ledger: LedgerTable): string[] {
  const has = new Set(ledger.columns.map((each) => each.name))
  const person = `coalesce(cast(r.person_key as string), r.citizen_id, r.name)`
  return [
    person,
    ...['program', 'for_month', 'period', 'paid_on', 'amount', 'kind', 'bank_batch', 'occurrence'].filter((name) => has.has(name)).map((name) => `r.${name}`),
  ]
}

function registerIdentity(ledger: LedgerTable): string[] {
  const has = new Set(ledger.columns.map((each) => each.name))
  // What lacks its id is never taken for a copy of another row.
  const alone = `case when ${has.has('citizen_id') && ledger.owner === 'reference' ? 'r.citizen_id is null' : 'false'} then r.batch || ':' || cast(r.source_row as string) end`
  if (ledger.key.length === 0 || ledger.owner === 'kept') return [`r.batch`, `r.sheet`, `r.source_row`, ...(has.has('name') ? ['r.name'] : [])]
  return [...ledger.key.map((name) => (has.has(name) ? `r.${name}` : 'r.division')), alone]
}

/** The column whose person a row is about. */
function placeKey(ledger: LedgerTable): string | null {
  const keys = keyColumns(ledger)
  return ['person_key', 'head_key'].find((key) => keys.includes(key)) ?? null
}

/** Where lists have a person: rosters before payments before our other lists before reference lists, newest first. */
function placeSelect(input: LakeInput): string {
  const selects = input.ledgers.flatMap((ledger) => {
    const key = placeKey(ledger)
    if (key === null || (ledger.owner === 'reference' && !ledger.placesInTown)) return []
    const isReference = ledger.owner === 'reference'
    const order = isReference ? 4 : { snapshot: 1, payments: 2, register: 3 }[ledger.shape]
    const division = isReference && hasPlace(ledger) ? 'coalesce(r.division, n.code)' : 'r.division'
    const join = isReference && hasPlace(ledger) ? ' left join place_name n on n.written = r.community' : ''
    return [
      `select r.${key} as person_key, ${division} as division, coalesce(r.period, '') as stated, ${order} as place from raw_${ledger.ledger} r${join} where r.${key} is not null`,
    ]
  })
  if (selects.length === 0) return `select cast(null as bigint) as person_key, cast(null as string) as division where false`
  return `select person_key, division from (
      select person_key, division, row_number() over (partition by person_key order by place, stated desc, division) as copy_no
      from (${selects.join(' union all ')}) named
      where division is not null and division <> '${input.town.code}') numbered
    where copy_no = 1`
}

function hasAccount(ledger: LedgerTable): boolean {
  return ledger.columns.some((each) => each.name === 'account')
}

function hasPlace(ledger: LedgerTable): boolean {
  return ledger.columns.some((each) => each.name === 'community')
}

/** Our communities under the names that reference lists write; what names none of ours is elsewhere. */
async function loadPlaceNames(session: EngineSession, input: LakeInput): Promise<void> {
  const find = divisionFinder(input.divisions)
  const codes = new Map<string, string>()
  for (const ledger of input.ledgers) {
    if (ledger.owner !== 'reference' || !hasPlace(ledger) || !input.batches.some((batch) => batch.ledger === ledger.ledger)) continue
    for (const row of await session.rows(`select distinct community from raw_${ledger.ledger} where community is not null and division is null`)) {
      const code = find(String(row['community']))
      if (code !== null) codes.set(String(row['community']), code)
    }
  }
  await session.load(
    'place_name',
    ['written', 'code'].map((name) => ({ name, type: 'text' as const })),
    [...codes],
  )
}

/** Columns that hold person keys. */
export function keyColumns(ledger: LedgerTable): string[] {
  return ledger.columns.filter((each) => each.type === 'bigint' && (each.name === 'person_key' || each.name.endsWith('_key'))).map((each) => each.name)
}

async function defineSubjects(session: EngineSession, input: LakeInput): Promise<void> {
  const selects: string[] = []
  for (const ledger of input.ledgers) {
    if (ledger.owner === 'reference' && !ledger.placesInTown) continue
    const placed =
      ledger.owner !== 'reference'
        ? 'true'
        : hasPlace(ledger)
          ? '(division is not null or community in (select written from place_name))'
          : 'division is not null'
    const relation = ledger.owner === 'reference' ? `raw_${ledger.ledger}` : `ledger_${ledger.ledger}`
    for (const key of keyColumns(ledger)) selects.push(`select ${key} as person_key from ${relation} where ${key} is not null and ${placed}`)
  }
  await session.define('subject_named', selects.length === 0 ? 'select cast(null as bigint) as person_key where false' : selects.join(' union '), 'table')
  const close: string[] = ['select person_key from subject_named']
  if (input.ledgers.some((each) => each.ledger === 'household_register')) {
    const keys = ['person_key', 'head_key', 'father_key', 'mother_key', 'guardian_key']
    close.push(
      ...keys.map(
        (key) => `select m.${key} from raw_household_register m where m.${key} is not null and (m.person_key in (select person_key from subject_named)
      or m.household_no in (select h.household_no from raw_household_register h where h.person_key in (select person_key from subject_named)))`,
      ),
    )
  }
  if (input.ledgers.some((each) => each.ledger === 'marriages')) {
    close.push('select female_key from raw_marriages where female_key is not null and male_key in (select person_key from subject_named)')
    close.push('select male_key from raw_marriages where male_key is not null and female_key in (select person_key from subject_named)')
  }
  await session.define('subject', close.join(' union '), 'table')
}

/** Rosters that hold one program. */
export const programOfLedger: Readonly<Record<string, string>> = {
  dibao_family: 'dibao',
  dibao_person: 'dibao',
  tekun_family: 'tekun',
  tekun_person: 'tekun',
  temporary_aid: 'temporary_aid',
  orphans: 'orphan',
  unattended_children: 'unattended_child',
  left_behind: 'left_behind',
}

/** A list that holds several programs speaks only for those that it shows: a payment file of 低保 says nothing about subsidies. */
function coverageSelect(ledgers: readonly LedgerTable[]): string {
  const selects = [`select ledger, '*' as program, month, division from cover where month in (select month from month)`]
  for (const { ledger } of ledgers) {
    if (programOfLedger[ledger])
      selects.push(`select ledger, '${programOfLedger[ledger]}', month, division from cover where ledger = '${ledger}' and month in (select month from month)`)
    const perBatch =
      ledger === 'payments'
        ? 'select distinct batch, program from raw_payments where program is not null'
        : ledger === 'disability_subsidy'
          ? `select distinct batch, 'disability_living' as program from raw_disability_subsidy where subsidy = 'living' or living_amount is not null
             union all select distinct batch, 'disability_care' from raw_disability_subsidy where subsidy = 'care' or care_amount is not null`
          : null
    if (perBatch)
      selects.push(
        `select c.ledger, p.program, c.month, c.division from cover c join (${perBatch}) p on p.batch = c.batch where c.month in (select month from month)`,
      )
  }
  return `select distinct ledger, program, month, division from (${selects.join(' union all ')}) spoken`
}

/** Every id text of our own lists that gave no key. */
function rowFlags(ledgers: readonly LedgerTable[]): string {
  const selects = ledgers.flatMap((ledger) => {
    const has = new Set(ledger.columns.map((each) => each.name))
    return keyColumns(ledger).flatMap((key) => {
      const id = key === 'person_key' ? 'citizen_id' : key.replace(/_key$/, '_citizen_id')
      const name = id.replace(/citizen_id$/, 'name')
      if (!has.has(id)) return []
      const birth = id === 'citizen_id' && has.has('birth_date') ? 'birth_date' : 'cast(null as date)'
      return [
        `select '${ledger.ledger}' as ledger, batch, source_row, '${id}' as role, ${has.has(name) ? name : 'cast(null as string)'} as name, ${birth} as birth_date, division, ${id} as text, id_fault(${id}) as code
         from ledger_${ledger.ledger} where ${key} is null and ${id} is not null`,
      ]
    })
  })
  const empty = `select ${engineRelations['row_flag']!.map((each) => `cast(null as ${each.type === 'text' ? 'string' : each.type}) as ${each.name}`).join(', ')} where false`
  return [empty, ...selects].join(' union all ')
}

/**
 * Rows that only a name could bring together: without a valid id, on our own lists and on those reference lists that
 * tell of deaths, and there with one too where a row of ours lacks it. Of a reference list only names of our own rows are read.
 */
async function defineWeakRows(session: EngineSession, input: LakeInput): Promise<void> {
  const select = (ledger: LedgerTable, from: string): string => {
    const has = new Set(ledger.columns.map((each) => each.name))
    const or = (name: string, type: string): string => (has.has(name) ? `r.${name}` : `cast(null as ${type}) as ${name}`)
    return `select '${ledger.ledger}' as ledger, r.batch, r.source_row, ${ledger.owner !== 'reference'} as is_own, r.person_key, r.citizen_id, r.name, plain_name(r.name) as plain,
      ${or('sex', 'string')}, ${or('birth_date', 'date')}, r.division, ${or('address', 'string')}, case when r.person_key is null then coalesce(id_fault(r.citizen_id), 'id_missing') end as code, ${or('died_on', 'date')}
      from ${from} r`
  }
  const isNamed = (ledger: LedgerTable): boolean => ['person_key', 'citizen_id', 'name'].every((name) => ledger.columns.some((each) => each.name === name))
  const own = input.ledgers.filter((ledger) => ledger.owner !== 'reference' && isNamed(ledger))
  const empty = `select ${engineRelations['weak_row']!.map((each) => `cast(null as ${each.type === 'text' ? 'string' : each.type}) as ${each.name}`).join(', ')} where false`
  const without = own.map((ledger) => `${select(ledger, `ledger_${ledger.ledger}`)} where r.person_key is null and r.name is not null`)
  await session.define('weak_own', [empty, ...without].join(' union all '), 'table')
  const names = own.map((ledger) => `select plain_name(name) as plain from ledger_${ledger.ledger} where name is not null`)
  await session.define('own_name', names.length === 0 ? 'select cast(null as string) as plain where false' : names.join(' union '), 'table')
  const deaths = input.ledgers.filter(
    (ledger) => ledger.owner === 'reference' && isNamed(ledger) && !hasPlace(ledger) && ledger.columns.some((each) => each.name === 'died_on'),
  )
  const told = deaths.map((ledger) => {
    const where = `where (r.person_key is null and plain_name(r.name) in (select plain from own_name))
      or (r.person_key is not null and plain_name(r.name) in (select plain from weak_own))`
    return select(ledger, `(${activeRows(ledger, { town: null, where })})`)
  })
  await session.define('weak_row', ['select * from weak_own', ...told].join(' union all '), 'table')
}
