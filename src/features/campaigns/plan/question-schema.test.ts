import { areas } from '../../../domain/problem-words.ts'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadQuestions, loadTopics, loadVisitForms } from './question-schema.ts'

const topics = loadTopics('catalog/topics.yml')
const questions = loadQuestions('catalog/questions')
const forms = loadVisitForms('catalog/questions')
const known = new Set(topics.map((topic) => topic.code))

describe('the catalogue of topics and questions', () => {
  test('every one of the five groups has topics', () => {
    for (const area of areas) expect(topics.filter((topic) => topic.area === area).length, area).toBeGreaterThanOrEqual(5)
  })
  test('every topic has a question that only people can answer', () => {
    const asked = new Set(questions.flatMap((question) => question.topics))
    expect(topics.map((topic) => topic.code).filter((code) => !asked.has(code))).toEqual([])
  })
  test('questions name only topics that exist', () => {
    const named = [...questions, ...forms.flatMap((form) => form.questions)].flatMap((question) => question.topics)
    expect(named.filter((code) => !known.has(code))).toEqual([])
  })
  test('a question of the self-check belongs to one group only', () => {
    const areaOf = new Map(topics.map((topic) => [topic.code, topic.area]))
    for (const question of questions) expect(new Set(question.topics.map((code) => areaOf.get(code))).size, question.id).toBe(1)
  })
  test('violence against a disabled person is reported by who the person is, and for others by no article', () => {
    const danger = questions.find((question) => question.id === 'disability-abuse')?.danger
    expect(danger?.recipients.map(({ person, to, basis }) => [person, to, basis.map((each) => each.law + each.article)])).toEqual([
      ['minor', '公安、民政、教育等有关部门', ['未成年人保护法第十一条']],
      ['adult_without_capacity', '公安机关', ['反家庭暴力法第十四条']],
      ['other', null, []],
    ])
  })
  test('only children are reported in the questions about children, and child workers are asked them', () => {
    const aboutChildren = questions.filter((question) => question.topics.some((code) => code.endsWith('-children') || code.endsWith('-left-behind')))
    expect(aboutChildren.length).toBeGreaterThan(8)
    for (const question of aboutChildren) {
      expect(question.who, question.id).toContain('child_worker')
      for (const recipient of question.danger?.recipients ?? []) expect(recipient.person).toBe('minor')
    }
  })
  test('the visit to a disabled person asks six to eight things', () => {
    const form = forms.find((each) => each.form === 'disabled-person')
    expect(form?.questions.length).toBeGreaterThanOrEqual(6)
    expect(form?.questions.length).toBeLessThanOrEqual(8)
  })
})

describe('a malformed catalogue is refused with its file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'doudi-topics-'))
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  test('a topic outside the five groups', () => {
    expect(() => loadTopics(write('a.yml', '- { code: a-b, title: 题目, area: pension, words: [甲] }'))).toThrow(/a\.yml/)
  })
  test('a topic named twice', () => {
    const line = '- { code: a-b, title: 题目, area: dibao, words: [甲] }\n'
    expect(() => loadTopics(write('b.yml', line + line))).toThrow('a-b is named twice')
  })
  test('a question whose 无 would say the opposite', () => {
    const other = mkdtempSync(join(tmpdir(), 'doudi-questions-'))
    writeFileSync(
      join(other, 'danger-recipients.yml'),
      'minor: { to: null, when: 甲, basis: [] }\nadult_without_capacity: { to: null, when: 甲, basis: [] }\nother: { to: null, when: 甲, basis: [] }\n',
    )
    writeFileSync(join(other, 'x.yml'), 'title: 甲\nquestions: [{ id: a-b, text: 台账是否建立？, topics: [a-b], who: [worker], proof: [台账] }]')
    expect(() => loadQuestions(other)).toThrow(/x\.yml/)
  })
})
