import { join } from 'node:path'
import { sql } from 'kysely'
import type { DataFolder } from '../platform/data-folder.ts'
import { systemActor, townDivision } from '../platform/installation.ts'
import { readLake } from '../platform/lake/lake.ts'
import type { ProblemPorts } from '../features/problems/index.ts'

/**
 * What the payment lists say of one person, program and month. Covered means that an active batch with rows of that
 * program speaks for the month and the person's community: without it nothing proves that the payment stopped.
 */
export function paymentAfterFrom(folder: DataFolder): ProblemPorts['paymentAfter'] {
  return async (work, { personId, program, month }) => {
    const person = await sql<{ person_key: string; division: string }>`select person_key::text, division from person where person_id = ${personId}`.execute(
      work.tx,
    )
    const [found] = person.rows
    if (!found) return { covered: false, isPaid: false }
    const batches = await sql<{ batch_id: string; lake_file: string }>`
      select b.batch_id, b.lake_file from batch b where b.ledger = 'payments' and b.state = 'active' and b.lake_file is not null
        and exists (select from batch_cover c where c.batch_id = b.batch_id and ${month} between c.from_month and c.to_month and (c.division is null or starts_with(${found.division}, c.division) or starts_with(c.division, ${found.division})))
      order by b.seq desc`.execute(work.tx)
    // The list is the town's; who may see the problem may know whether this one person is still paid.
    const rows = await readLake(
      systemActor(),
      { ledger: 'payments', owner: 'received', files: batches.rows.map((row) => join(folder.lake, row.lake_file)) },
      { equals: { program, for_month: month }, limit: 100_000 },
    )
    // Rows of other communities prove nothing about this one.
    const community = found.division.slice(0, townDivision.length + 2)
    const own = rows.filter((row) => row['division'] === null || String(row['division']).startsWith(community))
    const [batch] = own
    const isPaid = rows.some(
      (row) => row['status'] !== 'returned' && [row['person_key'], row['head_key']].some((key) => key !== null && String(key) === found.person_key),
    )
    return { covered: own.length > 0, isPaid, ...(batch ? { batch: String(batch['batch']) } : {}) }
  }
}
