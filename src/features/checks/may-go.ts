import { ledgersOf, type CheckCatalog } from './check-catalog.ts'
import type { RunInput, RunResult } from './run-checks.ts'
import type { RunInputs } from './store-run.ts'

/**
 * Whether a lead that a run no longer finds may be called gone: its check ran, and every batch of the lists it reads
 * that the run before had is still active. A list that was withdrawn, or not brought this time, is no evidence.
 */
export function mayGoOf(
  input: RunInput,
  result: RunResult,
  before: RunInputs | undefined,
): (check: string, division: string, months: readonly string[]) => boolean {
  const status = new Map(result.checks.map((report) => [report.check, report.status]))
  const active = new Set(input.batches.map((batch) => batch.batch))
  const lost = new Set((before?.batches ?? []).filter((batch) => !active.has(batch.batch) && !batch.batch.startsWith('own-')).map((batch) => batch.ledger))
  const readBy = new Map<string, readonly string[]>()
  return (check) => {
    const ran = status.get(check)
    if (ran !== 'ran' && ran !== 'partly') return false
    const ledgers = readBy.get(check) ?? ledgersReadBy(input.catalog, check)
    readBy.set(check, ledgers)
    return !ledgers.some((ledger) => lost.has(ledger))
  }
}

function ledgersReadBy(catalog: CheckCatalog, check: string): string[] {
  const definition = catalog.checks.find((each) => each.check === check)
  if (!definition) return []
  return [...new Set(definition.needs.flatMap((need) => ledgersOf(catalog, need.fact)))]
}
