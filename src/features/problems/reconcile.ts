import { sql } from 'kysely'
import type { Work } from '../../platform/events.ts'
import { lackKeys, type Lack } from './lack-keys.ts'
import { ofCampaign, visibleTo } from './list-problems.ts'

export interface Reconciled {
  division: string
  divisionName: string
  problems: number
  /** Problems with at least one measure. */
  measures: number
  /** Problems with proof from after the mending. */
  proof: number
  agrees: boolean
  differing: { problem: string; number: string; title: string; lacks: Lack[] }[]
}

const asked = sql`problem.state in ('closing', 'reviewing', 'closed')`

function lacksOf(row: { has_measure: boolean; has_proof: boolean; is_undone: boolean; is_uneven: boolean }): Lack[] {
  const is: Record<Lack, boolean> = { measure: !row.has_measure, proof: !row.has_proof, undone: row.is_undone, money: row.is_uneven }
  return lackKeys.filter((key) => is[key])
}

/**
 * 对账: per community problems, measures and proof as three numbers, and the problems that make them differ.
 * What is only registered, revoked or handed over is not counted.
 */
export async function reconcile(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  { division, campaign }: { division?: string | undefined; campaign?: string | undefined } = {},
): Promise<Reconciled[]> {
  const { rows } = await sql<{
    problem_id: string
    number: string
    title: string
    division: string
    division_name: string
    has_measure: boolean
    has_proof: boolean
    is_undone: boolean
    is_uneven: boolean
  }>`
    select problem.problem_id, problem.number, problem.title, problem.division, coalesce(division.name, problem.division) as division_name,
      exists (select from measure m where m.problem_id = problem.problem_id) as has_measure,
      exists (select from proof p where p.problem_id = problem.problem_id and p.side = 'after') as has_proof,
      ${asked} and exists (select from measure m where m.problem_id = problem.problem_id and m.done_on is null) as is_undone,
      ${asked} and exists (select from money_entry m where m.problem_id = problem.problem_id having
        coalesce(sum(fen) filter (where kind = 'ordered'), 0) > coalesce(sum(fen) filter (where kind in ('recovered', 'waived', 'debtor_dead', 'handed_over', 'no_basis')), 0)
        or coalesce(sum(fen) filter (where kind = 'owed'), 0) <> coalesce(sum(fen) filter (where kind = 'paid_later'), 0)) as is_uneven
    from problem left join division on division.code = problem.division
    where ${visibleTo(actor)} and problem.state not in ('registered', 'revoked', 'transferred')
      and ${division === undefined ? sql`true` : sql`problem.division = ${division}`} and ${ofCampaign(campaign)}
    order by problem.division, problem.number`.execute(tx)
  return [...Map.groupBy(rows, (row) => row.division)].map(([code, problems]) => {
    const measures = problems.filter((row) => row.has_measure).length
    const proof = problems.filter((row) => row.has_proof).length
    return {
      division: code,
      divisionName: problems[0]?.division_name ?? code,
      problems: problems.length,
      measures,
      proof,
      agrees: problems.every((row) => lacksOf(row).length === 0),
      differing: problems
        .filter((row) => lacksOf(row).length > 0)
        .map((row) => ({
          problem: row.problem_id,
          number: row.number,
          title: row.title,
          lacks: lacksOf(row),
        })),
    }
  })
}
