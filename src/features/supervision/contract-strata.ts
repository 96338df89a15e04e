import { z } from 'zod'
import { contract } from '../../platform/http/endpoint.ts'

const readers = ['supervisor', 'leader', 'clerk'] as const
const by = z.enum(['community', 'program', 'danger'], '请选按什么分层')
const confidence = z.union([z.literal(0.9), z.literal(0.95), z.literal(0.99)])
const interval = z.object({ rate: z.number(), low: z.number(), high: z.number() })

/** Draws by strata: size from the wanted confidence and margin, the estimated rate with its interval. */
export const strataApi = contract({
  'GET /api/strata-samples/preview': {
    who: readers,
    query: z.object({
      by,
      confidence: z.coerce.number().pipe(confidence),
      margin: z.coerce.number().min(0.01).max(0.5),
      expected: z.coerce.number().min(0.01).max(0.5),
      size: z.coerce.number().int().min(1).max(10_000).optional(),
      campaign: z.uuid().optional(),
    }),
    output: z.object({
      population: z.number(),
      needed: z.number(),
      size: z.number(),
      seed: z.string(),
      margin: z.number(),
      strata: z.array(z.object({ title: z.string(), population: z.number(), size: z.number() })),
    }),
  },
  'POST /api/strata-samples': {
    who: ['supervisor'],
    body: z.object({
      by,
      confidence,
      margin: z.number().min(0.01, '误差最小 1%').max(0.5, '误差最大 50%'),
      expected: z.number().min(0.01).max(0.5),
      size: z.number().int().min(1).max(10_000).optional(),
      seed: z.string().trim().min(1, '请写种子').max(80).optional(),
      campaign: z.uuid().optional(),
      title: z.string().trim().max(100).default(''),
      team: z.string().trim().max(200).default(''),
    }),
    output: z.object({ inspection: z.string(), number: z.string() }),
  },
  'GET /api/inspections/{inspection}/strata': {
    who: readers,
    params: z.object({ inspection: z.uuid() }),
    output: z.object({
      sample: z
        .object({
          by,
          confidence,
          strata: z.array(
            z.object({
              key: z.string(),
              title: z.string(),
              population: z.number(),
              size: z.number(),
              numbers: z.array(z.string()),
              decided: z.number(),
              wrong: z.number(),
              shows: interval.nullable(),
            }),
          ),
          shows: interval.extend({ method: z.enum(['exact', 'few', 'score', 'all']) }).nullable(),
          stratumOf: z.array(z.object({ problem: z.string(), stratum: z.string() })),
        })
        .nullable(),
    }),
  },
})
