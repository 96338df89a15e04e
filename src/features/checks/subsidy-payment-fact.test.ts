import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { duckdbEngine } from '../../platform/engine/duckdb.ts'
import type { EngineColumn } from '../../platform/engine/engine.ts'

const text = (...names: string[]): EngineColumn[] => names.map((name) => ({ name, type: 'text' as const }))
const whole = (...names: string[]): EngineColumn[] => names.map((name) => ({ name, type: 'bigint' as const }))
const place = [...text('division', 'batch'), ...whole('source_row')]

interface Listed {
  subsidy: string | null
  amount?: bigint
  arrears?: bigint
  months?: bigint
  living?: bigint
  care?: bigint
  period?: string
}

/** Payments (program, month, 分) that the fact reads from a list of subsidies; a payment list speaks for `covered`. */
async function paid(rows: readonly Listed[], covered: readonly [program: string, month: string][] = []): Promise<unknown[]> {
  const session = await duckdbEngine.open({ asOf: '2026-10-15', threads: 1 })
  try {
    await session.load('household_member', [...text('program', 'household_key', 'month'), ...whole('person_key')], [])
    await session.load('card_of', [...text('program', 'card_no'), ...whole('head_key')], [])
    await session.load(
      'coverage',
      text('ledger', 'program', 'month', 'division'),
      covered.map(([program, month]) => ['payments', program, month, 'aaaa']),
    )
    await session.load(
      'ledger_payments',
      [
        ...text('program', 'card_no', 'name', 'head_name', 'citizen_id', 'for_month', 'period', 'kind', 'status', 'item', 'account', 'account_name'),
        ...text('bank_batch', 'return_reason'),
        ...whole('person_key', 'head_key', 'amount', 'protected_size'),
        { name: 'paid_on', type: 'date' },
        ...place,
      ],
      [],
    )
    await session.load(
      'ledger_disability_subsidy',
      [...text('name', 'citizen_id', 'subsidy', 'period'), ...whole('person_key', 'amount', 'arrears', 'months', 'living_amount', 'care_amount'), ...place],
      rows.map((row, at) => [
        '张三',
        null,
        row.subsidy,
        row.period ?? '2026-08',
        19500101123n,
        row.amount ?? null,
        row.arrears ?? null,
        row.months ?? null,
        row.living ?? null,
        row.care ?? null,
        'aaaa',
        'b',
        BigInt(at + 1),
      ]),
    )
    await session.define('payment', readFileSync(join(import.meta.dirname, '..', '..', '..', 'catalog', 'facts', 'payment.sql'), 'utf8'), 'table')
    const told = await session.rows('select program, for_month, fen from payment order by source_row, program')
    return told.map((row) => [row['program'], row['for_month'], Number(row['fen'])])
  } finally {
    session.close()
  }
}

test('what a list of subsidies says was paid is a payment of its month, without what it adds for others', async () => {
  expect(
    await paid([
      { subsidy: 'care', amount: 12_000n, months: 1n },
      { subsidy: 'living', amount: 20_000n, arrears: 12_000n },
      { subsidy: null, living: 8000n, care: 12_000n },
    ]),
  ).toEqual([
    ['disability_care', '2026-08', 12_000],
    ['disability_living', '2026-08', 8000],
    ['disability_care', '2026-08', 12_000],
    ['disability_living', '2026-08', 8000],
  ])
})

test('a sum for several months, of none, or of a month for which a payment list speaks is none', async () => {
  expect(await paid([{ subsidy: 'care', amount: 36_000n, months: 3n }, { subsidy: 'care', amount: 0n }, { subsidy: 'living' }])).toEqual([])
  expect(
    await paid(
      [
        { subsidy: 'care', amount: 12_000n },
        { subsidy: 'care', amount: 12_000n, period: '2026-07' },
      ],
      [['disability_care', '2026-08']],
    ),
  ).toEqual([['disability_care', '2026-07', 12_000]])
})
