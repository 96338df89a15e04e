import { divisionFinder } from '../../domain/division-names.ts'
import { monthRange } from '../../domain/months.ts'
import type { EngineColumn, EngineSession } from '../../platform/engine/engine.ts'
import { coverageSelect, programSelect } from './lake-coverage.ts'

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
  part?: LakePart
}

/** A part of the lake that the caller cut out: its rows stand in `raw_<name>`, and `batch_program` is there. */
export interface LakePart {
  /** Of the communities and grids those where its rows stand; months and rules are spread out over no others. */
  divisions: readonly RunDivision[]
  /** Facts, lists and `coverage` as far as they are there already. */
  standing: ReadonlySet<string>
}

/** Between batch and sheet in the `batch` of facts. */
export const sheetMark = '#'

const coverSpanColumns: readonly EngineColumn[] = [
  { name: 'ledger', type: 'text' },
  { name: 'batch', type: 'text' },
  { name: 'seq', type: 'bigint' },
  ...['from_month', 'to_month', 'division'].map((name) => ({ name, type: 'text' as const })),
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
    { name: 'disability_card', type: 'text' },
  ],
  division: ['code', 'name'].map((name) => ({ name, type: 'text' })),
  month: [{ name: 'month', type: 'text' }],
  working_day: [
    { name: 'date', type: 'date' },
    { name: 'no', type: 'bigint' },
  ],
}

/**
 * Defines what every run stands on: `division`, `month`, `coverage` and the raw lists. What their rows say waits for
 * `defineOwn` and `defineReference`: a check that a missing list stops needs neither.
 */
export async function defineLake(session: EngineSession, input: LakeInput): Promise<void> {
  await loadFrame(session, input)
  if (input.part === undefined) {
    for (const ledger of input.ledgers) {
      await session.attach(
        `raw_${ledger.ledger}`,
        ledger.columns,
        input.batches.filter((batch) => batch.ledger === ledger.ledger).map((batch) => batch.path),
      )
    }
    await session.define('batch_program', programSelect(input.ledgers), 'table')
  }
  if (input.part?.standing.has('coverage') !== true) await session.define('coverage', coverageSelect(input.ledgers), 'table')
}

/**
 * Defines where people live, and `ledger_<name>` (active rows only) for our own lists. Snapshot: for a month and division
 * the newest batch that covers them; payments: each payment once; register: the newest row of each key. A row without a
 * community stands where other lists have the person, else in the town as a whole.
 */
export async function defineOwn(session: EngineSession, input: LakeInput): Promise<void> {
  await loadPlaceNames(session, input)
  await session.define('unplaced', unplacedSelect(input), 'table')
  await session.define('place', placeSelect(input), 'table')
  if (input.ledgers.some((ledger) => ledger.shape === 'payments')) await session.define('payment_twin', twinSelect, 'table')
  for (const ledger of ownLedgers(input)) await session.define(`ledger_${ledger.ledger}`, activeRows(ledger, { town: input.town.code, where: '' }), 'view')
}

/** `division`, `month`, the order of the batches and what they speak for. */
export async function loadFrame(session: EngineSession, input: LakeInput): Promise<void> {
  await session.load('division', engineRelations['division']!, [
    [input.town.code, input.town.name],
    ...(input.part ?? input).divisions.map((each) => [each.code, each.name] as const),
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
      { name: 'own_seq', type: 'bigint' },
    ],
    input.batches.map((batch) => [batch.batch, BigInt(ranks.get(batch.batch)!), BigInt(batch.seq)]),
  )
  // Spread out by the engine: months by communities are many cells, and each would be handed over one by one.
  const spans = input.batches.flatMap((batch) =>
    batch.covers.map(({ from, to, division }) => [batch.ledger, batch.batch, BigInt(ranks.get(batch.batch)!), from, to, division] as const),
  )
  await session.load('cover_span', coverSpanColumns, spans)
  const [first, last] = [
    spans.map((span) => span[3]).sort()[0],
    spans
      .map((span) => span[4])
      .sort()
      .at(-1),
  ]
  await session.load('cover_month', engineRelations['month']!, first === undefined || last === undefined ? [] : monthRange(first, last).map((month) => [month]))
  await session.define(
    'cover',
    `select s.ledger, s.batch, s.seq, m.month, d.code as division
     from cover_span s
     join cover_month m on m.month between s.from_month and s.to_month
     join division d on s.division is null or d.code like s.division || '%'`,
    'table',
  )
}

