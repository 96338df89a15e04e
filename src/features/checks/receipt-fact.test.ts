import { expect, test } from 'vitest'
import { place, rowsOfFact, text, whole } from './fact-for-tests.ts'

test.each([
  ['2026年9月农村低保金', 'dibao'],
  ['最低生活保障金', 'dibao'],
  ['特困供养金', 'tekun'],
  ['特困人员护理补贴', 'tekun'],
  ['重度残疾人护理补贴', 'disability_care'],
  ['低保家庭困难残疾人生活补贴', 'disability_living'],
  ['孤儿基本生活费', 'orphan'],
  ['事实无人抚养儿童基本生活补贴', 'unattended_child'],
  ['养老保险待遇', null],
])('a bank order with the words %s is one of %s', async (item, program) => {
  const columns = [
    ...whole('person_key', 'amount'),
    ...text('name', 'account', 'item', 'batch_no', 'status', 'return_reason'),
    { name: 'paid_on', type: 'date' as const },
    ...place,
  ]
  const row = columns.map(({ name }) => ({ person_key: 11n, amount: 100n, item, paid_on: '2026-09-16', source_row: 1n })[name] ?? null)
  expect((await rowsOfFact('receipt', { ledger_bank_receipts: [columns, [row]] })).map((each) => each['program'])).toEqual([program])
})
