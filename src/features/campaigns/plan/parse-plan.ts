import { sortChapters } from './chapters.ts'
import { cleanText } from './clean-text.ts'
import type { CleanText } from './clean-text.ts'
import { brokenEnd, outsideWarnings, structureWarnings } from './check-plan.ts'
import { bodyAreas, contentsAreas, flatAreas, mergeContents } from './find-areas.ts'
import type { FoundArea } from './find-areas.ts'
import { countWarnings, findDoubled, findPlaceholders, itemNumberWarnings, omissionWarnings } from './find-damage.ts'
import { findLookBack } from './find-look-back.ts'
import { findRhythms, findRoles } from './find-roles.ts'
import { readSafeguards } from './find-safeguards.ts'
import { readStages } from './find-stages.ts'
import { readFrontMatter } from './front-matter.ts'
import { joinWrappedLines } from './join-lines.ts'
import { linesOf, outlineOf } from './outline.ts'
import { givenRange, placesOf, rankLabel } from './places.ts'
import type { Plan, PlanArea, PlanWarning, Range, Topic } from './plan-shape.ts'
import { proposeTopicsOfItem } from './propose-topics.ts'

function toArea(found: FoundArea, index: number, text: CleanText, topics: readonly Topic[]): PlanArea {
  return {
    no: found.no ?? index + 1,
    code: found.code,
    title: found.title,
    foundIn: found.foundIn,
    anchor: found.anchor ? givenRange(text, found.anchor) : null,
    items: found.items.map((item) => {
      const words = text.text.slice(item.start, item.end)
      return {
        no: item.no,
        fragment: item.no === null,
        text: words,
        topics: proposeTopicsOfItem({ text: words, area: found.code, areaTitle: found.title }, topics),
        cut: item.cut,
        likelyNo: item.likelyNo,
        foundIn: item.foundIn,
        responsible: item.responsible,
        due: item.due,
        anchor: givenRange(text, [item.start, item.end]),
      }
    }),
  }
}

/**
 * Reads a plan's text into the shape that `doudi plan` prints. Pure; never throws: what cannot be read is null or missing
 * and told in `warnings`. All anchors are offsets in the given text.
 */
export function parsePlan(given: string, topics: readonly Topic[]): Plan {
  const text = joinWrappedLines(cleanText(given))
  const lines = linesOf(text)
  const front = readFrontMatter(lines, text)
  const toGiven = (range: Range): Range => givenRange(text, range)
  const sections = outlineOf(front.body, text)
  const chapters = sortChapters(sections)
  const listed = sortChapters(outlineOf(front.contents, text))
  const fromContents = contentsAreas(listed.areas, text)
  const fromBody = chapters.areas.length === 0 && chapters.flat ? flatAreas(chapters.flat, text) : bodyAreas(chapters.areas, fromContents, text)
  const found = mergeContents(fromBody, fromContents)
  const { stages, warnings: stageWarnings } = readStages({ sections: chapters.stages, steps: chapters.steps, listed: listed.stages }, text, {
    issued: front.date,
    year: front.year,
  })
  const areas = found.map((area, i) => toArea(area, i, text, topics))
  const safeguards = readSafeguards(chapters, listed, text)
  const bodyRange: Range = [front.preamble[0]?.start ?? front.body[0]?.start ?? 0, front.body.at(-1)?.end ?? text.text.length]
  const titleLine = lines.find(
    (line) => !front.contents.includes(line) && front.title !== null && text.text.slice(line.start, line.end).replaceAll(/\s+/gu, '') === front.title,
  )
  const places = placesOf(found, sections, { contents: front.contents[0]?.start ?? null, title: titleLine ? { start: titleLine.start, label: '标题' } : null })
  const whereOf = (index: number): string => places.findLast((place) => place.start <= index)?.label ?? '开头'
  const whereGiven = (at: Range | null): string =>
    at
      ? whereOf(
          Math.max(
            0,
            text.at.findLastIndex((offset) => offset <= at[0]),
          ),
        )
      : ''
  const inContents = (index: number): boolean => front.contents.some((line) => index >= line.start && index < line.end)
  const marks = (ranges: Range[], kind: PlanWarning['kind'], message: (words: string) => string): PlanWarning[] =>
    ranges.map((range) => ({ kind, where: whereOf(range[0]), message: message(text.text.slice(range[0], range[1])), at: toGiven(range) }))
  const rawWarnings: PlanWarning[] = [
    ...omissionWarnings(
      text.omissions.filter((omission) => omission.characters !== null || omission.total !== null || !inContents(omission.index)),
      (index) => {
        const where = whereOf(index)
        return where === '开头' ? where : `${where}之后`
      },
    ),
    ...brokenEnd(front, text, whereOf),
    ...found.flatMap((area) =>
      itemNumberWarnings(area, `${rankLabel(area.rank, area.no)}${area.title.slice(0, 12)}`, area.anchor ? toGiven(area.anchor) : null),
    ),
    ...found.flatMap((area) =>
      area.items
        .filter((item) => item.cut && !text.omissions.some((omission) => Math.abs(omission.index - item.end) < 3))
        .map((item): PlanWarning => ({ kind: 'omission', where: whereOf(item.start), message: '这一项没有写完。', at: toGiven([item.start, item.end]) })),
    ),
    ...structureWarnings(front, chapters, { areas, stages, safeguards }),
    ...countWarnings(text, bodyRange, { areas: areas.length, stages: stages.length }, toGiven),
    ...text.warnings.map((warning) => ({ ...warning, where: whereGiven(warning.at) })),
    ...marks(findPlaceholders(text.norm), 'placeholder', (words) => `“${words}”是空着或隐去的地方，要填上真实名称。`),
    ...marks(
      findDoubled(text.norm)
        .map((double) => double.range)
        .filter((range) => !inContents(range[0])),
      'doubled',
      (words) => `“${words}”重复了。`,
    ),
    ...stageWarnings,
    ...outsideWarnings(text, { stages, range: bodyRange, front }),
  ]
  const { bodies, roles } = findRoles(text, bodyRange, toGiven)
  return {
    title: front.title,
    issuer: front.issuer,
    issueNumber: front.issueNumber,
    date: front.date,
    basis: front.basis,
    lookBack: findLookBack(text.norm.slice(bodyRange[0], bodyRange[1]), front.date),
    areas,
    stages,
    bodies,
    safeguards,
    warnings: rawWarnings,
    roles,
    rhythms: findRhythms(text, bodyRange, toGiven),
  }
}
