import { join } from 'node:path'
import type { Actor } from '../../platform/actor.ts'
import type { Installation } from '../../platform/installation.ts'
import { type LakeValue, readLake } from '../../platform/lake/lake.ts'
import { activeBatches } from './active-batches.ts'
import type { Intake } from './intake-shape.ts'

/** One payment as a list states it: what it is for, and what a correction would change. */
interface Stated {
  key: string
  said: string
}

interface Retold {
  /** Null for rows that cannot be told apart. */
  stated: (values: Record<string, LakeValue | undefined>) => Stated | null
  /** The months of keys: batches for others are not read. Null: a list that speaks for no month. */
  monthOf: ((key: string) => string) | null
  tell: (file: string, both: number, changed: number) => string | null
}

const advice = '这份如果是更正，请在名册台账里撤回以前那份'

/** By ledger: lists that may come again corrected, and then count beside the first. */
const retold: Record<string, Retold> = {
  payments: {
    stated: ({ person_key: person, program, for_month: month, kind, amount }) =>
      person === null || program === null || month === null || kind !== 'regular'
        ? null
        : { key: [person, program, month].map(String).join('|'), said: String(amount) },
    monthOf: (key) => key.split('|')[2]!,
    tell: (file, both, changed) =>
      `以前导入的“${file}”里已有同月同项的 ${both} 笔：金额相同、日期也相同（或有一份没写）的只算一次，其余的（金额不同 ${changed} 笔）会各算一笔；${advice}`,
  },
  // One approval may be paid by stages: another day of payment is another payment.
  temporary_aid: {
    stated: ({ person_key: person, application_no: number, applied_on: applied, cause, amount, paid_on: paid }) =>
      person === null || paid === null ? null : { key: [person, number ?? applied, cause, amount].map(String).join('|'), said: String(paid) },
    monthOf: null,
    tell: (file, both, changed) =>
      changed === 0 ? null : `以前导入的“${file}”里已有同一次救助的 ${both} 笔，其中 ${changed} 笔在这份里换了发放日期，会当作分次发放各算一笔；${advice}`,
  },
}

/**
 * Lists taken before that hold most of the same payments as this one: a copy from another office or a correction. What both state
 * alike counts once, what they state otherwise counts beside the first: so the clerk is told, in sentences.
 */
export async function tellListedBefore(installation: Installation, actor: Actor, intake: Intake, batch: string): Promise<string[]> {
  const { ledger, owner } = intake.definition
  const kind = retold[ledger]
  if (kind === undefined) return []
  const { stated, monthOf } = kind
  const now = Map.groupBy(
    intake.rows.flatMap(({ values }) => stated(values) ?? []),
    ({ key }) => key,
  )
  if (now.size === 0) return []
  const months = monthOf === null ? [] : [...now.keys()].map(monthOf).sort()
  const spoken = months.length === 0 ? null : { from: months[0]!, to: months.at(-1)! }
  const told: string[] = []
  for (const { batch: id, name, lakeFile } of await activeBatches(installation, actor, { ledger, months: spoken })) {
    if (id === batch) continue
    const files = lakeFile === null ? [] : [join(installation.folder.lake, lakeFile)]
    const rows = await readLake(actor, { ledger, owner, files }, { limit: 200_000 })
    const before = rows.flatMap((row) => stated(row) ?? [])
    const both = before.filter(({ key }) => now.has(key))
    const said = Map.groupBy(both, ({ key }) => key)
    const isIn = (list: readonly Stated[], one: Stated): boolean => list.some((each) => each.said === one.said)
    // Something that this list leaves out, and has something else for.
    const changed = both.filter((one) => !isIn(now.get(one.key)!, one) && now.get(one.key)!.some((each) => !isIn(said.get(one.key)!, each))).length
    if (both.length === 0 || both.length * 2 < Math.min(before.length, now.size)) continue
    const sentence = kind.tell(name, both.length, changed)
    if (sentence !== null) told.push(sentence)
  }
  return told
}
