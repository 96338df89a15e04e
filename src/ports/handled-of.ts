import { sql } from 'kysely'
import type { LeadPorts } from '../features/leads/index.ts'

/** What became of confirmed leads, for the result columns of a handed-down sheet: recovery where money came back, else the state. */
export const handledOf: LeadPorts['handledOf'] = async (work, leads) => {
  if (leads.length === 0) return new Map()
  const rows = await sql<{ lead_id: string; state: string; recovered: number | null; ordered: number | null }>`
    select s.lead_id, p.state,
      (select sum(fen)::bigint from money_entry m where m.problem_id = p.problem_id and m.kind = 'recovered') as recovered,
      (select sum(fen)::bigint from money_entry m where m.problem_id = p.problem_id and m.kind = 'ordered') as ordered
    from problem_source s join problem p on p.problem_id = s.problem_id where s.lead_id = any(${[...leads]}::uuid[])`.execute(work.tx)
  return new Map(
    rows.rows.map((row) => [row.lead_id, { action: row.ordered !== null ? '追回' : row.state === 'closed' ? '已整改' : '整改中', recovered: row.recovered }]),
  )
}
