import { record, type Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { notFound } from '../../platform/problems.ts'

export type PersonKind = 'minor' | 'adult_without_capacity' | 'other'

/** Who must be told, by whom the law names for this person. For others there is no duty: ask the person. */
const basisOf: Record<PersonKind, string> = {
  minor: '未成年人保护法第十一条：立即向公安、民政、教育等部门报告',
  adult_without_capacity: '反家庭暴力法第十四条：及时向公安机关报案',
  other: '法律没有规定必须报告：可以帮助报告，先问本人',
}

/** Reports inside the reader's divisions; without receipt they stand first and stay red. */
export async function listMandatoryReports({ tx, actor }: Work) {
  const rows = await tx
    .selectFrom('mandatory_report')
    .innerJoin('division', 'division.code', 'mandatory_report.division')
    .selectAll('mandatory_report')
    .select('division.name as division_name')
    .select((eb) =>
      eb
        .selectFrom('child_card')
        .select('child_card_id')
        .whereRef('child_card.mandatory_report_id', '=', 'mandatory_report.mandatory_report_id')
        .limit(1)
        .as('card'),
    )
    .where(within(actor.scope, 'mandatory_report.division'))
    .orderBy('found_at', 'desc')
    .execute()
  const seen = rows.filter((row) => row.person_kind !== 'minor' || actor.scope.seesChildren)
  return seen
    .map((row) => ({
      report: row.mandatory_report_id,
      name: row.subject_name,
      personKind: row.person_kind as PersonKind,
      what: row.what,
      foundAt: row.found_at,
      foundBy: row.found_by,
      recipient: row.recipient,
      reportedAt: row.reported_at,
      receipt: row.receipt,
      basis: row.basis,
      arrangement: row.arrangement,
      division: row.division,
      divisionName: row.division_name,
      /** The emergency card of this child. */
      card: row.card,
    }))
    .sort((a, b) => Number(a.receipt !== null) - Number(b.receipt !== null))
}

export async function reportDanger(
  work: Work,
  {
    name,
    personKind,
    what,
    recipient,
    arrangement,
    division = work.actor.division,
    personId = null,
    reportedAt = work.clock.now(),
  }: {
    name: string
    personKind: PersonKind
    what: string
    recipient: string
    arrangement: string
    division?: string
    personId?: string | null
    reportedAt?: string
  },
): Promise<string> {
  const now = work.clock.now()
  const row = await work.tx
    .insertInto('mandatory_report')
    .values({
      division,
      person_id: personId,
      subject_name: name,
      person_kind: personKind,
      what,
      found_at: now,
      found_by: work.actor.name,
      recipient: recipient || null,
      reported_at: recipient ? reportedAt : null,
      basis: basisOf[personKind],
      arrangement: arrangement || null,
      created_by: work.actor.name,
      created_at: now,
    })
    .returning('mandatory_report_id')
    .executeTakeFirstOrThrow()
  await record(work, {
    action: 'danger.reported',
    objectKind: 'mandatory_report',
    objectId: row.mandatory_report_id,
    division,
    after: { personKind, recipient },
  })
  return row.mandatory_report_id
}

/** The receipt ends the red. */
export async function enterReceipt(work: Work, { report, recipient, receipt }: { report: string; recipient: string; receipt: string }): Promise<void> {
  const row = await work.tx
    .updateTable('mandatory_report')
    .set((eb) => ({ recipient, receipt, reported_at: eb.fn.coalesce('reported_at', eb.val(work.clock.now())) }))
    .where('mandatory_report_id', '=', report)
    .where(within(work.actor.scope, 'mandatory_report.division'))
    .returning('division')
    .executeTakeFirst()
  if (!row) throw notFound('这条报告')
  await record(work, {
    action: 'danger.receipt_entered',
    objectKind: 'mandatory_report',
    objectId: report,
    division: row.division,
    after: { recipient, receipt },
  })
}
