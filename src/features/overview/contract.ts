import { z } from 'zod'
import { contract, roles } from '../../platform/http/endpoint.ts'

const line = z.object({
  key: z.string(),
  icon: z.enum(['triangle', 'clock', 'child', 'back', 'question', 'paper', 'drum', 'ring']),
  tone: z.enum(['red', 'amber', 'ink']),
  title: z.string(),
  note: z.string(),
  due: z.string().nullable(),
  /** Where it is done. */
  to: z.string(),
  /** The last step as a verb. */
  action: z.string(),
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

export const api = contract({
  'GET /api/today': {
    who: roles.filter((role) => !['member_unit', 'system_admin', 'security_admin', 'audit_admin'].includes(role)),
    output: z.object({
      today: z.string(),
      count: z.number(),
      overdue: z.number(),
      children: z.number(),
      soon: z.number(),
      groups: z.array(z.object({ key: z.string(), title: z.string(), lines: z.array(line) })),
      nextDays: z.array(z.object({ date: z.string(), text: z.string() })),
      others: z.array(z.object({ name: z.string(), place: z.string(), count: z.number(), to: z.string() })),
    }),
  },
  'GET /api/campaign-home': {
    who: ['clerk', 'leader', 'supervisor', 'county', 'auditor', 'secretary', 'worker'],
    query: z.object({ campaign: z.uuid().optional() }),
    output: z.object({
      campaign: z.string().nullable(),
      divisions: z.array(z.object({ division: z.string(), name: z.string(), done: z.number(), of: z.number() })),
      cells: z.array(cell),
      counts: z.object({ cells: z.number(), reported: z.number(), accepted: z.number(), open: z.number(), openLeads: z.number() }),
      answers: z.array(
        z.object({
          item: z.string(),
          checks: z.array(z.object({ check: z.string(), title: z.string(), population: z.number().nullable(), hits: z.number().nullable(), status: z.string().nullable(), missing: z.array(z.string()) })),
          questions: z.array(z.object({ code: z.string(), text: z.string() })),
        }),
      ),
      /** Items with neither words nor checks nor questions, and the numbers the paper lost. */
      unanswered: z.array(z.object({ label: z.string(), why: z.string() })),
    }),
  },
  'GET /api/campaign-item': {
    who: ['clerk', 'leader', 'supervisor', 'county', 'auditor', 'secretary', 'worker'],
    query: z.object({ item: z.uuid() }),
    output: z.object({ divisions: z.array(z.object({ division: z.string(), name: z.string(), answer: z.string(), should: z.number().nullable(), looked: z.number().nullable(), openLeads: z.number() })) }),
  },
})
