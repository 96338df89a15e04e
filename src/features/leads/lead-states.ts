import type { Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/problems.ts'

export const leadStates = ['new', 'assigned', 'checking', 'confirmed', 'partly', 'unfounded', 'unclear', 'reviewed', 'merged'] as const
export type LeadState = (typeof leadStates)[number]

/** States in which somebody still has to find out. */
export const openStates = ['new', 'assigned', 'checking', 'unclear'] as const satisfies readonly LeadState[]

export const verificationResults = ['confirmed', 'partly', 'unfounded', 'unclear'] as const
export type VerificationResult = (typeof verificationResults)[number]

interface Transition {
  from: readonly LeadState[]
  to: LeadState
  who: readonly Actor['role'][]
}

const office = ['clerk', 'leader'] as const
const field = ['worker', 'child_worker', 'grid'] as const

/**
 * Everything that can happen to a lead's state; what is not in this table is refused.
 * A run moves one thing only: an explanation that has expired (`expire`). `unfounded` and `partly` wait for the second look of
 * another person of the office; `unclear` is handed out again. Taking a hand-out back (`unassign`) within ten minutes restores
 * what stood before it, so a lead that was 无法核实 is that again; so does taking a merged lead out of the other (`part`).
 * Waiting for others stops the clock and is no state of its own.
 */
export const transitions = {
  assign: { from: ['new', 'assigned', 'checking', 'unclear'], to: 'assigned', who: ['clerk', 'leader', 'command_line'] },
  unassign: { from: ['assigned'], to: 'new', who: ['clerk', 'leader', 'command_line'] },
  start: { from: ['assigned'], to: 'checking', who: field },
  confirm: { from: ['assigned', 'checking'], to: 'confirmed', who: field },
  findPartly: { from: ['assigned', 'checking'], to: 'partly', who: field },
  refute: { from: ['assigned', 'checking'], to: 'unfounded', who: field },
  giveUp: { from: ['assigned', 'checking'], to: 'unclear', who: field },
  takeBack: { from: ['confirmed', 'partly', 'unfounded', 'unclear'], to: 'checking', who: field },
  agree: { from: ['partly', 'unfounded'], to: 'reviewed', who: office },
  sendBack: { from: ['partly', 'unfounded'], to: 'checking', who: office },
  merge: { from: ['new', 'assigned', 'checking', 'unclear'], to: 'merged', who: office },
  part: { from: ['merged'], to: 'new', who: office },
  expire: { from: ['reviewed'], to: 'new', who: ['system', 'command_line', 'clerk'] },
} as const satisfies Record<string, Transition>

export type Move = keyof typeof transitions

export const moveOfResult: Record<VerificationResult, Move> = { confirmed: 'confirm', partly: 'findPartly', unfounded: 'refute', unclear: 'giveUp' }

export const stateTitles: Record<LeadState, string> = {
  new: '未分派',
  assigned: '已分派',
  checking: '核查中',
  confirmed: '属实',
  partly: '部分属实',
  unfounded: '不属实',
  unclear: '无法核实',
  reviewed: '已复看',
  merged: '已并入',
}

/** Who may stop the clock because others have the word, let it go on, and write down a report: it moves no state. */
export const workers = [...office, ...field] as const

export function refuseOthers(role: Actor['role'], who: readonly Actor['role'][] = workers): void {
  if (!who.includes(role)) throw new Problem('forbidden', '您现在的岗位不能做这件事。')
}

export function canMove(move: Move, state: string): boolean {
  return (transitions[move].from as readonly string[]).includes(state)
}

/** The state after `move`. Errors: `forbidden` for the role, `refused` for the state, each saying what the lead is now. */
export function stateAfter(move: Move, state: string, role: Actor['role']): LeadState {
  const transition: Transition = transitions[move]
  if (!transition.who.includes(role)) throw new Problem('forbidden', '您现在的岗位不能做这件事。')
  if (!canMove(move, state)) {
    throw new Problem('refused', `这条疑点现在是“${stateTitles[state as LeadState] ?? state}”，不能这样做；没有改动。请刷新后看看谁刚办过。`, { state })
  }
  return transition.to
}
