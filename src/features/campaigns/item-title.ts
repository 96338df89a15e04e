import type { Topic } from './plan/plan-shape.ts'

const longest = 14

/** A short name for a column head: the first topic's title, else the beginning of the paper's own words. */
export function itemTitle(text: string, topics: readonly string[], all: readonly Topic[]): string {
  const topic = all.find((each) => each.code === topics[0])
  if (topic) return topic.title
  const words = text.replace(/^(各社区|社区|对|是否|有无|有没有)+/, '')
  const [first = words] = words.split(/[，,。；;、]/)
  return first.length > longest ? `${first.slice(0, longest)}…` : first
}
