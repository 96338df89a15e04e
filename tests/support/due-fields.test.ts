import { expect, test } from 'vitest'
import { z } from 'zod'
import { createFeatures } from '#src/features.ts'
import type { DataFolder } from '#src/platform/data-folder.ts'
import type { Endpoint } from '#src/platform/http/endpoint.ts'

interface JsonSchema {
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  anyOf?: JsonSchema[]
}

/** Names under which a contract gives a date by which something is owed. */
const dueName = /^(due|dueOn|nextDue|latest|deadline|due[A-Z]\w*On)$/

/**
 * Dates whose arithmetic stands elsewhere, with where. A list of thousands gives the date alone and its page the steps;
 * what an act answers is the date that was just asked for.
 */
const elsewhere: Record<string, string> = {
  'GET /api/leads rows[].dueOn': 'GET /api/leads/{lead}',
  'GET /api/leads/{lead}/similar leads[].dueOn': 'GET /api/leads/{lead}',
  'GET /api/lead-sheets sheets[].dueOn': 'GET /api/leads/{lead}',
  'POST /api/leads/assignments .dueOn': 'POST /api/leads/assignments/preview',
  'POST /api/leads/due .dueOn': 'the day that the request names',
  'GET /api/problems problems[].dueOn': 'GET /api/problems/{problem}',
  'GET /api/problems/reminders people[].nextDue': 'GET /api/problems/{problem}',
  'GET /api/problems/{problem} clock.dueOn': 'beside the clock: dueSteps of the problem',
  'GET /api/problems/{problem} account.instalments.parts[].due': 'the paper of the plan stands beside it',
  'GET /api/problems/{problem} extensionAsked.due': 'who asked for it, when and why stands beside it',
  'GET /api/selfcheck .deadline': 'inside: dueSteps of the deadline',
  'GET /api/dispatch-rows rows[].due': 'GET /api/leads/{lead}, GET /api/problems/{problem}',
}

function* dueFields(schema: JsonSchema, path: string): Generator<{ path: string; hasSteps: boolean }> {
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    // A number of that name counts; a step explains itself.
    if (dueName.test(name) && !isNumber(inner)) yield { path: `${path}.${name}`, hasSteps: 'dueSteps' in (schema.properties ?? {}) }
    if (name !== 'dueSteps') yield* dueFields(inner, path === '' ? name : `${path}.${name}`)
  }
  if (schema.items) yield* dueFields(schema.items, `${path}[]`)
  for (const inner of schema.anyOf ?? []) yield* dueFields(inner, path)
}

const isNumber = (schema: JsonSchema & { type?: string }): boolean => schema.type === 'number' || schema.type === 'integer'

function allDueFields(): { field: string; hasSteps: boolean }[] {
  // Only the contracts are read.
  return createFeatures({ lake: '' } as DataFolder).flatMap(({ contract }) =>
    (Object.entries(contract) as [string, Endpoint][]).flatMap(([endpoint, { output }]) =>
      output
        ? [...dueFields(z.toJSONSchema(output, { io: 'input', unrepresentable: 'any' }) as JsonSchema, '')].map(({ path, hasSteps }) => ({
            field: `${endpoint} ${path}`,
            hasSteps,
          }))
        : [],
    ),
  )
}

test('every due date that an endpoint gives has its arithmetic beside it, or is told where it stands', () => {
  const fields = allDueFields()
  expect(fields.filter(({ hasSteps }) => hasSteps).length).toBeGreaterThanOrEqual(12)
  expect(fields.filter(({ field, hasSteps }) => !hasSteps && !(field in elsewhere)).map(({ field }) => field)).toEqual([])
})

test('nothing is excused that is not there, and the page it names has the steps', () => {
  const fields = allDueFields()
  const without = new Set(fields.filter(({ hasSteps }) => !hasSteps).map(({ field }) => field))
  expect(Object.keys(elsewhere).filter((field) => !without.has(field))).toEqual([])
  const explained = new Set(fields.filter(({ hasSteps }) => hasSteps).map(({ field }) => field.slice(0, field.lastIndexOf(' '))))
  for (const where of Object.values(elsewhere))
    for (const [endpoint] of where.matchAll(/(GET|POST) \S+[^\s,]/g)) expect(explained, endpoint).toContain(endpoint)
})
