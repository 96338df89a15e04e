import { z } from 'zod'
import { contract, roles } from '../../platform/http/endpoint.ts'
import { dueSteps } from '../calendar/contract.ts'

const everybody = roles.filter((role) => role !== 'member_unit')

const note = (message: string) => z.string().trim().min(2, message).max(1_000)

const stage = z.object({
  no: z.number(),
  name: z.string(),
  start: z.string().nullable(),
  end: z.string().nullable(),
  workingDays: z.number().nullable(),
  /** Of the stage, up to and with today; null outside it. */
  dayNo: z.number().nullable(),
  workingDaysLeft: z.number().nullable(),
  /** Days off inside the stage, for the drawn line. */
  daysOff: z.array(z.object({ from: z.string(), to: z.string(), kind: z.enum(['holiday', 'makeup']) })),
  dueSteps,
  text: z.string(),
})

const item = z.object({
  item: z.string(),
  areaNo: z.number(),
  area: z.string(),
  areaTitle: z.string(),
  no: z.number().nullable(),
  fragment: z.boolean(),
  title: z.string(),
  text: z.string(),
  anchor: z.tuple([z.number(), z.number()]).nullable(),
  source: z.enum(['paper', 'hand']),
  sourceNote: z.string().nullable(),
  topics: z.array(z.object({ topic: z.string(), title: z.string(), state: z.enum(['proposed', 'confirmed']) })),
  /** Where the plan's words and the law's differ, or the plan leaves a limit out. */
  wordings: z.array(
    z.object({
      plan: z.string(),
      isOmission: z.boolean(),
      law: z.string(),
      article: z.string(),
      from: z.string(),
      quote: z.string(),
      says: z.string(),
    }),
  ),
})

export const campaignShape = z.object({
  campaign: z.string(),
  title: z.string(),
  issuer: z.string().nullable(),
  issueNumber: z.string().nullable(),
  issuedOn: z.string().nullable(),
  basis: z.string().nullable(),
  lookBack: z.object({ from: z.string().nullable(), to: z.string().nullable() }),
  state: z.enum(['draft', 'approved', 'ended']),
  approvedBy: z.string().nullable(),
  approvedOn: z.string().nullable(),
  endedBy: z.string().nullable(),
  endedOn: z.string().nullable(),
  endNote: z.string().nullable(),
  body: z.string(),
  stages: z.array(stage),
  currentStage: z.number().nullable(),
  items: z.array(item),
  safeguards: z.array(z.object({ no: z.number(), title: z.string(), text: z.string() })),
  warnings: z.array(z.object({ kind: z.string(), where: z.string(), message: z.string() })),
})

export const api = contract({
  'GET /api/campaigns': {
    who: everybody,
    output: z.object({
      campaigns: z.array(
        z.object({
          campaign: z.string(),
          title: z.string(),
          issuedOn: z.string().nullable(),
          state: z.enum(['draft', 'approved', 'ended']),
          endedOn: z.string().nullable(),
          /** Shown where nobody names another. */
          isCurrent: z.boolean(),
        }),
      ),
    }),
  },
  'POST /api/campaigns': { who: ['clerk'], query: z.object({ name: z.string().min(1).max(200) }), upload: true, output: z.object({ campaign: z.string() }) },
  'GET /api/campaigns/{campaign}': { who: everybody, params: z.object({ campaign: z.uuid() }), output: campaignShape },
  'GET /api/campaigns/{campaign}/file': { who: ['clerk', 'leader', 'county'], params: z.object({ campaign: z.uuid() }), file: true },
  'POST /api/campaigns/{campaign}/approval': { who: ['leader'], params: z.object({ campaign: z.uuid() }) },
  'POST /api/campaigns/{campaign}/end': { who: ['leader'], params: z.object({ campaign: z.uuid() }), body: z.object({ note: note('请写收官的依据或结论') }) },
  'POST /api/campaigns/{campaign}/resumption': { who: ['leader'], params: z.object({ campaign: z.uuid() }), body: z.object({ note: note('请写为什么恢复') }) },
  'POST /api/campaigns/{campaign}/removal': { who: ['clerk'], params: z.object({ campaign: z.uuid() }) },
  'POST /api/campaigns/{campaign}/items': {
    who: ['clerk'],
    params: z.object({ campaign: z.uuid() }),
    body: z.object({
      areaNo: z.number().int().min(1),
      no: z.number().int().min(1).nullable(),
      text: z.string().trim().min(4, '请写事项的原话'),
      sourceNote: z.string().trim().min(2, '请写这一项的来源，如“2026年县局通知第三条”'),
    }),
    output: z.object({ item: z.string() }),
  },
  'PUT /api/items/{item}/topics': { who: ['clerk'], params: z.object({ item: z.uuid() }), body: z.object({ topics: z.array(z.string()) }) },
  'GET /api/topics': { who: 'signed-in', output: z.object({ topics: z.array(z.object({ code: z.string(), title: z.string(), area: z.string() })) }) },
})
