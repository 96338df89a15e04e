import { allQuestions } from '../campaigns/index.ts'
import type { CatalogQuestion } from './questionnaire.ts'

/** The self-check questions of the catalogue. */
export function catalogQuestions(): readonly CatalogQuestion[] {
  return allQuestions().map((question) => ({ id: question.id, text: question.text, hint: question.hint, topics: question.topics, danger: question.danger }))
}
