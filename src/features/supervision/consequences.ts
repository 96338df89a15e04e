import { sql } from 'kysely'
import { within } from '../../platform/postgres/database.ts'
import { record, type Work } from '../../platform/events.ts'
import { Problem, notFound } from '../../platform/problems.ts'
import { isInScope } from '../../platform/scope.ts'
import { findCurrentCampaign, isWorkOf } from '../campaigns/index.ts'

export const consequenceKinds = ['reminder', 'yellow_card', 'red_card', 'talk', 'bulletin', 'discipline', 'handed_over'] as const
export type ConsequenceKind = (typeof consequenceKinds)[number]

export type NewConsequence = (
  | { kind: 'handed_over'; on: string; paper: string }
  | { kind: Exclude<ConsequenceKind, 'handed_over'>; division: string; who: string; what: string; basis: string; on: string; paper: string }
) & { campaign?: string | undefined }

/**
 * 追责: recorded by 纪委 with basis and paper. A clue that is handed over leaves nothing here but date and number (its
 * event neither). `problem` is the one whose delay it answers; it belongs to that one's campaign, else to the given or the current one. Errors: `not_found` outside the scope; `bad_input` for a day to come.
 */
export async function writeConsequence(work: Work, given: NewConsequence, problem: string | null = null): Promise<{ consequence: string }> {
  const { tx, actor, clock } = work
  if (given.on > clock.today()) throw new Problem('bad_input', '日期还没到，作出以后再记。')
  const named =
    given.kind === 'handed_over'
      ? { division: actor.division, who: '', what: '', basis: '' }
      : { division: given.division, who: given.who, what: given.what, basis: given.basis }
  if (!isInScope(actor.scope, named.division)) throw notFound('这个社区')
  const ofProblem = problem === null ? undefined : await tx.selectFrom('problem').select('campaign_id').where('problem_id', '=', problem).executeTakeFirst()
  const campaign = ofProblem ? ofProblem.campaign_id : (given.campaign ?? (await findCurrentCampaign(tx))?.campaign ?? null)
  const row = await tx
    .insertInto('consequence')
    .values({
      kind: given.kind,
      ...named,
      on_date: given.on,
      paper: given.paper,
      problem_id: problem,
      campaign_id: campaign,
      created_by: actor.name,
      created_at: clock.now(),
    })
    .returning('consequence_id')
    .executeTakeFirstOrThrow()
  await record(work, {
    action: given.kind === 'handed_over' ? 'clue.handed_over' : 'consequence.written',
    objectKind: 'consequence',
    objectId: row.consequence_id,
    division: named.division,
    after: problem === null ? given : { ...given, problem },
  })
  return { consequence: row.consequence_id }
}

/** The receipt for what was handed over or delivered. Errors: `not_found`; `refused` when it stands already. */
export async function enterReceipt(work: Work, consequenceId: string, { receipt, on }: { receipt: string; on: string }): Promise<void> {
  const { tx, actor, clock } = work
  const row = await tx
    .selectFrom('consequence')
    .select(['division', 'receipt', 'on_date'])
    .where('consequence_id', '=', consequenceId)
    .where(within(actor.scope, 'consequence.division'))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('这条追责')
  if (row.receipt !== null) throw new Problem('refused', `回执已登记：${row.receipt}。`)
  if (on < row.on_date || on > clock.today()) throw new Problem('bad_input', '回执日期要在作出之后、今天以前。')
  await tx.updateTable('consequence').set({ receipt, received_on: on }).where('consequence_id', '=', consequenceId).execute()
  await record(work, { action: 'consequence.received', objectKind: 'consequence', objectId: consequenceId, division: row.division, after: { receipt, on } })
}

export async function readConsequences({ tx, actor }: Work, { campaign }: { campaign?: string | undefined } = {}) {
  const rows = await tx
    .selectFrom('consequence')
    .selectAll()
    .where(within(actor.scope, 'consequence.division'))
    .$if(campaign !== undefined, (query) => query.where(isWorkOf(campaign ?? '', sql`campaign_id`)))
    .orderBy('on_date', 'desc')
    .orderBy('created_at', 'desc')
    .execute()
  return {
    consequences: rows.map((row) => ({
      consequence: row.consequence_id,
      kind: row.kind as ConsequenceKind,
      who: row.who,
      what: row.what,
      basis: row.basis,
      on: row.on_date,
      paper: row.paper,
      receipt: row.receipt,
      receivedOn: row.received_on,
      by: row.created_by,
    })),
  }
}
