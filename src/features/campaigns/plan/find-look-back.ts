import { findDates, plusDays } from './dates.ts'
import { readNumber } from './chinese-numerals.ts'

export interface LookBack {
  from: string | null
  to: string | null
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

const about = /自查|回顾|审视|检阅|排查|整治|清查|核查|复核|救助|低保|发放|回头看/u

function near(norm: string, index: number, length: number): string {
  const before = norm.slice(0, index)
  const from = Math.max(before.lastIndexOf('。'), before.lastIndexOf('\n')) + 1
  const after = /[。\n]/u.exec(norm.slice(index + length))?.index ?? 200
  return norm.slice(from, index + length + after)
}

/**
 * The period that the self-check looks back over: 2020年以来, 2020年1月1日至今, 近三年 (from the issue date),
 * 2021—2023年度. Without a day the first month of what is written; `to` null means until now.
 */
export function findLookBack(norm: string, issued: string | null): LookBack {
  const candidates: { index: number; score: number; value: LookBack }[] = []
  const add = (index: number, length: number, value: LookBack): void => {
    const sentence = near(norm, index, length)
    const score = (/自查|回顾|审视|清查/u.test(sentence) ? 2 : 0) + (about.test(sentence) ? 1 : 0)
    if (score > 0) candidates.push({ index, score, value })
  }
  for (const token of findDates(norm)) {
    if (token.year === null || !/以来|至今|起/u.test(token.suffix)) continue
    const month = `${token.year}-${two(token.month ?? 1)}`
    // 起 also begins a stage or the validity of a rule; a look-back does not begin in the year of the plan.
    if (token.suffix.startsWith('起') && issued !== null && month >= issued.slice(0, 4)) continue
    if (token.suffix.startsWith('起') && issued === null) continue
    add(token.start, token.end - token.start, { from: token.day === null ? month : `${month}-${two(token.day)}`, to: null })
  }
  for (const match of norm.matchAll(/(20\d{2})年?\s*(?:-{1,2}|~|至|到)\s*(20\d{2})年(?:度|期间)?/gu)) {
    if (/^\s*\d{1,2}月/u.test(norm.slice(match.index + match[0].length))) continue
    add(match.index, match[0].length, { from: `${match[1]}-01`, to: `${match[2]}-12` })
  }
  for (const match of norm.matchAll(/(?:近|前|过去|最近)([一二两三四五六七八九十]|\d)年(?:来|以来|内)?/gu)) {
    const years = readNumber(match[1] ?? '')
    if (years !== null && issued !== null)
      add(match.index, match[0].length, { from: plusDays(`${Number(issued.slice(0, 4)) - years}${issued.slice(4)}`, 0), to: issued })
  }
  const best = candidates.toSorted((a, b) => b.score - a.score || a.index - b.index)[0]
  return best?.value ?? { from: null, to: null }
}
