import type { Chapters } from './chapters.ts'
import { writeNumber } from './chinese-numerals.ts'
import { GAP } from './clean-text.ts'
import type { CleanText } from './clean-text.ts'
import { findSpans } from './dates.ts'
import { missingNumbers } from './find-damage.ts'
import type { FrontMatter } from './front-matter.ts'
import { givenRange } from './places.ts'
import type { PlanArea, PlanSafeguard, PlanStage, PlanWarning, Range } from './plan-shape.ts'
import { resolveSpan } from './resolve-dates.ts'

/** What a plan ought to have and this one lacks: title, areas, stages, safeguards, numbers in between. */
export function structureWarnings(
  front: FrontMatter,
  chapters: Chapters,
  plan: { areas: PlanArea[]; stages: PlanStage[]; safeguards: PlanSafeguard[] },
): PlanWarning[] {
  const warnings: PlanWarning[] = []
  const missing = (where: string, message: string): void => {
    warnings.push({ kind: 'missing_section', where, message, at: null })
  }
  if (front.title === null) missing('标题', '没有找到方案的标题。')
  for (const area of plan.areas)
    if (area.title === '') missing(`排查内容（${area.no === null ? '未编号' : writeNumber(area.no)}）`, '这一部分的开头和标题丢了，只剩后面的文字。')
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
  const gapIn = (where: string, numbers: readonly number[], from: number): void => {
    const lost = missingNumbers(numbers, from)
    if (lost.length === 0) return
    warnings.push({ kind: 'numbering_gap', where, message: `编号不连续，缺第${lost.map((n) => writeNumber(n)).join('、')}。`, at: null })
    for (const n of lost) missing(`${where}（${writeNumber(n)}）`, '原文里没有这一部分，可以按别处的来源补写。')
  }
  const areaNumbers = plan.areas.map((area) => area.no).filter((no) => no !== null)
  // Chapters and articles count on from the parts before them; （一） begins anew.
  gapIn('排查内容', areaNumbers, (chapters.areas[0]?.heading.rank ?? 0) >= 4 ? 1 : Math.min(...areaNumbers))
  for (const [where, parts] of [
    ['工作步骤', plan.stages],
    ['组织保障', plan.safeguards],
  ] as const) {
    const numbers = parts.map((part) => part.no)
    const least = Math.min(...numbers)
    gapIn(where, numbers, least <= 5 ? 1 : least)
  }
  return warnings
}

/** Deadlines in the steps and safeguards that lie outside first and last stage, and stages outside the period told for the whole. */
export function outsideWarnings(text: CleanText, { stages, range, front }: { stages: readonly PlanStage[]; range: Range; front: FrontMatter }): PlanWarning[] {
  const days = stages
    .flatMap((stage) => [stage.startsOn, stage.endsOn])
    .filter((day) => day !== null)
    .toSorted()
  const first = days[0]
  const last = days.at(-1)
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

/** A truncated end without any marker: the last words of the body stop in the middle of a sentence. */
export function brokenEnd(front: FrontMatter, text: CleanText, whereOf: (index: number) => string): PlanWarning[] {
  const last = front.body.at(-1)
  if (!last || (last.heading === null && last.norm.length < 12)) return []
  const words = last.norm.trimEnd()
  if (words.endsWith(GAP) || /[。!?:;)\]”"》]$/u.test(words) || (last.heading !== null && words.length < 25)) return []
  const at = givenRange(text, [Math.max(last.start, last.end - 6), last.end])
  return [{ kind: 'omission', where: whereOf(last.end - 1), message: '最后一句没有写完，后面的文字可能丢了。', at }]
}
