import { writeNumber } from './chinese-numerals.ts'
import { sortChapters } from './chapters.ts'
import type { Chapters } from './chapters.ts'
import { cleanText, GAP } from './clean-text.ts'
import type { CleanText } from './clean-text.ts'
import { findSpans } from './dates.ts'
import { bodyAreas, contentsAreas, flatAreas, mergeContents } from './find-areas.ts'
import type { FoundArea } from './find-areas.ts'
import { countWarnings, findDoubled, findPlaceholders, itemNumberWarnings, missingNumbers, omissionWarnings } from './find-damage.ts'
import { findLookBack } from './find-look-back.ts'
import { findRhythms, findRoles } from './find-roles.ts'
import { readStages } from './find-stages.ts'
import { readFrontMatter } from './front-matter.ts'
import type { FrontMatter } from './front-matter.ts'
import { joinWrappedLines } from './join-lines.ts'
import { linesOf, outlineOf } from './outline.ts'
import type { Section } from './outline.ts'
import type { FoundIn, Plan, PlanArea, PlanSafeguard, PlanStage, PlanWarning, Range, Topic } from './plan-shape.ts'
import { proposeTopicsOfItem } from './propose-topics.ts'
import { resolveSpan } from './resolve-dates.ts'

function rankLabel(rank: number, no: number | null): string {
  if (no === null) return '未编号部分'
  const cn = writeNumber(no)
  if (rank === 1) return `第${cn}章`
  if (rank === 2) return `${cn}、`
  if (rank === 3) return `第${cn}条`
  if (rank === 4) return `（${cn}）`
  return rank === 5 ? `${no}.` : `（${no}）`
}

/** A range of the clean text as a range of the given text. */
function givenRange(text: CleanText, [start, end]: Range): Range {
  const from = text.at[start] ?? 0
  return [from, Math.max(from, (text.at[Math.max(start, end - 1)] ?? from) + 1)]
}

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

function toSafeguard(section: Section, foundIn: FoundIn, text: CleanText): PlanSafeguard {
  const body = foundIn === 'body' ? text.text.slice(section.bodyStart, section.end).replaceAll(GAP, '').trim() : ''
  const title = section.title === '' ? body.slice(0, 20) : section.title
  const end = Math.max(foundIn === 'body' ? section.end : section.titleEnd, section.titleStart + 1)
  return { no: section.heading.no, title, text: body, foundIn, anchor: givenRange(text, [section.titleStart, end]) }
}

function readSafeguards(body: Chapters, contents: Chapters, text: CleanText): PlanSafeguard[] {
  const found = body.safeguards.map((section) => toSafeguard(section, 'body', text))
  for (const section of contents.safeguards) {
    if (!found.some((have) => have.no === section.heading.no || have.title === section.title)) found.push(toSafeguard(section, 'contents', text))
  }
  if (found.length === 0) found.push(...body.plainSafeguards.map((section) => toSafeguard(section, 'body', text)))
  const numbers = found.map((safeguard) => safeguard.no)
  // Two chapters of safeguards count each from one; the list then counts through.
  return new Set(numbers).size === numbers.length ? found.toSorted((a, b) => a.no - b.no) : found.map((safeguard, i) => ({ ...safeguard, no: i + 1 }))
}

