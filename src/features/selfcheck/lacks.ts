/** What of one item the completeness of its answers depends on. */
export interface AnswerableItem {
  cell: string
  label: string
  questions: readonly {
    question: string
    text: string
    answer: { answer: 'none' | 'some' | 'not_applicable'; count: number | null; explanation: string } | null
    /** Problems written for this question that still stand. */
    written: number
    /** Open and confirmed leads behind the question. */
    leads: number
  }[]
  years: readonly { year: number; looked: number | null }[]
}

export const lackKinds = ['not_answered', 'some_without_problem', 'year_empty', 'none_beside_leads'] as const
export type LackKind = (typeof lackKinds)[number]

export interface Lack {
  kind: LackKind
  cell: string
  question: string | null
  year: number | null
  /** Where: “五·二 第 3 问”. */
  where: string
  what: string
}

/** “无” or 不适用 beside leads that nobody explained: the data says otherwise. */
export function contradicts(question: AnswerableItem['questions'][number]): boolean {
  return question.answer !== null && question.answer.answer !== 'some' && question.leads > 0
}

/** What still stands between an item and 报送, in the order of the page. Empty: it may be sent. */
export function lacksOf(item: AnswerableItem): Lack[] {
  const lacks: Lack[] = []
  item.questions.forEach((question, at) => {
    const lack = (kind: LackKind, what: string): void => {
      lacks.push({ kind, cell: item.cell, question: question.question, year: null, where: `${item.label} 第 ${at + 1} 问`, what })
    }
    const { answer } = question
    if (!answer) return lack('not_answered', question.text)
    const missing = answer.answer === 'some' ? (answer.count ?? 0) - question.written : 0
    if (missing > 0) lack('some_without_problem', `答了有 ${answer.count} 处，还有 ${missing} 处没写成问题`)
    if (contradicts(question) && answer.explanation.trim() === '')
      lack('none_beside_leads', `答“${answer.answer === 'none' ? '无' : '不适用'}”，疑点 ${question.leads} 条`)
  })
  for (const { year, looked } of item.years) {
    if (looked === null) lacks.push({ kind: 'year_empty', cell: item.cell, question: null, year, where: `${item.label} ${year} 年`, what: '看了多少没填' })
  }
  return lacks
}

const kindWords: Record<LackKind, string> = {
  not_answered: '没答',
  some_without_problem: '“有”还没写成问题',
  year_empty: '年份没填',
  none_beside_leads: '“无”和疑点对不上',
}

/** “没答 4 处、年份没填 1 处”. */
export function countLacks(lacks: readonly Lack[]): string {
  return lackKinds
    .map((kind) => [kind, lacks.filter((lack) => lack.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${kindWords[kind]} ${count} 处`)
    .join('、')
}
