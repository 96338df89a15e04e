import { dateOf } from '../../../platform/clock.ts'
import { attachTo } from '../../../platform/attachments.ts'
import { record, type Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { refuseHiv } from '../never-stored.ts'
import { recordVisit } from '../visits.ts'
import type { LackKind } from './child-codes.ts'
import { findOpenCard } from './find-card.ts'

export interface FollowUp {
  card: string
  on: string
  way: 'visit' | 'phone'
  isSafe: boolean
  lacks: readonly LackKind[]
  help: string
  parentsContactOn: string | null
  note: string
  attachments: readonly string[]
}

/**
 * Somebody looked after the child where it was placed: is it safe and cared for, what is lacking, what was done about it,
 * when were the parents in touch (未成年人保护法第二十三条). Of a child on the rosters it is a visit of the ledger as well.
 */
export async function followChild(work: Work, given: FollowUp): Promise<void> {
  const { tx, actor, clock } = work
  refuseHiv(given.note, given.help)
  const card = await findOpenCard(work, given.card)
  const placed = await newestArrangement(work, given.card)
  if (!placed) throw new Problem('refused', '还没有安置：先写孩子在哪里、由谁照看，再写回访。')
  if (given.on > clock.today()) throw new Problem('bad_input', '日期在今天之后。')
  if (given.on < dateOf(card.found_at)) throw new Problem('bad_input', '回访的日期在发现之前。')
  if (given.parentsContactOn !== null && given.parentsContactOn > given.on) throw new Problem('bad_input', '父母联系的日期在回访之后。')
  if (given.lacks.length > 0 && given.help === '') throw new Problem('bad_input', '还缺什么已经写了，请再写怎么帮、谁去办。')
  const row = await tx
    .insertInto('child_follow_up')
    .values({
      child_card_id: given.card,
      division: card.division,
      on_date: given.on,
      way: given.way,
      lacks: [...given.lacks],
      help: given.help,
      is_safe: given.isSafe,
      parents_contact_on: given.parentsContactOn,
      note: given.note,
      created_by: actor.name,
      created_at: clock.now(),
    })
    .returning('child_follow_up_id')
    .executeTakeFirstOrThrow()
  if (card.person_id === null) await attachTo(work, given.attachments, { kind: 'child_follow_up', id: row.child_follow_up_id, division: card.division })
  else
    await recordVisit(work, {
      person: card.person_id,
      on: given.on,
      kind: given.way === 'visit' ? 'special' : 'phone',
      content: given.note,
      found: given.help,
      attachments: given.attachments,
    })
  await record(work, {
    action: 'child_card.followed',
    objectKind: 'child_card',
    objectId: given.card,
    division: card.division,
    personId: card.person_id,
    after: {
      followUp: row.child_follow_up_id,
      on: given.on,
      way: given.way,
      isSafe: given.isSafe,
      lacks: given.lacks,
      parentsContactOn: given.parentsContactOn,
    },
  })
}

/** Where the child is now; undefined while nothing was arranged. */
export async function newestArrangement({ tx }: Pick<Work, 'tx'>, card: string) {
  return tx
    .selectFrom('child_arrangement')
    .selectAll()
    .where('child_card_id', '=', card)
    .orderBy('at', 'desc')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}
