import { countDue, type DueStep } from '../../domain/due-steps.ts'
import type { Calendar } from '../../domain/working-days.ts'
import type { Tx } from '../../platform/postgres/database.ts'

export interface Stated {
  value: number
  unit: string
  source: string
}

/** What the town states for a month by name and program. Without it there is no limit: nobody is late by a guess. */
export async function statedValue(tx: Tx, { name, program, month }: { name: string; program: string; month: string }): Promise<Stated | null> {
  const row = await tx
    .selectFrom('standard')
    .select(['value', 'unit', 'source'])
    .where('name', '=', name)
    .where('program', '=', program)
    .where('from_month', '<=', month)
    .where((eb) => eb.or([eb('to_month', 'is', null), eb('to_month', '>=', month)]))
    .orderBy('from_month', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { value: Number(row.value), unit: row.unit, source: row.source } : null
}

/** The last day of a stated limit that starts on a day, with its arithmetic: working days or calendar days, as the town's paper says. */
export function limitDue(from: string, { value, unit, source }: Stated, calendar: Calendar): DueStep {
  return countDue(from, { count: value, unit: unit === 'workdays' ? 'workdays' : 'days', ground: source }, calendar)
}
