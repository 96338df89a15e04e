import { z } from 'zod'
import { contract } from '../../platform/http/endpoint.ts'
import { dueSteps } from '../calendar/contract.ts'
import { handKinds, streetKinds, unfitReasons } from './codes.ts'
import { words } from './contract-clues.ts'

const date = z.iso.date('日期要写成 2026-10-20')
const instant = z.iso.datetime('请写日期和时间')
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份要写成 2026-10')
const files = z.array(z.uuid()).max(9).default([])
const field = ['worker', 'secretary', 'child_worker', 'grid'] as const
const readers = ['clerk', 'leader', 'supervisor', ...field] as const

/** Patrols, people found in the street, carers and agreements. */
export const careApi = contract({
  'GET /api/patrols': {
    who: readers,
    query: z.object({ month: month.optional() }),
    output: z.object({
      month,
      basis: z.object({ everyDays: z.number(), source: z.string() }).nullable(),
      expected: z.number(),
      walked: z.number(),
      missing: z.number(),
      dueToday: z.number(),
      points: z.array(
        z.object({
          point: z.string(),
          name: z.string(),
          division: z.string(),
          divisionName: z.string(),
          everyDays: z.number().nullable(),
          source: z.string(),
          from: z.string(),
          endsOn: z.string().nullable(),
          expected: z.number(),
          walked: z.number(),
          lastWalkedOn: z.string().nullable(),
          dueOn: z.string().nullable(),
          dueSteps,
          missing: z.array(z.object({ from: z.string(), to: z.string() })),
        }),
      ),
      walks: z.array(z.object({ walk: z.string(), point: z.string(), on: z.string(), by: z.string().nullable(), found: z.string().nullable() })),
    }),
  },
  'POST /api/patrol-points': {
    who: ['clerk'],
    body: z.object({
      division: z.string().min(4, '请选社区'),
      name: z.string().trim().min(2, '请写点位'),
      everyDays: z.number().int().min(1, '至少一天').max(366),
      from: date,
      endsOn: date.nullable().default(null),
      source: z.string().trim().min(2, '请写依据：哪份安排、第几条'),
    }),
    output: z.object({ point: z.string() }),
  },
  'POST /api/patrol-points/{point}/end': {
    who: ['clerk'],
    params: z.object({ point: z.uuid() }),
    body: z.object({ on: date, why: words(2, '请写为什么停用') }),
  },
  'POST /api/patrols': {
    who: field,
    body: z.object({ point: z.uuid(), on: date, found: words(0, '').default(''), attachments: files }),
    output: z.object({ walk: z.string() }),
  },
  'GET /api/street-cases': {
    who: readers,
    output: z.object({
      waiting: z.number(),
      cases: z.array(
        z.object({
          streetCase: z.string(),
          name: z.string(),
          personKind: z.enum(streetKinds),
          duty: z.string(),
          place: z.string(),
          condition: z.string(),
          divisionName: z.string(),
          foundAt: z.string(),
          foundBy: z.string(),
          handedAt: z.string().nullable(),
          handedKind: z.enum(handKinds).nullable(),
          handedTo: z.string().nullable(),
          receipt: z.string().nullable(),
          report: z.string().nullable(),
          hasReportReceipt: z.boolean(),
          minutes: z.number(),
        }),
      ),
    }),
  },
  'POST /api/street-cases': {
    who: ['clerk', ...field],
    body: z.object({
      division: z.string().default(''),
      name: z.string().trim().min(1, '不知道姓名就写“不详”'),
      personKind: z.enum(streetKinds, '请选是什么人'),
      place: z.string().trim().min(2, '请写在哪里发现的'),
      condition: words(2, '请写当时的样子'),
      foundAt: instant,
    }),
    output: z.object({ streetCase: z.string() }),
  },
  'POST /api/street-cases/{streetCase}/handover': {
    who: ['clerk', ...field],
    params: z.object({ streetCase: z.uuid() }),
    body: z.object({
      kind: z.enum(handKinds, '请选交给了谁'),
      to: z.string().trim().min(2, '请写交给了谁'),
      at: instant,
      receipt: z.string().trim().default(''),
      citizenId: z.string().trim().default(''),
    }),
  },
  'GET /api/carers': {
    who: readers,
    output: z.object({
      total: z.number(),
      tekun: z.number(),
      children: z.number(),
      urgent: z.number(),
      noAgreement: z.number(),
      renewal: z.number(),
      neverAsked: z.number(),
      contactLate: z.number(),
      askAge: z.array(z.object({ kind: z.enum(['tekun', 'left_behind']), value: z.number(), source: z.string() })),
      agreementBasis: z.array(z.object({ kind: z.enum(['tekun', 'left_behind']), source: z.string() })),
      people: z.array(
        z.object({
          person: z.string(),
          kind: z.enum(['tekun', 'left_behind']),
          name: z.string(),
          citizenId: z.string(),
          division: z.string(),
          divisionName: z.string(),
          carerName: z.string().nullable(),
          carerRelation: z.string().nullable(),
          carerBirthDate: z.string().nullable(),
          caresFor: z.number(),
          agreement: z
            .object({
              agreement: z.string().nullable(),
              number: z.string().nullable(),
              kind: z.enum(['care', 'entrust', 'foster']).nullable(),
              signedOn: z.string().nullable(),
              endsOn: z.string().nullable(),
            })
            .nullable(),
          questions: z.array(
            z.enum([
              'alone',
              'no_carer',
              'unfit',
              'carer_is_minor',
              'carer_age',
              'carer_health',
              'cares_for_many',
              'no_agreement',
              'agreement_over',
              'agreement_due',
              'contact_late',
              'never_asked',
            ]),
          ),
          isUrgent: z.boolean(),
          ask: z
            .object({
              on: z.string(),
              by: z.string(),
              lives: z.enum(['with_carer', 'with_others', 'at_school', 'alone']),
              fitness: z.enum(['fit', 'unclear', 'unfit']),
              unfitFor: z.array(z.string()),
              parentsContactOn: z.string().nullable(),
              note: z.string(),
            })
            .nullable(),
        }),
      ),
    }),
  },
  'POST /api/carers/{person}/asks': {
    who: field,
    params: z.object({ person: z.uuid() }),
    body: z.object({
      on: date,
      lives: z.enum(['with_carer', 'with_others', 'at_school', 'alone'], '请选晚上和谁住'),
      fitness: z.enum(['fit', 'unclear', 'unfit'], '请选照料人能不能照料'),
      unfitFor: z.array(z.enum(unfitReasons)).default([]),
      parentsContactOn: date.nullable().default(null),
      note: words(4, '请写看到、问到什么'),
      arrangement: words(0, '').default(''),
      attachments: files,
    }),
    output: z.object({ report: z.string().nullable() }),
  },
  'POST /api/agreements': {
    who: ['clerk', ...field],
    body: z.object({
      person: z.uuid(),
      number: z.string().trim().default(''),
      kind: z.enum(['care', 'entrust', 'foster']),
      carerName: z.string().trim().min(1, '请写照料人姓名'),
      carerCitizenId: z.string().trim().min(1, '请写照料人身份证号'),
      carerRelation: z.string().trim().default(''),
      signedOn: date,
      endsOn: date.nullable().default(null),
      attachments: files,
    }),
    output: z.object({ agreement: z.string() }),
  },
  'POST /api/agreements/{agreement}/end': {
    who: ['clerk', ...field],
    params: z.object({ agreement: z.uuid() }),
    body: z.object({ on: date, why: words(2, '请写为什么终止') }),
  },
})
