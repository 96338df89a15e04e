import { sql } from 'kysely'
import { addMonths } from '../../../domain/months.ts'
import { addDays } from '../../../domain/plain-date.ts'
import type { Actor } from '../../../platform/actor.ts'
import { perform, type Installation } from '../../../platform/installation.ts'
import { statedValue } from '../stated-limit.ts'
import { readCaredFor } from './read-roster.ts'

interface Asked {
  person_key: string
  on_date: string
  parents_contact_on: string | null
}

/**
 * For each community whether the parents of its left-behind children were asked after by the end of a month: asked, in
 * touch within the two weeks before (未成年人保护法第二十三条 wants it weekly), missing. Asked is what carers were asked and
 * what looks on an emergency card found. A child is due by the town's `visit_every` for left_behind; without it the month
 * is only counted. A community that no roster speaks for is not judged.
 */
export async function readParentsContact(installation: Installation, actor: Actor, wanted?: string) {
  const month = wanted ?? installation.clock.today().slice(0, 7)
  const children = (await readCaredFor(installation, actor)).filter((each) => each.kind === 'left_behind')
  const { asked, communities, covers, rule } = await perform(installation, actor, async (work) => {
    const { tx } = work
    const rule = await statedValue(tx, { name: 'visit_every', program: 'left_behind', month })
    const from = addMonths(month, 1 - Math.max(1, rule?.value ?? 1))
    const span = sql`on_date >= ${`${from}-01`}::date and on_date < ${`${addMonths(month, 1)}-01`}::date`
    const scope = sql`division >= ${actor.scope.from} and division < ${actor.scope.to}`
    const { rows } = await sql<Asked>`
      select person_key::text, on_date, parents_contact_on from (
        select person_id, on_date, parents_contact_on, created_at from carer_ask where ${span} and ${scope}
        union all
        select card.person_id, look.on_date, look.parents_contact_on, look.created_at from child_follow_up look join child_card card using (child_card_id)
        where ${span} and look.division >= ${actor.scope.from} and look.division < ${actor.scope.to} and card.person_id is not null
      ) asked join person using (person_id) order by on_date, asked.created_at`.execute(tx)
    return {
      rule,
      asked: new Map(rows.map((row) => [row.person_key, row])),
      communities: await tx
        .selectFrom('division')
        .select(['code', 'name'])
        .where(sql<boolean>`length(code) = 4 and code >= ${actor.scope.from.slice(0, 4)} and code < ${actor.scope.to}`)
        .orderBy('code')
        .execute(),
      covers: await tx
        .selectFrom('batch_cover')
        .innerJoin('batch', 'batch.batch_id', 'batch_cover.batch_id')
        .select('batch_cover.division')
        .where('ledger', '=', 'left_behind')
        .where('state', '=', 'active')
        .execute(),
    }
  })
  const rows = communities.map(({ code, name }) => {
    const own = children.filter((each) => each.division.startsWith(code))
    const read = own.flatMap((each) => asked.get(each.personKey) ?? [])
    const inTouch = read.filter((each) => each.parents_contact_on !== null && each.parents_contact_on >= addDays(each.on_date, -14)).length
    return {
      division: code,
      name,
      isCovered: own.length > 0 || covers.some((cover) => cover.division === null || cover.division.startsWith(code) || code.startsWith(cover.division)),
      children: own.length,
      asked: read.length,
      inTouch,
      missing: own.filter((each) => !asked.has(each.personKey)).map((each) => each.name),
    }
  })
  return { month, everyMonths: rule?.value ?? null, basis: rule?.source ?? null, communities: actor.scope.seesChildren ? rows : [] }
}
