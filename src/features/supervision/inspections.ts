import { findCurrentCampaign } from '../campaigns/index.ts'
import { registerByHand } from '../problems/index.ts'
import { record, type Work } from '../../platform/events.ts'
import { Problem, notFound } from '../../platform/problems.ts'
import { within } from '../../platform/postgres/database.ts'
import { isInScope } from '../../platform/scope.ts'
import { nextNumber } from './numbers.ts'

export interface NewInspection {
  kind: 'site' | 'secret_visit' | 'look_back'
  title: string
  on: string
  team: string
  note: string
  /** Whose inspection it is; left out, the current campaign's. */
  campaign?: string | undefined
}

/** An inspection on the spot, a secret visit or a look back, written down afterwards. Errors: `bad_input` for a day to come. */
export async function writeInspection(work: Work, given: NewInspection): Promise<{ inspection: string; number: string }> {
  const { tx, actor, clock } = work
  if (given.on > clock.today()) throw new Problem('bad_input', '日期还没到，去过以后再记。')
  const number = await nextNumber(work, given.kind)
  const row = await tx
    .insertInto('inspection')
    .values({
      number,
      kind: given.kind,
      title: given.title,
      division: actor.division,
      campaign_id: given.campaign ?? (await findCurrentCampaign(tx))?.campaign ?? null,
      on_date: given.on,
      team: given.team,
      note: given.note,
      created_by: actor.name,
      created_at: clock.now(),
    })
    .returning('inspection_id')
    .executeTakeFirstOrThrow()
  await record(work, {
    action: 'inspection.written',
    objectKind: 'inspection',
    objectId: row.inspection_id,
    division: actor.division,
    after: { number, ...given },
  })
  return { inspection: row.inspection_id, number }
}

/** A finding becomes a problem with the inspection's number as source number; of a secret visit with source 暗访. Errors: `not_found`. */
export async function writeFinding(
  work: Work,
  inspectionId: string,
  given: { division: string; text: string; person: string },
): Promise<{ finding: string; problem: string; number: string }> {
  const { tx, actor, clock } = work
  const inspection = await tx
    .selectFrom('inspection')
    .select(['number', 'kind', 'title', 'campaign_id'])
    .where('inspection_id', '=', inspectionId)
    .where(within(actor.scope, 'inspection.division'))
    .executeTakeFirst()
  if (!inspection) throw notFound('这次督查')
  if (!isInScope(actor.scope, given.division)) throw notFound('这个社区')
  const { problemId, number } = await registerByHand(work, {
    source: inspection.kind === 'secret_visit' ? 'secret_visit' : 'supervision',
    sourceNumber: inspection.number,
    note: inspection.title,
    kind: 'process',
    title: given.text,
    description: '',
    topic: null,
    area: null,
    itemId: null,
    campaignId: inspection.campaign_id,
    division: given.division,
    personId: null,
    subjectName: given.person === '' ? null : given.person,
    program: null,
    months: [],
    isChildMatter: false,
    concerned: null,
    overpaid: null,
    underpaid: null,
  })
  const row = await tx
    .insertInto('inspection_finding')
    .values({ inspection_id: inspectionId, division: given.division, problem_id: problemId, text: given.text, created_by: actor.name, created_at: clock.now() })
    .returning('finding_id')
    .executeTakeFirstOrThrow()
  await record(work, {
    action: 'inspection.found',
    objectKind: 'inspection',
    objectId: inspectionId,
    division: given.division,
    after: { finding: row.finding_id, text: given.text, problem: problemId, number },
  })
  return { finding: row.finding_id, problem: problemId, number }
}

/** A later look at a finding: 已改, 部分改 or 没改. Errors: `not_found`; `bad_input` for a day to come. */
export async function followUp(
  work: Work,
  findingId: string,
  given: { on: string; result: 'mended' | 'partly' | 'not_mended'; text: string },
): Promise<{ followUp: string }> {
  const { tx, actor, clock } = work
  const finding = await tx
    .selectFrom('inspection_finding')
    .select(['inspection_id', 'division'])
    .where('finding_id', '=', findingId)
    .where(within(actor.scope, 'inspection_finding.division'))
    .executeTakeFirst()
  if (!finding) throw notFound('这条督查发现')
  if (given.on > clock.today()) throw new Problem('bad_input', '日期还没到，看过以后再记。')
  const row = await tx
    .insertInto('follow_up')
    .values({
      finding_id: findingId,
      division: finding.division,
      on_date: given.on,
      result: given.result,
      text: given.text,
      created_by: actor.name,
      created_at: clock.now(),
    })
    .returning('follow_up_id')
    .executeTakeFirstOrThrow()
  await record(work, {
    action: 'inspection.followed_up',
    objectKind: 'inspection',
    objectId: finding.inspection_id,
    division: finding.division,
    after: { finding: findingId, followUp: row.follow_up_id, ...given },
  })
  return { followUp: row.follow_up_id }
}
