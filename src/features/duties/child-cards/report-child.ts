import { record, type Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { enterReceipt } from '../mandatory-reports.ts'
import { toldOf } from './card-law.ts'
import type { CardCause, Recipient } from './child-codes.ts'
import { findOpenCard } from './find-card.ts'

/**
 * One of those whom the law names was told; the receipt may come later by the same act. With the last receipt the
 * report of 强制报告 has its own and stands red no more.
 */
export async function reportChild(
  work: Work,
  { card: id, recipient, toWhom, at, receipt }: { card: string; recipient: Recipient; toWhom: string; at: string; receipt: string },
): Promise<void> {
  const { tx, actor, clock } = work
  const card = await findOpenCard(work, id)
  if (at < card.found_at) throw new Problem('bad_input', '报告的时间在发现之前。')
  if (at > clock.now()) throw new Problem('bad_input', '报告的时间在现在之后。')
  const values = { to_whom: toWhom, reported_at: at, receipt: receipt || null }
  await tx
    .insertInto('child_report')
    .values({ child_card_id: id, division: card.division, recipient, ...values, created_by: actor.name, created_at: clock.now() })
    .onConflict((conflict) => conflict.columns(['child_card_id', 'recipient']).doUpdateSet(values))
    .execute()
  await record(work, {
    action: 'child_card.reported',
    objectKind: 'child_card',
    objectId: id,
    division: card.division,
    personId: card.person_id,
    after: { recipient, toWhom, at, receipt },
  })
  const missing = await missingReports(work, { card_id: id, cause: card.cause as CardCause, is_at_school: card.is_at_school })
  if (missing.length > 0) return
  const told = await tx.selectFrom('child_report').select(['to_whom', 'receipt']).where('child_card_id', '=', id).orderBy('reported_at').execute()
  await enterReceipt(work, {
    report: card.mandatory_report_id,
    recipient: told.map((each) => each.to_whom).join('、'),
    receipt: told.flatMap((each) => each.receipt ?? []).join('、'),
  })
}

/** Those whom the law names and whose receipt is not there. */
export async function missingReports({ tx }: Pick<Work, 'tx'>, card: { card_id: string; cause: CardCause; is_at_school: boolean }): Promise<Recipient[]> {
  const told = await tx.selectFrom('child_report').select(['recipient', 'receipt']).where('child_card_id', '=', card.card_id).execute()
  return toldOf({ cause: card.cause, isAtSchool: card.is_at_school })
    .map((each) => each.recipient)
    .filter((recipient) => !told.some((each) => each.recipient === recipient && each.receipt !== null))
}
