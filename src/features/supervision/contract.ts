import { z } from 'zod'
import { contract } from '../../platform/http/endpoint.ts'
import { dueSteps } from '../calendar/contract.ts'
import { strataApi } from './contract-strata.ts'
import { noteKinds } from './examination/kinds.ts'
import { thresholdNames } from './examination/thresholds.ts'
import { ladderSteps } from './ladder-steps.ts'

const readers = ['supervisor', 'leader', 'clerk'] as const
const orderReaders = ['supervisor', 'leader', 'clerk', 'secretary', 'worker'] as const
const day = z.iso.date()
const text = (least: number, message: string) => z.string().trim().min(least, message).max(1000)
const inspectionParams = z.object({ inspection: z.uuid() })
const ofCampaign = z.object({ campaign: z.uuid().optional() })
const orderParams = z.object({ order: z.uuid() })

const bound = z.object({ fewerThan: z.number(), share: z.number(), endless: z.number().nullable() })
const inspectionKind = z.enum(['sampling', 'site', 'secret_visit', 'look_back'])
const inspection = z.object({
  inspection: z.string(),
  number: z.string(),
  kind: inspectionKind,
  title: z.string(),
  on: z.string(),
  team: z.string(),
  note: z.string(),
  by: z.string(),
  seed: z.string().nullable(),
  size: z.number().nullable(),
  population: z.number().nullable(),
  decided: z.number(),
  sentBack: z.number(),
  findings: z.number(),
  /** Findings whose newest follow-up does not say 已改. */
  openFindings: z.number(),
})

const drawn = z.object({
  problem: z.string(),
  number: z.string(),
  title: z.string(),
  community: z.string(),
  person: z.string().nullable(),
  state: z.string(),
  position: z.number(),
  hash: z.string(),
  cause: z.string().nullable(),
  owner: z.string().nullable(),
  closedBy: z.string().nullable(),
  closedAt: z.string().nullable(),
  /** Days from registration to closure; closed within minutes is a sign. */
  daysOpen: z.number().nullable(),
  measures: z.array(z.object({ text: z.string(), doneOn: z.string().nullable() })),
  proofs: z.array(
    z.object({
      attachment: z.string().nullable(),
      name: z.string().nullable(),
      mediaType: z.string().nullable(),
      side: z.enum(['before', 'after']),
      note: z.string(),
      usedElsewhere: z.number(),
    }),
  ),
  conditions: z.array(z.object({ ok: z.boolean(), text: z.string(), why: z.string().nullable() })),
  decision: z.enum(['agreed', 'sent_back']).nullable(),
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
})

const finding = z.object({
  finding: z.string(),
  community: z.string(),
  text: z.string(),
  problem: z.string(),
  number: z.string(),
  state: z.string(),
  by: z.string(),
  followUps: z.array(z.object({ on: z.string(), result: z.enum(['mended', 'partly', 'not_mended']), text: z.string(), by: z.string() })),
})

const order = z.object({
  order: z.string(),
  number: z.string(),
  toUnit: z.string(),
  division: z.string(),
  problem: z.string().nullable(),
  problemNumber: z.string().nullable(),
  text: z.string(),
  dueOn: z.string(),
  dueSteps,
  receivedOn: z.string().nullable(),
  receivedBy: z.string().nullable(),
  answer: z.string().nullable(),
  answeredOn: z.string().nullable(),
  remindedTimes: z.number(),
  lastRemindedOn: z.string().nullable(),
  isDone: z.boolean(),
  daysOverdue: z.number(),
  by: z.string(),
  on: z.string(),
})

const consequenceKind = z.enum(['reminder', 'yellow_card', 'red_card', 'talk', 'bulletin', 'discipline', 'handed_over'])
const consequence = z.object({
  consequence: z.string(),
  kind: consequenceKind,
  who: z.string(),
  what: z.string(),
  basis: z.string(),
  on: z.string(),
  paper: z.string(),
  receipt: z.string().nullable(),
  receivedOn: z.string().nullable(),
  by: z.string(),
})

