import { z } from 'zod'
import { contract } from '../../platform/http/endpoint.ts'

const readers = ['clerk', 'leader', 'supervisor', 'county', 'auditor'] as const
const status = z.enum(['ran', 'partly', 'missing_list', 'missing_basis', 'error'])

const standing = z.object({
  status: status.nullable(),
  /** Rows looked at and hits of the last run; null before the first. */
  population: z.number().nullable(),
  hits: z.number().nullable(),
  ms: z.number().nullable(),
  /** Each in one line, with names in Chinese. */
  missing: z.array(z.object({ kind: z.enum(['list', 'basis']), text: z.string() })),
  error: z.string().nullable(),
})

const switched = z.object({ by: z.string(), at: z.string(), reason: z.string() })

const listed = standing.extend({
  check: z.string(),
  title: z.string(),
  question: z.string(),
  severity: z.enum(['money', 'right', 'danger', 'process', 'data']),
  programs: z.array(z.string()),
  /** Law with article; empty where a paper of the town is the basis, or the data itself. */
  basis: z.array(z.string()),
  /** It asks for values that a paper of the town names. */
  asksTown: z.boolean(),
  /** Since when, by whom and why the town does not run it; null = it runs. */
  off: switched.nullable(),
})

/** One dated row of the standards, in words. */
const row = z.object({
  name: z.string(),
  title: z.string(),
  program: z.string(),
  division: z.string().nullable(),
  from: z.string(),
  to: z.string().nullable(),
  value: z.string(),
  source: z.string(),
  /** The day somebody of the town stood for it; null = 未核实. A national text needs none. */
  confirmed: z.string().nullable(),
  isNational: z.boolean(),
})

const named = z.array(z.object({ check: z.string(), title: z.string() }))

export const api = contract({
  /** What to upload next: over the lists at hand, whether or not a run has seen them. */
  'GET /api/readiness': {
    who: readers,
    output: z.object({
      ledgers: z.number(),
      /** Of our own rosters, payments and applications, each once. */
      people: z.number(),
      counts: z.object({ ran: z.number(), partly: z.number(), missing_list: z.number(), missing_basis: z.number() }),
      /** Lists came in after the last run. */
      isNewer: z.boolean(),
      /** One list each, the most useful first: what it alone would open or complete. */
      next: z.array(
        z.object({
          ledger: z.string(),
          title: z.string(),
          owner: z.enum(['received', 'kept', 'reference']),
          /** Months and communities that are missing; empty when the whole list is. */
          gaps: z.array(z.string()),
          opens: named,
          completes: named,
          peopleOpened: z.number(),
          peopleCompleted: z.number(),
        }),
      ),
      papers: z.array(z.object({ title: z.string(), months: z.array(z.string()), opens: named, completes: named, people: z.number() })),
      checks: z.array(
        z.object({
          check: z.string(),
          title: z.string(),
          area: z.string(),
          status: z.enum(['ran', 'partly', 'missing_list', 'missing_basis']),
          people: z.number(),
          why: z.array(z.string()),
        }),
      ),
    }),
  },
  'GET /api/checks': {
    who: readers,
    output: z.object({
      lastRun: z.object({ asOf: z.string(), finishedAt: z.string(), milliseconds: z.number(), cause: z.string().nullable() }).nullable(),
      /** A run that waits or works. */
      running: z
        .object({
          task: z.string(),
          state: z.enum(['queued', 'running']),
          check: z.string().nullable(),
          done: z.number(),
          total: z.number(),
          step: z.string(),
          /** What it follows; null when somebody asked for it. */
          cause: z.string().nullable(),
        })
        .nullable(),
      areas: z.array(z.object({ area: z.string(), checks: z.array(listed) })),
      /** Checks whose files cannot be read: which file and where. */
      broken: z.array(z.object({ check: z.string(), why: z.string() })),
      /** Lists and papers that are missing, the most useful first. */
      missing: z.array(
        z.object({
          kind: z.enum(['list', 'basis']),
          title: z.string(),
          months: z.string(),
          checks: z.array(z.object({ check: z.string(), title: z.string() })),
          rows: z.number(),
        }),
      ),
    }),
  },
  'GET /api/checks/{check}': {
    who: readers,
    params: z.object({ check: z.string().regex(/^[a-z0-9-]+$/) }),
    output: listed.extend({
      closes: z.string(),
      basis: z.array(z.string()),
      articles: z.array(
        z.object({ law: z.string(), article: z.string(), from: z.string(), to: z.string().nullable(), rule: z.string(), programs: z.array(z.string()) }),
      ),
      parameters: z.array(z.object({ name: z.string(), title: z.string(), meaning: z.string(), isOptional: z.boolean(), rows: z.array(row) })),
      needs: z.array(z.string()),
      innocent: z.array(z.string()),
      cases: z.array(z.object({ kind: z.enum(['hit', 'clean', 'missing', 'look_alike', 'rule_change']), name: z.string() })),
      sql: z.string(),
      divisions: z.array(z.object({ division: z.string(), name: z.string(), population: z.number().nullable(), hits: z.number() })),
      /** Every switching off and on, the newest first. */
      switches: z.array(switched.extend({ isOn: z.boolean() })),
      /** The newest first. */
      history: z.array(z.object({ run: z.string(), asOf: z.string(), status, population: z.number(), hits: z.number() })),
    }),
  },
  'PUT /api/checks/{check}/setting': {
    who: ['clerk'],
    params: z.object({ check: z.string().regex(/^[a-z0-9-]+$/) }),
    body: z.object({ isOn: z.boolean(), reason: z.string().trim().min(4, '请写为什么').max(500) }),
  },
  'GET /api/releases': {
    who: readers,
    output: z.object({
      areas: z.array(
        z.object({
          area: z.string(),
          leads: z.number(),
          danger: z.number(),
          right: z.number(),
          overpaid: z.number(),
          concerned: z.number(),
          releasedAt: z.string().nullable(),
          releasedBy: z.string().nullable(),
        }),
      ),
    }),
  },
  'POST /api/releases/{area}': { who: ['clerk'], params: z.object({ area: z.string().regex(/^[a-z_]+$/) }), output: z.object({ released: z.number() }) },
  'POST /api/runs': { who: ['clerk'], output: z.object({ task: z.string() }) },
  'GET /api/standards': {
    who: readers,
    output: z.object({
      rows: z.array(row),
      missing: z.array(
        z.object({ title: z.string(), meaning: z.string(), months: z.string(), checks: z.array(z.object({ check: z.string(), title: z.string() })) }),
      ),
      hasRun: z.boolean(),
    }),
  },
  'POST /api/standards': {
    who: ['clerk'],
    query: z.object({ name: z.string().min(1).max(200) }),
    upload: true,
    output: z.object({
      added: z.number(),
      known: z.number(),
      /** Rows that were not taken. */
      problems: z.array(z.object({ row: z.number(), column: z.string().nullable(), code: z.string(), message: z.string() })),
    }),
  },
})
