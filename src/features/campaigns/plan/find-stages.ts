import { GAP } from './clean-text.ts'
import type { CleanText } from './clean-text.ts'
import { writeNumber } from './chinese-numerals.ts'
import { findSpans, plusDays } from './dates.ts'
import { findOrdinals } from './headings.ts'
import type { Section } from './outline.ts'
import type { FoundIn, PlanStage, PlanWarning } from './plan-shape.ts'
import { resolveSpan } from './resolve-dates.ts'
import type { DateContext, ResolvedSpan } from './resolve-dates.ts'

interface StagePart {
  no: number
  title: string
  start: number
  titleEnd: number
  bodyStart: number
  end: number
  foundIn: FoundIn
}

export interface YearSource {
  issued: string | null
  year: number | null
}

function fromSection(section: Section, foundIn: FoundIn): StagePart {
  return {
    no: section.heading.no,
    title: section.title,
    start: section.titleStart,
    titleEnd: section.titleEnd,
    bodyStart: section.bodyStart,
    end: section.end,
    foundIn,
  }
}

/** Steps told in running text: 一是自查自纠阶段(…)。… */
function fromRunningText(steps: Section, text: CleanText): StagePart[] {
  const marks = findOrdinals(text.norm.slice(steps.bodyStart, steps.end))
  return marks.map((mark, i) => {
    const lead = /^[\s\uFFFC]*/u.exec(text.norm.slice(steps.bodyStart + mark.end, steps.end))?.[0].length ?? 0
    const start = steps.bodyStart + mark.end + lead
    const end = Math.max(start, steps.bodyStart + (marks[i + 1]?.start ?? steps.end - steps.bodyStart))
    const stop = /[。,;:(\n\uFFFC]/u.exec(text.norm.slice(start, end))?.index ?? end - start
    return { no: mark.no, title: text.text.slice(start, start + stop), start, titleEnd: start + stop, bodyStart: start + stop, end, foundIn: 'body' }
  })
}

function bareName(words: string): string {
  return words.replace(/[，,、]?长期坚持$/u, '').replaceAll(/^[\s:：、,，]+|[\s:：。、,，]+$/gu, '')
}

function nameOf(part: StagePart, norm: string): string {
  const words = part.title
  const plain = norm.slice(part.start, part.start + words.length)
  const bracket = /\s*\([^()]*(?:月|\d{4}|日|长期)[^()]*\)?\s*/u.exec(plain)
  if (!bracket) {
    // 2025年3月—4月，自查阶段: the dates stand before the name.
    const lead = findSpans(plain)[0]
    if (lead && lead.start <= 1 && lead.end < plain.length - 1) return bareName(words.slice(lead.end))
  }
  const bare = bracket ? words.slice(0, bracket.index) + words.slice(bracket.index + bracket[0].length) : words
  return bareName(bare)
}

/** Dates stand in the heading; failing that, in the first sentence after it. */
function spanOf(part: StagePart, text: CleanText, context: DateContext): ResolvedSpan | null {
  const heading = findSpans(text.norm.slice(part.start, part.titleEnd))
  const body = text.norm.slice(part.bodyStart, part.end)
  const stop = /[。\n]/u.exec(body)?.index ?? body.length
  const early = heading.length > 0 ? heading : findSpans(body.slice(0, Math.max(stop, 40)))
  const whole = early.find((span) => span.from !== null && span.to !== null && span.to !== 'open' && span.from !== span.to)
  if (whole) return resolveSpan(whole, context)
  // 3月上旬开始，4月底前完成: both sides stand apart.
  const begins = early.find((span) => span.to === 'open')
  const ends = early.find((span) => span.from === null && begins !== undefined && span.start > begins.start)
  const span = begins && ends ? { ...begins, end: ends.end, to: ends.to } : early[0]
  return span ? resolveSpan(span, context) : null
}

function trimmedText(text: CleanText, start: number, end: number): string {
  return text.text.slice(start, end).replaceAll(GAP, '').trim()
}

export interface FoundStages {
  stages: PlanStage[]
  warnings: PlanWarning[]
}

function anchorOf(text: CleanText, start: number, end: number): [number, number] {
  const from = text.at[start] ?? 0
  return [from, Math.max(from, (text.at[Math.max(start, end - 1)] ?? from) + 1)]
}

/** Stages with their dates; missing years come from the stage before, the issue date or the title. */
export function readStages(
  source: { sections: readonly Section[]; steps: Section | null; listed: readonly Section[] },
  text: CleanText,
  years: YearSource,
): FoundStages {
  let parts = source.sections.map((section) => fromSection(section, 'body'))
  if (parts.length === 0 && source.steps) parts = fromRunningText(source.steps, text)
  for (const section of source.listed) {
    if (!parts.some((part) => part.no === section.heading.no)) parts.push(fromSection(section, 'contents'))
  }
  parts = parts.toSorted((a, b) => a.no - b.no)
  const warnings: PlanWarning[] = []
  let after: string | null = null
  const stages = parts.map((part): PlanStage => {
    const resolved = spanOf(part, text, { issued: years.issued, year: years.year, after })
    const name = nameOf(part, text.norm)
    const anchor = anchorOf(text, part.start, Math.max(part.titleEnd, part.start + 1))
    const where = `阶段${writeNumber(part.no)}（${name}）`
    const dated = resolved !== null && (resolved.from !== null || resolved.to !== null)
    if (resolved?.yearInferred && dated) {
      warnings.push({
        kind: 'year_inferred',
        where,
        message: `没有写全年份，按上下文推定为${[...new Set([resolved.firstDay, resolved.lastDay].map((d) => d?.slice(0, 4)).filter(Boolean))].join('、')}年。`,
        at: anchor,
      })
    }
    if (resolved?.impossible) warnings.push({ kind: 'outside', where, message: `${resolved.impossible}不存在，请核对。`, at: anchor })
    if (!dated && !resolved?.impossible)
      warnings.push({ kind: 'missing_section', where, message: resolved ? '没有写年份，也无从推定，起止时间留空。' : '没有写起止时间。', at: anchor })
    after = resolved?.lastDay ?? resolved?.firstDay ?? after
    return {
      no: part.no,
      name,
      start: resolved?.from ?? null,
      end: resolved?.to ?? null,
      startsOn: resolved?.firstDay ?? null,
      endsOn: resolved?.lastDay ?? null,
      text: part.foundIn === 'contents' ? '' : trimmedText(text, part.bodyStart, part.end),
      foundIn: part.foundIn,
      anchor,
    }
  })
  return { stages, warnings: [...warnings, ...compareStages(stages)] }
}

/** 3月1日 (first day) against the stage before: gaps, overlaps, ends before starts. */
export function compareStages(stages: readonly PlanStage[]): PlanWarning[] {
  const warnings: PlanWarning[] = []
  for (const [i, stage] of stages.entries()) {
    const where = `阶段${writeNumber(stage.no)}（${stage.name}）`
    if (stage.startsOn && stage.endsOn && stage.endsOn < stage.startsOn) {
      warnings.push({ kind: 'reversed', where, message: `结束（${stage.endsOn}）早于开始（${stage.startsOn}）。`, at: stage.anchor })
    }
    const before = stages[i - 1]
    if (!before?.endsOn || !stage.startsOn || stage.no !== before.no + 1) continue
    if (before.startsOn && before.endsOn < before.startsOn) continue
    const expected = plusDays(before.endsOn, 1)
    if (stage.startsOn < expected) {
      warnings.push({ kind: 'overlap', where, message: `与上一阶段重叠：上一阶段到 ${before.endsOn}，本阶段从 ${stage.startsOn} 起。`, at: stage.anchor })
    } else if (stage.startsOn > expected) {
      warnings.push({ kind: 'gap', where, message: `与上一阶段之间有空档：${expected} 至 ${plusDays(stage.startsOn, -1)}。`, at: stage.anchor })
    }
  }
  return warnings
}