const newConsequence = z.discriminatedUnion('kind', [
  // Of a clue that was handed over nothing is kept but date, number and receipt: no name, no matter.
  z.strictObject({ kind: z.literal('handed_over'), on: day, paper: text(2, '请写移送函的文号') }),
  z.strictObject({
    kind: consequenceKind.exclude(['handed_over']),
    division: z.string(),
    who: text(2, '请写对谁'),
    what: text(4, '请写因为什么事'),
    basis: text(4, '请写依据：文件名和条款'),
    on: day,
    paper: text(2, '请写文号'),
    campaign: z.uuid().optional(),
  }),
])

const ladderStep = z.enum(ladderSteps)
const ladderRule = z.object({ step: ladderStep, days: z.int().min(1, '至少 1 个工作日').max(365) })

const statedLine = z.object({ name: z.enum(thresholdNames), title: z.string(), unit: z.string(), value: z.number() })

export const api = contract({
  ...strataApi,
  'GET /api/samples/preview': {
    who: readers,
    query: z.object({ size: z.coerce.number().int().min(1).max(10_000), community: z.string().optional(), campaign: z.uuid().optional() }),
    output: z.object({ population: z.number(), size: z.number(), seed: z.string(), bound, sizes: z.array(z.object({ share: z.number(), size: z.number() })) }),
  },
  'POST /api/samples': {
    who: ['supervisor'],
    body: z.object({
      size: z.number().int().min(1).max(10_000),
      seed: z.string().trim().min(1, '请写种子').max(80).optional(),
      community: z.string().optional(),
      campaign: z.uuid().optional(),
      title: z.string().trim().max(100).default(''),
      team: z.string().trim().max(200).default(''),
    }),
    output: z.object({ inspection: z.string(), number: z.string() }),
  },
  'GET /api/inspections': { who: readers, query: ofCampaign, output: z.object({ inspections: z.array(inspection) }) },
  'POST /api/inspections': {
    who: ['supervisor'],
    body: z.object({
      kind: inspectionKind.exclude(['sampling']),
      title: text(2, '请写督查什么'),
      on: day,
      team: z.string().trim().max(200).default(''),
      note: z.string().trim().max(2000).default(''),
      campaign: z.uuid().optional(),
    }),
    output: z.object({ inspection: z.string(), number: z.string() }),
  },
  'GET /api/inspections/{inspection}': {
    who: readers,
    params: inspectionParams,
    output: z.object({
      inspection,
      /** What the sample shows by now; null for other inspections. */
      shows: z.object({ asDrawn: bound, wrong: z.number(), soFar: bound.nullable() }).nullable(),
      populationNumbers: z.array(z.string()),
      drawn: z.array(drawn),
      findings: z.array(finding),
    }),
  },
  'POST /api/inspections/{inspection}/decisions': {
    who: ['supervisor'],
    params: inspectionParams,
    body: z
      .object({ problem: z.uuid(), decision: z.enum(['agreed', 'sent_back']), reason: z.string().trim().max(500).default('') })
      .refine((body) => body.decision === 'agreed' || body.reason.length >= 4, { message: '退回要写清哪里不实', path: ['reason'] }),
  },
  'POST /api/inspections/{inspection}/findings': {
    who: ['supervisor'],
    params: inspectionParams,
    body: z.object({ division: z.string(), text: text(4, '请写发现了什么'), person: z.string().trim().max(60).default('') }),
    output: z.object({ finding: z.string(), problem: z.string(), number: z.string() }),
  },
  'POST /api/findings/{finding}/follow-ups': {
    who: ['supervisor'],
    params: z.object({ finding: z.uuid() }),
    body: z.object({ on: day, result: z.enum(['mended', 'partly', 'not_mended']), text: text(2, '请写看到的情况') }),
    output: z.object({ followUp: z.string() }),
  },
  'GET /api/orders': { who: orderReaders, query: ofCampaign, output: z.object({ orders: z.array(order), campaignEndedOn: z.string().nullable() }) },
  'POST /api/orders': {
    who: ['supervisor'],
    body: z.object({
      toUnit: text(2, '请写主送单位'),
      division: z.string(),
      problem: z.uuid().nullable().default(null),
      text: text(4, '请写要办什么'),
      dueOn: day,
      campaign: z.uuid().optional(),
    }),
    output: z.object({ order: z.string(), number: z.string() }),
  },
  'POST /api/orders/{order}/receipt': { who: ['clerk', 'secretary', 'worker'], params: orderParams, body: z.object({ by: text(2, '请写签收人'), on: day }) },
  'POST /api/orders/{order}/answer': { who: ['clerk', 'secretary', 'worker'], params: orderParams, body: z.object({ text: text(4, '请写办理情况'), on: day }) },
  'POST /api/orders/{order}/reminder': { who: ['supervisor'], params: orderParams },
  'POST /api/orders/{order}/end': {
    who: ['supervisor'],
    params: orderParams,
    body: z
      .object({ accepted: z.boolean(), reason: z.string().trim().max(500).default('') })
      .refine((body) => body.accepted || body.reason.length >= 4, { message: '退回要写原因', path: ['reason'] }),
  },
  'GET /api/examination': {
    who: ['supervisor', 'leader'],
    output: z.object({
      ranAt: z.string().nullable(),
      problems: z.number(),
      gone: z.number(),
      unanswered: z.number(),
      falseClosures: z.number(),
      notes: z.array(
        z.object({
          note: z.string(),
          kind: z.enum(noteKinds),
          sentence: z.string(),
          problem: z.string().nullable(),
          number: z.string().nullable(),
          divisionName: z.string(),
          foundOn: z.string(),
          isFalseClosure: z.boolean(),
          answer: z.string().nullable(),
          answeredBy: z.string().nullable(),
        }),
      ),
    }),
  },
  'POST /api/examination': { who: ['supervisor', 'leader'], output: z.object({ found: z.number(), fresh: z.number(), gone: z.number() }) },
  'POST /api/examination/{note}/answer': {
    who: ['supervisor'],
    params: z.object({ note: z.uuid() }),
    body: z.object({ answer: text(4, '请写看了什么、怎么处理') }),
  },
  'GET /api/examination/thresholds': {
    who: ['supervisor', 'leader'],
    output: z.object({
      lines: z.array(
        statedLine.extend({
          usual: z.number(),
          /** Null: the program's usual value, stated by nobody. */
          stated: z.object({ paper: z.string(), from: z.string(), by: z.string() }).nullable(),
        }),
      ),
      history: z.array(statedLine.extend({ from: z.string(), paper: z.string(), by: z.string() })),
    }),
  },
  'PUT /api/examination/thresholds': {
    who: ['supervisor'],
    body: z.object({ name: z.enum(thresholdNames), value: z.int(), from: day, paper: text(2, '请写凭哪份文件') }),
  },
  'GET /api/ladder': {
    who: ['supervisor', 'leader'],
    output: z.object({
      rules: z.array(ladderRule),
      paper: z.string().nullable(),
      statedBy: z.string().nullable(),
      statedOn: z.string().nullable(),
      late: z.array(
        z.object({
          problem: z.string(),
          number: z.string(),
          title: z.string(),
          community: z.string(),
          owner: z.string().nullable(),
          dueOn: z.string(),
          dueSteps,
          /** Working days, counted out in `said`. */
          daysLate: z.number(),
          said: z.string(),
          /** The card that is due now; null when none is, or it was signed. */
          step: ladderStep.nullable(),
          last: ladderStep.nullable(),
        }),
      ),
    }),
  },
  'PUT /api/ladder': {
    who: ['supervisor'],
    body: z.object({ rules: z.array(ladderRule).max(4), paper: text(4, '请写依据：文件名、文号和条款') }),
  },
  'POST /api/ladder/cards': {
    who: ['supervisor'],
    body: z.object({ problem: z.uuid(), step: ladderStep, paper: text(2, '请写文号') }),
    output: z.object({ consequence: z.string() }),
  },
  'GET /api/consequences': { who: ['supervisor', 'leader'], query: ofCampaign, output: z.object({ consequences: z.array(consequence) }) },
  'POST /api/consequences': { who: ['supervisor'], body: newConsequence, output: z.object({ consequence: z.string() }) },
  'POST /api/consequences/{consequence}/receipt': {
    who: ['supervisor'],
    params: z.object({ consequence: z.uuid() }),
    body: z.object({ receipt: text(2, '请写回执编号或签收人'), on: day }),
  },
})
