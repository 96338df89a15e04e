import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { duckdbEngine } from '../../platform/engine/duckdb.ts'
import { type LakeValue, writeLakeFile } from '../../platform/lake/lake.ts'
import { ledgerDefinitions } from '../ledgers/index.ts'
import { baseOf, linesOf, tellDelta, tellFull } from '../../../tests/support/random-change.ts'
import { loadCheckCatalog } from './check-catalog.ts'
import { runDelta } from './delta-run.ts'
import type { RunBatch } from './lake-input.ts'
import { ledgerTables } from './ledger-tables.ts'
import type { RunInput } from './run-checks.ts'

const folder = mkdtempSync(join(tmpdir(), 'delta-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ledgers = ledgerTables(ledgerDefinitions())
const keys = Array.from({ length: 20 }, (_, at) => 99910119500101100n + BigInt(at))
let files = 0

async function batch(ledger: string, id: string, rows: readonly Record<string, LakeValue>[]): Promise<RunBatch> {
  const table = ledgers.find((each) => each.ledger === ledger)!
  const path = join(folder, `${(files += 1)}.parquet`)
  const sha256 = await writeLakeFile(
    path,
    table.columns,
    rows.map((row, at) => table.columns.map(({ name }) => ({ batch: id, sheet: '', source_row: at + 2, division: 'aaaa', ...row })[name] ?? null)),
  )
  return { batch: id, seq: Number(id.slice(-1)), ledger, path, sha256, supplements: null, covers: [{ from: '2026-08', to: '2026-09', division: null }] }
}

const visit = (person: bigint, more: Record<string, LakeValue> = {}): Record<string, LakeValue> => ({
  person_key: person,
  name: `张${person % 100n}`,
  category: '特困',
  visited_on: '2026-08-05',
  kind: 'home',
  ...more,
})

const paid = await batch(
  'payments',
  'payments-1',
  keys.flatMap((person) =>
    ['2026-08', '2026-09'].map((month) => ({
      person_key: person,
      name: `张${person % 100n}`,
      program: 'tekun',
      for_month: month,
      amount: 90_000,
      occurrence: 1,
      kind: 'regular',
      status: 'paid',
    })),
  ),
)
const died = await batch('cremations', 'cremations-2', [{ person_key: keys[0]!, name: '张0', died_on: '2026-07-20' }])

const input: Omit<RunInput, 'batches'> = {
  ledgers,
  divisions: [{ code: 'aaaa', name: '甲社区' }],
  town: { code: 'aa', name: '样例镇' },
  catalog: loadCheckCatalog(join(import.meta.dirname, '..', '..', '..', 'catalog')),
  standards: [
    {
      name: 'visit_every',
      program: 'tekun',
      division: null,
      from: '2020-01',
      to: null,
      value: 1,
      unit: 'month',
      source: '《样例镇探视制度》（样政〔2025〕2号）第二条',
      confirmed: '2026-09-01',
    },
  ],
  calendar: Object.fromEntries(['2020', '2021', '2022', '2023', '2024', '2025', '2026'].map((year) => [year, { holidays: [], makeup: [] }])),
  asOf: '2026-10-15',
  lookBackFrom: '2026-08',
  engine: duckdbEngine,
  threads: 1,
}
const withVisits = async (rows: readonly Record<string, LakeValue>[]): Promise<RunInput> => ({
  ...input,
  batches: [paid, died, await batch('visits', 'own-visits-9', rows)],
})

test('a visit typed on a page is looked at by the checks that read visits, for whoever was visited; all else stands', async () => {
  const visits = keys.slice(1).map((person) => visit(person))
  const before = await withVisits(visits)
  const told = await tellFull(before)
  const missed = (hits: readonly { check_id: string }[]): number => hits.filter((hit) => hit.check_id === 'missing-monthly-visit').length
  expect(missed(told.hits)).toBe(19)
  const after = await withVisits([...visits, visit(keys[3]!, { visited_on: '2026-09-05' })])
  const delta = await tellDelta(after, baseOf('first', before, told), told)
  expect(delta?.why).toMatch(/^变动的名单：走访记录。涉及 \d 人/)
  expect(missed(delta!.told.hits)).toBe(18)
  const anew = delta!.told.checks.filter((report) => report.from === null).map((report) => report.check)
  expect(anew).toContain('missing-monthly-visit')
  expect(anew).not.toContain('paid-after-death')
  expect(linesOf(delta!.told)).toEqual(linesOf(await tellFull(after)))
})

test('a visit of somebody who stood on no list of ours may matter to every check', async () => {
  const stranger = 99910119700101123n
  const before = await withVisits([visit(keys[1]!)])
  const told = await tellFull(before)
  const after = await withVisits([visit(keys[1]!), visit(stranger)])
  const delta = await tellDelta(after, baseOf('first', before, told), told)
  expect(delta!.told.checks.filter((report) => report.from === null).map((report) => report.check)).toContain('paid-after-death')
  expect(linesOf(delta!.told)).toEqual(linesOf(await tellFull(after)))
})

test('a new death of a community that reported none is told beside those of the run before, without running whole what looks at communities or names', async () => {
  const none = await batch('monthly_reports', 'reports-3', [{ period: '2026-08', month: '2026-08', kind: 'death', zero: true }])
  const dead = (id: string, person: bigint): Promise<RunBatch> =>
    batch('cremations', id, [{ person_key: person, name: `张${person % 100n}`, died_on: '2026-08-10' }])
  const only = ['zero-report', 'no-carer-named', 'married-on-tekun', 'returned-without-visit', 'clue-without-aid', 'parent-works-here', 'paid-after-death']
  const before = { ...input, only, batches: [paid, died, none, await dead('cremations-4', keys[1]!)] }
  const told = await tellFull(before)
  const after = { ...before, batches: [...before.batches, await dead('cremations-5', keys[2]!)] }
  const delta = await tellDelta(after, baseOf('first', before, told), told)
  const [lead, ...others] = delta!.told.hits.filter((hit) => hit.check_id === 'zero-report')
  expect(others).toEqual([])
  expect(lead!.payload.sentence).toContain('张1、张2')
  expect(delta!.why).toContain('0 项整项重跑')
  expect(linesOf(delta!.told)).toEqual(linesOf(await tellFull(after)))
})

test('a small town is looked at whole when its payments changed, before any person is sought', async () => {
  const before = await withVisits([visit(keys[1]!)])
  const told = await tellFull(before)
  const after = { ...before, batches: [...before.batches, { ...paid, batch: 'payments-7', seq: 7 }] }
  expect(await runDelta(after, baseOf('first', before, told))).toEqual({ whole: '名单不大，变动的又和多数核查有关，全部看一遍更快' })
})
