import { z } from 'zod'
import { manyApi } from './contract-many.ts'
import { moneyApi } from './contract-money.ts'
import { noticeForms, stopActions } from './notice-rules.ts'
import { areas, causeKinds, moneyKinds, recoveryWays, sources, waitReasons } from '../../domain/problem-words.ts'
import { programs } from '../../domain/programs.ts'
import { contract } from '../../platform/http/endpoint.ts'
import { dueSteps } from '../calendar/contract.ts'
import { problemKinds } from './actions/problem-kinds.ts'
import { conditionKeys } from './closure.ts'
import { lackKeys } from './lack-keys.ts'
import { tracks } from './problem-clock.ts'
import { problemStates } from './problem-states.ts'

const readers = ['clerk', 'leader', 'secretary', 'worker', 'child_worker', 'grid', 'supervisor', 'county', 'auditor'] as const
const planners = ['clerk', 'secretary', 'worker', 'child_worker'] as const
const menders = ['clerk', 'worker', 'child_worker', 'grid'] as const

const problem = z.object({ problem: z.uuid() })
const version = z.number().int()
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期写成 2026-10-31')
const month = z.string().regex(/^\d{4}-\d{2}$/, '月份写成 2026-10')
const words = z.string().trim().min(1, '请写明').max(2_000)
const fen = z.number().int().nonnegative().nullable().default(null)
const many = <T extends z.ZodType>(each: T) =>
  z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(each).optional())
const cause = z.object({ kind: z.enum(causeKinds), text: words })

const ofCampaign = z.object({ campaign: z.uuid().optional() })

const filter = z.object({
  state: many(z.enum([...problemStates, 'open'])),
  area: many(z.enum(areas)),
  kind: many(z.enum(problemKinds)),
  source: many(z.enum(sources)),
  owner: z.string().optional(),
  division: z.string().optional(),
  due: z.enum(['overdue', 'soon', 'none']).optional(),
  track: z.enum(tracks).optional(),
  cause: z.enum(causeKinds).optional(),
  relapsed: z.stringbool().optional(),
  topic: z.string().optional(),
  item: z.string().optional(),
  campaign: z.uuid().optional(),
  text: z.string().max(100).optional(),
})

const counts = z.object({
  total: z.number(),
  open: z.number(),
  registered: z.number(),
  mending: z.number(),
  waiting: z.number(),
  reviewing: z.number(),
  returned: z.number(),
  closed: z.number(),
  overdue: z.number(),
  soon: z.number(),
  relapsed: z.number(),
})

const listed = z.object({
  problem: z.string(),
  number: z.string(),
  kind: z.enum(problemKinds),
  title: z.string(),
  area: z.string().nullable(),
  division: z.string(),
  divisionName: z.string(),
  subjectName: z.string().nullable(),
  state: z.enum(problemStates),
  waitingReason: z.enum(waitReasons).nullable(),
  track: z.enum(tracks).nullable(),
  cause: z.enum(causeKinds).nullable(),
  ownerName: z.string().nullable(),
  dueOn: z.string().nullable(),
  isOverdue: z.boolean(),
  isSoon: z.boolean(),
  concerned: z.number().nullable(),
  overpaid: z.number().nullable(),
  underpaid: z.number().nullable(),
  sources: z.array(z.object({ source: z.enum(sources), number: z.string().nullable() })),
  isRelapsed: z.boolean(),
  measures: z.number(),
  measuresDone: z.number(),
  proofAfter: z.number(),
  version: z.number(),
})

const condition = z.object({
  key: z.enum(conditionKeys),
  ok: z.boolean(),
  text: z.string(),
  why: z.string().nullable(),
  button: z.object({ action: z.enum(['cause', 'measure', 'owner', 'plan', 'proof', 'money', 'stop', 'import']), word: z.string() }).nullable(),
})

const search = z.object({
  search: z.string(),
  question: z.string(),
  orderedBy: z.string(),
  orderedAt: z.string(),
  isFromRun: z.boolean(),
  found: z.number(),
  lookedAt: z.number(),
  open: z.number(),
  results: z.array(
    z.object({
      division: z.string(),
      divisionName: z.string(),
      result: z.enum(['found', 'none', 'not_covered', 'open']),
      found: z.number().nullable(),
      lookedAt: z.number().nullable(),
      note: z.string().nullable(),
      byName: z.string().nullable(),
      at: z.string().nullable(),
    }),
  ),
})

