import { sql } from 'kysely'
import type { Work } from '../../platform/events.ts'

const marks = { sampling: '抽', site: '查', secret_visit: '访', look_back: '回', order: '督' } as const
export type NumberKind = keyof typeof marks

/** The next number of its kind and year, such as 抽2026-001. Only town posts write here, so they see every number. */
export async function nextNumber({ tx, clock }: Pick<Work, 'tx' | 'clock'>, kind: NumberKind): Promise<string> {
  const prefix = `${marks[kind]}${clock.today().slice(0, 4)}-`
  await sql`select pg_advisory_xact_lock(hashtextextended(${`supervision ${prefix}`}, 0))`.execute(tx)
  const [table, object] = kind === 'order' ? ['supervision_order', 'order'] : ['inspection', 'inspection']
  // A number that was given and withdrawn is not given again.
  const { rows } = await sql<{ last: string | null }>`
    select max(number) as last from (select number from ${sql.table(table)} union all select after->>'number' from event where object_kind = ${object}) as given
    where starts_with(number, ${prefix})`.execute(tx)
  const last = Number((rows[0]?.last ?? '').slice(prefix.length) || 0)
  return prefix + String(last + 1).padStart(3, '0')
}
