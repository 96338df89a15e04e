import { createHash } from 'node:crypto'
import { maskLongNumbers } from '../../domain/mask.ts'
import { record, type Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import type { Hit } from './hits.ts'
import type { CheckReport, RunInput, RunResult } from './run-checks.ts'

export interface StoredRun {
  run: string
  asOf: string
  checks: CheckReport[]
  finishedAt: string
  milliseconds: number
}

/** What a run read, for replaying it and for telling whether a later run may say that something is gone. */
export interface RunInputs {
  batches: { batch: string; ledger: string; sha256: string }[]
  catalog: string
  lookBackFrom: string
}

/** Stores a run and its hits; a second identical run is the first. Returns whether it is new. */
export async function storeRun(work: Work, { input, result, startedAt }: { input: RunInput; result: RunResult; startedAt: string }): Promise<boolean> {
  const known = await work.tx.selectFrom('run').select('run_id').where('run_id', '=', result.run).executeTakeFirst()
  if (known) return false
  const inputs: RunInputs = {
    batches: input.batches.map(({ batch, ledger, sha256 }) => ({ batch, ledger, sha256 })),
    catalog: input.catalog.hash,
    lookBackFrom: input.lookBackFrom,
  }
  await work.tx
    .insertInto('run')
    .values({
      run_id: result.run,
      as_of: input.asOf,
      engine: `${input.engine.name} ${input.engine.version}`,
      report: JSON.stringify({ checks: result.checks }),
      inputs: JSON.stringify(inputs),
      started_at: startedAt,
      finished_at: work.clock.now(),
      milliseconds: result.milliseconds,
      created_by: work.actor.name,
    })
    .execute()
  const rows = new Map(result.hits.map((hit) => [identityOf(hit), hit]))
  const list = [...rows].map(([identity, hit]) => {
    const payload = JSON.stringify({
      sentence: maskLongNumbers(hit.sentence),
      program: hit.program,
      months: hit.months,
      concerned: hit.concerned,
      overpaid: hit.overpaid,
      underpaid: hit.underpaid,
      steps: hit.steps,
      basis: hit.basis,
      sources: hit.evidence.map(({ role, ledger, batch, sheet, row }) => ({ role, ledger, batch, sheet, row })),
    })
    return { run_id: result.run, identity, check_id: hit.check, content_hash: sha256(payload), division: hit.division, payload }
  })
  for (let at = 0; at < list.length; at += 1_000)
    await work.tx
      .insertInto('hit')
      .values(list.slice(at, at + 1_000))
      .execute()
  await record(work, {
    action: 'run.finished',
    objectKind: 'run',
    objectId: result.run,
    division: townDivision,
    after: { asOf: input.asOf, hits: list.length, checks: result.checks.length, milliseconds: result.milliseconds },
  })
  return true
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function identityOf(hit: Hit): string {
  const subject = hit.subjectKind === 'division' ? hit.division : (hit.personKey?.toString() ?? hit.householdKey ?? hit.rowKey)
  return sha256(JSON.stringify([hit.check, hit.subjectKind, subject, Object.entries(hit.identity).sort(([a], [b]) => (a < b ? -1 : 1))]))
}

export async function findLastRun({ tx }: Pick<Work, 'tx'>): Promise<(StoredRun & { inputs: RunInputs }) | undefined> {
  const row = await tx.selectFrom('run').selectAll().orderBy('finished_at', 'desc').limit(1).executeTakeFirst()
  return (
    row && {
      run: row.run_id,
      asOf: row.as_of,
      checks: (row.report as { checks: CheckReport[] }).checks,
      finishedAt: row.finished_at,
      milliseconds: row.milliseconds,
      inputs: row.inputs as RunInputs,
    }
  )
}
