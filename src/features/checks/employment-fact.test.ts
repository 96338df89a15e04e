import { expect, test } from 'vitest'
import { place, rowsOfFact, text, whole } from './fact-for-tests.ts'

test('a registered job, a payroll and a fund have an employer whom the row may leave out; who is insured may pay for himself; who left a payroll without a month has no months', async () => {
  const person = text('name', 'unit')
  const day = (name: string) => ({ name, type: 'date' as const })
  const told = await rowsOfFact('employment', {
    ledger_employee_insurance: [
      [...whole('person_key'), ...person, ...text('kind', 'from_month', 'to_month', 'status'), ...place],
      [[11n, '张三', null, null, '2026-01', null, null, 'b', 1n]],
    ],
    ledger_employment: [
      [...whole('person_key', 'wage'), ...person, ...text('post'), day('from_date'), day('to_date'), ...place],
      [[11n, null, '张三', null, null, '2026-01-05', null, 'b', 2n]],
    ],
    ledger_payroll: [
      [...whole('person_key'), ...person, ...text('identity', 'post', 'status', 'from_month', 'to_month'), ...place],
      [
        [11n, '张三', null, null, null, '在职', '2026-01', null, 'b', 3n],
        [11n, '张三', null, null, null, '已辞职', '2020-01', null, 'b', 5n],
        [11n, '张三', null, null, null, '辞职', '2020-01', '2024-03', 'b', 6n],
      ],
    ],
    ledger_housing_fund: [[...whole('person_key'), ...person, ...text('status', 'last_month'), ...place], [[11n, '张三', null, null, '2026-01', 'b', 4n]]],
  })
  expect(told.map((row) => [row['kind'], row['unit'], row['to_month']])).toEqual([
    ['insurance', null, '9999-12'],
    ['employment', '未写明的单位', '9999-12'],
    ['payroll', '未写明的单位', '9999-12'],
    ['fund', '未写明的单位', '2026-01'],
    ['payroll', '未写明的单位', '0000-00'],
    ['payroll', '未写明的单位', '2024-03'],
  ])
})
