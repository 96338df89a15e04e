import { ageOn } from '../../../domain/plain-date.ts'
import { dateOf } from '../../../platform/clock.ts'
import { record, type Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { refuseHiv } from '../never-stored.ts'
import { endsByPaper } from './card-law.ts'
import type { CardCause, EndReason } from './child-codes.ts'
import { findCard, findOpenCard } from './find-card.ts'
import { newestArrangement } from './follow-child.ts'
import { missingReports } from './report-child.ts'

export interface CardEnd {
  card: string
  reason: EndReason
  on: string
  paper: string
  note: string
}

/**
 * Ends the card with its reason: the child was placed, all whom the law names have answered, the last look found it safe
 * and lacking nothing. An end that others decide wants their paper. Errors: `refused` with what is missing.
 */
export async function endCard(work: Work, given: CardEnd): Promise<void> {
  const { tx, actor, clock } = work
  refuseHiv(given.note)
  const card = await findOpenCard(work, given.card)
  if (given.on > clock.today() || given.on < dateOf(card.found_at)) throw new Problem('bad_input', '办结的日期要在发现之后、今天以前。')
  if (endsByPaper.includes(given.reason) && given.paper === '')
    throw new Problem('bad_input', '这样办结要有文书：请写评估书、协议、裁定或者移交单的编号、日期。')
  if (given.reason === 'adult' && (card.birth_date === null || ageOn(card.birth_date, given.on) < 18))
    throw new Problem('refused', card.birth_date === null ? '不知道出生日期，不能按年满十八周岁办结。' : '还没有年满十八周岁。')
  const lacks = await lacksOf(work, given.card, { cause: card.cause as CardCause, is_at_school: card.is_at_school, reason: given.reason })
  if (lacks.length > 0) throw new Problem('refused', `还不能办结：${lacks.join('；')}。`)
  await tx
    .updateTable('child_card')
    .set({ end_reason: given.reason, end_paper: given.paper || null, end_note: given.note, ended_on: given.on, ended_by: actor.name })
    .where('child_card_id', '=', given.card)
    .execute()
  await record(work, {
    action: 'child_card.ended',
    objectKind: 'child_card',
    objectId: given.card,
    division: card.division,
    personId: card.person_id,
    reason: given.note,
    after: { reason: given.reason, on: given.on, paper: given.paper },
  })
}

/** A card that was ended too early goes on; what stands on it stays. */
export async function reopenCard(work: Work, { card: id, why }: { card: string; why: string }): Promise<void> {
  const card = await findCard(work, id)
  if (card.ended_on === null) throw new Problem('conflict', '这张应急卡没有办结。')
  await work.tx
    .updateTable('child_card')
    .set({ end_reason: null, end_paper: null, end_note: null, ended_on: null, ended_by: null })
    .where('child_card_id', '=', id)
    .execute()
  await record(work, {
    action: 'child_card.reopened',
    objectKind: 'child_card',
    objectId: id,
    division: card.division,
    personId: card.person_id,
    reason: why,
    before: { reason: card.end_reason, on: card.ended_on },
  })
}

/** Nothing was to arrange where the need turned out not to exist; the reports stay owed. */
async function lacksOf(work: Work, id: string, card: { cause: CardCause; is_at_school: boolean; reason: EndReason }): Promise<string[]> {
  const missing = await missingReports(work, { card_id: id, ...card })
  const lacks = missing.length > 0 ? [`还有 ${missing.length} 个部门没有回执`] : []
  if (card.reason === 'no_need') return lacks
  if (!(await newestArrangement(work, id))) return [...lacks, '还没有安置']
  const last = await work.tx
    .selectFrom('child_follow_up')
    .select(['is_safe', 'lacks'])
    .where('child_card_id', '=', id)
    .orderBy('on_date', 'desc')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return [...lacks, '安置以后还没有人回访过']
  if (!last.is_safe) lacks.push('最近一次回访时孩子还不安全')
  if (last.lacks.length > 0) lacks.push(`最近一次回访时还缺 ${last.lacks.length} 样`)
  return lacks
}
