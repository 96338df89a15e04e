import { sql } from 'kysely'
import { record, type Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { notFound } from '../../platform/problems.ts'
import type { OfferedArea } from '../checks/index.ts'

/** A first run with more leads than this is released area by area: nobody can look at all of them at once. */
export const offeredAbove = 300

/** The areas whose new leads stay with the town for now. A first run above the limit offers each of its areas; later runs add to those that still wait. */
export async function areasToHold(
  { tx, clock }: Work,
  { runId, fresh, isFirst }: { runId: string | null; fresh: readonly { area: string; severity: string }[]; isFirst: boolean },
): Promise<ReadonlySet<string>> {
  const waiting = await tx.selectFrom('lead_release').select('area').where('released_at', 'is', null).execute()
  if (waiting.length > 0 || !isFirst || fresh.length <= offeredAbove) return new Set(waiting.map((row) => row.area))
  // Somebody in danger is shown at once; an area of nothing else has nothing to release.
  const areas = new Set(fresh.filter((row) => row.severity !== 'danger').map((row) => row.area))
  await tx
    .insertInto('lead_release')
    .values([...areas].map((area) => ({ run_id: runId ?? 'none', area, offered_at: clock.now() })))
    .execute()
  return areas
}

/** The areas of the first run in the order in which to release them: people in danger first, then money. Empty when nothing was held. */
export async function readOffer({ tx }: Pick<Work, 'tx'>): Promise<OfferedArea[]> {
  const rows = await sql<{
    area: string
    leads: string
    danger: string
    rights: string
    overpaid: string
    concerned: string
    released_at: string | null
    released_by: string | null
  }>`
    select r.area, r.released_at, r.released_by, count(l.lead_id)::text as leads,
      (count(*) filter (where l.severity = 'danger'))::text as danger, (count(*) filter (where l.severity = 'right'))::text as rights,
      coalesce(sum(coalesce(l.overpaid, 0) + coalesce(l.underpaid, 0)), 0)::text as overpaid, coalesce(sum(l.concerned), 0)::text as concerned
    from lead_release r
    left join lead l on l.area = r.area and l.check_id is not null and case when r.released_at is null then l.is_held or l.severity = 'danger' and l.first_run_id is not distinct from nullif(r.run_id, 'none') else l.first_run_id = r.run_id end
    group by r.run_id, r.area, r.released_at, r.released_by`.execute(tx)
  return rows.rows
    .map((row) => ({
      area: row.area,
      leads: Number(row.leads),
      danger: Number(row.danger),
      right: Number(row.rights),
      overpaid: Number(row.overpaid),
      concerned: Number(row.concerned),
      releasedAt: row.released_at,
      releasedBy: row.released_by,
    }))
    .sort((a, b) => b.danger - a.danger || b.overpaid - a.overpaid || b.concerned - a.concerned || b.leads - a.leads || (a.area < b.area ? -1 : 1))
}

/** Shows the leads of one area to the communities. Errors: `not_found` when none of it waits. */
export async function releaseArea(work: Work, area: string): Promise<{ released: number }> {
  const { tx, clock, actor } = work
  const done = await tx
    .updateTable('lead_release')
    .set({ released_at: clock.now(), released_by: actor.name })
    .where('area', '=', area)
    .where('released_at', 'is', null)
    .returning('run_id')
    .execute()
  if (done.length === 0) throw notFound('这一块待放出的疑点')
  const released = await tx
    .updateTable('lead')
    .set((eb) => ({ is_held: false, updated_at: clock.now(), version: eb('version', '+', 1) }))
    .where('area', '=', area)
    .where('is_held', '=', true)
    .returning('lead_id')
    .execute()
  await record(work, { action: 'leads.released', objectKind: 'area', objectId: area, division: townDivision, after: { area, leads: released.length } })
  return { released: released.length }
}
