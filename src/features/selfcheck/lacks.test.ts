import { expect, test } from 'vitest'
import { countLacks, lacksOf, type AnswerableItem } from './lacks.ts'

type Question = AnswerableItem['questions'][number]

const question = (answer: Question['answer'], rest: Partial<Question> = {}): Question => ({
  question: 'q',
  text: '有没有？',
  answer,
  written: 0,
  leads: 0,
  ...rest,
})
const item = (questions: Question[], years: AnswerableItem['years'] = []): AnswerableItem => ({ cell: 'c', label: '五·二', questions, years })
const none = { answer: 'none', count: null, explanation: '' } as const

test('an item lacks what is not answered, a year not filled and a 无 beside leads, each with its place', () => {
  const lacks = lacksOf(
    item(
      [question(none, { leads: 2 }), question(null)],
      [
        { year: 2021, looked: 20 },
        { year: 2022, looked: null },
      ],
    ),
  )
  expect(lacks.map((lack) => [lack.kind, lack.where])).toEqual([
    ['none_beside_leads', '五·二 第 1 问'],
    ['not_answered', '五·二 第 2 问'],
    ['year_empty', '五·二 2022 年'],
  ])
  expect(countLacks(lacks)).toBe('没答 1 处、年份没填 1 处、“无”和疑点对不上 1 处')
})

test('an explanation lets 无 stand beside leads; blanks are none', () => {
  expect(lacksOf(item([question({ ...none, explanation: '两人已核实为同名' }, { leads: 2 })]))).toEqual([])
  expect(lacksOf(item([question({ ...none, explanation: '  ' }, { leads: 2 })]))).toHaveLength(1)
})

test('不适用 beside leads is called out like 无', () => {
  expect(lacksOf(item([question({ answer: 'not_applicable', count: null, explanation: '' }, { leads: 1 })]))[0]?.kind).toBe('none_beside_leads')
})

test('有 3 处 with two problems written lacks the third', () => {
  const lacks = lacksOf(item([question({ answer: 'some', count: 3, explanation: '' }, { written: 2, leads: 4 })]))
  expect(lacks.map((lack) => [lack.kind, lack.what])).toEqual([['some_without_problem', '答了有 3 处，还有 1 处没写成问题']])
})
