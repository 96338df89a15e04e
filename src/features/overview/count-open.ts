import type { Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { openStates } from '../leads/index.ts'
import { looksAtOwnOnly, type Today } from './today-line.ts'

/** Open leads, as their list counts them, and problems not yet struck off: one's own for a field post, everything in range for others. */
export async function countOpen(work: Work): Promise<Today['open']> {
  const { tx, actor } = work
  const isOwn = looksAtOwnOnly(work)
  const leads = await tx
    .selectFrom('lead')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', 'in', openStates)
    .where('outcome', 'not in', ['gone', 'withdrawn'])
    .where(within(actor.scope, 'lead.division'))
    .$if(!actor.scope.seesChildren, (query) => query.where('is_child_matter', '=', false))
    .$if(isOwn, (query) => query.where('assignee_post', '=', actor.postId))
    .executeTakeFirstOrThrow()
  const problems = await tx
    .selectFrom('problem')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', 'not in', ['closed', 'transferred', 'revoked'])
    .where(within(actor.scope, 'problem.division'))
    .$if(isOwn, (query) => query.where('owner_post', '=', actor.postId))
    .executeTakeFirstOrThrow()
  return { leads: leads.n, problems: problems.n }
}
