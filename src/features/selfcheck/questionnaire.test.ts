import { expect, test } from 'vitest'
import { genericQuestion, questionnaireOf, type CatalogQuestion } from './questionnaire.ts'

const catalog: CatalogQuestion[] = [
  { id: 'card-held', text: '有没有代管残疾证的？', hint: null, topics: ['cards-disability'], danger: null },
  { id: 'beaten', text: '有没有打骂的？', hint: '看身上', topics: ['abuse-disability', 'guardianship-children'], danger: null },
]

test('an item is asked the questions that name one of its topics, each once', () => {
  expect(questionnaireOf(['abuse-disability', 'guardianship-children', 'cards-disability'], catalog).map((each) => [each.question, each.topics])).toEqual([
    ['card-held', ['cards-disability']],
    ['beaten', ['abuse-disability', 'guardianship-children']],
  ])
})

test('leads of a topic that no question names stand beside the first question', () => {
  expect(questionnaireOf(['abuse-disability', 'deaths-disability'], catalog)[0]?.topics).toEqual(['abuse-disability', 'deaths-disability'])
})

test('an item without a question is asked the generic one over all its topics', () => {
  expect(questionnaireOf(['deaths-dibao'], catalog)).toEqual([
    { question: genericQuestion, text: '这一项有没有问题？', hint: null, topics: ['deaths-dibao'], danger: null },
  ])
})
