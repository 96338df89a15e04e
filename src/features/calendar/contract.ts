import { z } from 'zod'
import { dueUnits, type DueStep } from '../../domain/due-steps.ts'
import { contract, roles } from '../../platform/http/endpoint.ts'

const day = z.iso.date('日期要写成 2027-01-01')
const year = z.object({ year: z.string().regex(/^20\d\d$/, '年份要写成 2027') })
const holiday = z.object({ name: z.string(), from: z.string(), to: z.string() })
const passed = { skipped: z.array(holiday), made: z.array(z.string()), notAnnounced: z.array(z.string()) }

/** How a due date came about, first to last; the last one's `due` is the date. Every due date that an endpoint gives has it beside it. */
export const dueSteps = z.array(
  z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('counted'),
      from: z.string(),
      count: z.number(),
      unit: z.enum(dueUnits),
      endedOn: z.string().nullable(),
      due: z.string(),
      ...passed,
      ground: z.string().nullable(),
    }),
    z.object({ kind: z.literal('scheduled'), from: z.string(), days: z.number(), due: z.string(), ground: z.string().nullable() }),
    z.object({
      kind: z.literal('set'),
      on: z.string().nullable(),
      due: z.string(),
      workdays: z.number().nullable(),
      by: z.string().nullable(),
      ...passed,
      ground: z.string().nullable(),
    }),
    z.object({ kind: z.literal('span'), from: z.string(), due: z.string(), workdays: z.number(), ...passed, ground: z.string().nullable() }),
    z.object({
      kind: z.literal('waited'),
      from: z.string(),
      to: z.string(),
      workdays: z.number(),
      reason: z.string(),
      due: z.string(),
      isOpen: z.boolean(),
    }),
    z.object({ kind: z.literal('extended'), on: z.string(), due: z.string(), workdays: z.number(), by: z.string(), reason: z.string() }),
    z.object({ kind: z.literal('recounted'), on: z.string(), was: z.string(), due: z.string(), ground: z.string() }),
  ]),
) satisfies z.ZodType<DueStep[]>

const arrangement = z.object({ holidays: z.array(holiday), makeup: z.array(z.string()) })
const paper = z.object({ title: z.string(), number: z.string(), dated: z.string().nullable() })

/** How many open due dates were counted anew, by kind. */
const moved = z.object({ moved: z.array(z.object({ what: z.string(), count: z.number() })) })

export const api = contract({
  'GET /api/calendar/{year}': {
    who: roles.filter((role) => role !== 'member_unit'),
    params: year,
    output: z.object({
      year: z.string(),
      /** Years that can be opened: those announced, this one and the next. */
      years: z.array(z.object({ year: z.string(), isAnnounced: z.boolean() })),
      /** Null: not announced yet. */
      arrangement: arrangement.nullable(),
      /** Days off and of work that papers of neighbouring years put into this one, too. */
      days: z.array(z.object({ date: z.string(), kind: z.enum(['holiday', 'makeup']), name: z.string().nullable() })),
      workingDays: z.number(),
      paper: paper.nullable(),
      /** Null: as shipped. */
      stated: z.object({ by: z.string(), at: z.string() }).nullable(),
      /** What the town stated, the newest first, and last what is shipped (`no` null; without an arrangement: nothing is). */
      statements: z.array(
        z.object({
          no: z.number().nullable(),
          paper: paper.nullable(),
          arrangement: arrangement.nullable(),
          reason: z.string().nullable(),
          by: z.string().nullable(),
          at: z.string().nullable(),
          holds: z.boolean(),
        }),
      ),
    }),
  },
  'POST /api/calendar/{year}': {
    who: ['clerk'],
    params: year,
    body: z.object({
      holidays: z.array(z.object({ name: z.string().trim().min(1, '请写节日名').max(20), from: day, to: day })).max(40),
      makeup: z.array(day).max(40),
      title: z.string().trim().min(4, '请写文件的名称').max(100),
      number: z.string().trim().min(4, '请写文号').max(60),
      dated: day,
    }),
    output: moved,
  },
  /** Back to an earlier arrangement of the year, or to what is shipped: a further entry, nothing is removed. */
  'POST /api/calendar/{year}/return': {
    who: ['clerk'],
    params: year,
    body: z.object({ to: z.int().nullable(), reason: z.string().trim().min(2, '请写为什么改回').max(300) }),
    output: moved,
  },
})
