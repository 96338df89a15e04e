import { z } from 'zod'
import { contract } from '../../platform/http/endpoint.ts'
import { dueSteps } from '../calendar/contract.ts'

const townReaders = ['clerk', 'leader', 'supervisor', 'county', 'auditor'] as const

/** What can be done in the line itself, with what it is done to. */
const finish = z.discriminatedUnion('act', [
  z.object({ act: z.literal('assign'), leads: z.array(z.uuid()) }),
  z.object({ act: z.literal('receipt'), report: z.uuid(), name: z.string(), recipient: z.string() }),
  z.object({ act: z.literal('order'), order: z.uuid(), step: z.enum(['receipt', 'answer', 'reminder']) }),
])

const line = z.object({
  key: z.string(),
  icon: z.enum(['triangle', 'clock', 'child', 'back', 'question', 'paper', 'drum', 'ring', 'house']),
  tone: z.enum(['red', 'amber', 'ink']),
  title: z.string(),
  note: z.string(),
  due: z.string().nullable(),
  /** How `due` came about; of several matters, of the one that is due first. */
  dueSteps: dueSteps.optional(),
  /** Where it is done. */
  to: z.string(),
  /** The last step as a verb. */
  action: z.string(),
  finish: finish.optional(),
})

const cell = z.object({
  item: z.string(),
  division: z.string(),
  state: z.enum(['open', 'working', 'submitted', 'returned', 'signed', 'accepted']),
  answered: z.number(),
  of: z.number(),
  openLeads: z.number(),
  /** “无” stands beside open leads. */
  contradicts: z.boolean(),
})

const answeringCheck = z.object({
  check: z.string(),
  title: z.string(),
  /** Rows the last run looked at inside the reader's place; null when it has not run or does not say where its rows stand. */
  population: z.number().nullable(),
  hits: z.number().nullable(),
  status: z.enum(['ran', 'partly', 'missing_list', 'missing_basis', 'error']).nullable(),
  /** What it misses, each in one line. */
  missing: z.array(z.string()),
})

export const api = contract({
  'GET /api/today': {
    who: ['clerk', 'leader', 'supervisor', 'secretary', 'worker', 'child_worker', 'grid', 'county', 'auditor'],
    output: z.object({
      today: z.string(),
      count: z.number(),
      overdue: z.number(),
      children: z.number(),
      soon: z.number(),
      /** Matters of somebody in danger, on top of the page and red in the menu. */
      urgent: z.number(),
      groups: z.array(z.object({ key: z.string(), title: z.string(), lines: z.array(line) })),
      nextDays: z.array(z.object({ date: z.string(), text: z.string() })),
      others: z.array(z.object({ name: z.string(), place: z.string(), count: z.number(), to: z.string() })),
      /** Open leads and running problems of the reader, as the menu counts them. */
      open: z.object({ leads: z.number(), problems: z.number() }),
    }),
  },
  'GET /api/campaign-home': {
    who: [...townReaders, 'secretary', 'worker'],
    query: z.object({ campaign: z.uuid().optional() }),
    output: z.object({
      campaign: z.string().nullable(),
      divisions: z.array(z.object({ division: z.string(), name: z.string(), done: z.number(), of: z.number() })),
      cells: z.array(cell),
      counts: z.object({
        cells: z.number(),
        open: z.number(),
        working: z.number(),
        reported: z.number(),
        returned: z.number(),
        accepted: z.number(),
        contradicting: z.number(),
        openLeads: z.number(),
      }),
      answers: z.array(
        z.object({
          item: z.string(),
          label: z.string(),
          checks: z.array(answeringCheck),
          questions: z.array(z.object({ code: z.string(), text: z.string() })),
        }),
      ),
      /** When the checks last ran, as of which day. */
      lastRun: z.string().nullable(),
      /** The item numbers that the paper lost, and items with neither checks nor questions. */
      unanswered: z.array(z.object({ label: z.string(), areaNo: z.number(), no: z.number().nullable(), item: z.string().nullable(), why: z.string() })),
    }),
  },
  'GET /api/campaign-item': {
    who: [...townReaders, 'secretary', 'worker'],
    query: z.object({ item: z.uuid() }),
    output: z.object({
      divisions: z.array(
        z.object({
          division: z.string(),
          name: z.string(),
          answer: z.enum(['unanswered', 'partly', 'none', 'some', 'not_applicable']),
          /** Places said for “有 n 处”. */
          count: z.number(),
          answered: z.number(),
          of: z.number(),
          /** Of the newest year that is filled. */
          year: z.number().nullable(),
          should: z.number().nullable(),
          looked: z.number().nullable(),
          openLeads: z.number(),
          contradicts: z.boolean(),
        }),
      ),
    }),
  },
})
