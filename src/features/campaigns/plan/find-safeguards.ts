import type { Chapters } from './chapters.ts'
import { GAP } from './clean-text.ts'
import type { CleanText } from './clean-text.ts'
import { findOrdinals } from './headings.ts'
import type { Section } from './outline.ts'
import { givenRange } from './places.ts'
import type { FoundIn, PlanSafeguard } from './plan-shape.ts'

function toSafeguard(section: Section, foundIn: FoundIn, text: CleanText): PlanSafeguard {
  const body = foundIn === 'body' ? text.text.slice(section.bodyStart, section.end).replaceAll(GAP, '').trim() : ''
  const title = section.title === '' ? body.slice(0, 20) : section.title
  const end = Math.max(foundIn === 'body' ? section.end : section.titleEnd, section.titleStart + 1)
  return { no: section.heading.no, title, text: body, foundIn, anchor: givenRange(text, [section.titleStart, end]) }
}

/** Safeguards told in running text: 一要加强领导。…二要加强督查。… */
function fromRunningText(section: Section, text: CleanText): PlanSafeguard[] {
  const marks = findOrdinals(text.norm.slice(section.bodyStart, section.end))
  if (marks.length < 2) return [toSafeguard(section, 'body', text)]
  return marks.map((mark, i) => {
    const start = section.bodyStart + mark.end
    const end = section.bodyStart + (marks[i + 1]?.start ?? section.end - section.bodyStart)
    const words = text.text.slice(start, end).replaceAll(GAP, '').trim()
    const stop = /[。，,；;：:]/u.exec(words)?.index ?? words.length
    return {
      no: mark.no,
      title: words.slice(0, stop),
      text: words.slice(stop + 1).trim() || words,
      foundIn: 'body',
      anchor: givenRange(text, [start, Math.max(end, start + 1)]),
    }
  })
}

/** The safeguards of the body, and those that only the table of contents still names. */
export function readSafeguards(body: Chapters, contents: Chapters, text: CleanText): PlanSafeguard[] {
  const found = body.safeguards.map((section) => toSafeguard(section, 'body', text))
  for (const section of contents.safeguards) {
    if (!found.some((have) => have.no === section.heading.no || have.title === section.title)) found.push(toSafeguard(section, 'contents', text))
  }
  if (found.length === 0) found.push(...body.plainSafeguards.flatMap((section) => fromRunningText(section, text)))
  const numbers = found.map((safeguard) => safeguard.no)
  // Two chapters of safeguards count each from one; the list then counts through.
  return new Set(numbers).size === numbers.length ? found.toSorted((a, b) => a.no - b.no) : found.map((safeguard, i) => ({ ...safeguard, no: i + 1 }))
}
