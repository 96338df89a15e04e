import type { Work } from '../../../platform/events.ts'
import { within } from '../../../platform/postgres/database.ts'
import { notFound } from '../../../platform/problems.ts'
import type { Confidence } from './allocate.ts'
import { stratifiedRate } from './stratified-rate.ts'
import type { StrataKind } from './strata-population.ts'

interface Kept {
  key: string
  title: string
  size: number
  numbers: string[]
}

/** The strata of a draw with what was found in each; the rate once every drawn problem was judged. Null for a simple draw. Errors: `not_found`. */
export async function readStrataSample({ tx, actor }: Work, inspectionId: string) {
  const row = await tx
    .selectFrom('inspection')
    .select(['strata', 'strata_by', 'confidence'])
    .where('inspection_id', '=', inspectionId)
    .where(within(actor.scope, 'inspection.division'))
    .executeTakeFirst()
  if (!row) throw notFound('这次督查')
  if (row.strata === null) return { sample: null }
  const kept = row.strata as unknown as Kept[]
  const drawn = await tx.selectFrom('sample').select(['problem_id', 'stratum', 'decision']).where('inspection_id', '=', inspectionId).execute()
  const strata = kept.map(({ key, title, size, numbers }) => {
    const own = drawn.filter((each) => each.stratum === key)
    return {
      key,
      title,
      population: numbers.length,
      size,
      numbers,
      decided: own.filter((each) => each.decision !== null).length,
      wrong: own.filter((each) => each.decision === 'sent_back').length,
    }
  })
  const confidence = Number(row.confidence) as Confidence
  const isWhole = strata.every((each) => each.decided === each.size)
  const rate = isWhole ? stratifiedRate(strata, confidence) : null
  return {
    sample: {
      by: row.strata_by as StrataKind,
      confidence,
      strata: strata.map((each, at) => ({ ...each, shows: rate?.strata[at] ?? null })),
      // Judging only some of the drawn ones would be a choice of its own, so nothing is said before the last.
      shows: rate === null ? null : { rate: rate.rate, low: rate.interval.low, high: rate.interval.high, method: rate.method },
      stratumOf: drawn.map((each) => ({ problem: each.problem_id, stratum: kept.find((one) => one.key === each.stratum)?.title ?? '' })),
    },
  }
}
