import type { Area } from '../../../domain/problem-words.ts'

const subjects: [Area, RegExp][] = [
  ['dibao', /低保|最低生活保障/gu],
  ['disability', /残疾|两项补贴|助残/gu],
  ['temporary_aid', /临时救助|临时性救助|急难(?:型|社会)?救助|突发意外|突患重大疾病/gu],
  ['street', /流浪|乞讨|流散人员|生活无着|街面/gu],
  ['tekun_children', /特困|五保|供养|孤儿|儿童|未成年|留守|监护|无人抚养/gu],
]

/**
 * The group that a heading names: the one named first. "特困供养人员、儿童福利" and "残疾儿童" name several;
 * the first word is what the paper's author put the area under.
 */
export function areaOfTitle(title: string): Area | null {
  let best: { code: Area; index: number } | null = null
  for (const [code, words] of subjects) {
    const index = title.search(new RegExp(words.source, 'u'))
    if (index >= 0 && (best === null || index < best.index)) best = { code, index }
  }
  return best?.code ?? null
}

/** The group whose words a text uses most; null when no group leads. */
export function areaOfText(text: string): Area | null {
  const counts = subjects.map(([code, words]) => ({ code, count: text.match(words)?.length ?? 0 })).toSorted((a, b) => b.count - a.count)
  const [first, second] = counts
  if (!first || first.count === 0 || first.count === second?.count) return null
  return first.code
}
