import { expect, test } from 'vitest'
import { place, rowsOfFact, text, whole } from './fact-for-tests.ts'

test('a registered job, a payroll and a fund have an employer whom the row may leave out; who is insured may pay for himself', async () => {
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
      [...whole('person_key'), ...person, ...text('identity', 'post', 'from_month', 'to_month'), ...place],
      [[11n, '张三', null, null, null, '2026-01', null, 'b', 3n]],
    ],
    ledger_housing_fund: [[...whole('person_key'), ...person, ...text('status', 'last_month'), ...place], [[11n, '张三', null, null, '2026-01', 'b', 4n]]],
  })
  expect(told.map((row) => [row['kind'], row['unit']])).toEqual([
    ['insurance', null],
    ['employment', '未写明的单位'],
    ['payroll', '未写明的单位'],
    ['fund', '未写明的单位'],
  ])
})
