import { sql } from 'kysely'
import { townDivision } from '../platform/installation.ts'
import { findLastRun } from '../features/checks/index.ts'
import type { ProblemPorts } from '../features/problems/index.ts'

/** 举一反三: what the latest run of a check says for each community. One that its lists do not cover answers by itself. */
export const findSame: ProblemPorts['findSame'] = async (work, checkId) => {
  const run = await findLastRun(work)
  const report = run?.checks.find((check) => check.check === checkId)
  if (!run || !report || report.status === 'missing_list' || report.status === 'missing_basis' || report.status === 'error')
    return { runId: run?.run ?? null, divisions: [] }
  const divisions = await work.tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where(sql<boolean>`length(code) = ${townDivision.length + 2}`)
    .orderBy('code')
    .execute()
  const hits = await work.tx
    .selectFrom('hit')
    .select(['division', (eb) => eb.fn.countAll<number>().as('n')])
    .where('run_id', '=', run.run)
    .where('check_id', '=', checkId)
    .groupBy('division')
    .execute()
  return {
    runId: run.run,
    divisions: divisions.map(({ code, name }) => ({
      division: code,
      found: hits.filter((hit) => hit.division.startsWith(code)).reduce((sum, hit) => sum + hit.n, 0),
      lookedAt: report.byDivision[code] ?? 0,
      covered: !report.missing.some((missing) => missing.kind === 'list' && (missing.divisions?.includes(name) ?? false)),
    })),
  }
}
