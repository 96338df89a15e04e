import type { NewEvent, Work } from '../../platform/events.ts'
import type { Hit } from '../checks/index.ts'
import { canMove } from './lead-states.ts'
import { handedBack, type KnownLead, type SyncedLead } from './known-lead.ts'

export interface CarriedLeads {
  /** The run before: what it found and nothing touched is still there. */
  base: string
  /** Its hits that were looked at again. */
  except: readonly Hit[]
  /** Checks that ran whole. */
  rerun: readonly string[]
}

/**
 * Leads that the run before found and this one had no reason to look at: unchanged, and found by this run. Only time
 * works on them: an explanation whose last day is over sends its lead back to be handed out.
 */
export async function carryLeads(
  { tx, clock }: Work,
  known: readonly KnownLead[],
  run: { runId: string | null; asOf: string },
): Promise<{ leads: SyncedLead[]; events: NewEvent[]; overdueMains: string[] }> {
  // A lead that was gone when the run before ended is still gone; what rested on a withdrawn list was looked at again.
  const standing = known.filter((lead) => lead.outcome !== 'gone' && lead.outcome !== 'withdrawn')
  const expired = standing.filter((lead) => canMove('expire', lead.state) && lead.explained_until !== null && lead.explained_until < run.asOf)
  const isExpired = new Set(expired.map((lead) => lead.lead_id))
  const chunk = 5_000
  for (let at = 0; at < standing.length; at += chunk) {
    const part = standing.slice(at, at + chunk).flatMap((lead) => (isExpired.has(lead.lead_id) ? [] : [lead.lead_id]))
    if (part.length > 0) await tx.updateTable('lead').set({ outcome: 'unchanged', last_run_id: run.runId }).where('lead_id', 'in', part).execute()
  }
  if (expired.length > 0)
    await tx
      .updateTable('lead')
      .set((eb) => ({
        ...handedBack,
        outcome: 'reappeared',
        last_run_id: run.runId,
        updated_at: clock.now(),
        version: eb('version', '+', 1),
      }))
      .where(
        'lead_id',
        'in',
        expired.map((lead) => lead.lead_id),
      )
      .execute()
  return {
    leads: standing.map((lead) => ({
      lead: lead.lead_id,
      number: lead.number,
      outcome: isExpired.has(lead.lead_id) ? 'reappeared' : 'unchanged',
      state: isExpired.has(lead.lead_id) ? 'new' : lead.state,
      check: lead.check_id,
      hit: null,
    })),
    events: expired.map((lead) => ({
      action: 'lead.explanation_expired',
      objectKind: 'lead',
      objectId: lead.lead_id,
      division: lead.division,
      personId: lead.person_id,
      before: { outcome: lead.outcome, months: lead.months, state: lead.state },
      after: { outcome: 'reappeared', check: lead.check_id, months: lead.months, state: 'new' },
    })),
    overdueMains: standing.flatMap((lead) =>
      lead.merged_into !== null && lead.main_state === 'reviewed' && lead.main_explained_until !== null && lead.main_explained_until < run.asOf
        ? [lead.merged_into]
        : [],
    ),
  }
}
