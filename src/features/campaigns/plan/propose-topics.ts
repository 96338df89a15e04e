import type { Area } from '../../../domain/problem-words.ts'
import type { Topic } from './plan-shape.ts'

const ownSubject = /低保|残疾|临时救助|流浪|乞讨|流散|特困|五保|孤儿|儿童|未成年|未满|无人抚养|监护/u

function scoreOf(topic: Topic, text: string, context: string): number {
  let score = 0
  for (const word of topic.words) {
    const parts = word.split(' ').map((part) => part.split('|'))
    const inText = parts.filter((part) => part.some((w) => text.includes(w))).length
    const inContext = parts.every((part) => part.some((w) => context.includes(w)))
    if (inText > 0 && inContext) score += 1 + parts.length
  }
  return score
}

/**
 * Topics that an item's words point at, best first, at most five; empty when no word fits (then a person chooses).
 * The area's title lends its subject only to an item that names none itself.
 */
export function proposeTopicsOfItem(item: { text: string; area: Area | null; areaTitle: string }, topics: readonly Topic[]): string[] {
  const context = ownSubject.test(item.text) ? item.text : `${item.text} ${item.areaTitle}`
  return topics
    .filter((topic) => item.area === null || topic.area === item.area)
    .map((topic) => ({ code: topic.code, score: scoreOf(topic, item.text, context) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, 5)
    .map(({ code }) => code)
}

/** The same for words whose area has no title of its own; `area` null looks in all groups. */
export function proposeTopics(text: string, area: Area | null, topics: readonly Topic[]): string[] {
  return proposeTopicsOfItem({ text, area, areaTitle: '' }, topics)
}
