import { readNumber, writeNumber } from './chinese-numerals.ts'
import type { CleanText, Omission } from './clean-text.ts'
import type { FoundArea } from './find-areas.ts'
import type { PlanWarning, Range } from './plan-shape.ts'

// Function words that are never written twice on purpose; what may follow when two words merely meet (对+对象, 是+是否).
const doubledWord =
  /(的(?!的确)|了|在(?!在[校职岗押编家])|和(?!和[谐平睦解])|与(?!与会)|将(?!将)|把|被(?!被[子告])|并(?!并[入存])|对(?!对[象应策方比照口接外内账齐标]))\1/gu
const doubledPhrase = /([\u4e00-\u9fff]{2,4})\1/gu
const meant = /^[一逐](.)?[一逐]?|^研究|^讨论/u

/** Characters and words that stand twice by mistake. */
export function findDoubled(norm: string): { range: Range; word: string }[] {
  const found: { range: Range; word: string }[] = []
  for (const match of norm.matchAll(doubledWord)) found.push({ range: [match.index, match.index + match[0].length], word: match[0] })
  for (const match of norm.matchAll(doubledPhrase)) {
    const word = match[1] ?? ''
    const after = norm.slice(match.index + match[0].length, match.index + match[0].length + 2)
    if (meant.test(word) || /^(.)\1/u.test(word) || (word === '救助' && /^[站管机金对]/u.test(after))) continue
    found.push({ range: [match.index, match.index + match[0].length], word: match[0] })
  }
  return found
}

const placeholder = /\*+|×+|[Xx]{2,}|○{2,}|某{1,3}(?=镇|乡|街道|县|市|区|社区|村|办事处)|_+/gu

/** Places left blank or blacked out: **镇, XX社区, 某某县, _思想. */
export function findPlaceholders(norm: string): Range[] {
  return [...norm.matchAll(placeholder)].map((match) => [match.index, match.index + match[0].length])
}

function omittedCharacters(omissions: readonly Omission[]): number {
  return omissions.reduce((sum, omission) => sum + (omission.characters ?? 0), 0)
}

/** One warning for each loss, saying how much is missing when the copy says so. */
export function omissionWarnings(omissions: readonly Omission[], whereOf: (index: number) => string): PlanWarning[] {
  const warnings: PlanWarning[] = []
  for (const omission of omissions) {
    const { total, characters, at } = omission
    const where = whereOf(omission.index)
    if (total) {
      const known = omittedCharacters(omissions)
      const rest = total.whole - total.shown - known
      const tail = rest > 0 ? `，其中约 ${rest} 字在这里之后` : ''
      warnings.push({
        kind: 'omission',
        where,
        message: `原文到这里就断了：全文 ${total.whole} 字，只有 ${total.shown} 字，缺 ${total.whole - total.shown} 字${tail}。`,
        at,
      })
      warnings.push({ kind: 'count_mismatch', where: '全文', message: `原文自称 ${total.whole} 字，这里只有 ${total.shown} 字。`, at })
    } else {
      warnings.push({ kind: 'omission', where, message: characters === null ? '这里省略了一段，没有说缺多少字。' : `这里省略了 ${characters} 字。`, at })
    }
  }
  return warnings
}

function list(numbers: readonly number[]): string {
  return numbers.map((n) => writeNumber(n)).join('、')
}

/** Numbers from 1 (or the first) to the last that are not there. */
export function missingNumbers(numbers: readonly number[], from: number): number[] {
  const last = Math.max(0, ...numbers)
  const missing: number[] = []
  for (let n = from; n < last && missing.length < 50; n += 1) if (!numbers.includes(n)) missing.push(n)
  return missing
}

/** Items whose numbers jump or repeat, and areas left without any. */
export function itemNumberWarnings(area: FoundArea, where: string, at: Range | null): PlanWarning[] {
  const numbers = area.items.map((item) => item.no).filter((no) => no !== null)
  const warnings: PlanWarning[] = []
  const missing = missingNumbers(numbers, 1)
  const likely = area.items.map((item) => item.likelyNo).filter((no) => no !== null)
  if (missing.length > 0) {
    const guess = likely.length > 0 ? `；没有编号的残句多半是第${list(likely)}项` : ''
    warnings.push({ kind: 'numbering_gap', where, message: `编号不连续，缺第${list(missing)}项${guess}。`, at })
  }
  const seen = new Set<number>()
  const twice = new Set<number>()
  for (const no of numbers) (seen.has(no) ? twice : seen).add(no)
  if (twice.size > 0) warnings.push({ kind: 'numbering_gap', where, message: `第${list([...twice])}项的编号重复出现。`, at })
  if (area.foundIn === 'contents') {
    const partly = area.items.some((item) => item.foundIn === 'body')
    const message = partly ? '正文里丢了这一部分的开头，标题取自目录。' : '正文里没有这一部分，取自目录。'
    warnings.push({ kind: 'missing_section', where, message, at })
  }
  if (area.items.length === 0) warnings.push({ kind: 'missing_section', where, message: '这一部分没有排查事项。', at })
  return warnings
}

/** What the paper says it has (五个方面, 分三个阶段) against what was read. */
export function countWarnings(text: CleanText, range: Range, found: { areas: number; stages: number }, toGiven: (r: Range) => Range): PlanWarning[] {
  const warnings: PlanWarning[] = []
  const check = (pattern: RegExp, have: number, unit: string): void => {
    for (const match of text.norm.slice(range[0], range[1]).matchAll(pattern)) {
      const stated = readNumber(match[1] ?? '')
      if (stated === null || stated < 2 || have === 0 || stated === have) continue
      const from = range[0] + match.index
      const at = toGiven([from, from + match[0].length])
      warnings.push({ kind: 'count_mismatch', where: match[0], message: `原文说${writeNumber(stated)}个${unit}，读到 ${have} 个。`, at })
    }
  }
  const number = '([一二三四五六七八九十]|\\d{1,2})'
  check(new RegExp(`(?:以下|下列|围绕|聚焦|紧盯)${number}个方面`, 'gu'), found.areas, '方面')
  check(new RegExp(`分(?:为)?${number}个阶段`, 'gu'), found.stages, '阶段')
  return warnings
}
