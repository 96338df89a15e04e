import type { Area } from '../../domain/problem-words.ts'
import { fileURLToPath } from 'node:url'
import type { Topic } from './plan/plan-shape.ts'
import { loadQuestions, loadTopics, type Question } from './plan/question-schema.ts'

const topicFile = fileURLToPath(new URL('../../../catalog/topics.yml', import.meta.url))
const questionFolder = fileURLToPath(new URL('../../../catalog/questions/', import.meta.url))

let topics: Topic[] | undefined
let questions: Question[] | undefined

/** The topics of the catalogue, read once per process. */
export function allTopics(): Topic[] {
  topics ??= loadTopics(topicFile)
  return topics
}

/** The questions of the catalogue, read once per process. */
export function allQuestions(): Question[] {
  questions ??= loadQuestions(questionFolder)
  return questions
}

export function topicTitle(code: string): string {
  return allTopics().find((topic) => topic.code === code)?.title ?? code
}

export function areaOfTopic(code: string): Area {
  return allTopics().find((topic) => topic.code === code)?.area ?? 'dibao'
}
