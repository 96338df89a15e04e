import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { maskLongNumbers } from '../../domain/mask.ts'
import { record, type Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import type { Hit } from './hits.ts'
import type { RunBatch } from './lake-input.ts'
import type { CheckReport, RunInput, RunResult } from './run-checks.ts'
import type { RunInputs } from './run-inputs.ts'

/** How a run came to its hits, and why so. */
export interface Pass {
  kind: 'full' | 'delta'
  why: string
  /** The run from which the rest was carried over. */
  base: string | null
  /** What it followed; null when somebody asked for it. */
  cause: string | null
}

export interface Carry {
  base: string
  removed: readonly Hit[]
  rerun: readonly string[]
}

interface NewRun {
  input: RunInput
  inputs: RunInputs
  result: RunResult
  startedAt: string
  /** What of the run before stays; null after a full run. */
  carry: Carry | null
  pass: Pass
}

export interface StoredRun {
  run: string
  asOf: string
  checks: CheckReport[]
  finishedAt: string
  milliseconds: number
}

/** Whether every list that was read still stands; until the transaction ends none can be withdrawn. */
export async function holdInputs({ tx }: Pick<Work, 'tx'>, batches: readonly Pick<RunBatch, 'batch'>[]): Promise<boolean> {
  if (batches.length === 0) return true
  const rows = await tx
    .selectFrom('batch')
    .select('state')
    .where(
      'batch_id',
      'in',
      batches.map((each) => each.batch),
    )
    .forShare()
    .execute()
  return rows.every((row) => row.state === 'active')
}

const finished = 'run.finished'

/** The event of the first run by itself since the last one that somebody asked for; null when there was none. */
export async function findFirstUnasked({ tx }: Pick<Work, 'tx'>): Promise<number | null> {
  const { rows } = await sql<{ event: number | null }>`
    select min(event_id) as event from event
    where object_kind = 'run' and action = ${finished} and event_id > (
      select coalesce(max(event_id), 0) from event where object_kind = 'run' and action = ${finished} and after->>'cause' is null)`.execute(tx)
  return rows[0]?.event ?? null
}

/** Stores a run and its hits; a second identical run is the first. Returns whether it is new. */
export async function storeRun(work: Work, { input, inputs, result, startedAt, carry, pass }: NewRun): Promise<boolean> {
  const note = (more: Record<string, unknown>): Promise<void> =>
    record(work, {
      action: finished,
      objectKind: 'run',
      objectId: result.run,
      division: townDivision,
      after: { asOf: input.asOf, checks: result.checks.length, milliseconds: result.milliseconds, pass: pass.kind, cause: pass.cause, ...more },
    })
  const known = await work.tx.selectFrom('run').select('run_id').where('run_id', '=', result.run).executeTakeFirst()
  if (known) {
    // The same once more: it is the newest pass again.
    await work.tx.updateTable('run').set({ finished_at: work.clock.now() }).where('run_id', '=', result.run).execute()
    await note({ isRepeated: true })
    return false
  }
  await work.tx
    .insertInto('run')
    .values({
      run_id: result.run,
      as_of: input.asOf,
      engine: `${input.engine.name} ${input.engine.version}`,
      report: JSON.stringify({ checks: result.checks, pass }),
      inputs: JSON.stringify(inputs),
      started_at: startedAt,
      finished_at: work.clock.now(),
      milliseconds: result.milliseconds,
      created_by: work.actor.name,
    })
    .execute()
  const list = hitRows(result.hits).map((row) => ({ run_id: result.run, ...row, payload: JSON.stringify(row.payload) }))
  for (let at = 0; at < list.length; at += 1_000)
    await work.tx
      .insertInto('hit')
      .values(list.slice(at, at + 1_000))
      .execute()
  const carriedOver = carry === null ? 0 : await carryHits(work, { ...carry, run: result.run })
  await note({ hits: list.length + carriedOver })
  return true
}

/** The hits of the run before that nothing touched stand under the new run as they are. */
async function carryHits({ tx }: Work, { base, removed, rerun, run }: Carry & { run: string }): Promise<number> {
  const gone = hitRows(removed).map((row) => row.identity)
  const done = await sql`
    insert into hit (run_id, identity, check_id, content_hash, division, person_id, payload)
    select ${run}, identity, check_id, content_hash, division, person_id, payload from hit
    where run_id = ${base} and not identity = any(${gone}::text[]) and not check_id = any(${[...rerun]}::text[])
    on conflict do nothing`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}

/** The stored hits of these checks, with the rows that they rest on. */
export async function readHitsOf({ tx }: Pick<Work, 'tx'>, run: string, checks: readonly string[]): Promise<ToldHit[]> {
  if (checks.length === 0) return []
  const rows = await tx
    .selectFrom('hit')
    .select(['identity', 'check_id', 'payload'])
    .where('run_id', '=', run)
    .where('check_id', 'in', [...checks])
    .execute()
  return rows.map(({ identity, check_id, payload }) => ({ identity, check_id, sources: (payload as HitPayload).sources }))
}

/** Content hashes of stored hits by identity. */
export async function readContent({ tx }: Pick<Work, 'tx'>, run: string, identities: readonly string[]): Promise<Map<string, string>> {
  if (identities.length === 0) return new Map()
  const rows = await sql<{ identity: string; content_hash: string }>`
    select identity, content_hash from hit where run_id = ${run} and identity = any(${[...identities]}::text[])`.execute(tx)
  return new Map(rows.rows.map((row) => [row.identity, row.content_hash]))
}

/** Of a stored hit, the rows that it rests on. */
export interface ToldHit {
  identity: string
  check_id: string
  sources: HitPayload['sources']
}

/** A hit as a run keeps it: masked, with what it said and from which rows. */
export interface HitRow {
  identity: string
  check_id: string
  content_hash: string
  division: string
  payload: HitPayload
}

export interface HitPayload {
  sentence: string
  program: string | null
  months: string[]
  concerned: number | null
  overpaid: number | null
  underpaid: number | null
  steps: Hit['steps']
  basis: Hit['basis']
  sources: { role: string; ledger: string; batch: string; sheet: string; row: number }[]
}

/** One row for each identity, in the order of the hits. */
export function hitRows(hits: readonly Hit[]): HitRow[] {
  const rows = new Map(hits.map((hit) => [identityOf(hit), hit]))
  return [...rows].map(([identity, hit]) => {
    const payload: HitPayload = {
      sentence: maskLongNumbers(hit.sentence),
      program: hit.program,
      months: hit.months,
      concerned: hit.concerned,
      overpaid: hit.overpaid,
      underpaid: hit.underpaid,
      steps: hit.steps,
      basis: hit.basis,
      sources: hit.evidence.map(({ role, ledger, batch, sheet, row }) => ({ role, ledger, batch, sheet, row })),
    }
    return { identity, check_id: hit.check, content_hash: sha256(JSON.stringify(payload)), division: hit.division, payload }
  })
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function identityOf(hit: Hit): string {
  const subject = hit.subjectKind === 'division' ? hit.division : (hit.personKey?.toString() ?? hit.householdKey ?? hit.rowKey)
  return sha256(JSON.stringify([hit.check, hit.subjectKind, subject, Object.entries(hit.identity).sort(([a], [b]) => (a < b ? -1 : 1))]))
}

export async function findLastRun({ tx }: Pick<Work, 'tx'>): Promise<(StoredRun & { inputs: RunInputs; engine: string; cause: string | null }) | undefined> {
  const row = await tx.selectFrom('run').selectAll().orderBy('finished_at', 'desc').limit(1).executeTakeFirst()
  return (
    row && {
      run: row.run_id,
      asOf: row.as_of,
      checks: (row.report as { checks: CheckReport[] }).checks,
      finishedAt: row.finished_at,
      milliseconds: row.milliseconds,
      inputs: row.inputs as RunInputs,
      engine: row.engine,
      cause: (row.report as { pass?: Partial<Pass> }).pass?.cause ?? null,
    }
  )
}

/** One stored run by its name or the beginning of it. Undefined when none or several begin so. */
export async function findRun(
  { tx }: Pick<Work, 'tx'>,
  name: string,
): Promise<(StoredRun & { inputs: RunInputs; engine: string; hits: HitRow[] }) | undefined> {
  const rows = await tx
    .selectFrom('run')
    .selectAll()
    .where('run_id', 'like', `${name.replaceAll(/[^0-9a-z]/g, '')}%`)
    .limit(2)
    .execute()
  const [row] = rows
  if (!row || rows.length > 1) return undefined
  const hits = await tx.selectFrom('hit').selectAll().where('run_id', '=', row.run_id).execute()
  return {
    run: row.run_id,
    asOf: row.as_of,
    checks: (row.report as { checks: CheckReport[] }).checks,
    finishedAt: row.finished_at,
    milliseconds: row.milliseconds,
    inputs: row.inputs as RunInputs,
    engine: row.engine,
    hits: hits.map(({ identity, check_id, content_hash, division, payload }) => ({
      identity,
      check_id,
      content_hash,
      division,
      payload: payload as HitPayload,
    })),
  }
}

/** What each of the runs read. */
export async function readInputsOfRuns({ tx }: Pick<Work, 'tx'>, runs: readonly string[]): Promise<Map<string, RunInputs>> {
  if (runs.length === 0) return new Map()
  const rows = await tx.selectFrom('run').select(['run_id', 'inputs']).where('run_id', 'in', runs).execute()
  return new Map(rows.map((row) => [row.run_id, row.inputs as RunInputs]))
}
