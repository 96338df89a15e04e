import { expect, test } from 'vitest'
import { answeredNumbers, isAnswered } from './check-numbers.ts'

test('every number of the domain is answered by a check, a question or the examination, or is one of at most six with a reason', () => {
  const numbers = answeredNumbers()
  expect(numbers.length).toBe(94)
  expect(new Set(numbers.map((each) => each.ck)).size).toBe(numbers.length)
  const open = numbers.filter((each) => !isAnswered(each))
  expect(open.filter((each) => each.open === null).map((each) => each.ck)).toEqual([])
  expect(open.length).toBeLessThanOrEqual(6)
})
