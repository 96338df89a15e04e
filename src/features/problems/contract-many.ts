import { z } from 'zod'
import { contract } from '../../platform/http/endpoint.ts'
import { tracks } from './problem-clock.ts'

const planners = ['clerk', 'secretary', 'worker', 'child_worker'] as const
const version = z.number().int()
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期写成 2026-10-31')
const fen = z.number().int().nonnegative().nullable().default(null)
const problem = z.object({ problem: z.uuid() })
const words = z.string().trim().min(1, '请写明').max(2_000)

const batch = z.object({
  undo: z.string(),
  done: z.array(z.string()),
  left: z.array(z.object({ problem: z.string(), number: z.string(), why: z.string() })),
})

/** Many at once: batches, the town's own ledger, several people in one problem. */
export const manyApi = contract({
  'POST /api/problem-batches/plan': {
    who: planners,
    body: z.object({ problems: z.array(z.uuid()).min(1).max(500), track: z.enum(tracks), due: date.optional(), owner: z.uuid().optional() }),
    output: batch,
  },
  'POST /api/problem-batches/owner': {
    who: ['clerk', 'secretary'],
    body: z.object({ problems: z.array(z.uuid()).min(1).max(500), post: z.uuid() }),
    output: batch,
  },
  'POST /api/problem-batches/closing': { who: ['secretary', 'clerk'], body: z.object({ problems: z.array(z.uuid()).min(1).max(500) }), output: batch },
  'POST /api/problem-batches/review': {
    who: ['clerk', 'leader'],
    body: z.object({ problems: z.array(z.uuid()).min(1).max(500), decision: z.enum(['agree', 'send_back']), reason: z.string().trim().max(1_000).optional() }),
    output: batch,
  },
  'POST /api/problem-ledgers': {
    who: ['clerk'],
    query: z.object({ name: z.string().trim().min(1) }),
    upload: true,
    output: z.object({
      rows: z.array(
        z.object({
          sheet: z.string(),
          row: z.number(),
          state: z.enum(['added', 'known', 'left']),
          problem: z.string().nullable(),
          number: z.string().nullable(),
          title: z.string(),
          remarks: z.array(z.string()),
        }),
      ),
    }),
  },
  'POST /api/problems/{problem}/people': {
    who: ['clerk', 'secretary', 'worker', 'child_worker'],
    params: problem,
    body: z.object({
      version,
      person: z.uuid().nullable().default(null),
      name: z.string().trim().min(1, '请写姓名').max(60),
      /** Names who is meant where several bear the name; read once and not kept in the event. */
      citizenId: z.string().trim().min(1).max(30).nullable().default(null),
      concerned: fen,
      overpaid: fen,
      underpaid: fen,
      note: z.string().trim().max(500).nullable().default(null),
    }),
    output: z.object({ one: z.string(), person: z.string().nullable() }),
  },
  'POST /api/problems/{problem}/people/{one}/removal': {
    who: ['clerk', 'secretary', 'worker', 'child_worker'],
    params: z.object({ problem: z.uuid(), one: z.uuid() }),
    body: z.object({ version, reason: words }),
  },
  'POST /api/problem-batches/undo': {
    who: [...planners, 'leader'],
    body: z.object({ undo: z.uuid() }),
    output: z.object({ undone: z.number(), left: z.number() }),
  },
})
