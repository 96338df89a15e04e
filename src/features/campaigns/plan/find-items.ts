import { GAP } from './clean-text.ts'
import type { CleanText } from './clean-text.ts'
import { findInlineNumbers, findOrdinals } from './headings.ts'
import type { Section } from './outline.ts'
import type { FoundIn, Range } from './plan-shape.ts'

/** Words between two losses of the paper; indices in the clean text. */
export interface Piece {
  start: number
  end: number
  afterGap: boolean
  beforeGap: boolean
}

export interface FoundItem {
  no: number | null
  /** Half-open range in the clean text. */
  start: number
  end: number
  cut: boolean
  likelyNo: number | null
  responsible: string[]
  due: string | null
  foundIn: FoundIn
}

const taskVerb = /^[^。;]{0,40}?(?:排查|整治|查处|核查|解决|检查|纠治|清理)(?:内容|问题|重点|事项)?(?:有|是|包括)?[:]/u
const unitBracket = /[[(](?=[^()[\]]*(?:责任单位|牵头单位|配合单位|责任人|完成时限|牵头领导))([^()[\]]*)[\])][。;\s]*$/u
const broken = /(?:是否存在|是否|有无|有没有|存在|以及|、|,|对于|关于|按照)$/u

/** Cuts a range of the clean text where words are missing. */
export function piecesOf(norm: string, start: number, end: number): Piece[] {
  const pieces: Piece[] = []
  let from = start
  for (let i = start; i <= end; i += 1) {
    if (i === end || norm.charAt(i) === GAP) {
      if (norm.slice(from, i).trim() !== '') pieces.push({ start: from, end: i, afterGap: from > start, beforeGap: i < end })
      from = i + 1
    }
  }
  const first = pieces[0]
  // A loss right behind the heading leaves no piece before it.
  if (first && norm.slice(start, first.start).includes(GAP)) first.afterGap = true
  return pieces
}

interface Mark {
  no: number
  start: number
  end: number
}

/** Numbers of items: numbered lines (with numbers that follow inside them), else 一是 …, else 1.… 2.… in running text. */
function marksOf(norm: string, piece: Piece, children: readonly Section[]): Mark[] {
  const moved = (from: number, marks: readonly Mark[]): Mark[] => marks.map((mark) => ({ no: mark.no, start: from + mark.start, end: from + mark.end }))
  const own = children.filter((child) => child.line.start >= piece.start && child.line.start < piece.end)
  const first = own[0]
  if (first) {
    // What is numbered in running text before the first numbered line is not lost.
    const lead = norm.slice(piece.start, first.line.start)
    const before = findOrdinals(lead)
    const early = moved(piece.start, before.length > 0 ? before : findInlineNumbers(lead, null, 0))
    const lines = own.flatMap((child, i) => {
      const stop = Math.min(child.line.end, own[i + 1]?.line.start ?? piece.end, piece.end)
      const more = child.heading.rank >= 5 ? findInlineNumbers(norm.slice(child.titleStart, stop), child.heading.rank, child.heading.no) : []
      return [{ no: child.heading.no, start: child.line.start, end: child.titleStart }, ...moved(child.titleStart, more)]
    })
    return [...early, ...lines]
  }
  const words = norm.slice(piece.start, piece.end)
  const ordinals = findOrdinals(words)
  return moved(piece.start, ordinals.length > 0 ? ordinals : findInlineNumbers(words, null, 0))
}

/** Takes blanks, a closing ; and the bracket of responsible units off a range. */
function trimmed(norm: string, start: number, end: number): { range: Range; responsible: string[]; due: string | null } {
  let from = start
  let to = end
  const strip = (): void => {
    while (to > from && /[\s;]/u.test(norm.charAt(to - 1))) to -= 1
  }
  while (from < to && /[\s;]/u.test(norm.charAt(from))) from += 1
  strip()
  const responsible: string[] = []
  let due: string | null = null
  const bracket = unitBracket.exec(norm.slice(from, to))
  if (bracket?.[1]) {
    for (const part of bracket[1].split(/[;。]|\s{1,}(?=\S{2,4}(?:单位|时限|人):)/u)) {
      const [name = '', ...rest] = part.split(':')
      const value = rest.join(':').trim()
      if (/时限/u.test(name)) due = value
      else if (value !== '')
        responsible.push(
          ...value
            .split(/[、,]/u)
            .map((unit) => unit.trim())
            .filter((unit) => unit !== ''),
        )
    }
    to = from + bracket.index
    strip()
  }
  return { range: [from, to], responsible, due }
}

/** Reads the numbered items of one piece of an area; what stands before the first number after a loss is a fragment. */
export function itemsOf(piece: Piece, children: readonly Section[], text: CleanText, foundIn: FoundIn): FoundItem[] {
  const { norm } = text
  const marks = marksOf(norm, piece, children)
  const items: FoundItem[] = []
  const add = (no: number | null, start: number, end: number, likelyNo: number | null): void => {
    const { range, responsible, due } = trimmed(norm, start, end)
    if (range[0] >= range[1]) return
    items.push({ no, start: range[0], end: range[1], cut: false, likelyNo, responsible, due, foundIn })
  }
  const first = marks[0]
  const leadEnd = first?.start ?? piece.end
  const lead = norm.slice(piece.start, leadEnd)
  const verb = taskVerb.exec(lead.trimStart())
  const verbEnd = verb ? piece.start + (lead.length - lead.trimStart().length) + verb[0].length : piece.start
  if (piece.afterGap || (!first && norm.slice(verbEnd, leadEnd).trim().length > 1)) {
    add(null, verbEnd, leadEnd, first && first.no > 1 ? first.no - 1 : null)
  }
  for (const [i, mark] of marks.entries()) add(mark.no, mark.end, marks[i + 1]?.start ?? piece.end, null)
  const last = items.at(-1)
  if (last) {
    const words = norm.slice(last.start, last.end)
    last.cut = foundIn === 'body' && (broken.test(words) || (piece.beforeGap && !/[。!?)\]”"》]$/u.test(words)))
  }
  return items
}
