import { GAP, normalise } from './clean-text.ts'
import type { CleanText } from './clean-text.ts'
import { findOrdinals, readHeading } from './headings.ts'

const closed = /[。!?;:…)\]》”"]$/u
const signOff = /(?:政府|委员会|办公室|办事处|党委|民政局|民政办|领导小组)$/u
const dateOnly = /^[〇零○一二三四五六七八九十\d]{4}\s*年\s*\S{1,3}\s*月\s*\S{1,3}\s*日$/u
const titleEnd = /(?:方案|计划|通知|意见|安排|文件|细则|目录|提纲)$/u

/** Most common width of full lines in a text that was broken by a printer or a PDF; null when lines are paragraphs. */
function wrapWidth(lines: string[]): number | null {
  const lengths = lines.map((line) => line.length).filter((length) => length >= 15)
  if (lengths.length < 8) return null
  const longest = lengths.toSorted((a, b) => b - a)[Math.floor(lengths.length * 0.05)] ?? 0
  const full = lengths.filter((length) => length >= longest - 3 && length <= longest + 2).length
  return longest <= 60 && full >= lengths.length * 0.4 ? longest : null
}

function startsNew(line: string): boolean {
  return readHeading(line) !== null || findOrdinals(line)[0]?.start === 0 || line.startsWith(GAP) || dateOnly.test(line) || /^附\s*件/u.test(line)
}

function continues(line: string, next: string, width: number | null): boolean {
  if (line === '' || next === '' || line.endsWith(GAP) || closed.test(line) || startsNew(next)) return false
  if (signOff.test(line) || dateOnly.test(line) || titleEnd.test(line) || titleEnd.test(next)) return false
  if (width !== null && line.length >= width - 3) return true
  const heading = readHeading(line)
  // A heading without text after it stands alone; one with text in its line is a paragraph like others.
  if (heading) return /[。:]/u.test(line.slice(heading.length)) && line.length > heading.length + 12
  return line.length >= 20 && /[。,;、]|[\u4e00-\u9fff]{20}/u.test(line)
}

/** Joins lines that a printer broke inside a paragraph, so that each line is a paragraph. Offsets stay true. */
export function joinWrappedLines(clean: CleanText): CleanText {
  const lines = clean.norm.split('\n')
  const width = wrapWidth(lines.map((line) => line.trim()))
  let text = ''
  const at: number[] = []
  const moved = new Map<number, number>()
  let index = 0
  for (const [number, line] of lines.entries()) {
    const trimmed = line.trim()
    const previous = lines[number - 1]?.trim() ?? ''
    const joins = number > 0 && continues(previous, trimmed, width)
    if (number > 0 && !joins) {
      text += '\n'
      at.push(clean.at[index - 1] ?? 0)
    }
    const lead = line.length - line.trimStart().length
    for (let k = lead; k < lead + trimmed.length; k += 1) {
      moved.set(index + k, text.length)
      text += clean.text.charAt(index + k)
      at.push(clean.at[index + k] ?? 0)
    }
    index += line.length + 1
  }
  const omissions = clean.omissions.map((omission) => ({ ...omission, index: moved.get(omission.index) ?? 0 }))
  return { ...clean, text, norm: normalise(text), at, omissions }
}
