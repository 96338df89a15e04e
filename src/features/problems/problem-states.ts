import type { Actor } from '../../platform/actor.ts'

export const problemStates = [
  'registered',
  'established',
  'planned',
  'mending',
  'waiting',
  'closing',
  'reviewing',
  'closed',
  'returned',
  'transferred',
  'revoked',
] as const
export type ProblemState = (typeof problemStates)[number]

type Doer = Actor['role']

interface Step {
  from: readonly ProblemState[]
  to: ProblemState
  who: readonly Doer[]
  /** How a refusal names what was tried. */
  word: string
}

const office = ['clerk'] as const
const menders = ['worker', 'child_worker', 'grid'] as const
const planners = [...office, 'secretary', 'worker', 'child_worker'] as const
const reviewers = ['clerk', 'leader'] as const
export const openStates = ['registered', 'established', 'planned', 'mending', 'waiting', 'returned', 'closing', 'reviewing'] as const satisfies ProblemState[]
/** The states in which its cause, measures, money and proof may be written. */
export const workStates = ['established', 'planned', 'mending', 'waiting', 'returned'] as const satisfies ProblemState[]

/**
 * The whole life of a problem, one line a step. `extended`, `overdue`, `sampled` and `relapsed` are attributes, not states.
 * The office establishes and strikes off; the community mends; the secretary asks; 纪委 sends back (contract.md, "who may").
 */
export const steps = {
  establish: { from: ['registered'], to: 'established', who: office, word: '认定' },
  revoke: { from: ['registered', 'established', 'planned', 'mending', 'waiting', 'returned'], to: 'revoked', who: office, word: '撤销' },
  // Whoever wrote it down by hand, until the office has looked; a confirmed lead is taken back as a lead.
  take_back: { from: ['registered'], to: 'revoked', who: [...menders, 'secretary', 'supervisor'], word: '收回误登' },
  plan: { from: ['established', 'planned', 'returned'], to: 'planned', who: planners, word: '定措施' },
  start_mending: { from: ['planned', 'returned'], to: 'mending', who: [...office, ...menders], word: '开始整改' },
  wait: { from: ['planned', 'mending'], to: 'waiting', who: [...office, ...menders], word: '转入等待' },
  end_wait: { from: ['waiting'], to: 'mending', who: [...office, ...menders], word: '结束等待' },
  ask_closing: { from: ['mending'], to: 'closing', who: [...office, 'secretary'], word: '申请销号' },
  begin_review: { from: ['closing'], to: 'reviewing', who: reviewers, word: '开始复核' },
  close: { from: ['closing', 'reviewing'], to: 'closed', who: reviewers, word: '销号' },
  send_back: { from: ['closing', 'reviewing'], to: 'returned', who: reviewers, word: '退回' },
  // A false closure found by 纪委, and data that shows the same matter again (反弹).
  return_closed: { from: ['closed'], to: 'returned', who: ['supervisor'], word: '退回已销号的问题' },
  relapse: { from: ['closed'], to: 'returned', who: ['system', 'command_line', 'clerk'], word: '因反弹重开' },
  transfer: { from: [...workStates], to: 'transferred', who: [...office, 'supervisor'], word: '移送' },
} as const satisfies Record<string, Step>

export type StepName = keyof typeof steps

export const stepNames = Object.keys(steps) as StepName[]

export function isOpen(state: ProblemState): boolean {
  return (openStates as readonly ProblemState[]).includes(state)
}

/** True when in this state a person in this post may take the step; who exactly (not the rectifier, own community) is asked by the action. */
export function mayStep(step: StepName, state: ProblemState, role: Doer): boolean {
  const { from, who }: Step = steps[step]
  return from.includes(state) && (who.includes(role) || (role === 'command_line' && step !== 'close'))
}

export type StepRefusal = { kind: 'state'; sentence: string } | { kind: 'role'; sentence: string } | null

/** Why a step cannot be taken, in words; null when it can. */
export function refuseStep(step: StepName, state: ProblemState, role: Doer): StepRefusal {
  const { from, word }: Step = steps[step]
  if (!from.includes(state))
    return {
      kind: 'state',
      sentence: `这条问题现在是“${stateWords[state]}”，不能${word}；要先到“${from.map((each) => stateWords[each]).join('”或“')}”。什么也没有改。`,
    }
  if (!mayStep(step, state, role)) return { kind: 'role', sentence: `您现在的岗位不能${word}。` }
  return null
}

export const stateWords: Record<ProblemState, string> = {
  registered: '已登记',
  established: '已认定',
  planned: '已定措施',
  mending: '整改中',
  waiting: '等待',
  closing: '申请销号',
  reviewing: '复核',
  closed: '已销号',
  returned: '已退回',
  transferred: '已移送',
  revoked: '已撤销',
}
