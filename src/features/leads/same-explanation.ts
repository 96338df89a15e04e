import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { record, type Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { Problem } from '../../platform/problems.ts'
import { stateAfter, transitions } from './lead-states.ts'
import { about, findLead, kinReason, permitField, sayKin, setLead, type LeadRow } from './store.ts'
import { undoMinutes } from './undo-batch.ts'
import type { VerificationRow } from './verify-lead.ts'

export interface SimilarLead {
  lead: string
  number: string
  name: string
  community: string
  sentence: string
  dueOn: string | null
}

/** More than this nobody goes through one by one. */
const mostSimilar = 200

/**
 * Leads that one's own explanation may fit too: the same check, the same program, told by the same lists, and somebody still has
 * to find out. The person picks; nothing is chosen for them. Errors: `refused` unless the lead was just reported 不属实 by the asker.
 */
export async function listSimilar(work: Work, leadId: string): Promise<{ reasonCode: string; leads: SimilarLead[] }> {
  const lead = await findLead(work, leadId)
  const first = await ownExplanation(work, lead)
  if (lead.check_id === null) return { reasonCode: first.reason_code ?? '', leads: [] }
  const rows = await sql<SimilarLead>`
    select l.lead_id as lead, l.number, l.subject_name as name, coalesce(d.name, '') as community, l.sentence, l.due_on as "dueOn"
    from lead l left join division d on d.code = left(l.division, 4)
    where l.check_id = ${lead.check_id} and l.program is not distinct from ${lead.program} and l.lead_id <> ${leadId}::uuid
      and l.state in ('assigned', 'checking') and l.outcome not in ('gone', 'withdrawn') and l.severity <> 'danger'
      and ${ledgersOf(sql`l.evidence`)} = ${ledgersOf(sql`(select m.evidence from lead m where m.lead_id = ${leadId}::uuid)`)}
      and ${within(work.actor.scope, 'l.division')({} as never)}
    order by l.household_id is not distinct from ${lead.household_id}::uuid desc, l.division, l.number limit ${mostSimilar}`.execute(work.tx)
  return { reasonCode: first.reason_code ?? '', leads: rows.rows }
}

/**
 * Reports the same for each chosen lead, on the proof of the first. Each waits for its own second look, and all can be taken back
 * as one for ten minutes. Errors: `refused` when the first was seen by the office already.
 */
export async function explainSimilar(
  work: Work,
  { lead: leadId, leads }: { lead: string; leads: readonly string[] },
): Promise<{ batch: string; explained: number; skipped: { number: string; why: string }[] }> {
  const lead = await findLead(work, leadId)
  const first = await ownExplanation(work, lead)
  const fitting = new Set((await listSimilar(work, leadId)).leads.map((each) => each.lead))
  const batch = randomUUID()
  const skipped: { number: string; why: string }[] = []
  let explained = 0
  for (const id of new Set(leads)) {
    const other = await findLead(work, id)
    const kin = await kinReason(work, work.actor.name, { personId: other.person_id, name: other.subject_name })
    const why = !fitting.has(id) ? '不是同一核查、同一情形，或刚有人办过' : kin === null ? null : sayKin(kin, '您')
    if (why !== null) {
      skipped.push({ number: other.number, why })
      continue
    }
    await permitField(work, other)
    await explain(work, other, { first, batch, number: lead.number })
    explained += 1
  }
  return { batch, explained, skipped }
}

async function explain(work: Work, lead: LeadRow, { first, batch, number }: { first: VerificationRow; batch: string; number: string }): Promise<void> {
  const state = stateAfter('refute', lead.state, work.actor.role)
  const until = await work.tx.selectFrom('lead').select('explained_until').where('lead_id', '=', first.lead_id).executeTakeFirstOrThrow()
  await work.tx
    .insertInto('verification')
    .values({
      lead_id: lead.lead_id,
      division: lead.division,
      result: 'unfounded',
      reason_code: first.reason_code,
      note: first.note,
      by_account: work.actor.accountId,
      by_post: work.actor.postId,
      by_name: work.actor.name,
      at: work.clock.now(),
      same_as: first.verification_id,
      batch,
    })
    .execute()
  await setLead(work, lead, { state, explained_until: until.explained_until })
  await record(work, {
    ...about(lead),
    action: 'lead.verified',
    reason: first.note,
    before: { state: lead.state },
    after: { state, result: 'unfounded', reasonCode: first.reason_code, explainedUntil: until.explained_until, sameAs: number, batch },
  })
}

/** Takes a batch of one's own back within ten minutes. What the office has seen since stays and is counted in `left`. */
export async function undoSimilar(work: Work, { batch }: { batch: string }): Promise<{ undone: number; left: number }> {
  const { tx, actor, clock } = work
  if (!(transitions.takeBack.who as readonly string[]).includes(actor.role)) throw new Problem('forbidden', '您现在的岗位不能做这件事。')
  const rows = await tx
    .selectFrom('verification')
    .selectAll()
    .where('batch', '=', batch)
    .where('by_account', '=', actor.accountId)
    .where(within(actor.scope, 'verification.division'))
    .execute()
  const fresh = rows.filter((row) => row.second_result === null && Date.parse(clock.now()) - Date.parse(row.at) <= undoMinutes * 60_000)
  if (fresh.length === 0) throw new Problem('refused', `已过 ${undoMinutes} 分钟，或镇民政办已经复看，不能一起撤回；没有改动。`)
  for (const row of fresh) {
    const lead = await findLead(work, row.lead_id)
    const state = stateAfter('takeBack', lead.state, actor.role)
    await tx.deleteFrom('verification').where('verification_id', '=', row.verification_id).execute()
    await setLead(work, lead, { state, explained_until: null })
    await record(work, {
      ...about(lead),
      action: 'lead.taken_back',
      before: { state: lead.state, result: row.result, reasonCode: row.reason_code },
      after: { state, batch },
    })
  }
  return { undone: fresh.length, left: rows.length - fresh.length }
}

/** The lead's last finding when it is 不属实, the asker's own and not yet seen by the office. */
async function ownExplanation(work: Work, lead: LeadRow): Promise<VerificationRow> {
  const last = await work.tx.selectFrom('verification').selectAll().where('lead_id', '=', lead.lead_id).orderBy('at', 'desc').limit(1).executeTakeFirst()
  if (!last || last.result !== 'unfounded' || last.second_result !== null || last.by_account !== work.actor.accountId || last.same_as !== null)
    throw new Problem('refused', '只有刚报“不属实”的人，在镇民政办复看以前，能把同一说明用到同类疑点；没有改动。')
  return last
}

function ledgersOf(evidence: ReturnType<typeof sql>): ReturnType<typeof sql> {
  return sql`(select coalesce(array_agg(distinct e ->> 'ledger' order by e ->> 'ledger'), '{}') from jsonb_array_elements(${evidence}) e)`
}
