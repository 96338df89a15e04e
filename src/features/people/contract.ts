import { z } from 'zod'
import { contract } from '../../platform/http/endpoint.ts'

/** Who may open a file on a person: those who work on people, the secretary, and those who look over them. */
const readers = ['clerk', 'leader', 'secretary', 'worker', 'child_worker', 'supervisor', 'auditor'] as const

const cellState = z.enum([
  /** A payment list says so. */
  'paid',
  /** It came back and was not sent again. */
  'returned',
  /** A roster of the month names the person; no payment list speaks for the month. */
  'listed',
  /** A roster names the person, a payment list of the month does not. */
  'unpaid',
  /** Lists speak for the month and do not name the person. */
  'none',
  /** No list speaks for the month: nothing can be said. */
  'unknown',
  /** A certificate is in force. */
  'valid',
])

const lane = z.object({
  lane: z.string(),
  title: z.string(),
  kind: z.enum(['money', 'card', 'points']),
  /** Amounts stand at each change. `lead` is the number of an open lead about these months. */
  segments: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      state: cellState,
      fen: z.number().nullable(),
      label: z.string(),
      lead: z.string().nullable(),
      /** What the month's fact adds: 2 人, 2026-01-12 到账. */
      notes: z.record(z.string(), z.string()),
    }),
  ),
  points: z.array(z.object({ on: z.string(), label: z.string() })),
})

const person = z.object({
  person: z.string(),
  name: z.string(),
  citizenId: z.string(),
  sex: z.enum(['male', 'female']).nullable(),
  age: z.number().nullable(),
  division: z.string(),
  community: z.string(),
  isChild: z.boolean(),
})

export const api = contract({
  'GET /api/people': {
    who: readers,
    query: z.object({ q: z.string().trim().max(50).default('') }),
    output: z.object({
      /** How the words were read. */
      by: z.enum(['nothing', 'name', 'id', 'number']),
      total: z.number(),
      people: z.array(person.extend({ openLeads: z.number(), openProblems: z.number(), number: z.string().nullable() })),
    }),
  },
  'GET /api/people/{person}': {
    who: readers,
    params: z.object({ person: z.uuid() }),
    /** The lead from which the page was opened; it stands as the reason beside who looked. */
    query: z.object({ lead: z.uuid().optional() }),
    output: person.extend({
      from: z.string(),
      to: z.string(),
      lanes: z.array(lane),
      marks: z.array(z.object({ on: z.string(), label: z.string(), kind: z.enum(['death', 'card', 'move', 'household', 'application', 'stop']) })),
      sources: z.array(
        z.object({
          from: z.string(),
          to: z.string(),
          ledger: z.string(),
          title: z.string(),
          batch: z.string().nullable(),
          file: z.string(),
          sheet: z.string(),
          row: z.number().nullable(),
          text: z.string(),
        }),
      ),
      /** By roster: who else it names in the household. The one before or at a month speaks for it. */
      households: z.array(
        z.object({
          month: z.string(),
          program: z.string(),
          members: z.array(z.object({ person: z.string().nullable(), name: z.string(), relation: z.string(), note: z.string(), isSelf: z.boolean() })),
        }),
      ),
      leads: z.array(z.object({ lead: z.string(), number: z.string(), sentence: z.string(), state: z.string(), isOpen: z.boolean(), foundOn: z.string() })),
      problems: z.array(z.object({ problem: z.string(), number: z.string(), title: z.string(), state: z.string(), isOpen: z.boolean() })),
      looks: z.object({
        times: z.number(),
        people: z.number(),
        last: z.array(z.object({ at: z.string(), who: z.string(), role: z.string(), why: z.string() })),
      }),
      /** Lists of other offices (deaths, certificates) are shown to the office and auditors only. */
      seesReference: z.boolean(),
      mayShowId: z.boolean(),
    }),
  },
  'POST /api/people/{person}/id': {
    who: ['clerk', 'leader', 'worker', 'child_worker', 'supervisor'],
    params: z.object({ person: z.uuid() }),
    body: z.object({ reason: z.string().trim().min(2, '请写明理由') }),
    output: z.object({ citizenId: z.string() }),
  },
})
