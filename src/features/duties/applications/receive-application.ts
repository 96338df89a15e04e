import { sql } from 'kysely'
import { readCitizenId } from '../../../domain/citizen-id.ts'
import type { Program } from '../../../domain/programs.ts'
import { record, type Work } from '../../../platform/events.ts'
import { townDivision } from '../../../platform/installation.ts'
import { Problem } from '../../../platform/problems.ts'
import { writeKept } from '../kept.ts'
import { refuseHiv } from '../never-stored.ts'

export interface NewApplication {
  name: string
  citizenId: string
  program: Program
  appliedOn: string
  cause: string
}

/**
 * A community takes a written application and gives a numbered receipt. It hands it in at the town's window and decides
 * nothing: accepting is the town's (社会救助法第六十四条). Returns the row of the register and the receipt's number.
 */
export async function receiveApplication(
  work: Work,
  { name, citizenId, program, appliedOn, cause }: NewApplication,
  division = work.actor.division,
): Promise<{ application: string; number: string }> {
  refuseHiv(cause)
  const { tx, clock } = work
  if (division === townDivision) throw new Problem('bad_input', '请写明由哪个社区接收。')
  if (appliedOn > clock.today()) throw new Problem('bad_input', '申请日期在今天之后。')
  const id = readCitizenId(citizenId)
  if (id.outcome !== 'valid' || id.text === null || id.key === null) throw new Problem('bad_input', '身份证号不对，请对照证件再看一遍；写的内容还在。')
  const number = await nextNumber(work)
  await writeKept(work, 'applications', [
    {
      division,
      period: appliedOn.slice(0, 7),
      values: {
        application_no: number,
        name,
        citizen_id: id.text,
        person_key: id.key,
        program,
        applied_on: appliedOn,
        received_on: clock.today(),
        outcome: 'pending',
        cause: cause || null,
      },
    },
  ])
  const row = await tx
    .selectFrom('kept_row')
    .select('kept_row_id')
    .where('ledger', '=', 'applications')
    .where(sql<string>`cells->>'application_no'`, '=', number)
    .executeTakeFirstOrThrow()
  await record(work, {
    action: 'application.received',
    objectKind: 'application',
    objectId: row.kept_row_id,
    division,
    after: { number, program, appliedOn, receivedOn: clock.today() },
  })
  return { application: row.kept_row_id, number }
}

/** Receipts are numbered for the whole town by one sequence: two communities never give the same number. */
async function nextNumber({ tx, clock }: Work): Promise<string> {
  const { rows } = await sql<{ no: number }>`select nextval('receipt_number') as no`.execute(tx)
  return `收${clock.today().slice(0, 4)}-${String(rows[0]?.no ?? 0).padStart(4, '0')}`
}
