import { areas } from '../../../domain/problem-words.ts'
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { readYaml } from '../../../platform/files/read-yaml.ts'
import type { Topic } from './plan-shape.ts'

const code = z.string().regex(/^[a-z]+(?:-[a-z]+)+$/)
/** Who a danger concerns; the law names another recipient for each. */
export const personKinds = ['minor', 'adult_without_capacity', 'other'] as const
export type PersonKind = (typeof personKinds)[number]

const topicSchema = z.strictObject({
  code,
  title: z.string().min(2),
  area: z.enum(areas),
  words: z.array(z.string().min(1)).min(1),
})

const day = z.iso.date()
const article = z.strictObject({ law: z.string(), article: z.string(), from: day.nullable() })
const recipientSchema = z.strictObject({
  /** Null: no article orders a report; the person is asked first. */
  to: z.string().nullable(),
  when: z.string(),
  basis: z.array(article),
  instead_for_left_behind: z.strictObject({ to: z.string(), basis: article }).optional(),
})
const recipientsSchema = z.record(z.enum(personKinds), recipientSchema)

const questionSchema = z.strictObject({
  id: code,
  /** Asked so that 有 means a problem: 有没有…的. */
  text: z
    .string()
    .regex(/有没有/u)
    .regex(/[？]$/u),
  hint: z.string().min(2).optional(),
  topics: z.array(code).min(1),
  who: z.array(z.enum(['worker', 'child_worker', 'grid'])).min(1),
  /** Kinds of proof in words of the office. */
  proof: z.array(z.string().min(2)).min(1),
  /** Numbers of the domain's list of checks that no data can answer and this question does. */
  ck: z.array(z.string().regex(/^CK\d\d$/)).default([]),
  danger: z.strictObject({ what: z.string().min(2), persons: z.array(z.enum(personKinds)).min(1) }).optional(),
})
const questionnaireSchema = z.strictObject({ title: z.string(), for: z.array(z.enum(areas)).optional(), questions: z.array(questionSchema).min(1) })

export interface Recipient {
  person: PersonKind
  to: string | null
  when: string
  basis: { law: string; article: string; from: string | null }[]
  /** For a left-behind child the 2016 paper names the police alone. */
  insteadForLeftBehind: { to: string; basis: { law: string; article: string; from: string | null } } | null
}

export interface Danger {
  what: string
  /** To whom, by who the person is. */
  recipients: Recipient[]
}

export interface Question {
  id: string
  text: string
  hint: string | null
  topics: string[]
  who: ('worker' | 'child_worker' | 'grid')[]
  proof: string[]
  ck: string[]
  danger: Danger | null
}

export interface VisitForm {
  /** The file's stem. */
  form: string
  title: string
  areas: Topic['area'][]
  questions: Question[]
}

const recipientsFile = 'danger-recipients.yml'

function refuseDoubles(codes: readonly string[], where: string): void {
  const twice = codes.find((each, i) => codes.indexOf(each) !== i)
  if (twice !== undefined) throw new Error(`${where}: ${twice} is named twice`)
}

/** Reads `catalog/topics.yml`. Throws with the file's name when a topic is malformed or named twice. */
export function loadTopics(file: string): Topic[] {
  const topics = readYaml(file, z.array(topicSchema))
  refuseDoubles(
    topics.map((topic) => topic.code),
    file,
  )
  return topics
}

/** Reads who must be told of a danger, by kind of person (未成年人保护法第十一条, 反家庭暴力法第十四条). */
export function loadRecipients(folder: string): Record<PersonKind, Recipient> {
  const read = readYaml(join(folder, recipientsFile), recipientsSchema)
  const recipient = (person: PersonKind): Recipient => {
    const { to, when, basis, instead_for_left_behind: instead } = read[person]
    return { person, to, when, basis, insteadForLeftBehind: instead ?? null }
  }
  return { minor: recipient('minor'), adult_without_capacity: recipient('adult_without_capacity'), other: recipient('other') }
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yml') && name !== recipientsFile)
    .toSorted()
    .map((name) => join(folder, name))
}

function readQuestionnaire(file: string, recipients: Record<PersonKind, Recipient>): { title: string; areas: Topic['area'][]; questions: Question[] } {
  const { title, for: areas, questions } = readYaml(file, questionnaireSchema)
  return {
    title,
    areas: areas ?? [],
    questions: questions.map(({ hint, danger, ...question }) => ({
      ...question,
      hint: hint ?? null,
      danger: danger ? { what: danger.what, recipients: danger.persons.map((person) => recipients[person]) } : null,
    })),
  }
}

/** Questions of the self-check (the files of the folder itself), in the order of files and lines. Throws when malformed. */
export function loadQuestions(folder: string): Question[] {
  const recipients = loadRecipients(folder)
  const questions = yamlFiles(folder).flatMap((file) => readQuestionnaire(file, recipients).questions)
  refuseDoubles(
    questions.map((question) => question.id),
    folder,
  )
  return questions
}

/** Forms for visits (`visits/` of the folder): what to look at and to ask, danger first reported by kind of person. */
export function loadVisitForms(folder: string): VisitForm[] {
  const recipients = loadRecipients(folder)
  const forms = yamlFiles(join(folder, 'visits')).map((file) => ({ form: basename(file, '.yml'), ...readQuestionnaire(file, recipients) }))
  refuseDoubles(
    forms.flatMap((form) => form.questions.map((question) => question.id)),
    folder,
  )
  return forms
}
