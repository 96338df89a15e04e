import type { z } from 'zod'
import { programWord } from '../../domain/programs.ts'
import type { Work } from '../../platform/events.ts'
import type { Tx } from '../../platform/postgres/database.ts'
import type { api } from './contract.ts'
import { titleOfMissing } from './missing-words.ts'
import { checkCatalog } from './present-catalog.ts'
import { sayValue } from './standard-words.ts'
import { listStandards } from './standards-store.ts'
import { findLastRun } from './store-run.ts'

type Standards = z.input<(typeof api)['GET /api/standards']['output']>
type DescribedRow = Standards['rows'][number] & { programCode: string }

/** The town's dated rows and the national ones, in words. */
export async function describeStandards(tx: Tx): Promise<DescribedRow[]> {
  const { parameters, national } = checkCatalog()
  const definitionOf = (name: string) => parameters.find((each) => each.name === name)
  const places = new Map((await tx.selectFrom('division').select(['code', 'name']).execute()).map((row) => [row.code, row.name]))
  const own = (await listStandards(tx)).map((row) => ({
    name: row.name,
    title: definitionOf(row.name)?.title ?? row.name,
    program: programWord(row.program, 'paid'),
    programCode: row.program,
    division: row.division === null ? null : (places.get(row.division) ?? row.division),
    from: row.from,
    to: row.to,
    value: sayValue(row, definitionOf(row.name)),
    source: row.source,
    confirmed: row.confirmed,
    isNational: false,
  }))
  const general = national.map((row) => ({
    name: row.name,
    title: definitionOf(row.name)?.title ?? row.name,
    program: programWord(row.program, 'paid'),
    programCode: row.program,
    division: null,
    from: row.from,
    to: row.to,
    value: sayValue(row, definitionOf(row.name)),
    source: `${row.law}${row.article}`,
    confirmed: null,
    isNational: true,
  }))
  return [...own, ...general].sort((a, b) => (a.title === b.title ? (a.from < b.from ? -1 : 1) : a.title < b.title ? -1 : 1))
}

/** The standards with what the last run missed: which paper, for which months, and the checks it would unlock. */
export async function readStandards(work: Work): Promise<Standards> {
  const rows = await describeStandards(work.tx)
  const run = await findLastRun(work)
  const { parameters, checks } = checkCatalog()
  const missing = new Map<string, Standards['missing'][number]>()
  for (const report of run?.checks ?? []) {
    const title = checks.find((each) => each.check === report.check)?.title ?? report.check
    for (const each of report.missing.filter((one) => one.kind === 'basis')) {
      const name = titleOfMissing(each)
      const entry = missing.get(name) ?? {
        title: name,
        meaning: parameters.find((one) => one.name === each.name)?.meaning ?? '要有文件写明',
        months: '',
        checks: [],
      }
      const span = each.from === null ? '' : `${each.from} 至 ${each.to ?? '今'}`
      if (span !== '' && !entry.months.includes(span)) entry.months = entry.months === '' ? span : `${entry.months}，${span}`
      if (!entry.checks.some((one) => one.check === report.check)) entry.checks.push({ check: report.check, title })
      missing.set(name, entry)
    }
  }
  return {
    rows: rows.map(({ programCode: _code, ...row }) => row),
    missing: [...missing.values()].sort((a, b) => b.checks.length - a.checks.length || (a.title < b.title ? -1 : 1)),
    hasRun: run !== undefined,
  }
}
