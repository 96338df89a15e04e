import { findSpans } from './dates.ts'
import { allSections } from './outline.ts'
import type { Section } from './outline.ts'
import { areaOfTitle } from './subjects.ts'

export interface Chapters {
  /** Sections that each hold one area's items. */
  areas: Section[]
  /** A content chapter that has no area headings of its own. */
  flat: Section | null
  stages: Section[]
  /** Chapter of the steps, for stages told in running text. */
  steps: Section | null
  safeguards: Section[]
  /** Safeguard chapter without headings of its own. */
  plainSafeguards: Section[]
  /** Sibling sections whose number starts again: a chapter's heading was lost before them. */
  restarts: Section[]
}

type Kind = 'steps' | 'safeguards' | 'goal' | 'content' | 'other'

const stageTitle = /阶段|^(?:动员部署|宣传发动|自查自纠|排查摸底|整改落实|督查整改|总结提升|巩固提升)/u
const safeguardTitle =
  /^(?:强化|加强|严格|严肃|落实|压实|明确|提高|注重|狠抓|突出|细化|密切|健全)[^。]{0,4}(?:组织|领导|责任|督|宣传|培训|纪律|调度|工作|认识|措施|配合|协|问责|结果|氛围|保障)/u

function isStage(section: Section): boolean {
  return section.heading.isStage || stageTitle.test(section.title)
}

function kindOf(section: Section): Kind {
  const title = section.title
  const below = allSections(section.children)
  if (below.filter((child) => isStage(child)).length >= 2) return 'steps'
  if (/步骤|阶段|时间安排|时间节点|进度安排|实施安排|时间步骤/u.test(title)) return 'steps'
  if (/保障|工作要求|有关要求|相关要求|几点要求|纪律|组织领导|工作机制|组织实施|工作措施|^要求$/u.test(title)) return 'safeguards'
  if (/目标|指导思想|总体要求|总要求|背景|意义|原则|依据/u.test(title)) return 'goal'
  if (/内容|重点|任务|事项|排查|整治|治理|核查|清理|检查|范围|对象/u.test(title)) return 'content'
  return 'other'
}

/** The shallowest level under a chapter on which areas are named, and all its sections. */
function areaLevel(chapter: Section): Section[] {
  let level = chapter.children
  while (level.length > 0) {
    const named = level.filter((section) => areaOfTitle(section.title) !== null)
    if (named.length > 0) return level.filter((section) => !isStage(section) && !(areaOfTitle(section.title) === null && safeguardTitle.test(section.title)))
    level = level.flatMap((section) => section.children)
  }
  return []
}

function restartsIn(sections: readonly Section[]): Section[] {
  return sections.filter((section, i) => {
    const before = sections[i - 1]
    return before !== undefined && before.heading.rank === section.heading.rank && section.heading.no === 1 && before.heading.no >= 1
  })
}

/** Sorts the body's chapters by what they are about, in whatever order and under whatever number they stand. */
export function sortChapters(roots: readonly Section[]): Chapters {
  const kinds = new Map(roots.map((section) => [section, kindOf(section)]))
  const of = (kind: Kind): Section[] => roots.filter((section) => kinds.get(section) === kind)
  const content = of('content').filter((section) => !/对象|范围|时间/u.test(section.title) || section.children.length > 0)
  const wordy = content.filter((section) => !/对象|范围/u.test(section.title))
  let areas = (wordy.some((section) => areaLevel(section).length > 0) ? wordy : content).flatMap(areaLevel)
  // Towns that give each group its own chapter.
  const chapterAreas = roots.filter(
    (section) => kinds.get(section) !== 'steps' && kinds.get(section) !== 'safeguards' && kinds.get(section) !== 'goal' && areaOfTitle(section.title) !== null,
  )
  if (areas.length === 0 || (areas.length < chapterAreas.length && content.length !== 1)) areas = chapterAreas
  if (areas.length === 0) areas = of('other').flatMap(areaLevel)
  const every = allSections(roots)
  const steps = of('steps')[0] ?? null
  const inSteps = steps ? allSections(steps.children).filter(isStage) : []
  const topStages = inSteps.filter((section) => section.heading.rank === inSteps[0]?.heading.rank)
  const dated = steps ? steps.children.filter((section) => findSpans(section.line.norm).length > 0) : []
  const stages =
    topStages.length > 0 ? topStages : dated.length > 0 ? dated : every.filter((section) => isStage(section) && findSpans(section.line.norm).length > 0)
  const safeguardChapters = of('safeguards')
  let safeguards = safeguardChapters.flatMap((section) => section.children)
  if (safeguardChapters.length === 0) {
    const loose = every.filter(
      (section) => section.heading.rank >= 3 && safeguardTitle.test(section.title) && areaOfTitle(section.title) === null && !areas.includes(section),
    )
    safeguards = loose.filter((section) => section.heading.rank === loose[0]?.heading.rank)
  }
  return {
    areas: areas.filter((section) => !stages.includes(section) && !safeguards.includes(section)),
    flat: areas.length === 0 ? (content[0] ?? null) : null,
    stages,
    steps,
    safeguards,
    plainSafeguards: safeguardChapters.filter((section) => section.children.length === 0),
    restarts: [...restartsIn(roots), ...roots.flatMap((section) => restartsIn(section.children))],
  }
}
