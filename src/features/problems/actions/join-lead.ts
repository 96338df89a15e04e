import type { Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { sources } from '../../../domain/problem-words.ts'
import { isOpen, type ProblemState } from '../problem-states.ts'
import { changeProblem, lockProblem } from '../store.ts'

interface Joining {
  lead: string
  number: string
  source: string
  sourceNumber: string | null
  months: readonly string[]
}

/**
 * A lead that speaks of the same matter lies with a problem: with this one, or with the one that another lead registered.
 * Its number is kept as a further source. False when the other lead has no problem (yet). Errors: `not_found`; `refused` for one that has ended.
 */
export async function joinLead(work: Work, lead: Joining, to: { problem: string } | { lead: string }): Promise<boolean> {
  const problemId = 'problem' in to ? to.problem : await problemOfLead(work, to.lead)
  if (problemId === undefined) return false
  const problem = await lockProblem(work, problemId)
  if (!isOpen(problem.state)) throw new Problem('refused', `问题 ${problem.number} 已经办结，不能再并入；没有改动。又出现的，请另行核实。`)
  const known = await work.tx
    .selectFrom('problem_source')
    .select('problem_source_id')
    .where('problem_id', '=', problemId)
    .where('lead_id', '=', lead.lead)
    .executeTakeFirst()
  if (known) return true
  const source = sources.find((each) => each === lead.source) ?? 'data'
  const sourceNumber = lead.sourceNumber ?? lead.number
  await work.tx
    .insertInto('problem_source')
    .values({
      problem_id: problemId,
      division: problem.division,
      source,
      source_number: sourceNumber,
      lead_id: lead.lead,
      note: `疑点 ${lead.number}，同一件事并入`,
      at: work.clock.now(),
    })
    .execute()
  await changeProblem(work, problem, {
    set: { months: [...new Set([...problem.months, ...lead.months])].toSorted() },
    event: { action: 'problem.source_added', after: { source, source_number: sourceNumber, lead_id: lead.lead } },
  })
  return true
}

/** Takes the lead's source out again; the problem stands by its other sources. Errors: `refused` for one that has ended. */
export async function partLead(work: Work, leadId: string): Promise<void> {
  const problemId = await problemOfLead(work, leadId)
  if (problemId === undefined) return
  const problem = await lockProblem(work, problemId)
  if (!isOpen(problem.state)) throw new Problem('refused', `问题 ${problem.number} 已经办结，来源不再分开；没有改动。`)
  await work.tx.deleteFrom('problem_source').where('problem_id', '=', problemId).where('lead_id', '=', leadId).execute()
  await changeProblem(work, problem, { set: {}, event: { action: 'problem.source_taken_back', reason: '疑点分开', after: { lead_id: leadId } } })
}

export interface SameMatter {
  problem: string
  number: string
  title: string
  state: ProblemState
}

/** The problem that the lead registered, or with which it lies. */
export async function problemFromLead({ tx }: Pick<Work, 'tx'>, leadId: string): Promise<SameMatter | null> {
  const row = await tx
    .selectFrom('problem_source')
    .innerJoin('problem', 'problem.problem_id', 'problem_source.problem_id')
    .select(['problem.problem_id', 'problem.number', 'problem.title', 'problem.state'])
    .where('problem_source.lead_id', '=', leadId)
    .where('problem.state', '!=', 'revoked')
    .executeTakeFirst()
  return row ? { problem: row.problem_id, number: row.number, title: row.title, state: row.state as ProblemState } : null
}

/** Problems still open about the same person, or somebody of the same name in the same community. */
export async function problemsOfSubject(
  { tx }: Pick<Work, 'tx'>,
  { personId, name, division }: { personId: string | null; name: string; division: string },
): Promise<SameMatter[]> {
  const rows = await tx
    .selectFrom('problem')
    .select(['problem_id', 'number', 'title', 'state'])
    .where((eb) =>
      eb.or([
        ...(personId === null ? [] : [eb('person_id', '=', personId)]),
        eb.and([eb('subject_name', '=', name), eb(eb.fn<string>('left', ['division', eb.lit(4)]), '=', division.slice(0, 4))]),
      ]),
    )
    .where('state', 'not in', ['closed', 'transferred', 'revoked'])
    .orderBy('number')
    .limit(20)
    .execute()
  return rows.map((row) => ({ problem: row.problem_id, number: row.number, title: row.title, state: row.state as ProblemState }))
}

async function problemOfLead(work: Work, leadId: string): Promise<string | undefined> {
  return (await problemFromLead(work, leadId))?.problem
}
