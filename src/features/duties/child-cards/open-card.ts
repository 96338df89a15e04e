import { record, type Work } from '../../../platform/events.ts'
import { birthDateOf } from '../../../domain/citizen-id.ts'
import { ageOn } from '../../../domain/plain-date.ts'
import { townDivision } from '../../../platform/installation.ts'
import { within } from '../../../platform/postgres/database.ts'
import { notFound, Problem } from '../../../platform/problems.ts'
import { isInScope } from '../../../platform/scope.ts'
import { findPerson } from '../carers/find-person.ts'
import { reportDanger } from '../mandatory-reports.ts'
import { refuseHiv } from '../never-stored.ts'
import type { CardCause } from './child-codes.ts'

export interface NewChildCard {
  division: string
  name: string
  /** Somebody of the rosters; else only what is known. */
  person: string | null
  birthDate: string | null
  isAtSchool: boolean
  cause: CardCause
  what: string
  foundAt: string
  /** A report that another page made already of the same danger. */
  report: string | null
}

/**
 * Opens the emergency card of a child whom suddenly nobody looks after, with the report that stands red until its
 * receipts. Errors: `bad_input` for an adult or a time to come, `conflict` when the child has an open card.
 */
export async function openChildCard(work: Work, given: NewChildCard): Promise<string> {
  const { tx, actor, clock } = work
  refuseHiv(given.what)
  const known = given.person === null ? null : await findPerson(work, given.person)
  const division = known?.division ?? (actor.division === townDivision ? given.division : actor.division)
  if (!isInScope(actor.scope, division)) throw notFound('这个社区')
  if (division === townDivision) throw new Problem('bad_input', '请选孩子在哪个社区。')
  if (given.foundAt > clock.now()) throw new Problem('bad_input', '发现的时间在现在之后。')
  const birthDate = (known ? birthDateOf(known.citizen_id) : null) ?? given.birthDate
  if (birthDate !== null && ageOn(birthDate, clock.today()) >= 18)
    throw new Problem('bad_input', `${given.name}已满十八周岁，不是未成年人；请在“强制报告”里登记。`)
  await refuseSecond(work, { division, name: given.name, person: known?.person_id ?? null })
  const earlier = given.report === null ? await waitingReport(work, { division, name: given.name }) : await reportOf(work, given.report)
  const report =
    earlier === null ? await reportDanger(work, { name: given.name, personKind: 'minor', what: given.what, recipient: '', arrangement: '', division }) : earlier
  const row = await tx
    .insertInto('child_card')
    .values({
      division,
      person_id: known?.person_id ?? null,
      child_name: given.name,
      birth_date: birthDate,
      is_at_school: given.isAtSchool,
      cause: given.cause,
      what: given.what,
      found_at: given.foundAt,
      found_by: actor.name,
      mandatory_report_id: report,
      created_by: actor.name,
      created_at: clock.now(),
    })
    .returning('child_card_id')
    .executeTakeFirstOrThrow()
  await record(work, {
    action: 'child_card.opened',
    objectKind: 'child_card',
    objectId: row.child_card_id,
    division,
    personId: known?.person_id ?? null,
    after: { cause: given.cause, foundAt: given.foundAt, report },
  })
  return row.child_card_id
}

async function refuseSecond({ tx, actor }: Work, { division, name, person }: { division: string; name: string; person: string | null }): Promise<void> {
  const open = await tx
    .selectFrom('child_card')
    .select('child_card_id')
    .where(within(actor.scope, 'child_card.division'))
    .where('end_reason', 'is', null)
    .where((eb) => (person === null ? eb.and([eb('division', '=', division), eb('child_name', '=', name)]) : eb('person_id', '=', person)))
    .executeTakeFirst()
  if (open) throw new Problem('conflict', `${name}已有一张没有办结的应急卡，请接着那一张写。`, { card: open.child_card_id })
}

/** A report of the same child that another page made and that still waits for its receipt: one danger is reported once. */
async function waitingReport({ tx }: Work, { division, name }: { division: string; name: string }): Promise<string | null> {
  const row = await tx
    .selectFrom('mandatory_report')
    .select('mandatory_report_id')
    .where('division', '=', division)
    .where('subject_name', '=', name)
    .where('person_kind', '=', 'minor')
    .where('receipt', 'is', null)
    .orderBy('found_at', 'desc')
    .executeTakeFirst()
  return row?.mandatory_report_id ?? null
}

async function reportOf({ tx, actor }: Work, report: string): Promise<string> {
  const row = await tx
    .selectFrom('mandatory_report')
    .select(['mandatory_report_id', 'person_kind'])
    .where('mandatory_report_id', '=', report)
    .where(within(actor.scope, 'mandatory_report.division'))
    .executeTakeFirst()
  if (!row || row.person_kind !== 'minor') throw notFound('这条强制报告')
  return row.mandatory_report_id
}
