import { z } from 'zod'
import { contract } from '../../platform/http/endpoint.ts'
import { binderPart, paper, problemPaperKinds } from './binder/paper-shape.ts'

const readers = ['clerk', 'leader', 'supervisor', 'county', 'auditor'] as const
const number = z.object({ value: z.number(), of: z.number().optional() })
const numbers = z.record(z.string(), number)

const binderReaders = ['clerk', 'leader', 'supervisor'] as const
const problemReaders = ['clerk', 'leader', 'supervisor', 'secretary', 'worker', 'child_worker', 'grid'] as const
const ofProblem = z.object({ problem: z.uuid() })
const ofCampaign = z.object({ campaign: z.uuid().optional() })

const table = z.object({
  campaign: z.string(),
  title: z.string(),
  asOf: z.string(),
  weekFrom: z.string(),
  since: z.string().nullable(),
  columns: z.array(z.object({ key: z.string(), group: z.string(), title: z.string(), kind: z.enum(['count', 'money', 'of', 'rate', 'rank', 'change']) })),
  rows: z.array(z.object({ division: z.string(), name: z.string(), numbers })),
  total: numbers,
  issue: z.object({ issue: z.string(), no: z.number(), frozenBy: z.string(), proofNumber: z.string() }).nullable(),
  issues: z.array(z.object({ issue: z.string(), no: z.number(), asOf: z.string() })),
})

const issue = z.object({ issue: z.uuid() })

export const api = contract({
  'GET /api/dispatch': { who: readers, query: ofCampaign, output: table },
  'GET /api/dispatch/{issue}': { who: readers, params: issue, output: table },
  'POST /api/dispatch': { who: ['clerk'], query: ofCampaign, output: z.object({ issue: z.string() }) },
  'GET /api/dispatch/{issue}/file': { who: readers, params: issue, file: true },
  'GET /api/dispatch-rows': {
    who: readers,
    query: ofCampaign.extend({ issue: z.uuid().optional(), division: z.string(), column: z.string() }),
    output: z.object({
      rows: z.array(
        z.object({
          kind: z.enum(['lead', 'problem', 'cell']),
          id: z.string(),
          number: z.string(),
          text: z.string(),
          name: z.string(),
          citizenId: z.string().nullable(),
          fen: z.number().nullable(),
          due: z.string().nullable(),
        }),
      ),
      agrees: z.boolean(),
    }),
  },
  'GET /api/binder': { who: binderReaders, query: ofCampaign, output: z.object({ title: z.string(), asOf: z.string(), parts: z.array(binderPart) }) },
  'GET /api/binder/file': { who: binderReaders, query: ofCampaign, file: true },
  'GET /api/problems/{problem}/papers': {
    who: problemReaders,
    params: ofProblem,
    output: z.object({ number: z.string(), papers: z.array(z.object({ kind: z.enum(problemPaperKinds), paper })) }),
  },
  'GET /api/problems/{problem}/papers/file': {
    who: problemReaders,
    params: ofProblem,
    query: z.object({ kind: z.enum(problemPaperKinds).default('check') }),
    file: true,
  },
})
