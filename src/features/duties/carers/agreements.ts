import { sql } from 'kysely'
import { birthDateOf, readCitizenId } from '../../../domain/citizen-id.ts'
import { ageOn } from '../../../domain/plain-date.ts'
import { attachTo } from '../../../platform/attachments.ts'
import { record, type Work } from '../../../platform/events.ts'
import { within } from '../../../platform/postgres/database.ts'
import { notFound, Problem } from '../../../platform/problems.ts'
import { editKeptRow, findKeptRow } from '../../ledgers/index.ts'
import { writeKept } from '../kept.ts'
import { findPerson } from './find-person.ts'

interface NewAgreement {
  person: string
  number: string
  kind: 'care' | 'entrust' | 'foster'
  carerName: string
  carerCitizenId: string
  carerRelation: string
  signedOn: string
  endsOn: string | null
  attachments: readonly string[]
}

/** A signed agreement on somebody's care. Who is not of age cannot be entrusted (未成年人保护法第二十二条：完全民事行为能力人). */
export async function signAgreement(work: Work, agreement: NewAgreement): Promise<string> {
  const { tx, actor, clock } = work
  const person = await findPerson(work, agreement.person)
  if (agreement.signedOn > clock.today()) throw new Problem('bad_input', '签订日期在今天之后。')
  if (agreement.endsOn !== null && agreement.endsOn <= agreement.signedOn) throw new Problem('bad_input', '到期日期要在签订之后。')
  const carer = readCitizenId(agreement.carerCitizenId)
  if (carer.outcome !== 'valid' || carer.text === null || carer.key === null)
    throw new Problem('bad_input', '照料人身份证号不对，请对照证件再看一遍；写的内容还在。')
  if (carer.text === person.citizen_id) throw new Problem('bad_input', '照料人不能是本人。')
  if (ageOn(birthDateOf(carer.text) ?? clock.today(), agreement.signedOn) < 18)
    throw new Problem('refused', '照料人未满十八周岁，不能接受委托（未成年人保护法第二十二条）。')
  await writeKept(work, 'agreements', [
    {
      division: person.division,
      period: null,
      values: {
        number: agreement.number || null,
        name: person.name,
        citizen_id: person.citizen_id,
        person_key: BigInt(person.person_key),
        carer_name: agreement.carerName,
        carer_citizen_id: carer.text,
        carer_key: carer.key,
        carer_relation: agreement.carerRelation || null,
        kind: agreement.kind,
        signed_on: agreement.signedOn,
        ends_on: agreement.endsOn,
      },
    },
  ])
  const row = await tx
    .selectFrom('kept_row')
    .select('kept_row_id')
    .where('ledger', '=', 'agreements')
    .where(sql<boolean>`person_key = ${person.person_key}::bigint`)
    .where(sql<string>`cells->>'signed_on'`, '=', agreement.signedOn)
    .where(within(actor.scope, 'kept_row.division'))
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  await attachTo(work, agreement.attachments, { kind: 'agreement', id: row.kept_row_id, division: person.division })
  await record(work, {
    action: 'agreement.signed',
    objectKind: 'agreement',
    objectId: row.kept_row_id,
    division: person.division,
    personId: person.person_id,
    after: { number: agreement.number, kind: agreement.kind, signedOn: agreement.signedOn, endsOn: agreement.endsOn },
  })
  return row.kept_row_id
}

/** An agreement ends: the carer died, moved, is unfit, or the person needs nobody. From then on it covers nobody. */
export async function endAgreement(work: Work, { agreement, on, why }: { agreement: string; on: string; why: string }): Promise<void> {
  const row = await findKeptRow(work, { ledger: 'agreements', id: agreement })
  if (!row) throw notFound('这份协议')
  const { cells } = row
  if (on > work.clock.today()) throw new Problem('bad_input', '终止日期在今天之后。')
  if (on < String(cells['signed_on'] ?? on)) throw new Problem('bad_input', '终止日期在签订之前。')
  await editKeptRow(work, { ledger: 'agreements', id: agreement, cells: { ends_on: on } })
  await record(work, {
    action: 'agreement.ended',
    objectKind: 'agreement',
    objectId: agreement,
    division: row.division,
    reason: why,
    before: { endsOn: cells['ends_on'] ?? null },
    after: { endsOn: on },
  })
}
