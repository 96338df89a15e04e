import { sql } from 'kysely'
import { within, type Tx } from '../../platform/postgres/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { isWorkOf } from '../campaigns/index.ts'

/** Numbers of the closed problems in scope (of one community, one campaign when asked), the population of a draw. */
export async function listClosed(
  tx: Tx,
  scope: Scope,
  { community, campaign }: { community?: string | undefined; campaign?: string | undefined } = {},
): Promise<{ problem_id: string; number: string; division: string }[]> {
  return tx
    .selectFrom('problem')
    .select(['problem_id', 'number', 'division'])
    .where(within(scope, 'problem.division'))
    .where('state', '=', 'closed')
    .$if(community !== undefined, (query) => query.where(sql<boolean>`starts_with(division, ${community ?? ''})`))
    .$if(campaign !== undefined, (query) => query.where(isWorkOf(campaign ?? '', sql`campaign_id`)))
    .orderBy('number')
    .execute()
}

export async function listInspections(tx: Tx, scope: Scope, { inspection, campaign }: { inspection?: string | undefined; campaign?: string | undefined } = {}) {
  return tx
    .selectFrom('inspection')
    .selectAll()
    .select(sql<number>`(select count(*) from sample s where s.inspection_id = inspection.inspection_id and s.decision is not null)`.as('decided'))
    .select(sql<number>`(select count(*) from sample s where s.inspection_id = inspection.inspection_id and s.decision = 'sent_back')`.as('sent_back'))
    .select(sql<number>`(select count(*) from inspection_finding f where f.inspection_id = inspection.inspection_id)`.as('findings'))
    .select(
      sql<number>`(select count(*) from inspection_finding f where f.inspection_id = inspection.inspection_id
        and coalesce((select u.result from follow_up u where u.finding_id = f.finding_id order by u.on_date desc, u.created_at desc limit 1), '') <> 'mended')`.as(
        'open_findings',
      ),
    )
    .where(within(scope, 'inspection.division'))
    .$if(inspection !== undefined, (query) => query.where('inspection_id', '=', inspection ?? ''))
    .$if(campaign !== undefined, (query) => query.where(isWorkOf(campaign ?? '', sql`campaign_id`)))
    .orderBy('on_date', 'desc')
    .orderBy('created_at', 'desc')
    .execute()
}

export async function listDrawn(tx: Tx, scope: Scope, inspectionId: string) {
  return tx
    .selectFrom('sample')
    .innerJoin('problem', 'problem.problem_id', 'sample.problem_id')
    .innerJoin('division', (join) => join.on(sql<boolean>`division.code = problem.division`))
    .select(['sample.problem_id', 'sample.position', 'sample.draw_hash', 'sample.decision', 'sample.reason', 'sample.decided_by', 'sample.decided_at'])
    .select([
      'problem.number',
      'problem.title',
      'problem.subject_name',
      'problem.state',
      'problem.cause',
      'problem.owner_name',
      'problem.closed_by',
      'problem.closed_at',
      'problem.created_at',
    ])
    .select('division.name as community')
    .where('inspection_id', '=', inspectionId)
    .where(within(scope, 'sample.division'))
    .orderBy('position')
    .execute()
}

/** Proof of the drawn problems, each with how many other problems use the same file. */
export async function listProofs(tx: Tx, scope: Scope, problemIds: readonly string[]) {
  if (problemIds.length === 0) return []
  return tx
    .selectFrom('proof')
    .leftJoin('attachment', 'attachment.attachment_id', 'proof.attachment_id')
    .select(['proof.problem_id', 'proof.attachment_id', 'proof.side', 'proof.note', 'attachment.name', 'attachment.media_type'])
    .select(
      sql<number>`(select count(distinct other.problem_id) from proof other join attachment same on same.attachment_id = other.attachment_id
        where same.sha256 = attachment.sha256 and other.problem_id <> proof.problem_id)`.as('used_elsewhere'),
    )
    .where('proof.problem_id', 'in', [...problemIds])
    .where(within(scope, 'proof.division'))
    .orderBy('proof.created_at')
    .execute()
}

export async function listMeasures(tx: Tx, scope: Scope, problemIds: readonly string[]) {
  if (problemIds.length === 0) return []
  return tx
    .selectFrom('measure')
    .select(['problem_id', 'text', 'done_on'])
    .where('problem_id', 'in', [...problemIds])
    .where(within(scope, 'measure.division'))
    .orderBy('entered_no')
    .execute()
}

export async function listFindings(tx: Tx, scope: Scope, inspectionId: string) {
  return tx
    .selectFrom('inspection_finding')
    .innerJoin('problem', 'problem.problem_id', 'inspection_finding.problem_id')
    .innerJoin('division', (join) => join.on(sql<boolean>`division.code = inspection_finding.division`))
    .select([
      'finding_id',
      'inspection_finding.text',
      'inspection_finding.created_by',
      'problem.problem_id',
      'problem.number',
      'problem.state',
      'division.name as community',
    ])
    .where('inspection_id', '=', inspectionId)
    .where(within(scope, 'inspection_finding.division'))
    .orderBy('inspection_finding.created_at')
    .execute()
}

export async function listFollowUps(tx: Tx, scope: Scope, inspectionId: string) {
  return tx
    .selectFrom('follow_up')
    .innerJoin('inspection_finding', 'inspection_finding.finding_id', 'follow_up.finding_id')
    .select(['follow_up.finding_id', 'on_date', 'result', 'follow_up.text', 'follow_up.created_by'])
    .where('inspection_id', '=', inspectionId)
    .where(within(scope, 'follow_up.division'))
    .orderBy('on_date')
    .orderBy('follow_up.created_at')
    .execute()
}

export async function findOrder(tx: Tx, scope: Scope, orderId: string) {
  return tx
    .selectFrom('supervision_order')
    .selectAll()
    .where('order_id', '=', orderId)
    .where(within(scope, 'supervision_order.division'))
    .forUpdate()
    .executeTakeFirst()
}

export async function listOrders(tx: Tx, scope: Scope, campaign: string | undefined) {
  return tx
    .selectFrom('supervision_order')
    .leftJoin('problem', 'problem.problem_id', 'supervision_order.problem_id')
    .selectAll('supervision_order')
    .select('problem.number as problem_number')
    .where(within(scope, 'supervision_order.division'))
    .$if(campaign !== undefined, (query) => query.where(isWorkOf(campaign ?? '', sql`supervision_order.campaign_id`)))
    .orderBy('is_done')
    .orderBy('due_on')
    .orderBy('supervision_order.number')
    .execute()
}

/** The last day of the last stage of the campaign, or of the newest approved one: orders stay open beyond it. */
export async function lastStageEnd(tx: Tx, campaign: string | undefined): Promise<string | null> {
  const row = await tx
    .selectFrom('stage')
    .innerJoin('campaign', 'campaign.campaign_id', 'stage.campaign_id')
    .select('ends_on')
    .where('campaign.state', '<>', 'draft')
    .$if(campaign !== undefined, (query) => query.where('campaign.campaign_id', '=', campaign ?? ''))
    .where('ends_on', 'is not', null)
    .orderBy('campaign.created_at', 'desc')
    .orderBy('ends_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.ends_on ?? null
}
