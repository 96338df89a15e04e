import { monthRange } from '../../domain/months.ts'
import { childPrograms } from '../../domain/programs.ts'
import { allTopics } from '../campaigns/index.ts'
import { findLedger } from '../ledgers/index.ts'

/** Which area's topics a program's leads belong to. */
const areaOf: Record<string, string> = {
  dibao: 'dibao',
  marginal: 'dibao',
  rigid: 'dibao',
  tekun: 'tekun_children',
  disability_living: 'disability',
  disability_care: 'disability',
  temporary_aid: 'temporary_aid',
  orphan: 'tekun_children',
  unattended_child: 'tekun_children',
  left_behind: 'tekun_children',
  street: 'street',
}

/** Where nothing in the words fits, the area's widest topic. */
const widest: Record<string, string> = {
  dibao: 'policy-dibao',
  disability: 'eligibility-disability',
  temporary_aid: 'records-aid',
  street: 'returned-street',
  tekun_children: 'eligibility-tekun',
}

/** The program that the words 享受待遇 name; the longest word wins, so 低保边缘 is not 低保. */
export function programOf(words: string): string | null {
  const values = findLedger('payments')?.columns.find((column) => column.name === 'program')?.values ?? {}
  let best: { program: string; length: number } | undefined
  for (const [program, names] of Object.entries(values)) {
    for (const name of names) {
      if (words.includes(name) && name.length > (best?.length ?? 0)) best = { program, length: name.length }
    }
  }
  return best?.program ?? null
}

/** The topic that a row's words speak of, inside the area of its program where that is known. */
export function topicOf(words: string, program: string | null): { topic: string; area: string } {
  const area = program === null ? undefined : areaOf[program]
  const isChild = program !== null && childPrograms.includes(program)
  const said = withoutProgram(words, program)
  let best: { topic: string; area: string; score: number } | undefined
  for (const topic of allTopics()) {
    if (area !== undefined && topic.area !== area) continue
    if (area === 'tekun_children' && topic.code.endsWith('-tekun') === isChild) continue
    const score = Math.max(0, ...topic.words.map((word) => scoreOf(word, { said, known: area === undefined ? '' : areaWords(area, isChild) })))
    if (score > (best?.score ?? 0)) best = { topic: topic.code, area: topic.area, score }
  }
  if (best) return best
  const fallback = area ?? 'dibao'
  return { topic: isChild ? 'records-children' : (widest[fallback] ?? 'policy-dibao'), area: fallback }
}

/** “死亡后领取特困供养金” is about a death: the benefit's own name tells only the program. */
function withoutProgram(words: string, program: string | null): string {
  const names = program === null ? [] : (findLedger('payments')?.columns.find((column) => column.name === 'program')?.values?.[program] ?? [])
  return names.toSorted((a, b) => b.length - a.length).reduce((text, name) => text.replaceAll(name, ' '), words)
}

function areaWords(area: string, isChild: boolean): string {
  return { dibao: '低保', disability: '残疾 补贴', temporary_aid: '临时救助', street: '流浪', tekun_children: isChild ? '儿童 孤儿' : '特困' }[area] ?? ''
}

/** How many signs of a topic's word are said; all its parts must be. What the area says anyhow (特困 死亡) counts as said, for nothing. */
function scoreOf(word: string, { said, known }: { said: string; known: string }): number {
  let score = 0
  for (const part of word.split(' ')) {
    const forms = part.split('|')
    const found = forms.filter((form) => said.includes(form))
    if (found.length > 0) score += Math.max(...found.map((form) => form.length))
    else if (!forms.some((form) => known.includes(form))) return 0
  }
  return score
}

export function severityOf(topic: string): 'money' | 'right' | 'danger' | 'process' | 'data' {
  if (/^(deaths|overlap|payroll|income|assets|eligibility|payments|repeated)-/.test(topic)) return 'money'
  if (/^(missed|timeliness|refusal|rescue)-/.test(topic)) return 'right'
  if (/^(abuse|alone|guardianship|sheltering)-/.test(topic)) return 'danger'
  return /^(records|cards|base)-/.test(topic) ? 'data' : 'process'
}

/** Months that a text names: one, or from the first to the last: 2024-01至2024-06, 2024年1月-6月, 202401. At most ten years. */
export function monthsIn(text: string): string[] {
  const found: string[] = []
  let year: string | undefined
  for (const match of text.normalize('NFKC').matchAll(/(20\d\d)[年.\-/]?(0?[1-9]|1[0-2])(?!\d)|(?<![\d.])(0?[1-9]|1[0-2])月/g)) {
    year = match[1] ?? year
    const month = (match[2] ?? match[3] ?? '').padStart(2, '0')
    if (year !== undefined) found.push(`${year}-${month}`)
  }
  const [first, last] = [found[0], found.at(-1)]
  if (first === undefined || last === undefined || last <= first) return first === undefined ? [] : [first]
  return monthRange(first, last).slice(0, 120)
}
