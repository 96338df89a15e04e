import { sql } from 'kysely'
import type { Work } from '../../platform/events.ts'
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
  differing: { problem: string; number: string; title: string; lacks: ('measure' | 'proof')[] }[]
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
  }>`
    select problem.problem_id, problem.number, problem.title, problem.division, coalesce(division.name, problem.division) as division_name,
      exists (select from measure m where m.problem_id = problem.problem_id) as has_measure,
      exists (select from proof p where p.problem_id = problem.problem_id and p.side = 'after') as has_proof
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
      agrees: measures === problems.length && proof === problems.length,
      differing: problems
        .filter((row) => !row.has_measure || !row.has_proof)
        .map((row) => ({
          problem: row.problem_id,
          number: row.number,
          title: row.title,
          lacks: [...(row.has_measure ? [] : (['measure'] as const)), ...(row.has_proof ? [] : (['proof'] as const))],
        })),
    }
  })
}
