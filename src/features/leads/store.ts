import { sql } from 'kysely'
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

/** Is the person in the kin register of somebody of this name? A row without a valid id is compared by the relative's name. */
export async function isKin({ tx }: Pick<Work, 'tx'>, staff: string, subject: { personId: string | null; name: string }): Promise<boolean> {
  const answer = await sql<{ kin: boolean }>`select is_kin_of(${staff}, ${subject.personId}::uuid, ${subject.name}) as kin`.execute(tx)
  return answer.rows[0]?.kin ?? false
}

/** Nobody verifies or reviews a person of their own kin register. Errors: `refused`. */
export async function refuseOwnKin(work: Work, subject: { personId: string | null; name: string }): Promise<void> {
  if (await isKin(work, work.actor.name, subject)) {
    throw new Problem('refused', '对象登记在您的近亲属备案表里，按回避要求不能由您核实或复看；没有改动。请交给另一位同事。', { reason: 'own_kin' })
  }
}

export interface FieldPost {
  post: string
  name: string
  role: string
  division: string
}

/** Posts in force that may look into leads, with what already lies with them. */
export async function listFieldPosts({ tx, actor, clock }: Work): Promise<(FieldPost & { open: number })[]> {
  return tx
    .selectFrom('post')
    .innerJoin('account', 'account.account_id', 'post.account_id')
    .select((eb) => [
      'post.post_id as post',
      'account.name',
      'post.role',
      'post.division',
      eb
        .selectFrom('lead')
        .whereRef('lead.assignee_post', '=', 'post.post_id')
        .where('lead.state', 'in', ['assigned', 'checking'])
        .select(eb.fn.countAll<number>().as('n'))
        .$asScalar()
        .$notNull()
        .as('open'),
    ])
    .where('post.role', 'in', ['worker', 'child_worker', 'grid'])
    .where('account.is_active', '=', true)
    .where('post.starts_on', '<=', clock.today())
    .where((eb) => eb.or([eb('post.ends_on', 'is', null), eb('post.ends_on', '>', clock.today())]))
    .where(within(actor.scope, 'post.division'))
    .orderBy('post.division')
    .orderBy('account.name')
    .execute()
}
