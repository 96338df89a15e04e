import { sql, type Updateable } from 'kysely'
import type { Database } from '../../platform/database-types.ts'
import type { Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { notFound, Problem } from '../../platform/problems.ts'

export type LeadRow = Awaited<ReturnType<typeof findLead>>

/** The lead with its row locked. Errors: `not_found` outside the actor's range, `conflict` when `version` is not the stored one. */
export async function findLead({ tx, actor }: Work, leadId: string, version?: number) {
  const lead = await tx.selectFrom('lead').selectAll().where('lead_id', '=', leadId).where(within(actor.scope, 'lead.division')).forUpdate().executeTakeFirst()
  if (!lead) throw notFound('这条疑点')
  if (version !== undefined && version !== lead.version) {
    throw new Problem('conflict', '别人刚改过这条疑点；您写的还在，请看过新的内容再决定。', {
      yours: { version },
      now: { version: lead.version, state: lead.state, updatedAt: lead.updated_at },
    })
  }
  return lead
}

export interface Subject {
  personId: string | null
  name: string
}

/** Why somebody keeps out of a matter: it is about themselves, about a relative of their register, about the same household. */
export type KinReason = 'self' | 'kin' | 'family'

/** How the subject stands to somebody of this name; null: nothing stands against it. Without a valid id the relative's name is compared. */
export async function kinReason({ tx }: Pick<Work, 'tx'>, staff: string, subject: Subject): Promise<KinReason | null> {
  const answer = await sql<{ why: KinReason | null }>`select kin_reason(${staff}, ${subject.personId}::uuid, ${subject.name}) as why`.execute(tx)
  return answer.rows[0]?.why ?? null
}

/** True when somebody of this name must keep out of the subject's matter. */
export async function isKin(work: Pick<Work, 'tx'>, staff: string, subject: Subject): Promise<boolean> {
  return (await kinReason(work, staff, subject)) !== null
}

/** How the subject stands to `whose` (您, 承办人), as a sentence without its end. */
export function sayKin(why: KinReason, whose: string): string {
  switch (why) {
    case 'self':
      return `对象就是${whose}本人`
    case 'kin':
      return `对象登记在${whose}的近亲属备案表里`
    case 'family':
      return `对象与${whose}或${whose}备案的近亲属同在一户`
    default:
      return why satisfies never
  }
}

/** Nobody works on themselves, their registered kin or the same household. Errors: `refused`. */
export async function refuseOwnKin(work: Work, subject: Subject): Promise<void> {
  const why = await kinReason(work, work.actor.name, subject)
  if (why !== null) throw new Problem('refused', `${sayKin(why, '您')}，按回避要求不能由您办理；没有改动。请交给另一位同事。`, { reason: 'own_kin', why })
}

/** Field posts look within their range; a children's director only into children's matters; nobody into their own kin. */
export async function permitField(work: Work, lead: LeadRow): Promise<void> {
  if (work.actor.role === 'child_worker' && !lead.is_child_matter) throw new Problem('forbidden', '儿童主任只核实儿童的事项；这条请社区民政专干核实。')
  await refuseOwnKin(work, { personId: lead.person_id, name: lead.subject_name })
}

export interface FieldPost {
  post: string
  name: string
  role: string
  division: string
}

/** Posts in force that may look into leads, with what already lies with them and how much of it is overdue. */
export async function listFieldPosts({ tx, actor, clock }: Work): Promise<(FieldPost & { open: number; overdue: number; community: string })[]> {
  const rows = await sql<FieldPost & { open: number; overdue: number; community: string }>`
    select post.post_id as post, account.name, post.role, post.division, coalesce(d.name, '') as community,
      count(lead.lead_id)::int as open, count(lead.lead_id) filter (where lead.due_on < ${clock.today()}::date)::int as overdue
    from post join account on account.account_id = post.account_id left join division d on d.code = left(post.division, 4)
    left join lead on lead.assignee_post = post.post_id and lead.state in ('assigned', 'checking') and lead.outcome not in ('gone', 'withdrawn')
    where post.role in ('worker', 'child_worker', 'grid') and account.is_active and post.starts_on <= ${clock.today()}::date
      and (post.ends_on is null or post.ends_on > ${clock.today()}::date) and ${within(actor.scope, 'post.division')({} as never)}
    group by 1, 2, 3, 4, 5 order by post.division, account.name`.execute(tx)
  return rows.rows
}

/** The columns of an event about a lead. */
export function about(lead: LeadRow): { objectKind: string; objectId: string; division: string; personId: string | null } {
  return { objectKind: 'lead', objectId: lead.lead_id, division: lead.division, personId: lead.person_id }
}

/** Changes columns of a lead; its version goes on. */
export async function setLead({ tx, clock }: Work, lead: LeadRow, set: Updateable<Database['lead']>): Promise<void> {
  await tx
    .updateTable('lead')
    .set({ ...set, version: lead.version + 1, updated_at: clock.now() })
    .where('lead_id', '=', lead.lead_id)
    .execute()
}
