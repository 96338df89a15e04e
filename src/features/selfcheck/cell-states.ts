import type { Role } from '../../platform/http/endpoint.ts'
import { Problem } from '../../platform/problems.ts'

export const cellStates = ['open', 'working', 'submitted', 'returned', 'signed', 'accepted'] as const
export type CellState = (typeof cellStates)[number]

interface Transition {
  from: readonly CellState[]
  to: CellState
  who: readonly Role[]
  /** What the page says when the present state does not allow it. */
  refusal: string
}

/**
 * Every change of a self-check cell, in one table. `unsign` is what an answer does to the other signed cells of the
 * community: the signature stood for all answers together, so they wait for the secretary again.
 */
export const cellTransitions = {
  answer: {
    from: ['open', 'working', 'returned', 'submitted', 'signed'],
    to: 'working',
    who: ['worker', 'child_worker', 'grid'],
    refusal: '镇里已收下这一项，要改请镇民政办先退回。',
  },
  submit: { from: ['working'], to: 'submitted', who: ['worker', 'child_worker'], refusal: '这一项没有新的答复可报。' },
  sign: { from: ['submitted'], to: 'signed', who: ['secretary'], refusal: '这一项还没有报送，不能签字。' },
  unsign: { from: ['signed'], to: 'submitted', who: ['worker', 'child_worker', 'grid'], refusal: '这一项没有签字。' },
  return: { from: ['submitted', 'signed', 'accepted'], to: 'returned', who: ['clerk'], refusal: '这一项还没有报上来，没有可退回的。' },
  accept: { from: ['signed'], to: 'accepted', who: ['clerk'], refusal: '书记签字以后才能收下。' },
} as const satisfies Record<string, Transition>

export type CellAction = keyof typeof cellTransitions

/** The state after `action`. Errors: `refused` when the table does not allow it from `state`. */
export function nextState(action: CellAction, state: CellState): CellState {
  const transition: Transition = cellTransitions[action]
  if (!transition.from.includes(state)) throw new Problem('refused', transition.refusal, { state, action })
  return transition.to
}