function structureWarnings(
  front: FrontMatter,
  chapters: Chapters,
  plan: { areas: PlanArea[]; stages: PlanStage[]; safeguards: PlanSafeguard[] },
): PlanWarning[] {
  const warnings: PlanWarning[] = []
  const missing = (where: string, message: string): void => {
    warnings.push({ kind: 'missing_section', where, message, at: null })
  }
  if (front.title === null) missing('标题', '没有找到方案的标题。')
  if (plan.areas.length === 0) missing('排查内容', '没有找到排查内容。')
  if (plan.stages.length === 0) missing('工作步骤', '没有找到工作步骤和起止时间。')
  if (plan.safeguards.length === 0) missing('组织保障', '没有找到组织保障。')
  for (const stage of plan.stages) if (stage.foundIn === 'contents') missing(`阶段${writeNumber(stage.no)}（${stage.name}）`, '正文里没有这一阶段，取自目录。')
  for (const safeguard of plan.safeguards) {
    if (safeguard.text === '') missing(`组织保障（${writeNumber(safeguard.no)}）`, `“${safeguard.title}”只有标题，没有正文。`)
  }
  for (const section of chapters.restarts) {
    warnings.push({ kind: 'missing_section', where: section.title, message: '编号在这里从头开始，前面可能丢了一个标题。', at: null })
  }
  const gapIn = (where: string, numbers: number[]): void => {
    const lost = missingNumbers(numbers, numbers[0] ?? 1)
    if (lost.length > 0) warnings.push({ kind: 'numbering_gap', where, message: `编号不连续，缺第${lost.map((n) => writeNumber(n)).join('、')}。`, at: null })
  }
  gapIn(
    '排查内容',
    plan.areas.map((area) => area.no).filter((no) => no !== null),
  )
  gapIn(
    '工作步骤',
    plan.stages.map((stage) => stage.no),
  )
  gapIn(
    '组织保障',
    plan.safeguards.map((safeguard) => safeguard.no),
  )
  return warnings
}

/** Deadlines in the steps and safeguards that lie outside first and last stage, and stages outside the period told for the whole. */
function outsideWarnings(text: CleanText, stages: readonly PlanStage[], range: Range, front: FrontMatter): PlanWarning[] {
  const first = stages
    .map((stage) => stage.startsOn)
    .filter((d) => d !== null)
    .toSorted()[0]
  const last = stages
    .map((stage) => stage.endsOn)
    .filter((d) => d !== null)
    .toSorted()
    .at(-1)
  if (!first || !last) return []
  const warnings: PlanWarning[] = []
  for (const span of findSpans(text.norm.slice(range[0], range[1]))) {
    const whole = givenRange(text, [range[0] + span.start, range[0] + span.end])
    if (stages.some((stage) => whole[0] >= stage.anchor[0] && whole[1] <= stage.anchor[1])) continue
    const resolved = resolveSpan(span, { issued: front.date, year: Number(first.slice(0, 4)), after: null })
    const words = text.text.slice(range[0] + span.start, range[0] + span.end)
    const deadline = resolved.lastDay
    if (span.from === null && deadline && (deadline < first || deadline > last)) {
      warnings.push({ kind: 'outside', where: words, message: `期限 ${deadline} 不在专项行动的起止时间（${first} 至 ${last}）之内。`, at: whole })
    }
    const overall = /(?:专项|行动|整治|工作)[^。\n]{0,16}(?:时间|期限|从|自)[^。\n]{0,6}$/u.test(
      text.norm.slice(Math.max(0, range[0] + span.start - 30), range[0] + span.start),
    )
    if (overall && resolved.firstDay && resolved.lastDay && span.from !== span.to && (first < resolved.firstDay || last > resolved.lastDay)) {
      warnings.push({
        kind: 'outside',
        where: words,
        message: `各阶段（${first} 至 ${last}）超出了所说的起止时间（${resolved.firstDay} 至 ${resolved.lastDay}）。`,
        at: whole,
      })
    }
  }
  return warnings
}

interface Place {
  start: number
  label: string
}

function placesOf(areas: readonly FoundArea[], sections: readonly Section[], marks: { contents: number | null; title: Place | null }): Place[] {
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

/** A truncated end without any marker: the last words of the body stop in the middle of a sentence. */
function brokenEnd(front: FrontMatter, text: CleanText, whereOf: (index: number) => string): PlanWarning[] {
  const last = front.body.at(-1)
  if (!last || (last.heading === null && last.norm.length < 12)) return []
  const words = last.norm.trimEnd()
  if (words.endsWith(GAP) || /[。!?:;)\]”"》]$/u.test(words) || (last.heading !== null && words.length < 25)) return []
  const at = givenRange(text, [Math.max(last.start, last.end - 6), last.end])
  return [{ kind: 'omission', where: whereOf(last.end - 1), message: '最后一句没有写完，后面的文字可能丢了。', at }]
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
    ...outsideWarnings(text, stages, bodyRange, front),
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
