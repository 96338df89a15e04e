import { z } from 'zod'
import { contract, roles } from '../../platform/http/endpoint.ts'
import { dueSteps } from '../calendar/contract.ts'

const states = ['new', 'assigned', 'checking', 'confirmed', 'partly', 'unfounded', 'unclear', 'reviewed', 'merged'] as const
const personKinds = ['minor', 'adult_without_capacity', 'other'] as const
const waitingReasons = ['other_unit', 'county_check', 'assessment', 'person_away'] as const
const plainDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '请写成 2026-10-31')
const reason = z.string().trim().min(2, '请写明理由')

/** A filter may be repeated: `?state=new&state=assigned`. */
const many = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [value].flat())
  .optional()

const filter = z.object({
  area: many,
  topic: many,
  check: many,
  /** A state, `open` for all that somebody still has to find out, `second_look` for those waiting for the office, `waiting` for a stopped clock. */
  state: many,
  division: many,
  severity: many,
  program: many,
  outcome: many,
  source: many,
  /** `me`, `none`, or a post. */
  assignee: z.union([z.enum(['me', 'none']), z.uuid()]).optional(),
  due: z.enum(['overdue', 'today', 'tomorrow', 'week', 'none']).optional(),
  /** Found on or after this day. */
  since: plainDate.optional(),
  sheet: z.uuid().optional(),
  campaign: z.uuid().optional(),
  /** Part of a name or of a number. */
  q: z.string().trim().max(50).optional(),
})

const row = z.object({
  lead: z.string(),
  number: z.string(),
  sentence: z.string(),
  name: z.string(),
  citizenId: z.string().nullable(),
  person: z.string().nullable(),
  division: z.string(),
  community: z.string(),
  check: z.string().nullable(),
  checkTitle: z.string(),
  topic: z.string(),
  area: z.string(),
  severity: z.enum(['money', 'right', 'danger', 'process', 'data']),
  program: z.string().nullable(),
  concerned: z.number().nullable(),
  overpaid: z.number().nullable(),
  underpaid: z.number().nullable(),
  dueOn: z.string().nullable(),
  state: z.enum(states),
  outcome: z.string(),
  assignee: z.string().nullable(),
  assigneeName: z.string().nullable(),
  source: z.string(),
  sourceNumber: z.string().nullable(),
  isChildMatter: z.boolean(),
  isUnverified: z.boolean(),
  foundOn: z.string(),
  version: z.number(),
  /** How many others lie with it. */
  merged: z.number(),
  waitingUntil: z.string().nullable(),
  isReported: z.boolean(),
  /** A guess without a valid number: 0 to 100. */
  matchScore: z.number().nullable(),
})

/** What stands in the first line, whatever the filter. */
const counts = z.object({ open: z.number(), overdue: z.number(), dueTomorrow: z.number(), unassigned: z.number(), mine: z.number(), secondLook: z.number() })

const side = z.object({
  ledger: z.string(),
  title: z.string(),
  file: z.string().nullable(),
  sheet: z.string(),
  row: z.number(),
  batch: z.string(),
  isReference: z.boolean(),
  /** Its batch was withdrawn after the run that found the lead. */
  isWithdrawn: z.boolean(),
})

