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
}

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
 * once over household and marriage lists, and people whom a list places in the town.
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
  const own = input.ledgers.filter((ledger) => ledger.owner !== 'reference')
  for (const ledger of own) await session.define(`ledger_${ledger.ledger}`, activeRows(ledger, { town: input.town.code, where: '' }), 'view')
  await defineSubjects(session, input)
  for (const ledger of input.ledgers.filter((each) => each.owner === 'reference')) {
    const keys = keyColumns(ledger)
    const where = keys.length === 0 ? '' : `where ${keys.map((key) => `r.${key} in (select person_key from subject)`).join(' or ')}`
    await session.define(`ledger_${ledger.ledger}`, activeRows(ledger, { town: null, where }), 'table')
  }
  await session.define('coverage', coverageSelect(input.ledgers), 'table')
  await session.define('row_flag', rowFlags(own), 'table')
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
  const columns = ledger.columns.map((each) =>
    each.name === 'division' && options.town !== null ? `coalesce(r.division, '${options.town}') as division` : `r.${each.name}`,
  )
  const from = `from raw_${ledger.ledger} r left join batch_rank b on b.batch = r.batch`
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
  if (ledger.key.length === 0 || ledger.owner === 'kept') return [`r.batch`, `r.source_row`, ...(has.has('name') ? ['r.name'] : [])]
  return [...ledger.key.map((name) => (has.has(name) ? `r.${name}` : 'r.division')), alone]
}

/** Columns that hold person keys. */
export function keyColumns(ledger: LedgerTable): string[] {
  return ledger.columns.filter((each) => each.type === 'bigint' && (each.name === 'person_key' || each.name.endsWith('_key'))).map((each) => each.name)
}

async function defineSubjects(session: EngineSession, input: LakeInput): Promise<void> {
  const selects: string[] = []
  for (const ledger of input.ledgers) {
    const placed = ledger.owner === 'reference' ? 'division is not null' : 'true'
    if (ledger.owner === 'reference' && !ledger.placesInTown) continue
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

const programOfLedger: Readonly<Record<string, string>> = {
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
