import { describe, expect, test } from 'vitest'
import { dueStep, faultOf, type LadderRule } from './ladder-steps.ts'

const rules: LadderRule[] = [
  { step: 'red_card', days: 10 },
  { step: 'reminder', days: 1 },
  { step: 'yellow_card', days: 5 },
]

describe('which card is due', () => {
  test.each([
    [0, [], null],
    [1, [], 'reminder'],
    [4, [], 'reminder'],
    [4, ['reminder'], null],
    [5, ['reminder'], 'yellow_card'],
    // Whoever looks late signs the harder step at once, the milder one is not made up for.
    [12, [], 'red_card'],
    [12, ['yellow_card'], 'red_card'],
    [40, ['red_card'], null],
  ] as const)('%i working days late, signed %j: %s', (days, signed, step) => {
    expect(dueStep(rules, days, signed)).toBe(step)
  })

  test('without rules nothing is due, however late', () => {
    expect(dueStep([], 200, [])).toBeNull()
  })
})

test('A harder step needs more days than a milder one, and each stands once', () => {
  expect(faultOf(rules)).toBeNull()
  expect(faultOf([...rules, { step: 'talk', days: 10 }])).toMatch('依次加重')
  expect(faultOf([...rules, { step: 'reminder', days: 2 }])).toMatch('两次')
})
