import { writeNumber } from './chinese-numerals.ts'
import type { CleanText } from './clean-text.ts'
import type { FoundArea } from './find-areas.ts'
import type { Section } from './outline.ts'
import type { Range } from './plan-shape.ts'

/** The paper's own way to write a number: 第二章, 二、, 第二条, （二）, 2., （2）. */
export function rankLabel(rank: number, no: number | null): string {
  if (no === null) return '未编号部分'
  const cn = writeNumber(no)
  if (rank === 1) return `第${cn}章`
  if (rank === 2) return `${cn}、`
  if (rank === 3) return `第${cn}条`
  if (rank === 4) return `（${cn}）`
  return rank === 5 ? `${no}.` : `（${no}）`
}

/** A range of the clean text as a range of the given text. */
export function givenRange(text: CleanText, [start, end]: Range): Range {
  const from = text.at[start] ?? 0
  return [from, Math.max(from, (text.at[Math.max(start, end - 1)] ?? from) + 1)]
}

export interface Place {
  start: number
  label: string
}

/** Where chapters, sections and items begin, with their names, to say where a damage lies. */
export function placesOf(areas: readonly FoundArea[], sections: readonly Section[], marks: { contents: number | null; title: Place | null }): Place[] {
  const places: Place[] = []
  if (marks.contents !== null) places.push({ start: marks.contents, label: '目录' })
  if (marks.title) places.push(marks.title)
  const walk = (section: Section, above: string): void => {
    const label = section.heading.rank <= 2 ? rankLabel(section.heading.rank, section.heading.no) : above + rankLabel(section.heading.rank, section.heading.no)
    places.push({ start: section.line.start, label: label.replace(/、（/u, '（') })
    for (const child of section.children) walk(child, label)
  }
  for (const section of sections) walk(section, '')
  for (const area of areas) {
    for (const item of area.items) {
      const label = item.no === null ? '没有编号的一项' : `${writeNumber(item.no)}是`
      if (item.foundIn === 'body') places.push({ start: item.start, label: `${rankLabel(area.rank, area.no)}${label}` })
    }
  }
  return places.toSorted((a, b) => a.start - b.start)
}
