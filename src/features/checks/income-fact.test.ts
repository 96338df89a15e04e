import { expect, test } from 'vitest'
import { place, rowsOfFact, text, whole } from './fact-for-tests.ts'

interface Lists {
  /** Income in 分. */
  tax?: readonly [month: string, to: string | null, income: bigint][]
  /** 分 a month. */
  pensions?: readonly [payer: string | null, fen: bigint][]
}

/** What the fact tells: first month, last month, a month's income in 分. */
async function incomes({ tax = [], pensions = [] }: Lists): Promise<unknown[]> {
  const told = await rowsOfFact('income', {
    employment: [[...whole('person_key', 'wage_fen'), ...text('name', 'unit', 'kind', 'from_month', 'to_month', 'ledger'), ...place]],
    pension: [
      [...whole('person_key', 'fen'), ...text('name', 'payer', 'from_month', 'to_month', 'ledger'), ...place],
      pensions.map(([payer, fen], at) => [11n, fen, '张三', payer, '2022-01', '9999-12', 'pensions', 'b', BigInt(at + 1)]),
    ],
    ledger_work_injury: [[...whole('person_key', 'amount'), ...text('name', 'kind', 'from_month', 'to_month'), ...place]],
    other_benefit: [[...whole('person_key', 'fen'), ...text('name', 'item', 'from_month', 'to_month', 'ledger'), ...place]],
    ledger_land: [[...whole('person_key', 'subsidy', 'year'), ...text('name'), ...place]],
    ledger_income_tax: [
      [...whole('person_key', 'income'), ...text('name', 'unit', 'month', 'to_month'), ...place],
      tax.map(([month, to, income], at) => [11n, income, '张三', '青河针织厂', month, to, 'b', BigInt(at + 1)]),
    ],
  })
  return told.map((row) => [row['from_month'], row['to_month'], Number(row['fen'])])
}

test('a year in one row, or in rows of its months, is spread over twelve months', async () => {
  expect(await incomes({ tax: [['2025-01', '2025-12', 3_600_000n]] })).toEqual([['2025-01', '2025-12', 300_000]])
  expect(
    await incomes({
      tax: [
        ['2025-03', null, 600_000n],
        ['2025-04', '2025-04', 600_000n],
      ],
    }),
  ).toEqual([
    ['2025-03', '2025-03', 100_000],
    ['2025-04', '2025-04', 100_000],
  ])
})

test('a month inside a row for several is not counted twice, one after it is', async () => {
  expect(
    await incomes({
      tax: [
        ['2025-01', '2025-06', 3_600_000n],
        ['2025-03', null, 600_000n],
        ['2025-07', null, 600_000n],
      ],
    }),
  ).toEqual([
    ['2025-01', '2025-06', 350_000],
    ['2025-07', '2025-07', 350_000],
  ])
})

test('a residents’ pension in the list of pensions is no income (最低生活保障审核确认办法第十三条)', async () => {
  expect(
    await incomes({
      pensions: [
        ['城乡居民基本养老保险', 65_000n],
        ['县机械厂', 200_000n],
        [null, 150_000n],
      ],
    }),
  ).toEqual([
    ['2022-01', '9999-12', 200_000],
    ['2022-01', '9999-12', 150_000],
  ])
})
