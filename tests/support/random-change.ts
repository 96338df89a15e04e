import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { hitRows, runChecks, runDelta, type BaseRun, type RunInput } from '#src/features/checks/index.ts'
import { canonicalJson } from '#src/features/checks/canonical-json.ts'
import { duckdbEngine } from '#src/platform/engine/duckdb.ts'
import { writeLakeFile, type LakeValue } from '#src/platform/lake/lake.ts'
import type { LedgerTable, RunBatch } from '#src/features/checks/lake-input.ts'

type Rows = Record<string, LakeValue>[]
export type Random = () => number

/** The same numbers for the same seed. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!

interface Changing {
  input: RunInput
  folder: string
  random: Random
}

/** One to three changes at a time. */
export async function changeAnything(at: Changing): Promise<{ input: RunInput; what: string }> {
  const told: string[] = []
  let { input } = at
  for (let more = 1 + Math.floor(at.random() * 3); more > 0; more--) {
    const changed = await changeOnce({ ...at, input })
    input = changed.input
    told.push(changed.what)
  }
  return { input, what: told.join('; ') }
}

/**
 * One change as offices make them: a list withdrawn, a roster replaced, a correction, rows typed on a page, a new list
 * about people of ours. Says what it was.
 */
async function changeOnce(at: Changing): Promise<{ input: RunInput; what: string }> {
  const { input, random } = at
  const kind = pick(random, ['withdraw', 'replace', 'correct', 'type', 'type', 'new list', 'new list', 'new list'])
  const batch = pick(
    random,
    input.batches.filter((each) => (tableOf(input, each).owner === 'kept') === (kind === 'type')),
  )
  if (kind === 'withdraw')
    return { input: { ...input, batches: input.batches.filter((each) => each !== batch) }, what: `${batch.ledger} ${batch.batch} withdrawn` }
  if (kind === 'new list') return addList(at)
  const ledger = tableOf(input, batch)
  const rows = await readRows(ledger, batch)
  if (kind === 'type') {
    const people = await peopleOf(at)
    const typed = rows.filter(() => random() > 0.05)
    for (const row of typed) if (random() < 0.1) spoil(row, { random, people })
    const revised = await write(at, { ledger, rows: typed, supplements: null, covers: batch.covers, as: batch })
    return { input: { ...input, batches: input.batches.map((each) => (each === batch ? revised : each)) }, what: `${batch.ledger}: rows typed` }
  }
  const kept = kind === 'correct' ? rows.filter(() => random() < 0.02) : rows.filter(() => random() > 0.01)
  const people = await peopleOf(at)
  for (const row of kept) if (random() < (kind === 'correct' ? 0.8 : 0.02)) spoil(row, { random, people })
  const added = await write(at, { ledger, rows: kept, supplements: kind === 'correct' ? batch.batch : null, covers: kind === 'correct' ? [] : batch.covers })
  return { input: { ...input, batches: [...input.batches, added] }, what: `${batch.ledger} ${batch.batch}: ${kind} by ${kept.length} rows` }
}

/** Rows of a list that is there, told of other people of ours. */
async function addList(at: Changing): Promise<{ input: RunInput; what: string }> {
  const { input, random } = at
  const batch = pick(
    random,
    input.batches.filter((each) => tableOf(input, each).owner === 'reference'),
  )
  const ledger = tableOf(input, batch)
  const people = await peopleOf(at)
  const rows = (await readRows(ledger, batch)).slice(0, 200)
  const told = Array.from({ length: 1 + Math.floor(random() * 12) }, (_, at): Record<string, LakeValue> => {
    const row: Record<string, LakeValue> = { ...pick(random, rows), source_row: BigInt(at + 2) }
    setPerson(row, pick(random, people))
    if (random() < 0.1) Object.assign(row, { person_key: null, citizen_id: random() < 0.5 ? null : '99910119500101123X' })
    return row
  })
  const added = await write(at, { ledger, rows: told, supplements: null, covers: [] })
  return { input: { ...input, batches: [...input.batches, added] }, what: `${batch.ledger}: ${told.length} new rows` }
}

interface Person {
  key: bigint
  id: string
  name: string
}

function setPerson(row: Record<string, LakeValue>, person: Person): void {
  if ('person_key' in row) Object.assign(row, { person_key: person.key, citizen_id: person.id, name: person.name })
  else if ('head_key' in row) Object.assign(row, { head_key: person.key, head_citizen_id: person.id, head_name: person.name })
}