const detail = row.extend({
  months: z.array(z.string()),
  basis: z.array(
    z.object({
      law: z.string(),
      article: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      rule: z.string().nullable(),
      months: z.array(z.string()),
    }),
  ),
  steps: z.array(z.object({ month: z.string().nullable(), fen: z.number(), kind: z.string() })),
  dueSteps,
  explainedUntil: z.string().nullable(),
  left: z.array(side),
  right: z.array(side),
  compared: z.array(
    z.object({
      column: z.string(),
      title: z.string(),
      left: z.string().nullable(),
      right: z.string().nullable(),
      state: z.enum(['same', 'alike', 'differs', 'tells', 'only']),
    }),
  ),
  question: z.string().nullable(),
  closes: z.string().nullable(),
  /** `noProof`: why the reason is told without a proof; null where it needs one. */
  innocent: z.array(z.object({ code: z.string(), ask: z.string(), noProof: z.string().nullable() })),
  verifications: z.array(
    z.object({
      verification: z.string(),
      result: z.enum(['confirmed', 'partly', 'unfounded', 'unclear']),
      reasonCode: z.string().nullable(),
      reason: z.string().nullable(),
      note: z.string(),
      overpaid: z.number().nullable(),
      underpaid: z.number().nullable(),
      byName: z.string(),
      isMine: z.boolean(),
      at: z.string(),
      /** The lead whose explanation and proof were applied here too. */
      sameAs: z.object({ lead: z.string(), number: z.string() }).nullable(),
      proofs: z.array(z.object({ attachment: z.string(), name: z.string(), mediaType: z.string() })),
      second: z.object({ result: z.enum(['agreed', 'sent_back']), note: z.string().nullable(), name: z.string(), at: z.string() }).nullable(),
    }),
  ),
  events: z.array(z.object({ at: z.string(), actor: z.string(), of: z.string().nullable(), title: z.string(), detail: z.string().nullable() })),
  readers: z.number(),
  others: z.array(
    z.object({
      lead: z.string(),
      number: z.string(),
      sentence: z.string(),
      state: z.enum(states),
      checkTitle: z.string(),
      source: z.string(),
      sourceNumber: z.string().nullable(),
      version: z.number(),
      mayTakeIn: z.boolean(),
    }),
  ),
  /** Leads of the same matter that lie with this one, each as it was. */
  merged: z.array(
    z.object({
      lead: z.string(),
      number: z.string(),
      source: z.string(),
      sourceNumber: z.string().nullable(),
      sentence: z.string(),
      checkTitle: z.string(),
      was: z.enum(states),
      by: z.string(),
      at: z.string(),
    }),
  ),
  liesWith: z.object({ kind: z.enum(['lead', 'problem']), id: z.string(), number: z.string(), title: z.string() }).nullable(),
  /** The problem that came of it. */
  problem: z.object({ problem: z.string(), number: z.string(), title: z.string(), state: z.string() }).nullable(),
  problems: z.array(z.object({ problem: z.string(), number: z.string(), title: z.string(), state: z.string() })),
  match: z.object({ score: z.number(), reasons: z.array(z.string()) }).nullable(),
  report: z
    .object({
      isDuty: z.boolean(),
      basis: z.string(),
      recipients: z.array(z.string()),
      kinds: z.array(z.enum(personKinds)),
      made: z.object({ recipient: z.string(), at: z.string(), by: z.string(), receipt: z.string().nullable(), arrangement: z.string().nullable() }).nullable(),
    })
    .nullable(),
  waiting: z.object({ title: z.string(), since: z.string(), until: z.string(), note: z.string(), basis: z.string() }).nullable(),
  waitings: z.array(z.object({ reason: z.enum(waitingReasons), title: z.string(), basis: z.string(), latest: z.string(), dueSteps })),
  /** Other leads with the same explanation that wait for the second look. */
  sameWaiting: z.number(),
  place: z.object({ at: z.number(), of: z.number(), previous: z.string().nullable(), next: z.string().nullable() }).nullable(),
  /** What this post may do next with it. */
  may: z.array(z.enum(['assign', 'start', 'verify', 'takeBack', 'lookAgain', 'explainSimilar', 'merge', 'part', 'report', 'wait', 'resume'])),
  /** Why the post may not verify or look again, in words; null where it may. */
  whyNot: z.string().nullable(),
})

const assigned = z.object({
  undo: z.string(),
  assigned: z.number(),
  dueOn: z.string(),
  skipped: z.array(z.object({ lead: z.string(), number: z.string(), why: z.string() })),
})

const sheet = z.object({
  sheet: z.string(),
  fileName: z.string(),
  giver: z.string(),
  by: z.string(),
  at: z.string(),
  leads: z.number(),
  done: z.number(),
  columns: z.array(z.object({ field: z.string(), heading: z.string(), isResult: z.boolean() })),
})

/** What somebody takes along who goes to find out. */
const sheetToTake = row.extend(detail.pick({ months: true, basis: true, left: true, right: true, compared: true, question: true, innocent: true }).shape)

