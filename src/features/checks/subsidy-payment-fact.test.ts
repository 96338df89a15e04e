import { expect, test } from 'vitest'
import { place, rowsOfFact, text, whole } from './fact-for-tests.ts'

interface Listed {
  subsidy: string | null
  amount?: bigint
  arrears?: bigint
  months?: bigint
  living?: bigint
  care?: bigint
  period?: string
}

/** Payments (program, month, 分) that the fact reads from a list of subsidies and from a payment list; a payment list speaks for `covered`. */
async function paid(
  rows: readonly Listed[],
  covered: readonly [program: string, month: string][] = [],
  payments: readonly [month: string | null, to: string | null, amount: bigint][] = [],
): Promise<unknown[]> {
  const told = await rowsOfFact('payment', {
    household_member: [[...text('program', 'household_key', 'month'), ...whole('person_key')]],
    card_of: [[...text('program', 'card_no'), ...whole('head_key')]],
    coverage: [text('ledger', 'program', 'month', 'division'), covered.map(([program, month]) => ['payments', program, month, 'aaaa'])],
    ledger_payments: [
      [
        ...text('program', 'for_month', 'to_month'),
        ...whole('amount', 'person_key'),
        ...place,
        ...text('card_no', 'name', 'head_name', 'citizen_id', 'period', 'kind', 'status', 'item', 'account', 'account_name'),
        ...text('bank_batch', 'return_reason', 'division'),
        ...whole('head_key', 'protected_size'),
        { name: 'paid_on', type: 'date' },
      ],
      payments.map(([month, to, amount], at) => ['tekun', month, to, amount, 19500101123n, 'p', BigInt(at + 1), ...Array.from({ length: 16 }, () => null)]),
    ],
    ledger_disability_subsidy: [
      [
        ...text('name', 'citizen_id', 'subsidy', 'period', 'division'),
        ...whole('person_key', 'amount', 'arrears', 'months', 'living_amount', 'care_amount'),
        ...place,
      ],
      rows.map((row, at) => [
        '张三',
        null,
        row.subsidy,
        row.period ?? '2026-08',
        'aaaa',
        19500101123n,
        row.amount ?? null,
        row.arrears ?? null,
        row.months ?? null,
        row.living ?? null,
        row.care ?? null,
        'b',
        BigInt(at + 1),
      ]),
    ],
  })
  // A row for both subsidies is two payments.
  const order = (row: (typeof told)[number]): string => `${String(row['program'])} ${String(row['for_month'])}`
  const inOrder = told.toSorted((a, b) => Number(a['source_row']) - Number(b['source_row']) || (order(a) < order(b) ? -1 : 1))
  return inOrder.map((row) => [row['program'], row['for_month'], Number(row['fen'])])
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

test('a sum of a payment list for several months is divided among them, to the last 分', async () => {
  expect(
    await paid(
      [],
      [],
      [
        ['2025-11', '2026-01', 100_000n],
        ['2026-02', null, 33_333n],
        ['2026-04', '2026-03', 500n],
        ['2023-01', '2025-12', 36n],
      ],
    ),
  ).toEqual([
    ['tekun', '2025-11', 33_333],
    ['tekun', '2025-12', 33_333],
    ['tekun', '2026-01', 33_334],
    ['tekun', '2026-02', 33_333],
    ['tekun', '2026-04', 500],
    ...Array.from({ length: 36 }, (_, n) => ['tekun', `${2023 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`, 1]),
  ])
})
