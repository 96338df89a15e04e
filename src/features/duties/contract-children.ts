import { z } from 'zod'
import { contract } from '../../platform/http/endpoint.ts'
import { dueSteps } from '../calendar/contract.ts'
import { arrangementWays, cardCauses, endReasons, lackKinds, recipients } from './child-cards/child-codes.ts'
import { words } from './contract-clues.ts'

const date = z.iso.date('日期要写成 2026-10-20')
const instant = z.iso.datetime('请写日期和时间')
// Grid members report a danger on 强制报告; a child's card is for those who work on children.
const writers = ['clerk', 'worker', 'secretary', 'child_worker'] as const
const readers = [...writers, 'leader', 'supervisor'] as const
const params = z.object({ card: z.uuid() })

/** Emergency cards of children whom suddenly nobody looks after. */
export const childApi = contract({
  'GET /api/child-cards': {
    who: readers,
    output: z.object({
      rule: z.object({ value: z.number(), source: z.string() }).nullable(),
      open: z.number(),
      unplaced: z.number(),
      unreported: z.number(),
      late: z.number(),
      unsafe: z.number(),
      ended: z.number(),
      cards: z.array(
        z.object({
          card: z.string(),
          person: z.string().nullable(),
          name: z.string(),
          birthDate: z.string().nullable(),
          divisionName: z.string(),
          cause: z.enum(cardCauses),
          causeBasis: z.string(),
          what: z.string(),
          foundAt: z.string(),
          foundBy: z.string(),
          stage: z.enum(['found', 'arranged', 'followed', 'ended']),
          isEnded: z.boolean(),
          minutesToPlace: z.number().nullable(),
          placed: z.array(
            z.object({
              at: z.string(),
              way: z.enum(arrangementWays),
              place: z.string(),
              carer: z.string(),
              carerRelation: z.string().nullable(),
              carerPhone: z.string().nullable(),
              by: z.string(),
            }),
          ),
          told: z.array(
            z.object({
              recipient: z.enum(recipients),
              basis: z.string(),
              toWhom: z.string().nullable(),
              at: z.string().nullable(),
              receipt: z.string().nullable(),
            }),
          ),
          everyDays: z.number().nullable(),
          scheduleSource: z.string().nullable(),
          dueOn: z.string().nullable(),
          dueSteps,
          daysLate: z.number(),
          done: z.number(),
          missed: z.number(),
          gaps: z.array(z.object({ from: z.string(), to: z.string(), days: z.number() })),
          isUnsafe: z.boolean(),
          lacks: z.array(z.enum(lackKinds)),
          looks: z.array(
            z.object({
              on: z.string(),
              by: z.string(),
              way: z.enum(['visit', 'phone']),
              isSafe: z.boolean(),
              lacks: z.array(z.enum(lackKinds)),
              help: z.string(),
              parentsContactOn: z.string().nullable(),
              note: z.string(),
            }),
          ),
          end: z
            .object({
              reason: z.enum(endReasons),
              basis: z.string().nullable(),
              on: z.string(),
              by: z.string(),
              paper: z.string().nullable(),
              note: z.string(),
            })
            .nullable(),
        }),
      ),
    }),
  },
  'GET /api/parents-contact': {
    who: readers,
    query: z.object({
      month: z
        .string()
        .regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份要写成 2026-10')
        .optional(),
    }),
    output: z.object({
      month: z.string(),
      everyMonths: z.number().nullable(),
      basis: z.string().nullable(),
      communities: z.array(
        z.object({
          division: z.string(),
          name: z.string(),
          isCovered: z.boolean(),
          children: z.number(),
          asked: z.number(),
          inTouch: z.number(),
          missing: z.array(z.string()),
        }),
      ),
    }),
  },
  'POST /api/child-cards': {
    who: writers,
    body: z.object({
      division: z.string().default(''),
      name: z.string().trim().min(1, '不知道姓名就写“不详”'),
      person: z.uuid().nullable().default(null),
      birthDate: date.nullable().default(null),
      isAtSchool: z.boolean().default(false),
      cause: z.enum(cardCauses, '请选为什么没有人照看'),
      what: words(4, '请写发现了什么'),
      foundAt: instant,
      report: z.uuid().nullable().default(null),
    }),
    output: z.object({ card: z.string() }),
  },
  'POST /api/child-cards/{card}/arrangement': {
    who: writers,
    params,
    body: z.object({
      at: instant,
      way: z.enum(arrangementWays, '请选怎么安置'),
      place: z.string().trim().min(2, '请写在哪里'),
      carer: z.string().trim().min(1, '请写由谁照看'),
      carerRelation: z.string().trim().default(''),
      carerPhone: z.string().trim().default(''),
      by: z.string().trim().min(2, '请写谁安排的'),
      everyDays: z.number('请写几天看一次').int().min(1, '至少一天').max(92, '最长 92 天'),
      scheduleSource: z.string().trim().default(''),
    }),
  },
  'POST /api/child-cards/{card}/reports': {
    who: writers,
    params,
    body: z.object({
      recipient: z.enum(recipients),
      toWhom: z.string().trim().min(2, '请写报给了谁'),
      at: instant,
      receipt: z.string().trim().default(''),
    }),
  },
  'POST /api/child-cards/{card}/follow-ups': {
    who: writers,
    params,
    body: z.object({
      on: date,
      way: z.enum(['visit', 'phone'], '请选怎么看的'),
      safety: z.enum(['safe', 'unsafe'], '请选孩子安不安全'),
      lacks: z.array(z.enum(lackKinds)).default([]),
      help: words(0, '').default(''),
      parentsContactOn: date.nullable().default(null),
      note: words(4, '请写看到、问到什么'),
      attachments: z.array(z.uuid()).max(9).default([]),
    }),
  },
  'POST /api/child-cards/{card}/end': {
    who: writers,
    params,
    body: z.object({
      reason: z.enum(endReasons, '请选为什么办结'),
      on: date,
      paper: z.string().trim().default(''),
      note: words(4, '请写孩子现在跟谁、在哪里'),
    }),
  },
  'POST /api/child-cards/{card}/reopening': {
    who: [...writers, 'supervisor'],
    params,
    body: z.object({ why: words(4, '请写为什么重新打开') }),
  },
})
