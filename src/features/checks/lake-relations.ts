import { monthRange } from '../../domain/months.ts'
import type { EngineColumn, EngineSession } from '../../platform/engine/engine.ts'
import { activeRows, twinSelect } from './active-rows.ts'
import { coverageSelect, programSelect } from './lake-coverage.ts'
import { hasAccount, hasPlace, isOfMatters, keyColumns, type LakeInput, type LedgerTable, ownLedgers, type RunBatch } from './lake-input.ts'
import { loadPlaceNames, placeSelect, unplacedSelect } from './where-people-live.ts'

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
