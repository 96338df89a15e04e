import { createHash } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import type { Actor } from './actor.ts'
import type { Clock } from './clock.ts'
import type { Database } from './database-types.ts'
import type { Tx } from './postgres/database.ts'

/** One unit of work: the transaction, who does it, and when. Rows and events written with it stand or fall together. */
export interface Work {
  tx: Tx
  actor: Actor
  clock: Clock
}

export interface NewEvent {
  action: string
  objectKind: string
  objectId: string
  division: string
  personId?: string | null
  reason?: string | null
  before?: unknown
  after?: unknown
}

/** Writes an event in the transaction of the row it tells of. `before` and `after` hold changed fields, ids masked. */
export async function record({ tx, actor, clock }: Work, event: NewEvent): Promise<void> {
  await tx
    .insertInto('event')
    .values({
      at: clock.now(),
      actor_id: actor.accountId,
      actor_name: actor.name,
      post_id: actor.postId,
      role: actor.role,
      origin: actor.origin,
      action: event.action,
      object_kind: event.objectKind,
      object_id: event.objectId,
      division: event.division,
      person_id: event.personId ?? null,
      reason: event.reason ?? null,
      before: event.before === undefined ? null : JSON.stringify(event.before),
      after: event.after === undefined ? null : JSON.stringify(event.after),
    })
    .execute()
}

interface SealedEvent {
  event_id: number
  [field: string]: unknown
}

const eventFields = [
  'event_id',
  'at',
  'actor_id',
  'actor_name',
  'post_id',
  'role',
  'origin',
  'action',
  'object_kind',
  'object_id',
  'division',
  'person_id',
  'reason',
  'before',
  'after',
] as const

/** SHA-256 over the previous hash and the event's fields in a fixed order with sorted JSON keys. */
function sealOf(previous: string, event: SealedEvent): string {
  return createHash('sha256')
    .update(previous)
    .update('\n')
    .update(JSON.stringify(eventFields.map((field) => canonical(event[field]))))
    .digest('hex')
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (value === null || typeof value !== 'object') return value ?? null
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  )
}

/**
 * Chains committed events that have no seal yet, in the order of their ids; an event whose transaction
 * commits late is simply sealed later. Runs as the sealer's role. Returns how many were sealed.
 */
export async function sealEvents(sealer: Kysely<Database>, limit = 20_000): Promise<number> {
  return sealer.transaction().execute(async (tx) => {
    // One sealer at a time, also across processes: two would fork the chain.
    await sql`select pg_advisory_xact_lock(706_001)`.execute(tx)
    const last = await tx.selectFrom('seal').select(['no', 'hash']).orderBy('no', 'desc').limit(1).executeTakeFirst()
    const events =
      await sql<SealedEvent>`select e.* from event e where not exists (select from seal s where s.event_id = e.event_id) order by e.event_id limit ${limit}`.execute(
        tx,
      )
    let no = last?.no ?? 0
    let hash = last?.hash ?? ''
    const seals = events.rows.map((event) => {
      hash = sealOf(hash, event)
      return { no: ++no, event_id: event.event_id, hash }
    })
    for (let at = 0; at < seals.length; at += 2_000)
      await tx
        .insertInto('seal')
        .values(seals.slice(at, at + 2_000))
        .execute()
    return seals.length
  })
}

export interface Verification {
  ok: boolean
  events: number
  sealed: number
  unsealed: number
  head: string
  broken: { no: number; eventId: number; why: string }[]
}

export interface Anchor {
  sealed: number
  head: string
}

/** Recomputes the whole chain; `anchors` are the copies written outside the database, which show a cut-off tail. */
export async function verifyEvents(sealer: Kysely<Database>, anchors: readonly Anchor[] = []): Promise<Verification> {
  const total = await sql<{ events: number }>`select count(*) as events from event`.execute(sealer)
  const broken: Verification['broken'] = []
  const hashes = new Map<number, string>()
  let [sealed, hash] = [0, '']
  for (let after = 0; ;) {
    const page = await sql<
      SealedEvent & { no: number; hash: string; sealed_id: number }
    >`select e.*, s.no, s.hash, s.event_id as sealed_id from seal s left join event e on e.event_id = s.event_id where s.no > ${after} order by s.no limit 5000`.execute(
      sealer,
    )
    for (const row of page.rows) {
      sealed++
      if (row.no !== sealed) broken.push({ no: row.no, eventId: row.sealed_id, why: '封条编号不连续' })
      if (row.event_id === null) broken.push({ no: row.no, eventId: row.sealed_id, why: '事件不见了' })
      else if (sealOf(hash, row) !== row.hash) broken.push({ no: row.no, eventId: row.sealed_id, why: '内容与封条不符' })
      hash = row.hash
      hashes.set(row.no, hash)
      after = row.no
    }
    if (page.rows.length < 5000) break
  }
  for (const anchor of anchors) {
    if (anchor.sealed > 0 && hashes.get(anchor.sealed) !== anchor.head) broken.push({ no: anchor.sealed, eventId: 0, why: '与库外留存的锚点不符' })
  }
  const events = total.rows[0]?.events ?? 0
  return { ok: broken.length === 0, events, sealed, unsealed: events - sealed, head: hash, broken }
}
