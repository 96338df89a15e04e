import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellStates, cellTransitions, nextState, type CellAction, type CellState } from './cell-states.ts'

const actions = Object.keys(cellTransitions) as CellAction[]

test('no sequence of actions leaves an accepted cell except through 退回, nor accepts one that was not signed', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...actions), { maxLength: 30 }), (sequence) => {
      let state: CellState = 'open'
      for (const action of sequence) {
        const before: CellState = state
        try {
          state = nextState(action, before)
        } catch {
          continue
        }
        if (before === 'accepted') expect(action).toBe('return')
        if (state === 'accepted') expect(before).toBe('signed')
        if (state === 'signed') expect([before, action]).toEqual(['submitted', 'sign'])
      }
    }),
  )
})

test('every state but the first can be reached, and a refusal says why in Chinese', () => {
  expect(new Set(actions.map((action) => cellTransitions[action].to))).toEqual(new Set(cellStates.filter((state) => state !== 'open')))
  expect(() => nextState('accept', 'submitted')).toThrow(/书记签字以后/)
})
