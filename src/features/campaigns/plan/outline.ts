import type { CleanText } from './clean-text.ts'
import { findOrdinals, readHeading } from './headings.ts'
import type { Heading } from './headings.ts'

export interface Line {
  start: number
  end: number
  /** Normalised words of the line. */
  norm: string
  heading: Heading | null
}

export interface Section {
  heading: Heading
  line: Line
  title: string
  titleStart: number
  titleEnd: number
  /** Where the section's own words after its title begin, and where its last line ends. */
  bodyStart: number
  end: number
  children: Section[]
}

/** Paragraphs of a clean text with the number at their start, blank ones left out. */
export function linesOf(text: CleanText): Line[] {
  const lines: Line[] = []
  for (const found of text.norm.matchAll(/[^\n]+/gu)) {
    const norm = found[0].trimEnd()
    if (norm.trim() === '') continue
    lines.push({ start: found.index, end: found.index + norm.length, norm, heading: readHeading(norm) })
  }
  return lines
}

const longestTitle = 60

/** Ends of a heading's title: the first 。 or : , else the whole line; a long sentence is no title. */
function titleOf(line: Line, heading: Heading): { end: number; bodyStart: number } {
  const rest = line.norm.slice(heading.length)
  const ordinal = findOrdinals(rest)[0]
  let stop = rest.length
  let depth = 0
  for (let i = 0; i < rest.length; i += 1) {
    const c = rest.charAt(i)
    if (c === '(' || c === '[') depth += 1
    else if ((c === ')' || c === ']') && depth > 0) depth -= 1
    else if (depth === 0 && (c === '。' || c === ':' || c === ';' || c === '\uFFFC')) {
      stop = i
      break
    } else if (/^(?:…|\.{3}|·{3})/u.test(rest.slice(i))) {
      // Dot leaders of a table of contents.
      stop = i
      break
    }
  }
  if (ordinal && ordinal.start < stop) stop = ordinal.start
  if (stop > longestTitle) stop = 0
  const from = line.start + heading.length
  const after = /^(?:[。:;\s]*|[…·.]+\s*\d*)$|^[。:;\s]*/u.exec(rest.slice(stop))?.[0].length ?? 0
  return { end: from + stop, bodyStart: from + stop + after }
}

/** Nests numbered lines by the rank of their numbers; what stands before the first number belongs to nobody. */
export function outlineOf(lines: readonly Line[], text: CleanText): Section[] {
  const roots: Section[] = []
  const open: Section[] = []
  for (const line of lines) {
    if (!line.heading) {
      for (const section of open) section.end = line.end
      continue
    }
    while ((open.at(-1)?.heading.rank ?? 0) >= line.heading.rank) open.pop()
    const { end, bodyStart } = titleOf(line, line.heading)
    const titleStart = line.start + line.heading.length
    const section: Section = {
      heading: line.heading,
      line,
      title: text.text.slice(titleStart, end).trim(),
      titleStart,
      titleEnd: end,
      bodyStart: Math.min(bodyStart, line.end),
      end: line.end,
      children: [],
    }
    const parent = open.at(-1)
    if (parent) parent.children.push(section)
    else roots.push(section)
    for (const above of open) above.end = line.end
    open.push(section)
  }
  return roots
}

/** A section and everything under it. */
export function allSections(sections: readonly Section[]): Section[] {
  return sections.flatMap((section) => [section, ...allSections(section.children)])
}
