/** A question as the catalogue states it, reduced to what a self-check needs. */
export interface CatalogQuestion {
  id: string
  text: string
  hint: string | null
  topics: readonly string[]
  /** What of it endangers a person, and to whom the law has it reported, by who the person is. */
  danger: Danger | null
}

export interface Danger {
  what: string
  recipients: readonly {
    person: 'minor' | 'adult_without_capacity' | 'other'
    to: string | null
    when: string
    basis: readonly { law: string; article: string }[]
  }[]
}

/** A question of one item. `topics` are those of the item that it answers: the leads behind it are the leads of these topics. */
export interface Question {
  question: string
  text: string
  hint: string | null
  topics: readonly string[]
  danger: Danger | null
}

export const genericQuestion = 'generic'

/**
 * The questions of an item: those of the catalogue that name one of its topics, each once. Topics that no question names
 * keep their leads visible beside the first question; an item without any question is asked the generic one.
 */
export function questionnaireOf(topics: readonly string[], catalog: readonly CatalogQuestion[]): Question[] {
  const named = catalog
    .map((each) => ({
      question: each.id,
      text: each.text,
      hint: each.hint,
      danger: each.danger,
      topics: each.topics.filter((topic) => topics.includes(topic)),
    }))
    .filter((each) => each.topics.length > 0)
  const asked = new Set(named.flatMap((each) => each.topics))
  const rest = topics.filter((topic) => !asked.has(topic))
  const [first, ...others] = named
  if (!first) return [{ question: genericQuestion, text: '这一项有没有问题？', hint: null, topics, danger: null }]
  return [{ ...first, topics: [...first.topics, ...rest] }, ...others]
}
