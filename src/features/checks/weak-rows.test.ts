import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { duckdbEngine } from '../../platform/engine/duckdb.ts'
import { type LakeValue, writeLakeFile } from '../../platform/lake/lake.ts'
import { ledgerDefinitions } from '../ledgers/index.ts'
import { loadCheckCatalog } from './check-catalog.ts'
import type { RunBatch } from './lake-input.ts'
import { ledgerTables } from './ledger-tables.ts'
import { runChecks } from './run-checks.ts'

const folder = mkdtempSync(join(tmpdir(), 'weak-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const catalog = loadCheckCatalog(join(import.meta.dirname, '..', '..', '..', 'catalog'))
const ledgers = ledgerTables(ledgerDefinitions())
const calendar = { '2026': { holidays: [], makeup: [] } }
let seq = 0

async function batch(ledger: string, rows: Record<string, LakeValue>[]): Promise<RunBatch> {
  const table = ledgers.find((each) => each.ledger === ledger)!
  seq += 1
  const id = `${ledger}-${seq}`
  const path = join(folder, `${id}.parquet`)
  const filled = rows.map((row, at): Record<string, LakeValue> => ({ batch: id, sheet: 'Sheet1', source_row: at + 3, division: 'aaaa', ...row }))
  const sha256 = await writeLakeFile(
    path,
    table.columns,
    filled.map((row) => table.columns.map((column) => row[column.name] ?? null)),
  )
  return { batch: id, seq, ledger, path, sha256, supplements: null, covers: [] }
}

function run(batches: readonly RunBatch[]) {
  return runChecks({
    ledgers,
    batches,
    divisions: [{ code: 'aaaa', name: '甲社区' }],
    town: { code: 'aa', name: '样例镇' },
    catalog,
    standards: [],
    calendar,
    asOf: '2026-10-15',
    lookBackFrom: '2026-01',
    engine: duckdbEngine,
    threads: 1,
    only: ['paid-after-death', 'maybe-paid-after-death'],
  })
}

const zhang = { person_key: 99910119500101123n, citizen_id: '99910119500101123X', name: '张大山' }
const paid = (row: Record<string, LakeValue>) => ({
  program: 'tekun',
  amount: 90000,
  occurrence: 1,
  kind: 'regular',
  status: 'paid',
  for_month: '2026-05',
  ...row,
})
const dead = (row: Record<string, LakeValue>) => ({ died_on: '2026-03-20', division: null, ...row })

test('a wrong number in a death list makes a weak lead with its score, and proves no death', async () => {
  const { hits } = await run([
    await batch('payments', [paid(zhang)]),
    await batch('cremations', [dead({ name: '张 大山', citizen_id: '99910119500107123X' }), dead({ name: '外地人', citizen_id: '99910119500107124X' })]),
  ])
  expect(hits).toHaveLength(1)
  expect(hits[0]).toMatchObject({
    check: 'maybe-paid-after-death',
    personKey: zhang.person_key,
    months: ['2026-05'],
    concerned: 90000,
    overpaid: null,
    severity: 'data',
  })
  expect(hits[0]!.sentence).toContain('证号只差第14位（改过来校验通过）')
  expect(hits[0]!.sentence).toContain('相符75分')
  expect(hits[0]!.evidence.map((each) => each.ledger).sort()).toEqual(['cremations', 'payments'])
})

test('a wrong number in our own list meets a right one in a death list, and only there', async () => {
  const { hits } = await run([
    await batch('payments', [paid({ person_key: null, name: '张大山', citizen_id: '99901119500101123X' })]),
    await batch('cremations', [dead(zhang), dead({ person_key: 99910119600303335n, name: '外地人', citizen_id: '999101196003033359' })]),
  ])
  expect(hits.map((hit) => [hit.check, hit.subjectKind, hit.rowKey, hit.overpaid])).toEqual([['maybe-paid-after-death', 'row', 'payments|张大山||aaaa', null]])
  expect(hits[0]!.sentence).toContain('证号第4、5位颠倒')
})

test('a right number in both lists is the proven check’s alone', async () => {
  const { hits } = await run([await batch('payments', [paid(zhang)]), await batch('cremations', [dead(zhang)])])
  expect(hits.map((hit) => hit.check)).toEqual(['paid-after-death'])
})
