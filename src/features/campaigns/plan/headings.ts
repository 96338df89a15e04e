import { readNumber } from './chinese-numerals.ts'

const cn = '[一二三四五六七八九十]{1,3}'

/** Ranks from the outside in; a plan uses some of them, so only the order counts. */
export type HeadingRank = 1 | 2 | 3 | 4 | 5 | 6 | 7

export interface Heading {
  rank: HeadingRank
  no: number
  /** Length of the marker, spaces included. */
  length: number
  /** 第一阶段 is a marker and a word of the title in one. */
  isStage: boolean
}

const styles: [HeadingRank, RegExp][] = [
  [1, new RegExp(`^第(${cn}|\\d{1,2})[章部篇](?:分)?[ :、.]*`, 'u')],
  [2, new RegExp(`^(${cn})[、.][ ]*`, 'u')],
  [3, new RegExp(`^第(${cn}|\\d{1,2})条[ :、.]*`, 'u')],
  [4, new RegExp(`^\\((${cn})\\)[ 、.]*`, 'u')],
  [5, /^(\d{1,2})[.、](?!\d)[ ]*/u],
  [6, /^\((\d{1,2})\)[ 、.]*/u],
]
const stageMarker = new RegExp(`^(?:\\([一二三四五六七八九十]{1,3}\\)[ ]*)?第(${cn}|\\d)阶段[ :、,.]*`, 'u')
const circled = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮'

/** Reads the number at the start of a normalised line; null when the line has none. */
export function readHeading(line: string): Heading | null {
  const indent = line.length - line.trimStart().length
  const rest = line.slice(indent)
  const stage = stageMarker.exec(rest)
  if (stage?.[1]) {
    const no = readNumber(stage[1])
    if (no !== null) return { rank: 4, no, length: indent + stage[0].length, isStage: true }
  }
  for (const [rank, pattern] of styles) {
    const found = pattern.exec(rest)
    const no = found?.[1] ? readNumber(found[1]) : null
    if (found && no !== null) return { rank, no, length: indent + found[0].length, isStage: false }
  }
  const ring = circled.indexOf(rest.charAt(0))
  return rest !== '' && ring >= 0 ? { rank: 7, no: ring + 1, length: indent + 1, isStage: false } : null
}

export interface Ordinal {
  no: number
  /** Index of the ordinal in the text. */
  start: number
  /** Index after it. */
  end: number
}

const inline = new RegExp(
  `(^|[。;:,、!?)\\]\\s\uFFFC])(?:(${cn})(?:是(?!否则)|要(?!求|件|素|点))[:,]?|(首先|其次|再次|最后)[,:]|第(${cn})[,:、]|其(${cn})[,:])`,
  'gu',
)
const words: Record<string, number> = { 首先: 1, 其次: 2, 再次: 3, 最后: 4 }

/** 一是, 二要, 首先, 第三, … inside running text (normalised), each only where a new clause can begin. */
export function findOrdinals(text: string): Ordinal[] {
  const found: Ordinal[] = []
  for (const match of text.matchAll(inline)) {
    const no = match[3] ? (words[match[3]] ?? null) : readNumber(match[2] ?? match[4] ?? match[5] ?? '')
    if (no === null) continue
    const start = match.index + (match[1] ?? '').length
    found.push({ no, start, end: match.index + match[0].length })
  }
  return found
}

const inlineDigits: [HeadingRank, RegExp][] = [
  [5, /(^|[。;:!?)\]\s])(\d{1,2})[.、](?![\d月日])[ ]*/gu],
  [6, /(^|[。;:!?)\]\s])\((\d{1,2})\)[ ]*/gu],
  [7, /(^|[。;:!?)\]\s])([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮])[ ]*/gu],
]

/** 1.…；2.… or （1）…；（2）… inside a paragraph: the first style of which at least two follow each other from `after` + 1 on. */
export function findInlineNumbers(text: string, style: HeadingRank | null, after: number): Ordinal[] {
  for (const [rank, pattern] of inlineDigits) {
    if (style !== null && style !== rank) continue
    const found: Ordinal[] = []
    for (const match of text.matchAll(pattern)) {
      const sign = match[2] ?? ''
      const no = rank === 7 ? circled.indexOf(sign) + 1 : Number(sign)
      if (no !== (found.at(-1)?.no ?? after) + 1) continue
      found.push({ no, start: match.index + (match[1] ?? '').length, end: match.index + match[0].length })
    }
    if (found.length >= (after > 0 ? 1 : 2)) return found
  }
  return []
}
