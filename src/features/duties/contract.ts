import { z } from 'zod'
import { dueSteps } from '../calendar/contract.ts'
import { contract } from '../../platform/http/endpoint.ts'
import { careApi } from './contract-care.ts'
import { childApi } from './contract-children.ts'
import { clueApi } from './contract-clues.ts'
import { registerApi } from './contract-registers.ts'

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份要写成 2026-10')
const date = z.iso.date('日期要写成 2026-10-20')
const field = ['worker', 'secretary', 'child_worker', 'grid'] as const
const all = ['clerk', 'leader', 'supervisor', 'worker', 'secretary', 'child_worker', 'grid'] as const
const trainingKind = z.enum(['meeting', 'training', 'publicity'])
const reportKind = z.enum(['death', 'employment'])

export const api = contract({
  ...clueApi,
  ...careApi,
  ...childApi,
  ...registerApi,
  'GET /api/monthly-reports': {
    who: all,
    query: z.object({ month: month.optional() }),
    output: z.object({
      month,
      months: z.array(z.string()),
      due: z.string(),
      dueSteps,
      reports: z.array(
        z.object({
          division: z.string(),
          name: z.string(),
          kind: reportKind,
          state: z.enum(['missing', 'zero', 'some']),
          count: z.number(),
          people: z.array(z.object({ name: z.string(), on: z.string().nullable(), handled: z.string().nullable() })),
          reporter: z.string().nullable(),
          reportedOn: z.string().nullable(),
          /** What data shows for the month: open leads of zero against data. */
          contradicts: z.array(z.object({ lead: z.string(), sentence: z.string() })),
        }),
      ),
    }),
  },
  'POST /api/monthly-reports': {
    who: ['worker', 'secretary'],
    body: z.object({
      month,
      kind: reportKind,
      people: z
        .array(
          z.object({
            name: z.string().trim().min(1, '请写姓名'),
            citizenId: z.string().trim().default(''),
            on: date,
            program: z.string().trim().default(''),
            handled: z.string().trim().default(''),
          }),
        )
        .max(100),
    }),
    output: z.object({ count: z.number() }),
  },
  'GET /api/visits': {
    who: all,
    query: z.object({ month: month.optional() }),
    output: z.object({
      month,
      basis: z.string().nullable(),
      dueOn: z.string(),
      dueSteps,
      due: z.number(),
      done: z.number(),
      people: z.array(
        z.object({
          person: z.string(),
          name: z.string(),
          citizenId: z.string(),
          division: z.string(),
          divisionName: z.string(),
          address: z.string().nullable(),
          why: z.string(),
          visitedOn: z.string().nullable(),
          visitedBy: z.string().nullable(),
        }),
      ),
    }),
  },
  'POST /api/visits': {
    who: field,
    body: z.object({
      person: z.uuid(),
      on: date,
      kind: z.enum(['regular', 'daily', 'special', 'phone']),
      content: z.string().trim().min(4, '请写看到了什么'),
      found: z.string().trim().default(''),
      attachments: z.array(z.uuid()).max(9).default([]),
    }),
    output: z.object({ visit: z.string() }),
  },
  'GET /api/training': {
    who: all,
    output: z.object({
      people: z.number(),
      papers: z.number(),
      counts: z.array(z.object({ kind: trainingKind, times: z.number(), people: z.number(), papers: z.number() })),
      communities: z.array(z.object({ name: z.string(), meeting: z.number(), training: z.number(), publicity: z.number() })),
      trainings: z.array(
        z.object({
          training: z.string(),
          kind: trainingKind,
          division: z.string(),
          on: z.string(),
          title: z.string(),
          people: z.number(),
          papers: z.number(),
          host: z.string(),
          divisionName: z.string(),
          attachments: z.array(z.object({ attachment: z.string(), name: z.string() })),
        }),
      ),
    }),
  },
  'POST /api/training': {
    who: ['clerk', 'secretary', 'worker'],
    body: z.object({
      on: date,
      kind: trainingKind.default('training'),
      title: z.string().trim().min(2, '请写会议、培训或宣传的名称'),
      people: z.number().int().min(0),
      papers: z.number().int().min(0),
      host: z.string().trim().min(1, '请写组织者'),
      attachments: z.array(z.uuid()).max(9).default([]),
    }),
    output: z.object({ training: z.string() }),
  },
  'GET /api/mechanisms': {
    who: all,
    output: z.object({
      mechanisms: z.array(
        z.object({
          mechanism: z.string(),
          title: z.string(),
          owner: z.string(),
          rhythm: z.string(),
          lastTurnOn: z.string().nullable(),
          lastTurnNote: z.string().nullable(),
        }),
      ),
      rules: z.array(
        z.object({ rule: z.string(), title: z.string(), paper: z.string(), on: z.string(), causes: z.array(z.string()), topics: z.array(z.string()) }),
      ),
    }),
  },
  'POST /api/mechanisms': {
    who: ['clerk', 'leader'],
    body: z.object({ title: z.string().trim().min(2), owner: z.string().trim().min(1), rhythm: z.string().trim().min(1) }),
    output: z.object({ mechanism: z.string() }),
  },
  'POST /api/mechanisms/{mechanism}/turns': {
    who: ['clerk', 'leader'],
    params: z.object({ mechanism: z.uuid() }),
    body: z.object({ on: date, note: z.string().trim().min(2, '请写这一次做了什么') }),
  },
  'POST /api/rules': {
    who: ['clerk', 'leader'],
    body: z.object({
      title: z.string().trim().min(2),
      paper: z.string().trim().min(2, '请写文号'),
      on: date,
      causes: z.array(z.enum(['subjective', 'objective', 'mechanism', 'work'])).min(1, '请选它回答哪类原因'),
      topics: z.array(z.string()).default([]),
    }),
    output: z.object({ rule: z.string() }),
  },
  'GET /api/mandatory-reports': {
    who: all,
    output: z.object({
      reports: z.array(
        z.object({
          report: z.string(),
          name: z.string(),
          personKind: z.enum(['minor', 'adult_without_capacity', 'other']),
          what: z.string(),
          foundAt: z.string(),
          foundBy: z.string(),
          recipient: z.string().nullable(),
          reportedAt: z.string().nullable(),
          receipt: z.string().nullable(),
          basis: z.string(),
          arrangement: z.string().nullable(),
          divisionName: z.string(),
          card: z.string().nullable(),
          division: z.string(),
        }),
      ),
    }),
  },
  'POST /api/mandatory-reports': {
    who: ['clerk', ...field],
    body: z.object({
      name: z.string().trim().min(1, '请写姓名'),
      personKind: z.enum(['minor', 'adult_without_capacity', 'other']),
      what: z.string().trim().min(4, '请写看到了什么'),
      recipient: z.string().trim().default(''),
      arrangement: z.string().trim().default(''),
    }),
    output: z.object({ report: z.string() }),
  },
  'POST /api/mandatory-reports/{report}/receipt': {
    who: ['clerk', ...field],
    params: z.object({ report: z.uuid() }),
    body: z.object({ recipient: z.string().trim().min(2, '请写报给了谁'), receipt: z.string().trim().min(2, '请写接报人或编号') }),
  },
})
