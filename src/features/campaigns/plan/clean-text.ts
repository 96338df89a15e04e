import { readHeading } from './headings.ts'
import type { PlanWarning, Range } from './plan-shape.ts'

/** Stands in the clean text where words of the paper are missing. */
export const GAP = '\uFFFC'

export interface Omission {
  /** Index in the clean text. */
  index: number
  /** How many characters the marker says are missing there. */
  characters: number | null
  /** A marker such as 全文共2572字,当前仅显示1635字. */
  total: { whole: number; shown: number } | null
  at: Range
}

export interface CleanText {
  /** The paper without site marks, page numbers and line breaks inside paragraphs; its lines are paragraphs. */
  text: string
  /** The same length: full-width digits, brackets, colons, commas and spaces as ASCII. */
  norm: string
  /** For each clean character its offset in the given text. */
  at: number[]
  omissions: Omission[]
  warnings: PlanWarning[]
}

const halfWidth: Record<string, string> = {
  '（': '(',
  '）': ')',
  '〔': '(',
  '〕': ')',
  '【': '[',
  '】': ']',
  '［': '[',
  '］': ']',
  '：': ':',
  '，': ',',
  '；': ';',
  '．': '.',
  '　': ' ',
  '\u00a0': ' ',
  '\t': ' ',
  '﹒': '.',
  '－': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '～': '~',
  '〜': '~',
  '﹣': '-',
  '─': '-',
  '⼀': '一',
  '／': '/',
  '＊': '*',
  '＿': '_',
  '！': '!',
  '？': '?',
}

/** One character for one character, so an index in the result is an index in the text. */
export function normalise(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charAt(i)
    const code = c.charCodeAt(0)
    out += halfWidth[c] ?? (code >= 0xff10 && code <= 0xff19 ? String.fromCharCode(code - 0xfee0) : c)
  }
  return out
}

// A bracket that speaks about the copy and not about the work: who hosts it, what was left out, how to get the rest.
const aboutCopy =
  '省略|略去|已略|(?<![方策战简忽侵])略(?=[\\d去字)\\]])|正式会员|会员可|未完(?![成善全备])|阅读全文|完整阅读|剩余\\d+字|仅显示|https?:|www\\.|文秘网|范文网|公文网|文库|下载本文'
const bracket = new RegExp(`(?:(?<!…)…+)?[ ]{0,4}(?:[.]{3,6})?[(\\[][^()\\[\\]]{0,80}?(?:${aboutCopy})[^()\\[\\]]{0,160}(?:[)\\]]|$)[ ]{0,4}[…]*`, 'gu')
const missingWords = /省略|略去|略|未完|剩余\d|仅显示|会员|阅读全文|完整阅读/u
const siteWords = /https?:|www\.|[\u4e00-\u9fff]网|会员|文库|收藏|下载|公众号/iu
const siteLine =
  /https?:\/\/(?![^\s]*\.gov\.cn)|www\.(?![^\s]*\.gov\.cn)|文秘网|范文网|公文网|文秘家园|百度文库|豆丁网|道客巴巴|本文(?:来自|来源|由.{0,12}(?:整理|提供))|更多.{0,10}(?:范文|方案).{0,8}(?:关注|下载|访问)|扫码(?:关注|下载)|微信公众号|版权所有|仅供.{0,6}(?:参考|学习)/iu
const pageNumber = /^[-\s·]*(?:第\s*)?\d{1,3}\s*(?:页)?(?:\s*[/共,]\s*共?\s*\d{1,3}\s*页?)?[-\s·]*$/u

interface Cut {
  start: number
  end: number
  gap: Omission | null
}

function numberBefore(text: string, pattern: RegExp): number | null {
  const found = pattern.exec(text)
  return found?.[1] ? Number(found[1]) : null
}

function readMarker(marker: string, at: Range): Omission {
  const whole = numberBefore(marker, /(?:全文|全篇|原文)[^\d]{0,6}(\d{2,6})\s*[个]?字/u)
  const shown = numberBefore(marker, /(?:显示|展示|可见)[^\d]{0,6}(\d{1,6})\s*[个]?字/u)
  return {
    index: 0,
    characters: numberBefore(marker, /(?:省略|略去|略|剩余|还有)[^\d]{0,6}(\d{1,6})\s*[多余个]*字/u),
    total: whole !== null && shown !== null ? { whole, shown } : null,
    at,
  }
}

