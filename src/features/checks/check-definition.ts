import { z } from 'zod'
import { benefits } from '../../domain/programs.ts'
import { parseYaml, takeShape } from '../../platform/files/read-yaml.ts'
import { Problem } from '../../platform/problems.ts'

export const severities = ['money', 'right', 'danger', 'process', 'data'] as const
export type Severity = (typeof severities)[number]

export const subjectKinds = ['person', 'household', 'division', 'row', 'problem', 'post'] as const
export type SubjectKind = (typeof subjectKinds)[number]

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const program = z.enum(benefits)

/** A text on the shelf: the file's name in the law folder without its bracket, the article, the months in which it counts. */
const basisShape = z.strictObject({
  law: z.string().min(1),
  article: z.string().min(1),
  from: month,
  to: month.nullable().default(null),
  superseded_by: z.string().optional(),
  programs: z.array(program).optional(),
  /** The rule in one line, for the lead page. */
  rule: z.string().min(1),
})
export type Basis = z.infer<typeof basisShape>

const alternativeShape = z.strictObject({ name: z.string().min(1), program: program.optional() })

const parameterShape = z.union([
  z
    .string()
    .min(1)
    .transform((name) => ({ name, program: undefined, as: name, optional: false, amount_only: false, cited: true, or: undefined, programs: undefined })),
  z
    .strictObject({
      name: z.string().min(1),
      /** Another program's row is read, whatever the program of the rule. */
      program: program.optional(),
      as: z
        .string()
        .regex(/^[a-z][a-z0-9_]*$/)
        .optional(),
      optional: z.boolean().default(false),
      /** true: a number to reckon with; naming it does not say that the check's rule holds. */
      amount_only: z.boolean().default(false),
      /** false: it only tells two checks apart and is no reason of this one's leads. */
      cited: z.boolean().default(true),
      /** Read when the first has no row. */
      or: alternativeShape.optional(),
      /** Asked for these programs only; null for the others. */
      programs: z.array(program).optional(),
    })
    .transform((each) => ({ ...each, as: each.as ?? each.name })),
])
export type Parameter = z.infer<typeof parameterShape>

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
const rowShape = z.record(z.string(), scalar)

const standardShape = z.strictObject({
  name: z.string(),
  program,
  division: z.string().nullable().default(null),
  from: month.default('2020-01'),
  to: month.nullable().default(null),
  value: z.number(),
  confirmed: z.string().nullable().default('2026-01-01'),
})

export const caseKinds = ['hit', 'clean', 'missing', 'look_alike', 'rule_change'] as const

const caseShape = z.strictObject({
  name: z.string().min(1),
  kind: z.enum(caseKinds),
  as_of: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .default('2026-10-15'),
  given: z.record(z.string(), z.array(rowShape)),
  /** Instead of the check's own `standards`. */
  standards: z.array(standardShape).optional(),
  hits: z.array(z.record(z.string(), z.union([scalar, z.array(z.string())]))),
  /** The case speaks of the whole town (a list that is nowhere): it cannot stand beside the check's other cases. */
  alone: z.boolean().default(false),
})
export type CheckCase = z.infer<typeof caseShape>

