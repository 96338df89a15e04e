import { listCodes } from '../../platform/lake/lake.ts'
import { findLedger } from '../ledgers/index.ts'
import { covers, type Batch } from './person-rows.ts'

/** Lake files never change, so what a batch speaks of is asked once. */
const known = new Map<string, readonly string[]>()

/** Programs by batch: a payment file of 低保 says nothing about subsidies. */
async function programsOfBatches(batches: readonly Batch[]): Promise<void> {
  for (const ledger of ['payments', 'disability_subsidy']) {
    const asked = batches.filter((batch) => batch.ledger === ledger && !known.has(batch.batch))
    if (asked.length === 0) continue
    const codes = await listCodes({ ledger, owner: 'received', files: asked.map((batch) => batch.path) }, ledger === 'payments' ? 'program' : 'subsidy')
    for (const batch of asked) {
      const own = codes.filter((each) => each.batch === batch.batch).map((each) => each.code)
      if (ledger === 'payments')
        known.set(
          batch.batch,
          own.filter((code) => code !== null),
        )
      else
        known.set(
          batch.batch,
          own.flatMap((code) => (code === null ? ['disability_living', 'disability_care'] : [`disability_${code}`])),
        )
    }
  }
}

function programsOf(ledger: string): readonly string[] {
  const program = findLedger(ledger)?.program ?? null
  return program === null ? [] : [program]
}

export type Speaks = (program: string, month: string, division: string, from: 'payments' | 'roster' | 'any') => boolean

/** Asks whether some list speaks for a program in a month and a community: without one nothing can be said of it. */
export async function whoSpeaks(batches: ReadonlyMap<string, Batch>): Promise<Speaks> {
  const all = [...batches.values()]
  await programsOfBatches(all)
  const of = (batch: Batch): readonly string[] => known.get(batch.batch) ?? programsOf(batch.ledger)
  return (program, month, division, from) =>
    all.some(
      (batch) => (from === 'any' || (batch.ledger === 'payments') === (from === 'payments')) && of(batch).includes(program) && covers(batch, month, division),
    )
}
