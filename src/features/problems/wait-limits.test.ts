import { expect, test } from 'vitest'
import { waitLimitOf } from './wait-limits.ts'

test.each([
  ['authority_decision', 'right', 'dibao', 10, 'workdays', '最低生活保障审核确认办法第二十条'],
  ['authority_decision', 'right', 'tekun', 15, 'workdays', '特困人员认定办法第十六条'],
  ['public_notice', 'right', 'dibao', 7, 'days', '最低生活保障审核确认办法第十九条'],
  ['public_notice', 'right', 'tekun', 7, 'days', '特困人员认定办法第十五条'],
  ['public_notice', 'money', 'tekun', 7, 'days', '特困人员认定办法第二十六条'],
] as const)('%s of a problem %s in %s: %i %s by %s', (reason, kind, program, count, unit, basis) => {
  expect(waitLimitOf({ program, kind }, reason)).toEqual({ count, unit, basis })
})

test.each([
  ['authority_decision', 'money', 'dibao'],
  ['authority_decision', 'right', 'disability_care'],
  ['public_notice', 'money', 'dibao'],
  ['hearing', 'right', 'dibao'],
  ['recovery', 'money', 'tekun'],
  ['police_search', 'danger', null],
] as const)('no text names a number for %s of a problem %s in %s', (reason, kind, program) => {
  expect(waitLimitOf({ program, kind }, reason)).toBeNull()
})
