import { keptSteps, recountDue } from '../../../domain/due-steps.ts'
import type { Calendar } from '../../../domain/working-days.ts'
import { record, type Work } from '../../../platform/events.ts'
import { within } from '../../../platform/postgres/database.ts'

/** Counts the last days of open clues anew after a year's holidays were stated, each with an event that tells old and new. Gives how many moved. */
export async function recountClues(work: Work, { calendar, ground }: { calendar: Calendar; ground: string }): Promise<number> {
  const { tx, actor, clock } = work
  const cards = await tx
    .selectFrom('clue_card')
    .select(['clue', 'division', 'due_on', 'due_steps'])
    .where('outcome', 'is', null)
    .where('due_on', 'is not', null)
    .where(within(actor.scope, 'clue_card.division'))
    .orderBy('clue')
    .forUpdate()
    .execute()
  let moved = 0
  for (const card of cards) {
    const again = recountDue(keptSteps(card), { calendar, today: clock.today(), ground })
    if (!again) continue
    await tx
      .updateTable('clue_card')
      .set({ due_on: again.due, due_steps: JSON.stringify(again.steps) })
      .where('clue', '=', card.clue)
      .execute()
    await record(work, {
      action: 'clue.due_recounted',
      objectKind: 'clue',
      objectId: card.clue,
      division: card.division,
      reason: ground,
      before: { dueOn: card.due_on },
      after: { dueOn: again.due },
    })
    moved++
  }
  return moved
}
