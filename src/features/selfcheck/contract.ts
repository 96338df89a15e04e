import { z } from 'zod'
import { contract } from '../../platform/http/endpoint.ts'
import { dueSteps } from '../calendar/contract.ts'

const readers = ['clerk', 'leader', 'secretary', 'worker', 'child_worker', 'grid', 'supervisor', 'county', 'auditor'] as const
const overviewers = ['clerk', 'leader', 'supervisor', 'county', 'auditor'] as const
const answerers = ['worker', 'child_worker', 'grid'] as const

const state = z.enum(['open', 'working', 'submitted', 'returned', 'signed', 'accepted'])
const answerKind = z.enum(['none', 'some', 'not_applicable'])
const day = z.iso.date()
const cellParams = z.object({ cell: z.uuid() })
const named = z.object({ code: z.string(), name: z.string() })
const campaign = z.object({ campaign: z.string(), title: z.string(), state: z.string(), division: z.string() })

const answer = z.object({
  answer: answerKind,
  count: z.number().nullable(),
  text: z.string(),
  explanation: z.string(),
  attachments: z.array(z.string()),
  by: z.string(),
  at: z.string(),
})
const place = z.object({ problem: z.string(), number: z.string(), state: z.string(), text: z.string(), by: z.string() })
const question = z.object({
  question: z.string(),
  text: z.string(),
  hint: z.string().nullable(),
  topics: z.array(z.string()),
  danger: z
    .object({
      what: z.string(),
      reports: z.array(
        z.object({ person: z.enum(['minor', 'adult_without_capacity', 'other']), to: z.string().nullable(), when: z.string(), basis: z.string() }),
      ),
    })
    .nullable(),
  answer: answer.nullable(),
  places: z.array(place),
  openLeads: z.number(),
  confirmedLeads: z.number(),
  contradicts: z.boolean(),
  leads: z.array(z.object({ lead: z.string(), number: z.string(), sentence: z.string() })),
})
const year = z.object({
  year: z.number(),
  should: z.number().nullable(),
  looked: z.number().nullable(),
  how: z.string(),
  by: z.string().nullable(),
  /** Filled by a list that covers the year; becomes the community's answer at 报送. */
  isFromData: z.boolean(),
  /** The last month that data covers, when not the whole year. */
  dataTo: z.string().nullable(),
})
const lack = z.object({
  kind: z.enum(['not_answered', 'some_without_problem', 'year_empty', 'none_beside_leads']),
  cell: z.string(),
  question: z.string().nullable(),
  year: z.number().nullable(),
  where: z.string(),
  what: z.string(),
})
const item = z.object({
  cell: z.string(),
  item: z.string(),
  label: z.string(),
  areaTitle: z.string(),
  title: z.string(),
  text: z.string(),
  state,
  version: z.number(),
  topics: z.array(z.string()),
  /** May this post answer it: a children's worker answers children's items. */
  mayAnswer: z.boolean(),
  openLeads: z.number(),
  dataPeople: z.number().nullable(),
  dataTo: z.string().nullable(),
  questions: z.array(question),
  years: z.array(year),
  lacks: z.array(lack),
  returnedReason: z.string().nullable(),
  returnedBy: z.string().nullable(),
  submittedBy: z.string().nullable(),
  submittedAt: z.string().nullable(),
  acceptedAt: z.string().nullable(),
})

const selfcheck = z.object({
  campaign: campaign.nullable(),
  communities: z.array(named),
  community: named.nullable(),
  items: z.array(item),
  lacks: z.array(lack),
  /** The hash of all answers as they stand; a signature is given for exactly this. */
  hash: z.string(),
  signature: z.object({ by: z.string(), at: z.string(), isValid: z.boolean() }).nullable(),
  secretary: z.string().nullable(),
  deadline: z.object({ stage: z.string(), on: z.string(), workingDays: z.number().nullable(), daysPast: z.number(), dueSteps }).nullable(),
  changes: z.array(z.object({ at: z.string(), by: z.string(), text: z.string() })),
  childWorkers: z.array(z.string()),
  today: z.string(),
  /** What this post may do here. */
  may: z.object({ answer: z.boolean(), submit: z.boolean(), sign: z.boolean(), review: z.boolean(), compare: z.boolean() }),
})

const sideBySide = z.object({
  mayReview: z.boolean(),
  campaign: campaign.nullable(),
  items: z.array(z.object({ item: z.string(), label: z.string(), title: z.string(), contradicting: z.number() })),
  item: z
    .object({
      item: z.string(),
      label: z.string(),
      title: z.string(),
      text: z.string(),
      topics: z.array(z.string()),
      questions: z.array(z.object({ question: z.string(), text: z.string() })),
    })
    .nullable(),
  rows: z.array(
    z.object({
      community: named,
      cell: z.string().nullable(),
      version: z.number(),
      state,
      openLeads: z.number(),
      contradicts: z.boolean(),
      answers: z.array(
        z.object({
          question: z.string(),
          answer: answer.nullable(),
          written: z.number(),
          openLeads: z.number(),
          confirmedLeads: z.number(),
          contradicts: z.boolean(),
        }),
      ),
      looked: z.number().nullable(),
      should: z.number().nullable(),
      yearsFilled: z.number(),
      yearsOf: z.number(),
    }),
  ),
})

