import { join } from 'node:path'
import type { Actor } from '../../platform/actor.ts'
import type { Installation } from '../../platform/installation.ts'
import { readLake } from '../../platform/lake/lake.ts'
import { activeBatches } from './active-batches.ts'
import type { Intake } from './intake-shape.ts'

/** A roster taken before of a month and communities that this one speaks for too. */
export interface EarlierRoster {
  batch: string
  name: string
  day: string
  /** Its rows there of which this one has no like. */
  leftOut: number
  /** It lists others of the same roster: 农村 where this one lists 城市, 集中 where it lists 分散, one subsidy where it lists the other. */
  isOtherPart: boolean
}

/** Columns by which an office exports one roster as several files. */
const partColumns = ['category', 'support', 'subsidy'] as const

type Values = Record<string, unknown>

/** Who a roster's row is of, in which month. Whoever draws both subsidies stands on both lists. */
const rowKey = (period: unknown, values: Values): string =>
  [period, values['citizen_id'] ?? values['head_citizen_id'] ?? values['name'] ?? values['head_name'], values['subsidy']].map(String).join('|')

const partsOf = (column: string, rows: readonly Values[]): Set<unknown> => new Set(rows.map((row) => row[column] ?? null))

function isOtherPart(now: readonly Values[], before: readonly Values[]): boolean {
  return partColumns.some((column) => {
    const [ours, theirs] = [partsOf(column, now), partsOf(column, before)]
    return !ours.has(null) && !theirs.has(null) && ours.isDisjointFrom(theirs)
  })
}

/** The active rosters of the same ledger, newest first, that speak for a month and a community of this one and have rows there. */
export async function readEarlierRosters(installation: Installation, actor: Actor, { definition, rows, covers }: Intake): Promise<EarlierRoster[]> {
  const { ledger, owner, shape } = definition
  const months = covers.flatMap(({ from, to }) => [from, to]).sort()
  if (shape !== 'snapshot' || months.length === 0) return []
  const now = new Set(rows.map(({ period, values }) => rowKey(period, values)))
  const values = rows.map((row) => row.values)
  const isCovered = (month: string, division: string): boolean =>
    covers.some((cover) => cover.from <= month && month <= cover.to && division.startsWith(cover.division ?? ''))
  const earlier: EarlierRoster[] = []
  for (const { batch, name, day, lakeFile } of await activeBatches(installation, actor, { ledger, months: { from: months[0]!, to: months.at(-1)! } })) {
    const files = lakeFile === null ? [] : [join(installation.folder.lake, lakeFile)]
    const before = (await readLake(actor, { ledger, owner, files }, { limit: 200_000 })).filter((row) =>
      isCovered(String(row['period']), String(row['division'])),
    )
    if (before.length === 0) continue
    const leftOut = before.filter((row) => !now.has(rowKey(row['period'], row))).length
    earlier.push({ batch, name, day, leftOut, isOtherPart: leftOut === before.length && isOtherPart(values, before) })
  }
  return earlier
}

/** The roster beside which this one stands because each lists its own part; otherwise this one takes the place of those before. */
export const besideOf = (earlier: readonly EarlierRoster[]): string | null => earlier.find((each) => each.isOtherPart)?.batch ?? null

/** What the clerk should know of them, in sentences: a part brought by mistake in place of the whole, or a correction that only its withdrawal makes good. */
export function tellEarlierRosters(earlier: readonly EarlierRoster[]): string[] {
  const isBeside = besideOf(earlier) !== null
  return earlier
    .filter((each) => each.leftOut > 0 && !each.isOtherPart)
    .map(
      ({ day, name, leftOut }) =>
        `${day} 导入的“${name}”是同月同社区的名册，里面有 ${leftOut} 行的人这份里没有：${
          isBeside ? '还照样算数；这份如果是更正，请在名册台账里撤回以前那份' : '从现在起按这份算，他们不在册；这份如果只有一部分人，请在名册台账里撤回这份'
        }`,
    )
}
