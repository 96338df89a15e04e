import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { allQuestions } from '#src/features/campaigns/index.ts'
import { loadCheckCatalog } from '#src/features/checks/check-catalog.ts'
import { noteKinds } from '#src/features/supervision/examination/kinds.ts'

const numbersShape = z.array(
  z.strictObject({
    ck: z.string().regex(/^CK\d\d$/),
    what: z.string().min(2),
    /** Kinds of notes of the nightly look over the campaign's own work. */
    examination: z.array(z.enum(noteKinds)).default([]),
    /** Why nothing answers it. */
    open: z.string().min(4).optional(),
  }),
)

export interface AnsweredNumber {
  ck: string
  what: string
  checks: { check: string; subject: string }[]
  questions: string[]
  examination: string[]
  open: string | null
}

const catalog = (name: string): string => fileURLToPath(new URL(`../../catalog/${name}`, import.meta.url))

/** Every number of the domain's list of checks with what answers it. Throws when a check or question names an unknown number. */
export function answeredNumbers(): AnsweredNumber[] {
  const numbers = numbersShape.parse(parse(readFileSync(catalog('numbers.yml'), 'utf8')))
  const { checks } = loadCheckCatalog(catalog(''))
  const questions = allQuestions()
  const numbersOf = (check: (typeof checks)[number]): string[] => (Array.isArray(check.ck) ? check.ck : Object.values(check.ck).flat())
  const known = new Set(numbers.map((each) => each.ck))
  for (const ck of [...checks.flatMap(numbersOf), ...questions.flatMap((question) => question.ck)])
    if (!known.has(ck)) throw new Error(`catalog/numbers.yml has no ${ck}`)
  return numbers.map(({ ck, what, examination, open }) => ({
    ck,
    what,
    checks: checks.filter((check) => numbersOf(check).includes(ck)).map(({ check, subject }) => ({ check, subject })),
    questions: questions.filter((question) => question.ck.includes(ck)).map((question) => question.id),
    examination,
    open: open ?? null,
  }))
}

export function isAnswered(number: AnsweredNumber): boolean {
  return number.checks.length + number.questions.length + number.examination.length > 0
}

/** docs/checks.md: one row per number. */
export function checkNumbersTable(): string {
  const numbers = answeredNumbers()
  const rows = numbers.map((each) => {
    const answers = [
      ...each.checks.map(({ check, subject }) => `核查 [${check}](../catalog/checks/${subject}/${check}.yml)`),
      ...each.questions.map((question) => `自查问题 ${question}`),
      ...(each.examination.length > 0 ? [`每夜自检 ${each.examination.join('、')}`] : []),
    ]
    return `| ${each.ck} | ${each.what} | ${answers.length > 0 ? answers.join('<br>') : `未做：${each.open ?? ''}`} |`
  })
  const open = numbers.filter((each) => !isAnswered(each))
  return `# 核查编号一览

由 \`npm run docs\` 从 \`catalog/checks\`、\`catalog/questions\` 和 \`catalog/numbers.yml\` 写出。核查看名单，自查问题由社区回答（数据看不出来的），每夜自检看整治工作本身。共 ${numbers.length} 个编号，${open.length === 0 ? '都有着落' : `${open.length} 个还没有做`}。

| 编号 | 查什么 | 由什么回答 |
|---|---|---|
${rows.join('\n')}
`
}
