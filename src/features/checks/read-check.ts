import { sql } from 'kysely'
import type { z } from 'zod'
import { programWord } from '../../domain/programs.ts'
import type { Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { within } from '../../platform/postgres/database.ts'
import { notFound } from '../../platform/problems.ts'
import { findLedger } from '../ledgers/index.ts'
import { ledgersOf } from './check-catalog.ts'
import type { api } from './contract.ts'
import { describeStanding } from './list-checks.ts'
import { checkCatalog } from './present-catalog.ts'
import type { CheckReport } from './run-checks.ts'
import { describeStandards } from './describe-standards.ts'
import { listSwitchedOff, listSwitches } from './switch-check.ts'

type Check = z.input<(typeof api)['GET /api/checks/{check}']['output']>

const lastRuns = 12

/** One check in plain words: basis, the town's rows, its cases and text, and what its last runs found. Errors: `not_found`. */
export async function readCheck(work: Work, id: string): Promise<Check> {
  const catalog = checkCatalog()
  const check = catalog.checks.find((each) => each.check === id)
  if (!check) throw notFound('这项核查')
  const { tx, actor } = work
  const runs = await tx.selectFrom('run').select(['run_id', 'as_of', 'report']).orderBy('finished_at', 'desc').limit(lastRuns).execute()
  const history = runs.flatMap((run) => {
    const report = (run.report as { checks: CheckReport[] }).checks.find((each) => each.check === id)
    return report ? [{ run: run.run_id, asOf: run.as_of, report }] : []
  })
  const newest = history[0]
  const hits = newest
    ? await tx
        .selectFrom('hit')
        .select(['division', (eb) => eb.fn.countAll<number>().as('n')])
        .where('run_id', '=', newest.run)
        .where('check_id', '=', id)
        .where(within(actor.scope, 'hit.division'))
        .groupBy('division')
        .execute()
    : []
  const communities = await tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where(sql<boolean>`length(code) = ${townDivision.length + 2}`)
    .where(within(actor.scope, 'division.code'))
    .orderBy('code')
    .execute()
  const standards = await describeStandards(tx)
  const hasPlaces = Object.keys(newest?.report.byDivision ?? {}).length > 0
  return {
    ...describeStanding(check, newest?.report, (await listSwitchedOff(tx)).get(id)),
    switches: await listSwitches(tx, id),
    closes: check.closes,
    articles: check.basis.map(({ law, article, from, to, rule, programs }) => ({
      law,
      article,
      from,
      to,
      rule,
      programs: (programs ?? []).map((program) => programWord(program, 'paid')),
    })),
    parameters: check.parameters.map((parameter) => {
      const definition = catalog.parameters.find((each) => each.name === parameter.name)
      const names = new Set([parameter.name, ...(parameter.or ? [parameter.or.name] : [])])
      const programs = new Set<string>([
        ...(parameter.programs ?? check.programs),
        ...(parameter.program ? [parameter.program] : []),
        ...(parameter.or?.program ? [parameter.or.program] : []),
      ])
      return {
        name: parameter.name,
        title: definition?.title ?? parameter.name,
        meaning: definition?.meaning ?? '',
        isOptional: parameter.optional,
        rows: standards.filter((row) => names.has(row.name) && programs.has(row.programCode)).map(({ programCode: _code, ...row }) => row),
      }
    }),
    needs: [...new Set(check.needs.flatMap((need) => need.lists?.flat().map((list) => list.ledger) ?? ledgersOf(catalog, need.fact)))].map(
      (ledger) => findLedger(ledger)?.title ?? ledger,
    ),
    innocent: check.innocent.map((each) => each.ask),
    cases: check.cases.map(({ kind, name }) => ({ kind, name })),
    sql: check.sql,
    divisions: communities.map(({ code, name }) => ({
      division: code,
      name,
      population: hasPlaces ? (newest?.report.byDivision[code] ?? 0) : null,
      hits: hits.filter((hit) => hit.division.startsWith(code)).reduce((sum, hit) => sum + hit.n, 0),
    })),
    history: history.map(({ run, asOf, report }) => ({ run, asOf, status: report.status, population: report.population, hits: report.hits })),
  }
}
