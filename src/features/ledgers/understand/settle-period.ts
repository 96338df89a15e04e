import { monthRange } from '../../../domain/months.ts'
import type { SheetContext } from './finish-row.ts'
import type { LedgerDefinition } from './ledger-definition.ts'
import type { Hints, SheetReading } from './reading.ts'
import type { Stated } from './settle-table.ts'

/** The month, where title, sheet or file name state one and no more. */
export function onlyMonth(stated: Stated): string | null {
  return stated.months && stated.months.from === stated.months.to ? stated.months.from : null
}

/** Says in `reading` which month it is of, and which months and communities it speaks for. */
export function settlePeriod(reading: SheetReading, given: { definition: LedgerDefinition; stated: Stated; hints: Hints; context: SheetContext }): void {
  const { definition, stated, hints, context } = given
  const periods = reading.rows
    .flatMap((row) => {
      if (row.period === null || (definition.shape === 'payments' && row.values.kind !== 'regular')) return []
      const to = definition.shape === 'payments' ? row.values.to_month : null
      return typeof to === 'string' ? monthRange(row.period, to) : row.period
    })
    .sort()
  const first = periods[0]
  const last = periods.at(-1)
  reading.period = context.period ?? (first !== undefined && first === last && definition.shape !== 'register' ? first : null)
  const divisions = reading.communities.flatMap((each) => each.division ?? [])
  const { covers } = hints
  if (covers?.from && covers.to) {
    reading.covers = { from: covers.from, to: covers.to, divisions: [...(covers.divisions ?? [])] }
    if (definition.shape === 'snapshot' && periods.length > 0) keepToMonths(reading, [...new Set(periods)])
    return
  }
  if (definition.shape === 'register') {
    if (covers) reading.notes.push('只说了管哪些社区，没有说管哪些月份（清单里 covers 的 from、to），哪个月都不算管到')
    return
  }
  const months =
    hints.period !== undefined ? { from: hints.period, to: hints.period } : (stated.months ?? (first === undefined ? null : { from: first, to: last! }))
  if (!months) return
  const named = context.community === null ? null : context.find(context.community)
  const all = named === null || divisions.includes(named) || divisions.length > 0 ? divisions : [named]
  reading.covers = { ...months, divisions: [...(covers?.divisions ?? all)].sort() }
  if (hints.period === undefined && !stated.months) reading.coveredMonths = [...new Set(periods)]
}

/** A list of one month that nothing in the file names; a roster of several tells who stood on it at their end. */
export function monthOfCovers(definition: LedgerDefinition, { covers }: Hints): string | null {
  if (!covers?.from || !covers.to || definition.shape === 'register') return null
  return definition.shape === 'snapshot' || covers.from === covers.to ? covers.to : null
}

/** A roster speaks for the months of its rows alone: in others nobody would be on it. */
function keepToMonths(reading: SheetReading, months: string[]): void {
  const { from, to } = reading.covers!
  const own = months.filter((month) => month >= from && month <= to)
  if (own.length === monthRange(from, to).length) return
  reading.coveredMonths = own
  reading.notes.push(
    `清单里 covers 写 ${from} 至 ${to}，这份名册的行只有 ${own.length === 0 ? '别的月份' : own.join('、')} 的，其余月份不算管到；别的月份请导入当月的名册`,
  )
}
