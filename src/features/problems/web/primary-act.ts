import { endWaitVerb } from './PlanForms.tsx'
import type { FormKey } from './ProblemForm.tsx'
import type { ProblemDetail } from './problems-api.ts'

export type QuickAct = 'establish' | 'start_mending' | 'ask_closing' | 'begin_review' | 'close'

export const quickWords: Record<QuickAct, string> = {
  establish: '认定了',
  start_mending: '开始整改',
  ask_closing: '申请了销号',
  begin_review: '开始复核',
  close: '已销号',
}

export interface PrimaryAct {
  text: string
  quick?: QuickAct
  form?: FormKey
}

/** Forms that mend a lacking condition, by the button the server names. */
export const formOfButton: Record<string, FormKey> = {
  cause: 'cause',
  measure: 'measure',
  owner: 'owner',
  plan: 'plan',
  proof: 'proof',
  money: 'money',
  stop: 'stop',
}

/** May the reader press a condition's button? Its name is the right's name, but for ticking measures, which happens at the fact itself. */
export function mayMend(problem: Pick<ProblemDetail, 'can'>, action: string): boolean {
  return problem.can.includes(action)
}

/** The one filled button: what this post does next here, with its consequence. */
export function primaryOf(problem: ProblemDetail): PrimaryAct | null {
  const can = (what: string): boolean => problem.can.includes(what)
  const lacking = problem.checklist.filter((each) => !each.ok)
  if (can('establish')) return { text: '认定为问题，交社区定措施', quick: 'establish' }
  if (problem.state === 'established' && can('plan')) return { text: '定措施、责任人和时限', form: 'plan' }
  if (can('start_mending'))
    return problem.state === 'returned' ? { text: '按退回的意见接着整改', quick: 'start_mending' } : { text: '开始整改', quick: 'start_mending' }
  if (can('end_wait')) return { text: endWaitVerb(problem), form: 'end_wait' }
  if (can('close') && lacking.length === 0) return { text: '同意销号', quick: 'close' }
  if (can('close')) return { text: '退回，写明缺什么', form: 'send_back' }
  if (can('ask_closing') && lacking.length === 0) return { text: '申请销号，交镇民政办复核', quick: 'ask_closing' }
  if (problem.extensionAsked && can('extend')) return { text: `批准延到 ${problem.extensionAsked.due}`, form: 'extend' }
  const next = lacking.find(
    (each) => each.button !== null && each.button.action !== 'import' && each.key !== 'measures' && mayMend(problem, each.button.action),
  )
  if (next?.button && problem.state === 'mending') return { text: next.button.word, form: formOfButton[next.button.action] ?? 'proof' }
  return null
}
