import { sql } from 'kysely'
import type { Work } from '../../platform/events.ts'
import { recordMany } from './record-many.ts'

/**
 * After a batch was withdrawn: what a lead has from it is marked, and a lead that rests on nothing but withdrawn batches
 * reads 依据已撤回. What people decided stays. The next run says whether they are gone or there again. Returns how many
 * leads it concerns.
 */
export async function withdrawLeads(work: Work, batch: string): Promise<number> {
  const marked = await sql<{ lead_id: string; division: string; person_id: string | null; outcome: string }>`
    update lead set
      evidence = (
        select jsonb_agg(case when e ->> 'batch' = ${batch} then e || '{"isWithdrawn": true}' else e end order by place)
        from jsonb_array_elements(evidence) with ordinality as kept (e, place)
      ),
      outcome = case when exists (
        select from jsonb_array_elements(evidence) e left join batch b on b.batch_id = e ->> 'batch'
        where e ->> 'batch' <> ${batch} and (b.state is null or b.state = 'active')
      ) then outcome else 'withdrawn' end,
      version = version + 1, updated_at = ${work.clock.now()}
    where check_id is not null and outcome not in ('gone', 'withdrawn')
      and evidence @> ${JSON.stringify([{ batch }])}::jsonb
    returning lead_id, division, person_id, outcome`.execute(work.tx)
  await recordMany(
    work,
    marked.rows.map((row) => ({
      action: row.outcome === 'withdrawn' ? 'lead.withdrawn' : 'lead.evidence_withdrawn',
      objectKind: 'lead',
      objectId: row.lead_id,
      division: row.division,
      personId: row.person_id,
      after: { outcome: row.outcome, batch },
    })),
  )
  return marked.rows.length
}