const scopeQuery = z.object({ campaign: z.uuid().optional(), community: z.string().optional() })

export const api = contract({
  'GET /api/selfcheck': { who: readers, query: scopeQuery, output: selfcheck },
  'GET /api/selfcheck/side-by-side': { who: overviewers, query: z.object({ campaign: z.uuid().optional(), item: z.uuid().optional() }), output: sideBySide },
  'PUT /api/cells/{cell}/answer': {
    who: answerers,
    params: cellParams,
    body: z.object({
      question: z.string().min(1),
      answer: answerKind,
      count: z.number().int().min(1, '“有”至少 1 处').max(999).optional(),
      text: z.string().max(2000).default(''),
      explanation: z.string().max(1000).default(''),
      attachments: z.array(z.uuid()).max(30).default([]),
      /** When the answer that the page showed was given; null when it showed none. */
      seen: z.string().nullable(),
    }),
    output: z.object({ savedAt: z.string() }),
  },
  'PUT /api/cells/{cell}/years': {
    who: answerers,
    params: cellParams,
    body: z.object({
      years: z
        .array(
          z.object({
            year: z.number().int().min(1990).max(2200),
            should: z.number().int().min(0).nullable(),
            looked: z.number().int().min(0),
            how: z.string().trim().min(1, '请写怎么看的：翻台账、入户、数据……').max(60),
          }),
        )
        .min(1)
        .max(60),
    }),
    output: z.object({ savedAt: z.string() }),
  },
  'POST /api/cells/{cell}/places': {
    who: answerers,
    params: cellParams,
    body: z.object({
      question: z.string().min(1),
      text: z.string().trim().min(2, '请写是什么问题').max(500),
      person: z.string().trim().max(60).default(''),
      measure: z.string().trim().max(200).default(''),
      dueOn: day.nullable().default(null),
    }),
    output: z.object({ problem: z.string(), number: z.string() }),
  },
  'POST /api/cells/{cell}/return': {
    who: ['clerk'],
    params: cellParams,
    body: z.object({ reason: z.string().trim().min(2, '请写退回的原因').max(500), version: z.number().int() }),
  },
  'POST /api/selfcheck/acceptance': {
    who: ['clerk'],
    body: z.object({ cells: z.array(z.uuid()).min(1).max(500) }),
    output: z.object({ accepted: z.number() }),
  },
  'POST /api/selfcheck/submission': {
    who: ['worker', 'child_worker'],
    body: z.object({ campaign: z.uuid(), community: z.string(), cells: z.array(z.uuid()).min(1).optional() }),
    output: z.object({ submitted: z.number() }),
  },
  'POST /api/selfcheck/signature': {
    who: ['secretary'],
    body: z.object({ campaign: z.uuid(), community: z.string(), password: z.string().min(1, '请再输一次口令'), hash: z.string() }),
    output: z.object({ signed: z.number(), at: z.string() }),
  },
  'GET /api/selfcheck/log': {
    who: readers,
    query: scopeQuery,
    output: z.object({
      campaign: campaign.nullable(),
      communities: z.array(named.extend({ deploy: z.number(), urge: z.number(), inspect: z.number(), measures: z.number() })),
      community: named.nullable(),
      log: z.array(
        z.object({ log: z.string(), community: z.string(), kind: z.enum(['deploy', 'urge', 'inspect']), on: z.string(), text: z.string(), by: z.string() }),
      ),
      measures: z.array(
        z.object({
          measure: z.string(),
          community: z.string(),
          item: z.string().nullable(),
          label: z.string().nullable(),
          text: z.string(),
          by: z.string(),
          at: z.string(),
        }),
      ),
      items: z.array(z.object({ item: z.string(), label: z.string(), title: z.string() })),
      today: z.string(),
      may: z.object({ log: z.boolean(), measure: z.boolean() }),
    }),
  },
  'POST /api/selfcheck/log': {
    who: ['secretary'],
    body: z.object({ kind: z.enum(['deploy', 'urge', 'inspect']), on: day, text: z.string().trim().min(4, '请写做了什么').max(1000) }),
    output: z.object({ log: z.string() }),
  },
  'POST /api/selfcheck/measures': {
    who: ['secretary', 'worker', 'child_worker'],
    body: z.object({ campaign: z.uuid(), item: z.uuid().nullable(), text: z.string().trim().min(4, '请写措施').max(1000) }),
    output: z.object({ measure: z.string() }),
  },
})