const seeing = ['clerk', 'leader', 'secretary', 'worker', 'child_worker', 'grid', 'supervisor', 'county', 'auditor'] as const
const office = ['clerk', 'leader'] as const
const field = ['worker', 'child_worker', 'grid'] as const
const one = z.object({ lead: z.uuid() })
const leadIds = z.array(z.uuid()).min(1, '还没选疑点').max(5_000, '一次最多 5000 条')

const assignment = z.object({
  leads: leadIds,
  /** Each community's worker, the grid's member, whoever has least on the desk, or a post. */
  to: z.union([z.enum(['community', 'grid', 'load']), z.uuid()]),
  dueOn: plainDate.optional(),
  /** Working days instead of the usual ten. */
  days: z.int().min(1).max(60).optional(),
})

export const api = contract({
  'GET /api/leads': {
    who: seeing,
    query: filter,
    output: z.object({
      rows: z.array(row),
      total: z.number(),
      people: z.number(),
      sums: z.object({ concerned: z.number(), overpaid: z.number(), underpaid: z.number() }),
      counts,
      asOf: z.string(),
    }),
  },
  'GET /api/leads/choices': {
    who: seeing,
    output: z.object({
      checks: z.array(z.object({ check: z.string(), title: z.string() })),
      topics: z.array(z.object({ topic: z.string(), title: z.string(), area: z.string() })),
      posts: z.array(
        z.object({
          post: z.string(),
          name: z.string(),
          role: z.enum(roles),
          division: z.string(),
          community: z.string(),
          open: z.number(),
          overdue: z.number(),
        }),
      ),
      /** Ten working days from today: what the button says. */
      dueOn: z.string(),
      dueSteps,
    }),
  },
  'GET /api/leads/export': { who: ['clerk', 'leader', 'secretary', 'worker', 'supervisor', 'auditor'], query: filter, file: true },
  'POST /api/leads/assignments': {
    who: office,
    body: assignment,
    output: assigned,
  },
  'POST /api/leads/assignments/preview': {
    who: office,
    body: assignment,
    output: z.object({
      dueOn: z.string(),
      dueSteps,
      assigned: z.number(),
      posts: z.array(z.object({ post: z.string(), name: z.string(), role: z.string(), community: z.string(), open: z.number(), gets: z.number() })),
      skipped: z.array(z.object({ why: z.string(), count: z.number() })),
    }),
  },
  'POST /api/leads/due': { who: office, body: z.object({ leads: leadIds, dueOn: plainDate }), output: assigned },
  'POST /api/leads/undo': { who: office, body: z.object({ undo: z.uuid(), leads: leadIds }), output: z.object({ undone: z.number(), left: z.number() }) },
  'GET /api/lead-sheets': {
    who: [...office, 'secretary', ...field, 'supervisor'],
    query: z.object({
      lead: z
        .union([z.uuid(), z.array(z.uuid())])
        .transform((value) => [value].flat())
        .pipe(z.array(z.uuid()).max(100, '一次最多打 100 张')),
    }),
    /** `decided`: how many of those asked for need no finding out any more. */
    output: z.object({ sheets: z.array(sheetToTake), decided: z.number() }),
  },
  'GET /api/leads/{lead}': { who: seeing, params: one, query: filter, output: detail },
  'POST /api/leads/{lead}/start': { who: field, params: one, body: z.object({ version: z.number() }) },
  'POST /api/leads/{lead}/verification': {
    who: field,
    params: one,
    body: z.object({
      version: z.number(),
      result: z.enum(['confirmed', 'partly', 'unfounded', 'unclear']),
      reasonCode: z.string().optional(),
      note: z.string().trim().max(2_000),
      /** The paper that proves an `unfounded`, with its number or day, where no file is attached. */
      document: z.string().trim().max(200).default(''),
      overpaid: z.int().nonnegative().optional(),
      underpaid: z.int().nonnegative().optional(),
      explainedUntil: plainDate.optional(),
      attachments: z.array(z.uuid()).max(20).default([]),
    }),
  },
  'DELETE /api/leads/{lead}/verification': { who: field, params: one },
  'POST /api/leads/{lead}/second-look': {
    who: office,
    params: one,
    body: z.object({
      version: z.number(),
      result: z.enum(['agreed', 'sent_back']),
      note: z.string().trim().max(2_000).default(''),
      explainedUntil: plainDate.nullable().optional(),
      withSame: z.boolean().optional(),
    }),
    output: z.object({ same: z.number() }),
  },
  'POST /api/leads/{lead}/merge': {
    who: office,
    params: one,
    body: z.object({ version: z.number(), into: z.union([z.object({ lead: z.uuid() }), z.object({ problem: z.uuid() })]) }),
  },
  'DELETE /api/leads/{lead}/merge': { who: office, params: one },
  'GET /api/leads/{lead}/similar': {
    who: field,
    params: one,
    output: z.object({
      reasonCode: z.string(),
      leads: z.array(
        z.object({ lead: z.string(), number: z.string(), name: z.string(), community: z.string(), sentence: z.string(), dueOn: z.string().nullable() }),
      ),
    }),
  },
  'POST /api/leads/{lead}/similar': {
    who: field,
    params: one,
    body: z.object({ leads: z.array(z.uuid()).min(1, '还没选疑点').max(200, '一次最多 200 条') }),
    output: z.object({ batch: z.string(), explained: z.number(), skipped: z.array(z.object({ number: z.string(), why: z.string() })) }),
  },
  'POST /api/leads/undo-similar': { who: field, body: z.object({ batch: z.uuid() }), output: z.object({ undone: z.number(), left: z.number() }) },
  'POST /api/leads/{lead}/report': {
    who: ['clerk', ...field],
    params: one,
    body: z.object({
      personKind: z.enum(personKinds),
      recipient: z.string().trim().min(2, '请写报给了谁').max(200),
      reportedAt: z.iso.datetime({ offset: true }),
      receipt: z.string().trim().max(200).default(''),
      arrangement: z.string().trim().max(500).default(''),
    }),
  },
  'POST /api/leads/{lead}/waiting': {
    who: [...office, ...field],
    params: one,
    body: z.object({ version: z.number(), reason: z.enum(waitingReasons), until: plainDate, note: z.string().trim().min(2, '请写明等谁、等什么').max(500) }),
  },
  'DELETE /api/leads/{lead}/waiting': { who: [...office, ...field], params: one },
  'GET /api/law-articles': {
    who: seeing,
    query: z.object({ law: z.string().trim().min(1).max(200), article: z.string().trim().min(1).max(60) }),
    output: z.object({
      law: z.string(),
      article: z.string(),
      /** Our own one-line rules on this article, with the months in which each counts. */
      rules: z.array(
        z.object({ rule: z.string(), from: z.string(), to: z.string().nullable(), supersededBy: z.string().nullable(), checks: z.array(z.string()) }),
      ),
      /** sha256 of the article's text as it was when it was cited; null when it is not in the list of hashes. */
      hash: z.string().nullable(),
      /** The article's text where the town has laid the law's text into its data folder. */
      text: z.object({ file: z.string(), text: z.string(), isSame: z.boolean() }).nullable(),
    }),
  },
  'POST /api/leads/{lead}/notes': { who: [...office, 'secretary', ...field], params: one, body: z.object({ note: z.string().trim().min(1).max(2_000) }) },
  'POST /api/leads/{lead}/person-id': { who: [...office, ...field], params: one, body: z.object({ reason }), output: z.object({ citizenId: z.string() }) },
  'GET /api/handed-sheets': { who: [...office, 'supervisor', 'auditor'], output: z.object({ sheets: z.array(sheet) }) },
  'POST /api/handed-sheets': {
    who: ['clerk'],
    query: z.object({ name: z.string().trim().min(1), giver: z.string().trim().min(1, '请写是谁交下来的') }),
    upload: true,
    output: z.object({
      sheets: z.array(
        z.object({
          sheet: z.string().nullable(),
          name: z.string(),
          state: z.enum(['taken', 'known', 'not_a_list']),
          rows: z.number(),
          added: z.number(),
          matched: z.number(),
          columns: z.array(z.object({ field: z.string(), heading: z.string(), isResult: z.boolean() })),
          problems: z.array(z.object({ row: z.number(), message: z.string() })),
        }),
      ),
    }),
  },
  'GET /api/handed-sheets/{sheet}/file': { who: office, params: z.object({ sheet: z.uuid() }), file: true },
})