const reconciled = z.object({
  division: z.string(),
  divisionName: z.string(),
  problems: z.number(),
  measures: z.number(),
  proof: z.number(),
  agrees: z.boolean(),
  differing: z.array(z.object({ problem: z.string(), number: z.string(), title: z.string(), lacks: z.array(z.enum(lackKeys)) })),
})

const detail = listed.extend({
  description: z.string(),
  /** Null: daily work. */
  campaign: z.object({ campaign: z.string(), title: z.string() }).nullable(),
  citizenId: z.string().nullable(),
  person: z.string().nullable(),
  program: z.string().nullable(),
  months: z.array(z.string()),
  topic: z.string().nullable(),
  check: z.string().nullable(),
  causeText: z.string().nullable(),
  unit: z.string().nullable(),
  ownerPost: z.string().nullable(),
  hasOwnerLeft: z.boolean(),
  isExtended: z.boolean(),
  sampledTimes: z.number(),
  returnedReason: z.string().nullable(),
  createdBy: z.string(),
  /** The line of states: when each was last reached. */
  reached: z.array(z.object({ state: z.enum(problemStates), on: z.string().nullable() })),
  /** What it could wait for from today on, by which article how long. */
  waitings: z.array(z.object({ reason: z.enum(waitReasons), isLimited: z.boolean(), latest: z.string(), dueSteps })),
  clock: z.object({
    kind: z.enum(['none', 'running', 'standing', 'overdue', 'ended']),
    headline: z.string(),
    explanation: z.string(),
    dueOn: z.string().nullable(),
    left: z.number().nullable(),
  }),
  dueSteps,
  measureList: z.array(z.object({ measure: z.string(), text: z.string(), doneOn: z.string().nullable(), doneBy: z.string().nullable() })),
  account: z.object({
    lines: z.array(z.object({ key: z.string(), sign: z.enum(['', '−', '=']), label: z.string(), fen: z.number(), explanation: z.string() })),
    entries: z.array(
      z.object({
        entry: z.string(),
        kind: z.enum(moneyKinds),
        way: z.enum(recoveryWays).nullable(),
        fen: z.number(),
        onDate: z.string(),
        organ: z.string().nullable(),
        paper: z.string().nullable(),
        note: z.string().nullable(),
        receipt: z.string().nullable(),
        attachment: z.string().nullable(),
        by: z.string(),
        mayReverse: z.boolean(),
      }),
    ),
    instalments: z
      .object({ paper: z.string(), parts: z.array(z.object({ due: z.string(), fen: z.number(), paid: z.number(), isLate: z.boolean() })), apart: z.number() })
      .nullable(),
    rest: z.number(),
    owedRest: z.number(),
    isUndecided: z.boolean(),
  }),
  people: z.array(
    z.object({
      one: z.string(),
      person: z.string().nullable(),
      name: z.string(),
      citizenId: z.string().nullable(),
      concerned: z.number().nullable(),
      overpaid: z.number().nullable(),
      underpaid: z.number().nullable(),
      note: z.string().nullable(),
    }),
  ),
  stop: z.object({
    month: z.string().nullable(),
    goesOn: z.boolean(),
    paper: z.string().nullable(),
    asked: z.string().nullable(),
    action: z.enum(stopActions).nullable(),
    heardOn: z.string().nullable(),
    decidedOn: z.string().nullable(),
    notifiedOn: z.string().nullable(),
    form: z.enum(noticeForms).nullable(),
  }),
  proofs: z.array(
    z.object({
      proof: z.string(),
      side: z.enum(['before', 'after']),
      note: z.string(),
      on: z.string(),
      by: z.string(),
      attachment: z.string().nullable(),
      mediaType: z.string().nullable(),
      name: z.string().nullable(),
    }),
  ),
  sourceList: z.array(
    z.object({
      id: z.string(),
      source: z.enum(sources),
      number: z.string().nullable(),
      lead: z.string().nullable(),
      note: z.string().nullable(),
      on: z.string(),
    }),
  ),
  waits: z.array(z.object({ reason: z.enum(waitReasons), note: z.string(), from: z.string(), to: z.string().nullable(), outcome: z.string().nullable() })),
  transfer: z.object({ on: z.string(), to: z.string(), paper: z.string(), receipt: z.string().nullable() }).nullable(),
  extensionAsked: z.object({ due: z.string(), reason: z.string(), by: z.string(), on: z.string() }).nullable(),
  checklist: z.array(condition),
  closingNote: z.string(),
  threeNumbers: reconciled.nullable(),
  searches: z.array(search),
  events: z.array(z.object({ at: z.string(), by: z.string(), words: z.string(), reason: z.string().nullable() })),
  /** What the reader's post may do now. */
  can: z.array(z.string()),
  neighbours: z.object({ before: z.string().nullable(), after: z.string().nullable(), at: z.number(), of: z.number() }),
})

