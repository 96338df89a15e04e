import { z } from 'zod'
import { contract } from '../../platform/http/endpoint.ts'
import { words } from './contract-clues.ts'

const date = z.iso.date('日期要写成 2026-10-20')
const field = ['worker', 'secretary'] as const

/** Disease-control offices: no free words stand beside the number. */
export const countOffices = ['县疾控中心', '市疾控中心', '县民政局', '镇卫生院'] as const

/** The register of consents to compare means, and the one number of the town. */
export const registerApi = contract({
  'GET /api/consents': {
    who: ['clerk', 'leader', 'supervisor', ...field],
    output: z.object({
      running: z.number(),
      ending: z.number(),
      over: z.number(),
      consents: z.array(
        z.object({
          consent: z.string(),
          name: z.string(),
          citizenId: z.string().nullable(),
          relation: z.string().nullable(),
          applicant: z.string().nullable(),
          divisionName: z.string(),
          signedOn: z.string().nullable(),
          endsOn: z.string().nullable(),
          state: z.enum(['running', 'ending', 'over']),
        }),
      ),
      waiting: z.array(z.object({ application: z.string(), name: z.string(), divisionName: z.string(), appliedOn: z.string().nullable() })),
    }),
  },
  'POST /api/consents': {
    who: ['clerk', ...field],
    body: z.object({
      division: z.string().default(''),
      name: z.string().trim().min(1, '请写签字人姓名'),
      citizenId: z.string().trim().min(1, '请写签字人身份证号'),
      relation: z.string().trim().min(1, '请选与申请人的关系'),
      applicantName: z.string().trim().default(''),
      applicantCitizenId: z.string().trim().default(''),
      signedOn: date,
      endsOn: date.nullable().default(null),
      attachments: z.array(z.uuid()).max(9).default([]),
    }),
    output: z.object({ consent: z.string() }),
  },
  'POST /api/consents/{consent}/withdrawal': {
    who: ['clerk', ...field],
    params: z.object({ consent: z.uuid() }),
    body: z.object({ on: date, why: words(2, '请写为什么撤回') }),
  },
  'GET /api/town-counts': {
    who: ['clerk', 'leader', 'supervisor'],
    output: z.object({
      counts: z.array(z.object({ on: z.string(), known: z.number(), covered: z.number(), with: z.string(), by: z.string() })),
    }),
  },
  'POST /api/town-counts': {
    who: ['clerk'],
    body: z.object({
      on: date,
      known: z.number('请写掌握几人').int().min(0),
      covered: z.number('请写已保障几人').int().min(0),
      office: z.enum(countOffices, '请选与谁核对'),
    }),
  },
})