const checkShape = z.strictObject({
  title: z.string().min(1),
  question: z.string().min(1),
  topics: z.record(z.string(), z.string()),
  programs: z.array(program).min(1),
  /** Numbers of the handbook, or by program. */
  ck: z.union([z.array(z.string().regex(/^CK\d\d$/)), z.record(z.string(), z.array(z.string().regex(/^CK\d\d$/)))]),
  basis: z.array(basisShape),
  parameters: z.array(parameterShape).default([]),
  /** What was paid is a fact in every month: a missing parameter is told and does not silence the check. */
  payment_fact: z.boolean().default(false),
  /**
   * Facts; without any of its lists the check does not run. `fact(a, b)`: one of the lists is enough, an absent one is
   * told; `fact(a|b:program)`: either serves, the second when it holds rows of that program.
   */
  needs: z.array(z.string().regex(/^[a-z_]+(\([a-z_:]+((, |\|)[a-z_:]+)*\))?$/)),
  /**
   * Lists inside whose coverage something missing is looked for: ledger or `payments:program`. Alternatives by `|`;
   * `ledger where parameter = 1`: asked only where the rule says so.
   */
  absence: z.array(z.string()).default([]),
  /** Lists that every community sends: one that never did is told by name. */
  spoken_once: z.array(z.string()).default([]),
  /** Columns that communities left blank: a relation with `division` holds those whose column says nothing. */
  blank: z.array(z.strictObject({ ledger: z.string(), column: z.string(), in: z.string() })).default([]),
  population: z.string().min(1),
  identity: z.array(z.string()),
  severity: z.enum(severities),
  sentence: z.string().min(1),
  /** Columns that tell one reason, where one is enough: the sentence names the fewest that give every month one. The others stay as evidence. */
  reason: z.array(z.string()).default([]),
  innocent: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[a-z][a-z0-9_]*$/),
        ask: z.string().min(1),
        /** Why this reason is told without a proof; every other one needs a file or a named document. */
        no_proof: z.string().min(4).optional(),
      }),
    )
    .min(1),
  closes: z.string().min(1),
  children: z.boolean().default(false),
  /** Cells of the evidence rows that are copied, by role; all but contact data when a role is not named. */
  evidence: z.record(z.string(), z.array(z.string())).default({}),
  /** What the town named, for the cases that name nothing themselves. */
  standards: z.array(standardShape).default([]),
  cases: z.array(caseShape),
  /** Changes of the text that change nothing in meaning, with the reason (`npm run mutate`). */
  equivalent: z.array(z.strictObject({ change: z.string().min(1), reason: z.string().min(10) })).default([]),
})

export interface CheckDefinition extends Omit<z.infer<typeof checkShape>, 'needs' | 'absence'> {
  check: string
  subject: string
  sql: string
  needs: readonly Need[]
  absence: readonly (readonly NamedList[])[]
}

export interface Need {
  fact: string
  /** Groups of alternatives; null: the ledgers that feed the fact directly. */
  lists: readonly (readonly NamedList[])[] | null
}

export interface NamedList {
  ledger: string
  /** For lists that hold several programs. */
  program: string | null
  /** Asked only where the rule has this value. */
  where?: { parameter: string; value: number }
}

/** Reads the two files of one check. Errors: `unreadable_file` with the file and the place in it. */
export function parseCheck(id: { subject: string; check: string }, yml: string, sql: string): CheckDefinition {
  const place = `catalog/checks/${id.subject}/${id.check}`
  const raw = takeShape(`${place}.yml`, parseYaml(`${place}.yml`, yml), checkShape)
  if (!sql.startsWith('-- ')) throw new Problem('unreadable_file', `${place}.sql 的第一行要是一句说明（-- …）。`)
  for (const each of raw.programs) {
    if (raw.topics[each] === undefined && raw.topics['*'] === undefined)
      throw new Problem('unreadable_file', `${place}.yml 的 topics 没有写 ${each} 归到哪个题目。`)
  }
  return {
    ...raw,
    ...id,
    sql: sql.trim().replace(/;$/, ''),
    needs: raw.needs.map((need) => {
      const [fact, list] = need.replace(')', '').split('(')
      return { fact: fact!, lists: list === undefined ? null : list.split(', ').map(alternatives) }
    }),
    absence: raw.absence.map(alternatives),
  }
}

function alternatives(text: string): NamedList[] {
  return text.split('|').map((one) => {
    const [list, condition] = one.trim().split(' where ')
    const [ledger, of] = list!.split(':')
    if (condition === undefined) return { ledger: ledger!, program: of ?? null }
    const [parameter, value] = condition.split(' = ')
    return { ledger: ledger!, program: of ?? null, where: { parameter: parameter!, value: Number(value) } }
  })
}

export function topicOf(check: CheckDefinition, of: string | null): string {
  return (of === null ? undefined : check.topics[of]) ?? check.topics['*'] ?? Object.values(check.topics)[0]!
}

export function ckOf(check: CheckDefinition, of: string | null): readonly string[] {
  if (Array.isArray(check.ck)) return check.ck
  return (of === null ? undefined : check.ck[of]) ?? check.ck['*'] ?? [...new Set(Object.values(check.ck).flat())]
}
