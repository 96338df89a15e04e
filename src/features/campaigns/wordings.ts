import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { readYaml } from '../../platform/files/read-yaml.ts'

const wording = z.strictObject({
  id: z.string(),
  words: z.array(z.string()).min(1),
  without: z.array(z.string()).default([]),
  kind: z.enum(['differs', 'omits']),
  law: z.string(),
  article: z.string(),
  from: z.string().regex(/^\d{4}-\d{2}$/),
  // A short quotation, no more.
  quote: z.string().max(60),
  says: z.string(),
})

export type Wording = z.infer<typeof wording>

const file = fileURLToPath(new URL('../../../catalog/wordings.yml', import.meta.url))
let wordings: Wording[] | undefined

/** The wordings of the catalogue, read once per process. */
export function allWordings(): Wording[] {
  wordings ??= readYaml(file, z.array(wording))
  return wordings
}

export interface PlanBesideLaw {
  /** The plan's own clause in which the words stand. */
  plan: string
  isOmission: boolean
  law: string
  article: string
  from: string
  quote: string
  says: string
}

/** Where an item's words and the law differ in the month `month`: both stand beside each other. Pure but for the catalogue. */
export function wordingsOf(text: string, month: string, all: readonly Wording[] = allWordings()): PlanBesideLaw[] {
  return all.flatMap((each) => {
    const found = each.words.find((words) => partsOf(words).every((part) => part.some((word) => text.includes(word))))
    if (found === undefined || each.from > month || each.without.some((word) => text.includes(word))) return []
    const { kind, law, article, from, quote, says } = each
    return [{ plan: clauseOf(text, partsOf(found)), isOmission: kind === 'omits', law, article, from, quote, says }]
  })
}

const partsOf = (words: string): string[][] => words.split(' ').map((part) => part.split('|'))

/** The clause that holds most of the words, the shortest of those. */
function clauseOf(text: string, parts: readonly string[][]): string {
  const clauses = text
    .split(/[。；;，,！？]/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')
  const score = (clause: string): number => parts.filter((part) => part.some((word) => clause.includes(word))).length
  return clauses.toSorted((a, b) => score(b) - score(a) || a.length - b.length)[0] ?? text
}