export const api = contract({
  'GET /api/problems': {
    who: readers,
    query: filter.extend({ limit: z.coerce.number().int().min(1).max(1_000).default(200), offset: z.coerce.number().int().min(0).default(0) }),
    output: z.object({ today: z.string(), counts, total: z.number(), problems: z.array(listed) }),
  },
  'GET /api/problems/export': { who: readers, query: filter, file: true },
  'GET /api/problems/reconciliation': {
    who: readers,
    query: ofCampaign.extend({ division: z.string().optional() }),
    output: z.object({ communities: z.array(reconciled) }),
  },
  'GET /api/problems/causes': {
    who: readers,
    query: ofCampaign,
    output: z.object({ counts: z.array(z.object({ area: z.string().nullable(), cause: z.enum(causeKinds).nullable(), problems: z.number() })) }),
  },
  'GET /api/problems/reminders': {
    who: readers,
    query: ofCampaign,
    output: z.object({
      people: z.array(
        z.object({
          post: z.string().nullable(),
          name: z.string().nullable(),
          hasLeft: z.boolean(),
          division: z.string(),
          divisionName: z.string(),
          open: z.number(),
          overdue: z.number(),
          soon: z.number(),
          stuck: z.number(),
          returned: z.number(),
          waiting: z.number(),
          nextDue: z.string().nullable(),
        }),
      ),
    }),
  },
  'GET /api/problems/{problem}': { who: readers, params: problem, output: detail },
  'POST /api/problems': {
    who: ['clerk', 'secretary', 'worker', 'child_worker', 'supervisor'],
    body: z.object({
      source: z.enum(sources),
      sourceNumber: z.string().trim().max(100).nullable().default(null),
      title: words,
      description: z.string().trim().max(4_000).default(''),
      division: z.string().min(2),
      area: z.enum(areas),
      kind: z.enum(problemKinds).default('process'),
      topic: z.string().nullable().default(null),
      item: z.uuid().nullable().default(null),
      /** Null is daily work; left out it follows from item and topic. */
      campaign: z.uuid().nullable().optional(),
      person: z.uuid().nullable().default(null),
      subjectName: z.string().trim().max(100).nullable().default(null),
      program: z.enum(programs).nullable().default(null),
      months: z.array(month).max(240).default([]),
      isChildMatter: z.boolean().default(false),
      concerned: fen,
      overpaid: fen,
      underpaid: fen,
      note: z.string().trim().max(1_000).nullable().default(null),
    }),
    output: z.object({ problem: z.string(), number: z.string(), isMerged: z.boolean() }),
  },
  'POST /api/problems/{problem}/sources': {
    who: ['clerk', 'supervisor'],
    params: problem,
    body: z.object({ source: z.enum(sources), sourceNumber: words, note: z.string().trim().max(1_000).nullable().default(null) }),
  },
  'POST /api/problems/{problem}/campaign': { who: ['clerk'], params: problem, body: z.object({ version, campaign: z.uuid().nullable() }) },
  'POST /api/problems/{problem}/establishment': { who: ['clerk'], params: problem, body: z.object({ version }) },
  'POST /api/problems/{problem}/revocation': {
    who: ['clerk', 'secretary', 'worker', 'child_worker', 'grid', 'supervisor'],
    params: problem,
    body: z.object({ version, reason: words }),
  },
  'POST /api/problems/{problem}/cause': { who: planners, params: problem, body: cause.extend({ version }) },
  'POST /api/problems/{problem}/measures': { who: planners, params: problem, body: z.object({ text: words }), output: z.object({ measure: z.string() }) },
  'POST /api/problems/{problem}/measures/{measure}/done': {
    who: menders,
    params: problem.extend({ measure: z.uuid() }),
    body: z.object({ isDone: z.boolean().default(true), doneOn: date.optional() }),
  },
  'POST /api/problems/{problem}/owner': {
    who: ['clerk', 'secretary'],
    params: problem,
    body: z.object({ version, post: z.uuid(), unit: z.string().trim().min(1).optional(), reason: z.string().trim().optional() }),
  },
  'POST /api/problems/{problem}/plan': {
    who: planners,
    params: problem,
    body: z.object({
      version,
      track: z.enum(tracks),
      due: date.optional(),
      cause: cause.optional(),
      measures: z.array(words).max(20).optional(),
      owner: z.uuid().optional(),
      unit: z.string().trim().min(1).optional(),
    }),
  },
  'POST /api/problems/{problem}/mending': { who: menders, params: problem, body: z.object({ version }) },
  'POST /api/problems/{problem}/waiting': {
    who: menders,
    params: problem,
    /** Without `until`: as long as the article gives the others, else the usual days. */
    body: z.object({ version, reason: z.enum(waitReasons), note: words, from: date.optional(), until: date.optional() }),
  },
  'POST /api/problems/{problem}/waiting/end': { who: menders, params: problem, body: z.object({ version, outcome: words, to: date.optional() }) },
  'POST /api/problems/{problem}/extension-request': {
    who: ['secretary', 'worker', 'child_worker', 'clerk'],
    params: problem,
    body: z.object({ due: date, reason: words }),
  },
  'POST /api/problems/{problem}/extension': { who: ['leader'], params: problem, body: z.object({ version, due: date, reason: words }) },
  'POST /api/problems/{problem}/stop': {
    who: ['clerk'],
    params: problem,
    body: z.object({
      version,
      month: month.optional(),
      goesOn: z.boolean().default(false),
      paper: words,
      action: z.enum(stopActions).optional(),
      heardOn: z.iso.date().nullable().optional(),
      decidedOn: z.iso.date().nullable().optional(),
      notifiedOn: z.iso.date().nullable().optional(),
      form: z.enum(noticeForms).nullable().optional(),
    }),
  },
  'POST /api/problems/{problem}/proof': {
    who: ['clerk', 'secretary', 'worker', 'child_worker', 'grid'],
    params: problem,
    body: z.object({ attachment: z.uuid().optional(), side: z.enum(['before', 'after']), note: words }),
  },
  'POST /api/problems/{problem}/closing': { who: ['secretary', 'clerk'], params: problem, body: z.object({ version }) },
  'POST /api/problems/{problem}/review/begin': { who: ['clerk', 'leader'], params: problem, body: z.object({ version }) },
  'POST /api/problems/{problem}/review': {
    who: ['clerk', 'leader'],
    params: problem,
    body: z.object({ version, decision: z.enum(['agree', 'send_back']), reason: z.string().trim().optional() }),
  },
  'POST /api/problems/{problem}/return': { who: ['supervisor'], params: problem, body: z.object({ reason: words }) },
  'POST /api/problems/{problem}/transfer': {
    who: ['clerk', 'supervisor'],
    params: problem,
    body: z.object({ version, organ: words, paper: words, receipt: z.string().trim().optional(), isClue: z.boolean().default(false) }),
  },
  'POST /api/problems/{problem}/transfer/receipt': { who: ['clerk', 'supervisor'], params: problem, body: z.object({ version, receipt: words }) },
  'POST /api/problems/{problem}/searches': {
    who: ['clerk', 'supervisor'],
    params: problem,
    body: z.object({ question: words }),
    output: z.object({ search: z.string() }),
  },
  'GET /api/searches': { who: readers, output: z.object({ searches: z.array(search) }) },
  'POST /api/searches/{search}/answer': {
    who: ['clerk', 'secretary', 'worker', 'child_worker'],
    params: z.object({ search: z.uuid() }),
    body: z.object({
      division: z.string().optional(),
      result: z.enum(['found', 'none', 'not_covered']),
      found: z.number().int().min(0).optional(),
      lookedAt: z.number().int().min(0).optional(),
      note: z.string().trim().max(1_000).default(''),
    }),
  },
  ...manyApi,
  ...moneyApi,
})
