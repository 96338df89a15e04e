/** The steps in their order, the mildest first. */
export const ladderSteps = ['reminder', 'yellow_card', 'red_card', 'talk'] as const
export type LadderStep = (typeof ladderSteps)[number]

export interface LadderRule {
  step: LadderStep
  /** Working days after the deadline. */
  days: number
}

/**
 * The step that is due now: the highest whose days are reached, unless it or a higher one was signed since the deadline passed.
 * Null when nothing is due.
 */
export function dueStep(rules: readonly LadderRule[], daysLate: number, signed: readonly LadderStep[]): LadderStep | null {
  const rank = (step: LadderStep): number => ladderSteps.indexOf(step)
  const reached = rules.filter((rule) => daysLate >= rule.days).sort((a, b) => rank(b.step) - rank(a.step))[0]
  if (!reached) return null
  return signed.some((step) => rank(step) >= rank(reached.step)) ? null : reached.step
}

/** What is wrong with the stated rules, in words; null when a milder step always comes before a harder one. */
export function faultOf(rules: readonly LadderRule[]): string | null {
  if (new Set(rules.map((rule) => rule.step)).size < rules.length) return '同一步写了两次。'
  const inOrder = ladderSteps.flatMap((step) => rules.filter((rule) => rule.step === step))
  return inOrder.every((rule, at) => at === 0 || rule.days > (inOrder[at - 1]?.days ?? 0))
    ? null
    : '后一步的工作日要比前一步多：提醒、黄牌、红牌、约谈依次加重。'
}
