import type { CleanText } from './clean-text.ts'
import { findDates } from './dates.ts'
import { findOrdinals } from './headings.ts'
import type { Line } from './outline.ts'

export interface FrontMatter {
  title: string | null
  issuer: string | null
  issueNumber: string | null
  /** Full day of issue. */
  date: string | null
  /** The year that dates without one most likely mean. */
  year: number | null
  basis: string | null
  /** Lines of the table of contents; empty when there is none. */
  contents: Line[]
  /** Lines from the first chapter of the body on. */
  body: Line[]
  /** Lines between title and first chapter. */
  preamble: Line[]
}

const titleWords = /(?:方案|计划|工作安排|实施意见|实施细则)(?:\((?:试行|草案|征求意见稿)\))?$/u
const noticeWords = /(?:通知|通告|意见)$/u
const contentsWord = /^(?:目\s*录|提\s*纲|目录[/、]提纲)[^。]{0,6}$/u
const organisation = /^[^。,:;]{2,30}(?:人民政府|委员会|办公室|办事处|党委|民政办|领导小组)(?:\s*[^。,:;]{2,30}(?:人民政府|委员会))?$/u
const dateLine = /^\(?\s*(?:[〇零○一二三四五六七八九]{4}|\d{4})\s*年\s*\S{1,3}?\s*月\s*\S{1,3}?\s*日\s*\)?$/u
const closing = /^(?:联\s*系\s*人|联系电话|联系方式|抄\s*送|抄\s*报|主题词)[:\s]|日\s*印发$/u
const attachment = /^附\s*件\s*(?:\d|[一二三四五六七八九]|:|$)/u

/** Signature, date, contacts and printing note are no part of the last section. */
function isOutsideText(norm: string): boolean {
  return dateLine.test(norm) || organisation.test(norm) || (norm.length < 60 && closing.test(norm))
}

function looksLikeContents(line: Line): boolean {
  const norm = line.norm.trim()
  if (norm === '\uFFFC') return true
  if (norm.length > 70 || norm.includes('。')) return false
  return line.heading !== null || findOrdinals(norm)[0]?.start === 0
}

function isFirstChapter(line: Line): boolean {
  return line.heading !== null && line.heading.no === 1 && line.heading.rank <= 2
}

/** Lines [from, to) of the table of contents; null when there is none. */
function findContents(lines: readonly Line[]): [number, number] | null {
  const word = lines.findIndex((line) => line.heading === null && contentsWord.test(line.norm.trim()))
  const first = lines.findIndex(isFirstChapter)
  const from = word >= 0 ? word + 1 : first
  if (from < 0) return null
  let to = from
  let firstSeen = false
  for (; to < lines.length; to += 1) {
    const line = lines[to]
    if (!line || !looksLikeContents(line)) break
    if (isFirstChapter(line)) {
      if (firstSeen) break
      firstSeen = true
    }
  }
  const again = lines.findIndex((line, i) => i >= to && isFirstChapter(line))
  // A body whose chapters happen to be short is no table of contents: the first chapter has to come again.
  return to - from >= 3 && again >= 0 ? [from, to] : null
}

function clip(text: CleanText, line: Line): string {
  return text.text.slice(line.start, line.end).trim()
}

/** A title may be set on two lines; the second then begins with no place name. */
function joinedTitle(lines: readonly Line[], index: number, text: CleanText): string {
  const line = lines[index]
  const before = lines[index - 1]
  if (!line) return ''
  const own = clip(text, line)
  const wanting = !/[镇乡县市区省]|街道|\*/u.test(own.slice(0, 12))
  if (!before || !wanting || before.heading || before.norm.length > 40) return own
  if (/[。,:;!?\d]/u.test(before.norm) || organisation.test(before.norm.trim()) || before.norm.endsWith('文件') || contentsWord.test(before.norm.trim()))
    return own
  return clip(text, before) + own
}

