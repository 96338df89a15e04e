import { lastDayOf } from '../../domain/plain-date.ts'
import { record, type Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { Problem } from '../../platform/problems.ts'
import { findLedger } from './catalog.ts'

interface KeptMonth {
  ledger: string
  /** YYYY-MM, over by now. */
  month: string
}

/**
 * The actor's community says that everything of this month, whoever did it, stands in the ledger: absence may be judged.
 * Errors: `refused` for a month that is not over, `bad_input` for a ledger that is not kept here.
 */
export async function declareMonth(work: Work, { ledger, month }: KeptMonth): Promise<void> {
  const { tx, actor, clock } = work
  const definition = findLedger(ledger)
  if (definition?.owner !== 'kept') throw new Problem('bad_input', '只有自己记的台账才能声明记全。')
  if (lastDayOf(month) >= clock.today()) throw new Problem('refused', `${month} 还没有过完，过完再声明。`)
  const added = await tx
    .insertInto('kept_month')
    .values({ ledger, division: actor.division, month, declared_by: actor.name, declared_at: clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if ((added.numInsertedOrUpdatedRows ?? 0n) > 0n) await tell(work, 'kept_month.declared', { ledger, month })
}

/** Takes the declaration back; the next run judges no absence for that month any more. */
export async function withdrawMonth(work: Work, { ledger, month }: KeptMonth): Promise<void> {
  const gone = await work.tx
    .deleteFrom('kept_month')
    .where('ledger', '=', ledger)
    .where('month', '=', month)
    .where('division', '=', work.actor.division)
    .executeTakeFirst()
  if (gone.numDeletedRows > 0n) await tell(work, 'kept_month.withdrawn', { ledger, month })
}

async function tell(work: Work, action: string, { ledger, month }: KeptMonth): Promise<void> {
  const { division } = work.actor
  await record(work, { action, objectKind: 'kept_month', objectId: `${ledger} ${division} ${month}`, division, after: { ledger, month } })
}

/** What the communities in the reader's range have declared, the newest month first. */
export async function listKeptMonths({ tx, actor }: Work, ledger: string) {
  const rows = await tx
    .selectFrom('kept_month')
    .innerJoin('division', 'division.code', 'kept_month.division')
    .select(['month', 'kept_month.division', 'division.name', 'declared_by', 'declared_at'])
    .where('ledger', '=', ledger)
    .where(within(actor.scope, 'kept_month.division'))
    .orderBy('month', 'desc')
    .orderBy('kept_month.division')
    .execute()
  return {
    months: rows.map((row) => ({ month: row.month, division: row.division, divisionName: row.name, by: row.declared_by, at: row.declared_at })),
  }
}
