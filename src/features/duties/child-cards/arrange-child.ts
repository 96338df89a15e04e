import { record, type Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { refuseHiv } from '../never-stored.ts'
import { statedValue } from '../stated-limit.ts'
import type { ArrangementWay } from './child-codes.ts'
import { findOpenCard } from './find-card.ts'

export interface Arrangement {
  card: string
  at: string
  way: ArrangementWay
  place: string
  carer: string
  carerRelation: string
  carerPhone: string
  by: string
  everyDays: number
  scheduleSource: string
}

/**
 * Where the child is from now on, with whom, by whom arranged (民法典第三十四条第四款，未成年人保护法第九十三条), and every
 * how many days somebody looks. Where the town states `child_follow_up_every`, the card may be closer, not wider.
 */
export async function arrangeChild(work: Work, given: Arrangement): Promise<void> {
  const { tx, actor, clock } = work
  refuseHiv(given.place, given.carer)
  const card = await findOpenCard(work, given.card)
  if (given.at < card.found_at) throw new Problem('bad_input', '安置的时间在发现之前。')
  if (given.at > clock.now()) throw new Problem('bad_input', '安置的时间在现在之后。')
  const stated = await followUpRule(work)
  if (stated && given.everyDays > stated.value)
    throw new Problem('refused', `镇里写明至少每 ${stated.value} 天看一次（${stated.source}），可以更密，不能更疏。`)
  const source = stated ? stated.source : given.scheduleSource
  if (source.trim().length < 2) throw new Problem('bad_input', '请写几天看一次是谁定的、依据哪份文件；国家没有写明天数。')
  await tx
    .insertInto('child_arrangement')
    .values({
      child_card_id: given.card,
      division: card.division,
      at: given.at,
      way: given.way,
      place: given.place,
      carer: given.carer,
      carer_relation: given.carerRelation || null,
      carer_phone: given.carerPhone || null,
      arranged_by: given.by,
      created_by: actor.name,
      created_at: clock.now(),
    })
    .execute()
  await tx.updateTable('child_card').set({ every_days: given.everyDays, schedule_source: source }).where('child_card_id', '=', given.card).execute()
  await tx
    .updateTable('mandatory_report')
    .set({ arrangement: `${given.place}，${given.carer}` })
    .where('mandatory_report_id', '=', card.mandatory_report_id)
    .execute()
  await record(work, {
    action: 'child_card.arranged',
    objectKind: 'child_card',
    objectId: given.card,
    division: card.division,
    personId: card.person_id,
    before: { everyDays: card.every_days },
    after: { at: given.at, way: given.way, everyDays: given.everyDays, source },
  })
}

/** The town's own rhythm of follow-up for children without a guardian, in days; no law names one. */
export async function followUpRule({ tx, clock }: Work): Promise<{ value: number; source: string } | null> {
  return statedValue(tx, { name: 'child_follow_up_every', program: 'unattended_child', month: clock.today().slice(0, 7) })
}