/** Each month and division that a batch speaks for. */
export function cellsOf({ town, divisions }: Pick<LakeInput, 'town' | 'divisions'>, covers: RunBatch['covers']): [month: string, division: string][] {
  const codes = [town.code, ...divisions.map((each) => each.code)]
  return covers.flatMap((each) => {
    const within = each.division === null ? codes : codes.filter((code) => code.startsWith(each.division!))
    return monthRange(each.from, each.to).flatMap((month) => within.map((division): [string, string] => [month, division]))
  })
}

export function ownLedgers({ ledgers }: Pick<LakeInput, 'ledgers'>): LedgerTable[] {
  return ledgers.filter((each) => each.owner !== 'reference')
}

/**
 * Defines `ledger_<name>` for a reference list, read once and narrowed to the subject set: ids of any received or kept
 * row, closed once over household and marriage lists, people whom a list places in the town, and holders of accounts
 * that our payments go to. Of a list of matters (12345) what happened in the town is read, whoever is named.
 */
export async function defineReference(session: EngineSession, ledger: LedgerTable, input: LakeInput): Promise<void> {
  const isAsked = keyColumns(ledger).map((key) => `r.${key} in (select person_key from subject)`)
  // Whoever stands on none of our lists may still hold the account into which our payments go.
  if (input.ledgers.some((each) => each.ledger === 'payments') && isAsked.length > 0 && hasAccount(ledger))
    isAsked.push('r.account in (select p.account from raw_payments p where p.account is not null)')
  if (isOfMatters(ledger)) isAsked.push('r.division is not null or r.community in (select written from place_name)')
  const where = isAsked.length === 0 || input.isNarrowed === false ? '' : `where (${isAsked.join(' or ')})`
  await session.define(`ledger_${ledger.ledger}`, activeRows(ledger, { town: null, where }), 'table')
}

/** A correction takes the rank of what it corrects; of a row that both hold it has the newer one. */
export function ranksOf(batches: readonly RunBatch[]): Map<string, number> {
  const byId = new Map(batches.map((batch) => [batch.batch, batch]))
  const rank = (batch: RunBatch, depth: number): number => {
    const base = batch.supplements === null ? undefined : byId.get(batch.supplements)
    return base && depth < 20 ? rank(base, depth + 1) : batch.seq
  }
  return new Map(batches.map((batch) => [batch.batch, rank(batch, 0)]))
}

export function activeRows(ledger: LedgerTable, options: { town: string | null; where: string }): string {
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
  const names = ledger.columns.map((each) => each.name).join(', ')
  const newest = (identity: readonly string[], where: string): string => `select ${names} from (
      select ${columns.join(', ')}, row_number() over (partition by ${identity.join(', ')} order by coalesce(b.seq, 0) desc, coalesce(b.own_seq, 0) desc, r.sheet desc, r.source_row desc) as copy_no
      ${from} ${where}) numbered
    where copy_no = 1`
  if (ledger.shape !== 'payments') return newest(registerIdentity(ledger), options.where)
  // Only rows that have a like can be one payment twice: all others are spared the sorting.
  const isTwin = `exists (select 1 from payment_twin t where ${alike('t', twinColumns)})`
  return `select ${columns.join(', ')} ${from} where not ${isTwin} union all ${newest(paymentIdentity(ledger), `where ${isTwin} and not (${isToldDated})`)}`
}