/** Another person, no number, another sum, another month. */
function spoil(row: Record<string, LakeValue>, { random, people }: { random: Random; people: readonly Person[] }): void {
  const how = pick(random, ['person', 'number', 'amount', 'name'])
  if (how === 'person') setPerson(row, pick(random, people))
  if (how === 'number' && 'person_key' in row) Object.assign(row, { person_key: null, citizen_id: random() < 0.5 ? null : '999101195001011234' })
  if (how === 'amount' && typeof row['amount'] === 'bigint') row['amount'] += 12_300n
  if (how === 'name' && typeof row['name'] === 'string') row['name'] = `${row['name'].slice(0, 1)}改`
}

async function peopleOf({ input }: Changing): Promise<Person[]> {
  const session = await duckdbEngine.open({ asOf: '2026-01-01' })
  try {
    const found: Person[] = []
    for (const ledger of ['dibao_person', 'tekun_person', 'disability_subsidy', 'left_behind', 'orphans']) {
      const files = input.batches.filter((batch) => batch.ledger === ledger).map((batch) => batch.path)
      await session.attach(
        'people',
        ['person_key', 'citizen_id', 'name'].map((name) => ({ name, type: name === 'person_key' ? 'bigint' : 'text' })),
        files,
      )
      for (const row of await session.rows(
        'select distinct person_key, citizen_id, name from people where person_key is not null and citizen_id is not null order by all',
      ))
        found.push({ key: row['person_key'] as bigint, id: String(row['citizen_id']), name: String(row['name']) })
    }
    return found
  } finally {
    await session.close()
  }
}

function tableOf(input: RunInput, batch: RunBatch): LedgerTable {
  return input.ledgers.find((each) => each.ledger === batch.ledger)!
}

async function readRows(ledger: LedgerTable, batch: RunBatch): Promise<Rows> {
  const session = await duckdbEngine.open({ asOf: '2026-01-01' })
  try {
    await session.attach('given', ledger.columns, [batch.path])
    return (await session.rows('select * from given order by sheet, source_row')) as Rows
  } finally {
    await session.close()
  }
}

async function write(
  { input, folder, random }: Changing,
  {
    ledger,
    rows,
    supplements,
    covers,
    as,
  }: { ledger: LedgerTable; rows: Rows; supplements: string | null; covers: RunBatch['covers']; /** Stays this batch. */ as?: RunBatch },
): Promise<RunBatch> {
  const batch = as?.batch ?? `changed-${Math.floor(random() * 1e12).toString(36)}`
  const path = join(folder, `${randomUUID()}.parquet`)
  const sha256 = await writeLakeFile(
    path,
    ledger.columns,
    rows.map((row) => ledger.columns.map(({ name }) => (name === 'batch' ? batch : (row[name] ?? null)))),
  )
  const seq = as?.seq ?? Math.max(...input.batches.filter((each) => each.seq < Number.MAX_SAFE_INTEGER).map((each) => each.seq)) + 1
  return { batch, seq, ledger: ledger.ledger, path, sha256, supplements, covers }
}

export type Told = Pick<Awaited<ReturnType<typeof runChecks>>, 'checks'> & { hits: ReturnType<typeof hitRows> }

export async function tellFull(input: RunInput): Promise<Told> {
  const { checks, hits } = await runChecks(input)
  return { checks, hits: hitRows(hits) }
}

/** What a run stored, as a later run finds it. */
export function baseOf(run: string, input: RunInput, told: Told): BaseRun {
  const content = new Map(told.hits.map((row) => [row.identity, row.content_hash]))
  const hitsOf: BaseRun['hitsOf'] = (checks) =>
    Promise.resolve(told.hits.filter((row) => checks.includes(row.check_id)).map((row) => ({ ...row, sources: row.payload.sources })))
  return { run, asOf: input.asOf, batches: input.batches, checks: told.checks, hitsOf, contentOf: () => Promise.resolve(content) }
}

/** The later run told from the earlier one, put together as it is stored; null where only a whole run will do. */
export async function tellDelta(input: RunInput, base: BaseRun, told: Told): Promise<{ told: Told; why: string } | null> {
  const found = await runDelta(input, base, { least: 0 })
  if ('whole' in found) return null
  const gone = new Set(hitRows(found.removed).map((row) => row.identity))
  const rerun = new Set(found.rerun)
  const hits = [...told.hits.filter((row) => !gone.has(row.identity) && !rerun.has(row.check_id)), ...hitRows(found.hits)]
  return { told: { checks: found.checks, hits }, why: found.why }
}

/** One line for each hit, and for each check what it reports of itself; durations may differ. */
export function linesOf({ checks, hits }: Told): string[] {
  return [
    ...hits.map((row) => `${row.check_id} ${row.identity.slice(0, 16)} ${row.content_hash.slice(0, 16)} ${row.division} ${row.payload.sentence}`).sort(),
    ...checks.map(({ from: _carried, ms: _took, ...report }) => canonicalJson(report)),
  ]
}
