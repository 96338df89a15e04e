import type { Work } from '../../../platform/events.ts'
import { within } from '../../../platform/postgres/database.ts'
import { notFound, Problem } from '../../../platform/problems.ts'

/** A card inside the actor's divisions, locked. Errors: `not_found`, also for who doesn't work on children. */
export async function findCard({ tx, actor }: Work, card: string) {
  const row = actor.scope.seesChildren
    ? await tx
        .selectFrom('child_card')
        .selectAll()
        .where('child_card_id', '=', card)
        .where(within(actor.scope, 'child_card.division'))
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!row) throw notFound('这张应急卡')
  return row
}

/** The same, while it is open. Errors: `refused` once it has ended. */
export async function findOpenCard(work: Work, card: string) {
  const row = await findCard(work, card)
  if (row.ended_on !== null) throw new Problem('refused', `${row.child_name}的应急卡已于 ${row.ended_on} 办结；还要接着办，请先重新打开并写明为什么。`)
  return row
}
