import { monthRange } from '../../domain/months.ts'
import { ledgersOf, type CheckCatalog } from './check-catalog.ts'
import type { RunBatch } from './lake-input.ts'
import type { RunInput, RunResult } from './run-checks.ts'
import type { RunInputs } from './run-inputs.ts'

/** Whether a lead that this run does not find may be called gone; `seenBy` is the run that found it last, null for none that is kept. */
export type MayGo = (check: string, division: string, months: readonly string[], seenBy: string | null) => boolean

/**
 * A lead is gone only when its check ran and every list that it reads speaks at least for what it spoke for when the
 * lead was found last: each month and division of rosters and payments, and each register that was there or one that
 * stands in its place (`replaced`: batches that were withdrawn for a corrected list). A list that was withdrawn, or not
 * brought this time, is no evidence, however many runs pass meanwhile.
 */
export function mayGoOf(
  input: RunInput,
  result: Pick<RunResult, 'checks'>,
  { runs, replaced }: { runs: ReadonlyMap<string, RunInputs>; replaced: ReadonlySet<string> },
): MayGo {
  const status = new Map(result.checks.map((report) => [report.check, report.status]))
  const now = new Set([...cellsOf(input.batches, input).values()].flat())
  const lostSince = new Map<string, ReadonlySet<string>>()
  const lostOf = (run: string): ReadonlySet<string> => {
    const known = lostSince.get(run)
    if (known) return known
    const stood = (runs.get(run)?.batches ?? []).filter(({ batch, covers }) => covers.length > 0 || !replaced.has(batch))
    const before = cellsOf(stood, input)
    const lost = new Set([...before].filter(([, cells]) => cells.some((cell) => !now.has(cell))).map(([ledger]) => ledger))
    lostSince.set(run, lost)
    return lost
  }
  const readBy = new Map<string, readonly string[]>()
  return (check, _division, _months, seenBy) => {
    const ran = status.get(check)
    if (ran !== 'ran' && ran !== 'partly') return false
    const ledgers = readBy.get(check) ?? ledgersReadBy(input.catalog, check)
    readBy.set(check, ledgers)
    return seenBy === null || !runs.has(seenBy) || !ledgers.some((ledger) => lostOf(seenBy).has(ledger))
  }
}

/** By ledger: one word for each month and division that a batch covers, or for the batch itself where it covers nothing. Rows typed on a page speak for themselves. */
function cellsOf(batches: readonly RunBatch[], { divisions, town, lookBackFrom, asOf }: RunInput): Map<string, string[]> {
  const codes = [town.code, ...divisions.map((each) => each.code)]
  const until = asOf.slice(0, 7)
  const spoken = new Map<string, string[]>()
  for (const { batch, ledger, covers } of batches) {
    if (batch.startsWith('own-')) continue
    const cells = spoken.get(ledger) ?? []
    if ((covers ?? []).length === 0) cells.push(`${ledger} ${batch}`)
    for (const cover of covers ?? []) {
      const divisionsOf = cover.division === null ? codes : codes.filter((code) => code.startsWith(cover.division!))
      for (const month of monthRange(cover.from < lookBackFrom ? lookBackFrom : cover.from, cover.to > until ? until : cover.to))
        for (const division of divisionsOf) cells.push(`${ledger} ${month} ${division}`)
    }
    spoken.set(ledger, cells)
  }
  return spoken
}

function ledgersReadBy(catalog: CheckCatalog, check: string): string[] {
  const definition = catalog.checks.find((each) => each.check === check)
  if (!definition) return []
  const absent = definition.absence.flat().map((list) => list.ledger)
  // A check that needs no fact reads every list of ours.
  const read = definition.needs.length > 0 ? definition.needs.map((need) => need.fact) : catalog.facts.map((fact) => fact.fact)
  return [...new Set([...read.flatMap((fact) => ledgersOf(catalog, fact)), ...absent])]
}