function findMarkers(norm: string, warnings: PlanWarning[]): Cut[] {
  const cuts: Cut[] = []
  for (const found of norm.matchAll(bracket)) {
    const start = found.index
    const end = start + found[0].length
    const at: Range = [start, end]
    const gap = missingWords.test(found[0]) ? readMarker(found[0], at) : null
    cuts.push({ start, end, gap })
    if (siteWords.test(found[0])) {
      warnings.push({ kind: 'watermark', where: '', message: '这里夹着网站的提示文字，已从正文里去掉。', at })
    }
  }
  return cuts
}

function findLineCuts(norm: string, taken: Cut[], warnings: PlanWarning[]): Cut[] {
  const cuts: Cut[] = []
  const lines = [...norm.matchAll(/[^\n]+/gu)]
  for (const [number, found] of lines.entries()) {
    const start = found.index
    const end = start + found[0].length
    if (taken.some((c) => c.start < end && c.end > start)) continue
    const line = found[0].trim()
    const cut: Cut = { start, end, gap: null }
    if (pageNumber.test(line)) {
      // A page number stands alone; "1." or a bare year would be something else.
      if (number > 0) cuts.push(cut)
    } else if (line.length <= 70 && siteLine.test(line)) {
      cuts.push(cut)
      warnings.push({ kind: 'watermark', where: '', message: '这一行是网站的水印，已从正文里去掉。', at: [start, end] })
    } else if (/^(?:…+|\.{3,}|[.…。]{3,})$/u.test(line)) {
      cuts.push({ ...cut, gap: readMarker('', [start, end]) })
    } else if (siteLine.test(line)) {
      for (const inside of found[0].matchAll(/[\u4e00-\u9fff]{0,6}(?:https?:\/\/)?(?:www\.)[\w./-]+/gu)) {
        const from = start + inside.index
        cuts.push({ start: from, end: from + inside[0].length, gap: null })
        warnings.push({ kind: 'watermark', where: '', message: '这里夹着网址，已从正文里去掉。', at: [from, from + inside[0].length] })
      }
    }
  }
  return cuts
}

/** Marks of Markdown: # before a heading, ** around a whole line or a numbered heading. A lone ** is a blanked-out name. */
function findMarkdown(norm: string): Cut[] {
  const cuts: Cut[] = []
  for (const found of norm.matchAll(/[^\n]+/gu)) {
    const sharp = /^\s*#{1,6}\s+/u.exec(found[0])?.[0].length ?? 0
    const line = found[0].slice(sharp)
    const start = found.index + sharp
    if (sharp > 0) cuts.push({ start: found.index, end: start, gap: null })
    const close = line.startsWith('**') ? line.indexOf('**', 2) : -1
    const whole = close > 2 && line.slice(close + 2).trim() === ''
    if (whole || (close > 2 && readHeading(line.slice(2)) !== null))
      cuts.push({ start, end: start + 2, gap: null }, { start: start + close, end: start + close + 2, gap: null })
  }
  return cuts
}

/** Takes out what is not the paper's own text and marks where its words are missing. Never fails. */
export function cleanText(given: string): CleanText {
  const norm = normalise(given)
  const warnings: PlanWarning[] = []
  const markers = findMarkers(norm, warnings)
  const lines = findLineCuts(norm, markers, warnings)
  const larger = [...markers, ...lines]
  const markdown = findMarkdown(norm).filter((cut) => !larger.some((other) => other.start < cut.end && other.end > cut.start))
  const cuts = [...larger, ...markdown].toSorted((a, b) => a.start - b.start)
  const omissions: Omission[] = []
  let text = ''
  const at: number[] = []
  let next = 0
  for (let i = 0; i < given.length; i += 1) {
    const cut = cuts[next]
    if (cut && i === cut.start) {
      if (cut.gap) {
        omissions.push({ ...cut.gap, index: text.length })
        text += GAP
        at.push(cut.start)
      }
      i = Math.max(i, cut.end - 1)
      next += 1
      while ((cuts[next]?.start ?? Infinity) <= i) next += 1
      continue
    }
    const c = given.charAt(i)
    if (c === '\r' || c === '\uFEFF' || c === '\u200b') continue
    text += c === GAP ? ' ' : c === '\u2028' || c === '\f' || c === '\v' ? '\n' : c
    at.push(i)
  }
  return { text, norm: normalise(text), at, omissions, warnings }
}
