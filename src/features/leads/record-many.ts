import { sql } from 'kysely'
import type { NewEvent, Work } from '../../platform/events.ts'

const chunk = 2_000

/** As `record`, for thousands of events of one action in one statement each two thousand. */
export async function recordMany({ tx, actor, clock }: Work, events: readonly NewEvent[]): Promise<void> {
  for (let at = 0; at < events.length; at += chunk) {
    const rows = events.slice(at, at + chunk).map((event) => ({
      action: event.action,
      object_kind: event.objectKind,
      object_id: event.objectId,
      division: event.division,
      person_id: event.personId ?? null,
      reason: event.reason ?? null,
      before: event.before ?? null,
      after: event.after ?? null,
    }))
    await sql`
      insert into event (at, actor_id, actor_name, post_id, role, origin, action, object_kind, object_id, division, person_id, reason, before, after)
      select ${clock.now()}, ${actor.accountId}::uuid, ${actor.name}, ${actor.postId}::uuid, ${actor.role}, ${actor.origin}, action, object_kind, object_id, division, person_id, reason, before, after
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as t(action text, object_kind text, object_id text, division text, person_id uuid, reason text, before jsonb, after jsonb)`.execute(tx)
  }
}
