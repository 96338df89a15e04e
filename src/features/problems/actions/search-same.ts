import { record, type Work } from '../../../platform/events.ts'
import { townDivision } from '../../../platform/installation.ts'
import { within } from '../../../platform/postgres/database.ts'
import { notFound, Problem } from '../../../platform/problems.ts'
import { isInScope } from '../../../platform/scope.ts'
import type { ProblemPorts } from '../ports.ts'
import { assertWorkable, lockProblem, recordOf } from '../store.ts'

/**
 * 举一反三: the same kind is searched in every community. Where the latest run of its check speaks for a community its
 * result stands at once; every other community answers by itself. The question tells the matter, never the person.
 */
export async function orderSearch(work: Work, problemId: string, { question, ports }: { question: string; ports: ProblemPorts }): Promise<string> {
  const problem = await lockProblem(work, problemId)
  assertWorkable(problem, '举一反三', ['established', 'planned', 'mending', 'waiting', 'returned', 'closing', 'reviewing', 'closed'])
  if (problem.subject_name !== null && question.includes(problem.subject_name))
    throw new Problem('refused', '各社区都会看到这句话，请不要写当事人的姓名；没有下发。')
  const same = problem.check_id === null ? undefined : await ports.findSame(work, problem.check_id)
  const communities = await work.tx.selectFrom('division').select('code').where('code', 'like', `${townDivision}__`).orderBy('code').execute()
  const now = work.clock.now()
  const search = await work.tx
    .insertInto('search')
    .values({
      problem_id: problemId,
      question,
      check_id: problem.check_id,
      topic: problem.topic,
      division: problem.division,
      run_id: same?.runId ?? null,
      ordered_by: work.actor.name,
      ordered_at: now,
    })
    .returning('search_id')
    .executeTakeFirstOrThrow()
  const results = communities.map(({ code }) => {
    const told = same?.divisions.find((each) => each.division === code)
    const base = { search_id: search.search_id, division: code }
    if (!told) return { ...base, result: 'open' }
    const answered = { ...base, by_name: '数据比对', at: now, looked_at: told.lookedAt }
    if (!told.covered) return { ...answered, result: 'not_covered', found: null }
    return { ...answered, result: told.found > 0 ? 'found' : 'none', found: told.found }
  })
  if (results.length > 0) await work.tx.insertInto('search_result').values(results).execute()
  await recordOf(work, problem, {
    action: 'problem.search_ordered',
    after: { search_id: search.search_id, question, results: results.map(({ division, result }) => ({ division, result })) },
  })
  return search.search_id
}

export interface SearchAnswer {
  division?: string | undefined
  result: 'found' | 'none' | 'not_covered'
  found?: number | undefined
  lookedAt?: number | undefined
  note: string
}

/** A community's own answer to a search; of its own division unless the office answers for one. Errors: `not_found`, `refused`. */
export async function answerSearch(work: Work, searchId: string, { division = work.actor.division, ...answer }: SearchAnswer): Promise<void> {
  const row = isInScope(work.actor.scope, division)
    ? await work.tx
        .selectFrom('search_result')
        .selectAll()
        .where('search_id', '=', searchId)
        .where('division', '=', division)
        .where(within(work.actor.scope, 'search_result.division'))
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!row) throw notFound('这次举一反三')
  if (answer.result === 'found' && (answer.found ?? 0) < 1) throw new Problem('refused', '查出几件要写数，至少 1 件；没有保存。')
  const after = {
    result: answer.result,
    found: answer.result === 'found' ? (answer.found ?? null) : answer.result === 'none' ? 0 : null,
    looked_at: answer.lookedAt ?? row.looked_at,
    note: answer.note,
    by_name: work.actor.name,
    at: work.clock.now(),
  }
  await work.tx.updateTable('search_result').set(after).where('search_id', '=', searchId).where('division', '=', division).execute()
  await record(work, {
    action: 'search.answered',
    objectKind: 'search',
    objectId: searchId,
    division,
    before: { result: row.result, found: row.found, looked_at: row.looked_at },
    after: { division, result: after.result, found: after.found, looked_at: after.looked_at, note: answer.note },
  })
}

/** Searches with the results the reader may see, the newest first. */
export async function listSearches({ tx, actor }: Pick<Work, 'tx' | 'actor'>, problemId?: string) {
  const rows = await tx
    .selectFrom('search')
    .innerJoin('search_result', 'search_result.search_id', 'search.search_id')
    .leftJoin('division', 'division.code', 'search_result.division')
    .select([
      'search.search_id',
      'search.question',
      'search.ordered_by',
      'search.ordered_at',
      'search.run_id',
      'search_result.division',
      'division.name as division_name',
      'search_result.result',
      'search_result.found',
      'search_result.looked_at',
      'search_result.note',
      'search_result.by_name',
      'search_result.at',
    ])
    .where(within(actor.scope, 'search_result.division'))
    .$if(problemId !== undefined, (query) => query.where('search.problem_id', '=', problemId ?? ''))
    .orderBy('search.ordered_at', 'desc')
    .orderBy('search_result.division')
    .execute()
  return [...Map.groupBy(rows, (row) => row.search_id)].map(([search, results]) => ({
    search,
    question: results[0]?.question ?? '',
    orderedBy: results[0]?.ordered_by ?? '',
    orderedAt: results[0]?.ordered_at ?? '',
    isFromRun: (results[0]?.run_id ?? null) !== null,
    found: results.reduce((sum, row) => sum + (row.found ?? 0), 0),
    lookedAt: results.reduce((sum, row) => sum + (row.looked_at ?? 0), 0),
    open: results.filter((row) => row.result === 'open').length,
    results: results.map((row) => ({
      division: row.division,
      divisionName: row.division_name ?? row.division,
      result: row.result as 'found',
      found: row.found,
      lookedAt: row.looked_at,
      note: row.note,
      byName: row.by_name,
      at: row.at,
    })),
  }))
}
