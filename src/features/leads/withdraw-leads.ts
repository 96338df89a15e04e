import { sql } from 'kysely'
import type { Work } from '../../platform/events.ts'
import { recordMany } from './record-many.ts'

/**
 * After a batch was withdrawn: leads that rest on nothing but withdrawn batches read 依据已撤回. What people decided stays.
 * The next run says whether they are gone or there again. Returns how many were marked.
 */
export async function withdrawLeads(work: Work, batch: string): Promise<number> {
  const marked = await sql<{ lead_id: string; division: string; person_id: string | null }>`
    update lead set outcome = 'withdrawn', version = version + 1, updated_at = ${work.clock.now()}
    where check_id is not null and outcome not in ('gone', 'withdrawn')
      and evidence @> ${JSON.stringify([{ batch }])}::jsonb
      and not exists (
        select from jsonb_array_elements(evidence) e left join batch b on b.batch_id = e ->> 'batch'
        where e ->> 'batch' <> ${batch} and (b.state is null or b.state = 'active')
      )
    returning lead_id, division, person_id`.execute(work.tx)
  await recordMany(
    work,
    marked.rows.map((row) => ({
      action: 'lead.withdrawn',
      objectKind: 'lead',
      objectId: row.lead_id,
      division: row.division,
      personId: row.person_id,
      after: { outcome: 'withdrawn', batch },
    })),
  )
  return marked.rows.length
}
