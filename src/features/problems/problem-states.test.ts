import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { roles } from '../../platform/http/endpoint.ts'
import { isOpen, mayStep, problemStates, refuseStep, stepNames, steps, workStates, type ProblemState } from './problem-states.ts'

const anyStep = fc.constantFrom(...stepNames)
const anyRole = fc.constantFrom(...roles)

/** Walks steps from registration on; a step that is not allowed leaves the state. */
function walk(tried: readonly (readonly [(typeof stepNames)[number], (typeof roles)[number]])[]): ProblemState[] {
  const states: ProblemState[] = ['registered']
  for (const [step, role] of tried) {
    const now = states.at(-1) ?? 'registered'
    if (mayStep(step, now, role)) states.push(steps[step].to)
  }
  return states
}

const anyWalk = fc.array(fc.tuple(anyStep, anyRole), { maxLength: 60 })

describe('the states of a problem', () => {
  test('nothing is closed that was not established, planned, mended and asked for, in this order', () => {
    fc.assert(
      fc.property(anyWalk, (tried) => {
        const states = walk(tried)
        if (!states.includes('closed')) return
        const order = ['established', 'planned', 'mending', 'closing', 'closed'].map((state) => states.indexOf(state as ProblemState))
        expect(order).toEqual(order.toSorted((a, b) => a - b))
        expect(order.every((at) => at >= 0)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  test('what was closed leaves that state only as returned', () => {
    fc.assert(
      fc.property(anyWalk, (tried) => {
        const states = walk(tried)
        for (const [at, state] of states.entries()) if (state === 'closed' && at + 1 < states.length) expect(states[at + 1]).toBe('returned')
      }),
      { numRuns: 1_000 },
    )
  })

  test('nobody in the field strikes off, and no clerk sends back what is closed', () => {
    for (const role of ['worker', 'child_worker', 'grid', 'secretary', 'member_unit', 'county', 'auditor'] as const) {
      for (const state of problemStates) expect(mayStep('close', state, role)).toBe(false)
    }
    expect(mayStep('return_closed', 'closed', 'clerk')).toBe(false)
    expect(mayStep('return_closed', 'closed', 'supervisor')).toBe(true)
  })

  test('every state can be reached, and from every open one there is a way to closure', () => {
    const reached = new Set<ProblemState>(['registered'])
    for (let round = 0; round < problemStates.length; round++)
      for (const step of stepNames) if (steps[step].from.some((state) => reached.has(state))) reached.add(steps[step].to)
    expect([...reached].toSorted()).toEqual([...problemStates].toSorted())
    for (const start of problemStates.filter(isOpen)) {
      const ahead = new Set<ProblemState>([start])
      for (let round = 0; round < problemStates.length; round++)
        for (const step of stepNames) if (steps[step].from.some((state) => ahead.has(state))) ahead.add(steps[step].to)
      expect([start, ahead.has('closed')]).toEqual([start, true])
    }
  })

  test('a refusal names the state it is in and the states it needs', () => {
    expect(refuseStep('close', 'mending', 'clerk')).toEqual({
      kind: 'state',
      sentence: '这条问题现在是“整改中”，不能销号；要先到“申请销号”或“复核”。什么也没有改。',
    })
    expect(refuseStep('establish', 'registered', 'worker')).toMatchObject({ kind: 'role' })
    expect(refuseStep('establish', 'registered', 'clerk')).toBeNull()
  })

  test('what has ended takes no more steps, except that a closed problem can come back', () => {
    for (const ended of ['transferred', 'revoked'] as const)
      for (const step of stepNames) for (const role of roles) expect(mayStep(step, ended, role)).toBe(false)
    expect(workStates.every(isOpen)).toBe(true)
  })
})