function findTitle(lines: readonly Line[], bodyIndex: number, text: CleanText): { title: string | null; index: number } {
  let best = -1
  for (let i = 0; i < bodyIndex; i += 1) {
    const line = lines[i]
    if (
      line &&
      line.heading === null &&
      line.norm.length <= 70 &&
      !/[。;]/u.test(line.norm) &&
      titleWords.test(line.norm.trim()) &&
      !attachment.test(line.norm)
    )
      best = i
  }
  if (best >= 0) return { title: joinedTitle(lines, best, text).replaceAll(/\s+/gu, ''), index: best }
  for (let i = 0; i < bodyIndex; i += 1) {
    const line = lines[i]
    const quoted = line && /《([^》]{4,70}(?:方案|计划|安排))》/u.exec(text.text.slice(line.start, line.end))
    if (quoted?.[1]) return { title: quoted[1], index: i }
  }
  const notice = lines.slice(0, bodyIndex).findIndex((line) => line.heading === null && line.norm.length <= 70 && noticeWords.test(line.norm.trim()))
  const line = notice >= 0 ? lines[notice] : undefined
  return line ? { title: clip(text, line), index: notice } : { title: null, index: -1 }
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function fullDate(norm: string): string | null {
  const token = findDates(norm)[0]
  if (!token || token.year === null || token.month === null || token.day === null) return null
  return `${token.year}-${two(token.month)}-${two(token.day)}`
}

function findIssue(lines: readonly Line[], text: CleanText): { date: string | null; signer: string | null } {
  for (const [i, line] of lines.entries()) {
    if (!dateLine.test(line.norm.trim())) continue
    const before = lines[i - 1]
    return { date: fullDate(line.norm), signer: before && organisation.test(before.norm.trim()) ? clip(text, before) : null }
  }
  const printed = lines.find((line) => /日\s*印发$/u.test(line.norm.trim()) && line.norm.length < 50)
  return { date: printed ? fullDate(printed.norm) : null, signer: null }
}

function findNumber(lines: readonly Line[], text: CleanText): string | null {
  for (const line of lines) {
    const found = /^\s*([\u4e00-\u9fff]{1,12}\s*[([]\d{4}[)\]]\s*(?:第)?\d{1,4}\s*号)(?:\s*签发人.*)?$/u.exec(line.norm)
    if (found?.[1]) {
      const at = line.start + found[0].indexOf(found[1])
      return text.text.slice(at, at + found[1].length).replaceAll(/\s+/gu, '')
    }
  }
  return null
}

function findIssuer(lines: readonly Line[], title: string | null, text: CleanText): string | null {
  for (const line of lines) {
    const norm = line.norm.trim()
    if (line.heading === null && /(?:人民政府|委员会|办公室|办事处)文件$/u.test(norm)) return clip(text, line).replace(/文件$/u, '')
    if (line.heading === null && organisation.test(norm)) return clip(text, line)
  }
  const place = title && /^(?:关于)?(?:印发)?《?(.{1,20}?(?:街道|镇|乡|苏木)(?:人民政府|办事处|党委)?)/u.exec(title)
  return place?.[1] ?? null
}

function findBasis(preamble: readonly Line[], text: CleanText): string | null {
  const parts: string[] = []
  for (const line of preamble) {
    const words = text.text.slice(line.start, line.end)
    for (const found of words.matchAll(/(?:根据|按照|依据|遵照|为(?:深入|全面|认真)?贯彻落实|为落实)(?:《[^》]*》|\([^)]*\)|（[^）]*）|[^,，。;；])+/gu))
      parts.push(found[0].trim())
  }
  return parts.length > 0 ? parts.join('；') : null
}

/** Tells the shell, the table of contents, the preamble and the body apart, and reads the shell. */
export function readFrontMatter(lines: readonly Line[], text: CleanText): FrontMatter {
  const contents = findContents(lines)
  const after = contents ? contents[1] : 0
  const firstHeading = lines.findIndex((line, i) => i >= after && isFirstChapter(line))
  const anyHeading = lines.findIndex((line, i) => i >= after && line.heading !== null)
  const bodyIndex = firstHeading >= 0 ? firstHeading : anyHeading >= 0 ? anyHeading : lines.length
  const outside = contents ? [...lines.slice(0, contents[0]), ...lines.slice(contents[1], bodyIndex)] : lines.slice(0, bodyIndex)
  const { title } = findTitle(outside, outside.length, text)
  const titleAt = outside.findLastIndex((line) => title !== null && title.endsWith(clip(text, line).replaceAll(/\s+/gu, '')))
  const end = lines.findIndex((line, i) => i > bodyIndex && attachment.test(line.norm.trim()) && line.norm.length < 60)
  const body = lines.slice(bodyIndex, end > bodyIndex + 3 ? end : lines.length)
  const tail = lines.slice(bodyIndex).filter((line) => line.heading === null && line.norm.length <= 60)
  const issue = findIssue([...outside, ...tail], text)
  const issueNumber = findNumber(outside, text)
  const year = /(20\d{2})年/u.exec(title ?? '')?.[1] ?? issue.date?.slice(0, 4) ?? /[(〔[（](20\d{2})/u.exec(issueNumber ?? '')?.[1] ?? null
  const preamble = titleAt >= 0 ? outside.slice(titleAt + 1) : outside
  return {
    title,
    issuer: issue.signer ?? findIssuer(outside, title, text),
    issueNumber,
    date: issue.date,
    year: year === null ? null : Number(year),
    basis: findBasis(preamble.length > 0 ? preamble : outside, text),
    contents: contents ? lines.slice(contents[0], contents[1]) : [],
    body: body.filter((line) => !(line.heading === null && isOutsideText(line.norm.trim()))),
    preamble,
  }
}
