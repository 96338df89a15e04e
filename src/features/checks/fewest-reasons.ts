import type { EngineRow } from '../../platform/engine/engine.ts'

/** Beyond so many reasons the fewest are looked for one after the other. */
const mostTried = 12

/**
 * The rows of the fewest reasons that still give every month one: what a sentence names, where one reason is enough. A reason is what the
 * columns say; rows without any of them come along. Of as few, those that hold in more months, then by their text.
 */
export function fewestReasons(rows: readonly EngineRow[], columns: readonly string[]): EngineRow[] {
  const monthsOf = new Map<string, Set<string>>()
  const reasonOf = (row: EngineRow): string | null => {
    const said = columns.map((column) => row[column] ?? null)
    return said.every((value) => value === null) ? null : JSON.stringify(said.map((value) => (value === null ? null : String(value))))
  }
  for (const row of rows) {
    const reason = reasonOf(row)
    if (reason !== null) monthsOf.set(reason, (monthsOf.get(reason) ?? new Set()).add(String(row['month'] ?? '')))
  }
  const reasons = [...monthsOf].sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1))
  const chosen = reasons.length > mostTried ? oneAfterTheOther(reasons) : fewest(reasons)
  return rows.filter((row) => {
    const reason = reasonOf(row)
    return reason === null || chosen.has(reason)
  })
}

type Reason = readonly [string, ReadonlySet<string>]

function fewest(reasons: readonly Reason[]): Set<string> {
  const months = new Set(reasons.flatMap(([, held]) => [...held]))
  const covers = (some: readonly Reason[]): boolean => new Set(some.flatMap(([, held]) => [...held])).size === months.size
  for (let count = 0; count <= reasons.length; count += 1) {
    const found = choices(reasons, count).find(covers)
    if (found) return new Set(found.map(([reason]) => reason))
  }
  return new Set()
}

/** All choices of `count`, the first ones first. */
function choices(reasons: readonly Reason[], count: number): Reason[][] {
  if (count === 0) return [[]]
  return reasons.flatMap((first, at) => choices(reasons.slice(at + 1), count - 1).map((rest) => [first, ...rest]))
}

function oneAfterTheOther(reasons: readonly Reason[]): Set<string> {
  const open = new Set(reasons.flatMap(([, held]) => [...held]))
  const chosen = new Set<string>()
  while (open.size > 0) {
    const news = (held: ReadonlySet<string>): number => [...held].filter((month) => open.has(month)).length
    const [reason, held] = reasons.reduce((best, each) => (news(each[1]) > news(best[1]) ? each : best))
    chosen.add(reason)
    for (const month of held) open.delete(month)
  }
  return chosen
}
