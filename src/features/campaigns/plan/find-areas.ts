import type { Area } from '../../../domain/problem-words.ts'
import type { CleanText } from './clean-text.ts'
import { itemsOf, piecesOf } from './find-items.ts'
import type { FoundItem, Piece } from './find-items.ts'
import type { Section } from './outline.ts'
import type { FoundIn, Range } from './plan-shape.ts'
import { areaOfText, areaOfTitle } from './subjects.ts'

export interface FoundArea {
  no: number | null
  code: Area | null
  title: string
  rank: number
  foundIn: FoundIn
  items: FoundItem[]
  /** Range of the title in the clean text. */
  anchor: Range | null
}

function emptyArea(section: Section, foundIn: FoundIn): FoundArea {
  return {
    no: section.heading.no,
    code: areaOfTitle(section.title),
    title: section.title,
    rank: section.heading.rank,
    foundIn,
    items: [],
    anchor: section.titleEnd > section.titleStart ? [section.titleStart, section.titleEnd] : null,
  }
}

/** Areas of the table of contents: the titles and the few items that it names. */
export function contentsAreas(sections: readonly Section[], text: CleanText): FoundArea[] {
  return sections.map((section) => {
    const area = emptyArea(section, 'contents')
    for (const piece of piecesOf(text.norm, section.bodyStart, section.end)) {
      area.items.push(...itemsOf(piece, section.children, text, 'contents').filter((item) => item.no !== null))
    }
    return area
  })
}

interface Owner {
  no: number | null
  code: Area | null
}

/**
 * Whose words stand after a loss: the last piece before heading n belongs to n − 1; without a next heading, and in the
 * middle of two losses, the words themselves decide.
 */
function ownerOf(piece: Piece, isLast: boolean, section: Section, next: Section | undefined, known: readonly FoundArea[], text: CleanText): Owner {
  const here: Owner = { no: section.heading.no, code: null }
  if (!piece.afterGap) return here
  if (isLast && next) return { no: Math.max(next.heading.no - 1, section.heading.no), code: null }
  const code = areaOfText(text.norm.slice(piece.start, piece.end))
  if (code === null || code === areaOfTitle(section.title)) return here
  const named = known.find((area) => area.code === code && (area.no ?? 0) >= section.heading.no && (!next || (area.no ?? 0) < next.heading.no))
  return { no: named?.no ?? null, code }
}

function missingArea(owner: Owner, rank: number, contents: readonly FoundArea[]): FoundArea {
  const named = contents.find((area) => area.no !== null && area.no === owner.no)
  return named ? { ...named, items: [] } : { no: owner.no, code: owner.code, title: '', rank, foundIn: 'body', items: [], anchor: null }
}

/** Areas of the body with their items; words after a loss go to the area that they end. */
export function bodyAreas(sections: readonly Section[], contents: readonly FoundArea[], text: CleanText): FoundArea[] {
  const areas: FoundArea[] = []
  const find = (owner: Owner, rank: number): FoundArea => {
    const found = areas.findLast((area) => area.rank === rank && area.no === owner.no && (owner.no !== null || area.code === owner.code))
    if (found) return found
    const made = missingArea(owner, rank, contents)
    areas.push(made)
    return made
  }
  for (const [i, section] of sections.entries()) {
    const next = sections[i + 1]
    const sameRun = next && next.heading.rank === section.heading.rank && next.heading.no > section.heading.no ? next : undefined
    const area = emptyArea(section, 'body')
    areas.push(area)
    const pieces = piecesOf(text.norm, section.bodyStart, section.end)
    for (const [k, piece] of pieces.entries()) {
      const owner = ownerOf(piece, k === pieces.length - 1, section, sameRun, contents, text)
      const target = owner.no === section.heading.no ? area : find(owner, section.heading.rank)
      target.items.push(...itemsOf(piece, section.children, text, 'body'))
    }
    if (area.code === null) area.code = areaOfText(text.norm.slice(section.titleStart, section.end))
  }
  for (const area of areas) {
    area.code ??= areaOfText(area.items.map((item) => text.norm.slice(item.start, item.end)).join(''))
  }
  return areas
}

/** Adds to the body's areas what only the table of contents still names. */
export function mergeContents(body: readonly FoundArea[], contents: readonly FoundArea[]): FoundArea[] {
  const merged = body.map((area) => ({ ...area, items: [...area.items] }))
  for (const listed of contents) {
    const same =
      merged.find((area) => area.no === listed.no && (area.code === listed.code || area.code === null || listed.code === null)) ??
      merged.find((area) => area.no === null && area.code === listed.code)
    if (!same) {
      const at = merged.findIndex((area) => (area.no ?? 0) > (listed.no ?? 0))
      merged.splice(at < 0 ? merged.length : at, 0, { ...listed, items: [...listed.items] })
      continue
    }
    same.no ??= listed.no
    same.code ??= listed.code
    if (same.title === '') {
      same.title = listed.title
      same.anchor = listed.anchor
    }
    for (const item of listed.items) {
      if (same.items.some((have) => have.no === item.no)) continue
      const at = same.items.findIndex((have) => (have.no ?? have.likelyNo ?? 0) > (item.no ?? 0))
      same.items.splice(at < 0 ? same.items.length : at, 0, item)
    }
  }
  return merged
}

/** A content chapter without area headings: each item goes to the group that its own words name. */
export function flatAreas(chapter: Section, text: CleanText): FoundArea[] {
  const areas: FoundArea[] = []
  for (const piece of piecesOf(text.norm, chapter.bodyStart, chapter.end)) {
    for (const item of itemsOf(piece, chapter.children, text, 'body')) {
      const code = areaOfText(text.norm.slice(item.start, item.end))
      const found = areas.find((area) => area.code === code)
      if (found) found.items.push(item)
      else areas.push({ no: null, code, title: chapter.title, rank: chapter.heading.rank, foundIn: 'body', items: [item], anchor: null })
    }
  }
  return areas
}
