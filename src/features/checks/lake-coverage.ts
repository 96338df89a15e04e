import type { EngineSession } from '../../platform/engine/engine.ts'
import { findLedger } from '../ledgers/index.ts'

interface Listed {
  ledger: string
}

/** `batch_program(ledger, batch, program)`: the programs that the rows of each list show; read once from one relation a list. */
export function programSelect(ledgers: readonly Listed[], relationOf: (ledger: string) => string = (ledger) => `raw_${ledger}`): string {
  const selects = ledgers.flatMap(({ ledger }) => {
    const own = findLedger(ledger)?.program
    const from = `from ${relationOf(ledger)}`
    if (own) return [`select '${ledger}' as ledger, batch, '${own}' as program ${from} group by batch`]
    if (ledger === 'payments' || ledger === 'applications')
      return [`select '${ledger}', batch, program ${from} where program is not null group by batch, program`]
    if (ledger !== 'disability_subsidy') return []
    return [
      `select '${ledger}', batch, 'disability_living' ${from} where subsidy = 'living' or living_amount is not null group by batch`,
      `select '${ledger}', batch, 'disability_care' ${from} where subsidy = 'care' or care_amount is not null group by batch`,
    ]
  })
  return ['select cast(null as string) as ledger, cast(null as string) as batch, cast(null as string) as program where false', ...selects].join(' union all ')
}

/** A list that holds several programs speaks only for those that it shows: a payment file of 低保 says nothing about subsidies. */
export function coverageSelect(ledgers: readonly Listed[]): string {
  const selects = [`select ledger, '*' as program, month, division from cover where month in (select month from month)`]
  for (const { ledger } of ledgers) {
    const own = findLedger(ledger)?.program
    if (own) selects.push(`select ledger, '${own}', month, division from cover where ledger = '${ledger}' and month in (select month from month)`)
  }
  selects.push(
    `select c.ledger, p.program, c.month, c.division from cover c join batch_program p on p.ledger = c.ledger and p.batch = c.batch
     where c.ledger in ('payments', 'disability_subsidy') and c.month in (select month from month)`,
  )
  return `select distinct ledger, program, month, division from (${selects.join(' union all ')}) spoken`
}

export interface Presence {
  /** `ledger` and `ledger:program` with at least one batch. */
  lists: ReadonlySet<string>
  programs: readonly string[]
}

interface Speaking {
  batches: readonly (Listed & { batch: string; covers: readonly { from: string; to: string; division: string | null }[] })[]
  months: { from: string; to: string }
  divisions: readonly { code: string }[]
  town: { code: string }
}

/** What there is at all, whatever part of it a session holds. */
export async function findPresence(session: EngineSession, { batches, months, divisions, town }: Speaking): Promise<Presence> {
  const codes = [town, ...divisions].map((each) => each.code)
  const speaking = batches.filter(({ covers }) =>
    covers.some(({ from, to, division }) => from <= months.to && to >= months.from && (division === null || codes.some((code) => code.startsWith(division)))),
  )
  const spoken = new Set(speaking.map(({ ledger, batch }) => `${ledger} ${batch}`))
  const lists = new Set(batches.map((batch) => batch.ledger))
  for (const { ledger } of speaking) {
    const own = findLedger(ledger)?.program
    if (own) lists.add(`${ledger}:${own}`)
  }
  const programs = new Set<string>()
  for (const row of await session.rows('select distinct ledger, batch, program from batch_program')) {
    programs.add(String(row['program']))
    if (row['ledger'] === 'payments' || (row['ledger'] === 'disability_subsidy' && spoken.has(`${row['ledger']} ${row['batch']}`)))
      lists.add(`${row['ledger']}:${row['program']}`)
  }
  return { lists, programs: [...programs].sort() }
}
