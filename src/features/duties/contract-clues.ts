import { z } from 'zod'
import { programs } from '../../domain/programs.ts'
import { contract } from '../../platform/http/endpoint.ts'
import { dueSteps } from '../calendar/contract.ts'
import { clueKinds, clueReasons } from './codes.ts'

const date = z.iso.date('日期要写成 2026-10-20')
const field = ['worker', 'secretary', 'child_worker', 'grid'] as const
const readers = ['clerk', 'leader', 'supervisor', ...field] as const

/** Free words of a field worker. */
export const words = (least: number, ask: string) => z.string().trim().min(least, ask).max(2_000, '太长了，请写要点')

const program = z.enum(programs, '请选申请什么')

/** Clues (主动发现) and the register of applications. */
export const clueApi = contract({
  'GET /api/clues': {
    who: readers,
    output: z.object({
      basis: z.string().nullable(),
      total: z.number(),
      open: z.number(),
      urgent: z.number(),
      overdue: z.number(),
      untouched: z.number(),
      helped: z.number(),
      notEligible: z.number(),
      clues: z.array(
        z.object({
          clue: z.string(),
          kind: z.enum(clueKinds),
          isUrgent: z.boolean(),
          isConcluded: z.boolean(),
          dueOn: z.string().nullable(),
          dueSteps,
          mustReport: z.boolean(),
          name: z.string(),
          citizenId: z.string().nullable(),
          division: z.string(),
          divisionName: z.string(),
          source: z.string(),
          number: z.string(),
          foundOn: z.string().nullable(),
          event: z.string(),
          bill: z.number().nullable(),
          address: z.string().nullable(),
          action: z.string().nullable(),
          outcome: z.enum(['helped', 'not_eligible']).nullable(),
          outcomeWords: z.string().nullable(),
          reason: z.string().nullable(),
          concludedOn: z.string().nullable(),
          concludedBy: z.string().nullable(),
          application: z.string().nullable(),
          applicationNumber: z.string().nullable(),
          report: z.string().nullable(),
          hasReceipt: z.boolean(),
          steps: z.array(z.object({ on: z.string(), way: z.enum(['visit', 'phone', 'papers', 'reopened']), note: z.string(), by: z.string() })),
        }),
      ),
    }),
  },
  'POST /api/clues': {
    who: ['clerk', ...field],
    body: z.object({
      division: z.string().default(''),
      name: z.string().trim().min(1, '请写姓名'),
      citizenId: z.string().trim().default(''),
      address: z.string().trim().default(''),
      kind: z.enum(clueKinds, '请选是哪一类情况'),
      event: words(4, '请写出了什么事'),
      source: z.string().trim().min(1, '请写线索从哪里来'),
      number: z.string().trim().default(''),
      foundOn: date,
      bill: z.number().int().min(0).nullable().default(null),
      personKind: z.enum(['minor', 'adult_without_capacity', 'other']).default('other'),
    }),
    output: z.object({ clue: z.string() }),
  },
  'POST /api/clues/{clue}/steps': {
    who: ['clerk', ...field],
    params: z.object({ clue: z.uuid() }),
    body: z.object({
      on: date,
      way: z.enum(['visit', 'phone', 'papers']),
      note: words(4, '请写核实到什么'),
      attachments: z.array(z.uuid()).max(9).default([]),
    }),
  },
  'POST /api/clues/{clue}/conclusion': {
    who: ['clerk', ...field],
    params: z.object({ clue: z.uuid() }),
    body: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('helped'), program, citizenId: z.string().trim().default(''), appliedOn: date, note: words(0, '').default('') }),
      z.object({ outcome: z.literal('not_eligible'), reason: z.enum(clueReasons, '请选为什么不符合'), note: words(4, '请写依据和怎样告知本人的') }),
    ]),
    output: z.object({ applicationNumber: z.string().nullable() }),
  },
  'POST /api/clues/{clue}/reopening': {
    who: ['clerk', 'supervisor', ...field],
    params: z.object({ clue: z.uuid() }),
    body: z.object({ why: words(4, '请写为什么重新打开') }),
  },
  'GET /api/applications': {
    who: readers,
    output: z.object({
      total: z.number(),
      waiting: z.number(),
      late: z.number(),
      refusedWithoutReason: z.number(),
      limits: z.array(z.object({ program: z.string(), value: z.number(), unit: z.string(), source: z.string() })),
      withoutBasis: z.array(z.string()),
      applications: z.array(
        z.object({
          application: z.string(),
          number: z.string(),
          name: z.string(),
          division: z.string(),
          divisionName: z.string(),
          program: z.string(),
          appliedOn: z.string().nullable(),
          receivedOn: z.string().nullable(),
          forwardedOn: z.string().nullable(),
          acceptedOn: z.string().nullable(),
          dueOn: z.string().nullable(),
          dueSteps,
          cause: z.string().nullable(),
          reason: z.string().nullable(),
          state: z.enum(['waiting', 'late', 'late_forwarded', 'forwarded', 'accepted', 'refused', 'refused_without_reason']),
        }),
      ),
    }),
  },
  'POST /api/applications': {
    who: field,
    body: z.object({
      name: z.string().trim().min(1, '请写申请人姓名'),
      citizenId: z.string().trim().min(1, '请写身份证号'),
      program,
      appliedOn: date,
      cause: words(0, '').default(''),
    }),
    output: z.object({ application: z.string(), number: z.string() }),
  },
  'POST /api/applications/{application}/forwarding': {
    who: field,
    params: z.object({ application: z.uuid() }),
    body: z.object({ on: date }),
  },
  'POST /api/applications/{application}/answer': {
    who: ['clerk'],
    params: z.object({ application: z.uuid() }),
    body: z.object({ isAccepted: z.boolean(), on: date, reason: words(0, '').default('') }),
  },
})