const twinColumns = ['person_key', 'program', 'for_month', 'amount']
const alike = (other: string, names: readonly string[]): string => names.map((name) => `${other}.${name} is not distinct from r.${name}`).join(' and ')
/** A row without its day is the payment that another file dates. */
const isToldDated = `r.paid_on is null and r.for_month is not null and exists (
    select 1 from raw_payments o where ${alike('o', [...twinColumns, 'name', 'kind', 'occurrence'])} and o.paid_on is not null and o.batch <> r.batch)`
const twinSelect = `select ${twinColumns.join(', ')} from raw_payments group by ${twinColumns.join(', ')} having count(*) > 1`

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
  // What lacks its id is never taken for a copy of another row; in a list of ours, that comes again, of nobody of another name.
  const itself = ledger.owner === 'reference' ? `r.batch || ':' || cast(r.source_row as string)` : 'r.name'
  const isWithoutId = isOfMatters(ledger) ? `r.${ledger.key[0]} is null` : has.has('citizen_id') ? 'r.citizen_id is null' : 'false'
  const alone = `case when ${isWithoutId} then ${itself} end`
  if (ledger.key.length === 0 || ledger.owner === 'kept') return [`r.batch`, `r.sheet`, `r.source_row`, ...(has.has('name') ? ['r.name'] : [])]
  return [...ledger.key.map((name) => (has.has(name) ? `r.${name}` : 'r.division')), alone]
}

/** The column whose person a row is about. */
function placeKey(ledger: LedgerTable): string | null {
  const keys = keyColumns(ledger)
  return ['person_key', 'head_key'].find((key) => keys.includes(key)) ?? null
}

/** Whom a row of ours names without a community; of nobody else the place is asked. */
function unplacedSelect(input: LakeInput): string {
  const selects = ownLedgers(input).flatMap((ledger) => {
    const key = placeKey(ledger)
    return key === null ? [] : [`select ${key} as person_key from raw_${ledger.ledger} where division is null and ${key} is not null`]
  })
  return selects.length === 0 ? 'select cast(null as bigint) as person_key where false' : selects.join(' union ')
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
      `select r.${key} as person_key, ${division} as division, coalesce(r.period, '') as stated, ${order} as place from raw_${ledger.ledger} r${join} where r.${key} in (select person_key from unplaced)`,
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

/** A list of others whose rows are matters in a place, not people: whoever is named may have no number. */
export function isOfMatters(ledger: LedgerTable): boolean {
  return ledger.owner === 'reference' && ledger.placesInTown && hasPlace(ledger) && !ledger.key.includes('citizen_id')
}

export function hasPlace(ledger: LedgerTable): boolean {
  return ledger.columns.some((each) => each.name === 'community')
}

/** Our communities under the names that reference lists write; what names none of ours is elsewhere. */
export async function loadPlaceNames(session: EngineSession, input: LakeInput): Promise<void> {
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

/** `subject`: whose rows in reference lists are looked at. */
export async function defineSubjects(session: EngineSession, input: LakeInput): Promise<void> {
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
    // Brothers and sisters who moved out: a list of staff says nothing of the town, and one of them may stand on it.
    close.push(
      ...['father_key', 'mother_key'].map(
        (parent) => `select m.person_key from raw_household_register m where m.person_key is not null and m.${parent} in (
        select h.${parent} from raw_household_register h where h.${parent} is not null and h.person_key in (select person_key from subject_named))`,
      ),
    )
  }
  if (input.ledgers.some((each) => each.ledger === 'marriages')) {
    close.push('select female_key from raw_marriages where female_key is not null and male_key in (select person_key from subject_named)')
    close.push('select male_key from raw_marriages where male_key is not null and female_key in (select person_key from subject_named)')
  }
  await session.define('subject', close.join(' union '), 'table')
}
