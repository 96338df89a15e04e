import type { Actor } from '../../platform/actor.ts'
import { cellTransitions } from './cell-states.ts'

/** Children's topics of the catalogue end in `-children` or `-left-behind`. */
export function isChildTopic(topic: string): boolean {
  return /-(children|left-behind)$/.test(topic)
}

/** Who may answer an item: a children's worker only what concerns children, whose matters are hers. */
export function mayAnswer(role: Actor['role'], topics: readonly string[]): boolean {
  if (role === 'child_worker') return topics.some(isChildTopic)
  return cellTransitions.answer.who.some((each) => each === role)
}
