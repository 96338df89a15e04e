import { z } from 'zod'
import { contract } from '../../platform/http/endpoint.ts'

const authority = z.object({
  giver: z.string().min(1, '请写谁给的'),
  basis: z.string().min(1, '请写凭什么'),
  purpose: z.string().min(1, '请写作什么用'),
  until: z.iso.date('请写保留到哪天'),
})
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份要写成 2026-10')
const cover = z.object({ from: month, to: month, divisions: z.array(z.string()).nullable() })
const rows = z.object({ seen: z.number(), accepted: z.number(), problems: z.number(), notData: z.number() })
const remark = z.object({
  sheet: z.string(),
  row: z.number(),
  column: z.string().nullable(),
  code: z.string(),
  message: z.string(),
  value: z.string().nullable(),
})

/** What the clerk says about one waiting file; all of it may be left to what the file itself states. */
const choices = z.object({
  ledger: z.string().nullish(),
  period: month.nullish(),
  covers: cover.nullish(),
  authority: authority.nullish(),
  mapping: z.record(z.string(), z.string().nullable()).nullish(),
})

const sheetPreview = z.object({
  sheet: z.string(),
  state: z.enum(['ready', 'unclear', 'skipped']),
  ledger: z.string().nullable(),
  ledgerTitle: z.string().nullable(),
  owner: z.enum(['received', 'kept', 'reference']).nullable(),
  why: z.string(),
  period: z.string().nullable(),
  covers: z.object({ from: z.string(), to: z.string(), divisions: z.array(z.string()) }).nullable(),
  counts: rows,
  columns: z.array(
    z.object({
      index: z.number(),
      heading: z.string(),
      canonical: z.string().nullable(),
      title: z.string().nullable(),
      how: z.string(),
      fillRate: z.number(),
      samples: z.array(z.string()),
    }),
  ),
  choicesOfColumns: z.array(z.object({ canonical: z.string(), title: z.string() })),
  communities: z.array(z.object({ name: z.string(), rows: z.number(), isKnown: z.boolean() })),
  missingCommunities: z.array(z.string()),
  preview: z.array(z.object({ row: z.number(), class: z.string(), reason: z.string().nullable(), cells: z.array(z.string()) })),
  problems: z.array(remark),
  flags: z.array(remark),
  totals: z.array(z.object({ row: z.number(), column: z.string(), written: z.number(), counted: z.number(), agrees: z.boolean() })),
  notes: z.array(z.string()),
  /** Against the roster of the period before; null where there is none or the ledger is no roster. */
  difference: z
    .object({
      against: z.string(),
      before: z.number(),
      added: z.array(z.string()),
      gone: z.array(z.string()),
      changed: z.array(z.object({ name: z.string(), from: z.number(), to: z.number() })),
    })
    .nullable(),
})

const batch = z.object({
  batch: z.string(),
  ledger: z.string(),
  ledgerTitle: z.string(),
  owner: z.string(),
  file: z.string(),
  sheet: z.string(),
  period: z.string().nullable(),
  covers: z.array(z.object({ from: z.string(), to: z.string(), division: z.string().nullable() })),
  state: z.enum(['active', 'withdrawn', 'destroyed']),
  rows,
  authority: z.object({ giver: z.string(), basis: z.string(), purpose: z.string(), until: z.string() }).nullable(),
  by: z.string(),
  at: z.string(),
})

const office = ['clerk'] as const

export const api = contract({
  'GET /api/ledgers': {
    who: ['clerk', 'leader', 'auditor', 'worker', 'secretary', 'child_worker'],
    output: z.object({
      ledgers: z.array(
        z.object({
          ledger: z.string(),
          title: z.string(),
          owner: z.string(),
          shape: z.string(),
          batches: z.number(),
          rows: z.number(),
          lastPeriod: z.string().nullable(),
          lastAt: z.string().nullable(),
        }),
      ),
    }),
  },
  'GET /api/ledgers/{ledger}': {
    who: ['clerk', 'auditor', 'worker', 'secretary', 'child_worker'],
    params: z.object({ ledger: z.string() }),
    query: z.object({ q: z.string().optional(), period: month.optional(), offset: z.coerce.number().int().min(0).default(0) }),
    output: z.object({
      title: z.string(),
      columns: z.array(z.object({ name: z.string(), title: z.string(), type: z.string() })),
      rows: z.array(
        z.object({ id: z.string(), file: z.string(), sheet: z.string(), row: z.number(), division: z.string(), cells: z.record(z.string(), z.string()) }),
      ),
      periods: z.array(z.string()),
      total: z.number(),
    }),
  },
  'GET /api/kept-months': {
    who: ['clerk', 'leader', 'secretary', 'worker', 'child_worker', 'grid'],
    query: z.object({ ledger: z.string() }),
    output: z.object({ months: z.array(z.object({ month, division: z.string(), divisionName: z.string(), by: z.string(), at: z.string() })) }),
  },
  'POST /api/kept-months': { who: ['secretary', 'worker'], body: z.object({ ledger: z.string(), month }) },
  'DELETE /api/kept-months': { who: ['secretary', 'worker'], query: z.object({ ledger: z.string(), month }) },
  'GET /api/ledgers/{ledger}/template': { who: ['clerk', 'worker', 'secretary', 'member_unit'], params: z.object({ ledger: z.string() }), file: true },
  'POST /api/uploads': {
    who: ['clerk', 'member_unit'],
    query: z.object({ name: z.string().min(1).max(200) }),
    upload: true,
    output: z.object({ upload: z.string() }),
  },
  'GET /api/uploads': {
    who: office,
    output: z.object({ uploads: z.array(z.object({ upload: z.string(), file: z.string(), bytes: z.number(), by: z.string(), at: z.string() })) }),
  },
  'POST /api/uploads/{upload}/reading': {
    who: office,
    params: z.object({ upload: z.uuid() }),
    body: choices,
    output: z.object({ file: z.string(), sheets: z.array(sheetPreview), isHivFound: z.boolean() }),
  },
  'DELETE /api/uploads/{upload}': { who: office, params: z.object({ upload: z.uuid() }) },
  'POST /api/imports': {
    who: office,
    body: z.object({ files: z.array(z.object({ upload: z.uuid(), choices })).min(1), addDivisions: z.boolean() }),
    output: z.object({ task: z.string() }),
  },
  'GET /api/batches': { who: ['clerk', 'auditor', 'leader'], output: z.object({ batches: z.array(batch) }) },
  'GET /api/batches/{batch}/remarks': {
    who: ['clerk', 'auditor'],
    params: z.object({ batch: z.string() }),
    output: z.object({ problems: z.array(remark), flags: z.array(remark) }),
  },
  'POST /api/batches/{batch}/withdrawal': {
    who: office,
    params: z.object({ batch: z.string() }),
    body: z.object({ reason: z.string().trim().min(2, '请写撤回的原因') }),
    output: z.object({ removed: z.number(), left: z.number() }),
  },
  'GET /api/source-rows': {
    who: ['clerk', 'auditor', 'worker', 'secretary', 'child_worker'],
    query: z.object({ batch: z.string(), sheet: z.string(), row: z.coerce.number().int(), around: z.coerce.number().int().min(0).max(10).default(5) }),
    output: z.object({
      file: z.string(),
      sheet: z.string(),
      columns: z.array(z.object({ name: z.string(), title: z.string() })),
      rows: z.array(z.object({ row: z.number(), cells: z.record(z.string(), z.string()) })),
    }),
  },
})
