import { sql } from 'kysely'
import { readCitizenId } from '../../../domain/citizen-id.ts'
import { dateOf } from '../../../platform/clock.ts'
import { record, type Work } from '../../../platform/events.ts'
import { townDivision } from '../../../platform/installation.ts'
import { within } from '../../../platform/postgres/database.ts'
import { notFound, Problem } from '../../../platform/problems.ts'
import { isInScope } from '../../../platform/scope.ts'
import { writeKept } from '../kept.ts'
import type { HandKind, StreetKind } from '../codes.ts'
import { reportDanger } from '../mandatory-reports.ts'
import { refuseHiv } from '../never-stored.ts'

/** What the law wants for whom (城市生活无着的流浪乞讨人员救助管理办法第五条；社会救助暂行办法第五十一条). */
const dutyOf: Record<StreetKind, string> = {
  minor: '引导、护送到救助管理机构，并立即报告公安、民政（未成年人保护法第十一条）',
  elder: '引导、护送到救助管理机构（社会救助暂行办法第五十一条）',
  mental: '引导、护送到救助管理机构；突发急病立即通知急救机构（社会救助暂行办法第五十一条）',
  disabled: '引导、护送到救助管理机构（社会救助暂行办法第五十一条）',
  ill: '立即通知急救机构（社会救助暂行办法第五十一条）',
  other: '告知可以向救助管理机构求助，来去自愿（社会救助暂行办法第五十一条）',
}

const carerWords: Record<StreetKind, string> = { minor: '未成年人', elder: '老年人', mental: '精神障碍', disabled: '残疾人', ill: '急病', other: '流散人员' }

interface Found {
  division: string
  name: string
  personKind: StreetKind
  place: string
  condition: string
  foundAt: string
}

/** Somebody was found in the street. A child is reported in the same breath. */
export async function openStreetCase(work: Work, { name, personKind, place, condition, foundAt, division }: Found): Promise<string> {
  const { tx, actor, clock } = work
  refuseHiv(condition)
  const where = actor.division === townDivision ? division : actor.division
  if (!isInScope(actor.scope, where)) throw notFound('这个社区')
  if (foundAt > clock.now()) throw new Problem('bad_input', '发现的时间在现在之后。')
  const report =
    personKind === 'minor'
      ? await reportDanger(work, { name, personKind: 'minor', what: `在${place}流浪：${condition}`, recipient: '', arrangement: '', division: where })
      : null
  const row = await tx
    .insertInto('street_case')
    .values({
      division: where,
      subject_name: name,
      person_kind: personKind,
      place,
      condition,
      found_at: foundAt,
      found_by: actor.name,
      mandatory_report_id: report,
      created_by: actor.name,
      created_at: clock.now(),
    })
    .returning('street_case_id')
    .executeTakeFirstOrThrow()
  await record(work, {
    action: 'street.found',
    objectKind: 'street_case',
    objectId: row.street_case_id,
    division: where,
    after: { personKind, place, foundAt, report },
  })
  return row.street_case_id
}

interface HandOver {
  streetCase: string
  kind: HandKind
  to: string
  at: string
  receipt: string
  /** For somebody brought home: the register of returns wants the id, and the rule of return visits reads it. */
  citizenId: string
}

/** From finding to hand-over is what counts (救助救治是否及时). Who declined was told; a child cannot decline. */
export async function handOver(work: Work, { streetCase, kind, to, at, receipt, citizenId }: HandOver): Promise<void> {
  const { tx, actor, clock } = work
  const row = await tx
    .selectFrom('street_case')
    .selectAll()
    .where('street_case_id', '=', streetCase)
    .where(within(actor.scope, 'street_case.division'))
    .executeTakeFirst()
  if (!row || (row.person_kind === 'minor' && !actor.scope.seesChildren)) throw notFound('这个人')
  if (row.handed_at !== null) throw new Problem('conflict', '已经交接过了。')
  if (at < row.found_at) throw new Problem('bad_input', '交接的时间在发现之前。')
  if (at > clock.now()) throw new Problem('bad_input', '交接的时间在现在之后。')
  if (kind === 'declined' && row.person_kind !== 'other' && row.person_kind !== 'elder')
    throw new Problem('refused', '未成年人、精神障碍者、残疾人和急病的人不能只凭不愿意就离开：请引导、护送，或者报警、叫急救。')
  const read = readCitizenId(citizenId)
  if (citizenId !== '' && read.outcome !== 'valid') throw new Problem('bad_input', '身份证号不对，请对照证件再看一遍；不知道可以空着。')
  await tx
    .updateTable('street_case')
    .set({ handed_at: at, handed_kind: kind, handed_to: to, receipt: receipt || null })
    .where('street_case_id', '=', streetCase)
    .execute()
  if (kind === 'home') {
    const known = read.outcome === 'valid' && read.text !== null && read.key !== null ? { citizen_id: read.text, person_key: read.key } : {}
    await writeKept(work, 'street_returns', [
      {
        division: row.division,
        period: dateOf(at).slice(0, 7),
        values: {
          name: row.subject_name,
          ...known,
          category: carerWords[row.person_kind as StreetKind],
          entered_on: dateOf(row.found_at),
          returned_on: dateOf(at),
          times: 1,
          destination: to,
        },
      },
    ])
  }
  await record(work, {
    action: 'street.handed_over',
    objectKind: 'street_case',
    objectId: streetCase,
    division: row.division,
    after: { kind, to, at, minutes: Math.round((Date.parse(at) - Date.parse(row.found_at)) / 60_000) },
  })
}

/** The hand-over was written by mistake: the person waits again; the row of the register of returns that it wrote goes. */
export async function takeBackHandOver({ tx, actor }: Work, streetCase: string): Promise<void> {
  const row = await tx
    .selectFrom('street_case')
    .select(['division', 'subject_name', 'found_at', 'handed_at', 'handed_kind'])
    .where('street_case_id', '=', streetCase)
    .where(within(actor.scope, 'street_case.division'))
    .executeTakeFirst()
  if (!row || row.handed_at === null) throw notFound('这次交接')
  await tx
    .updateTable('street_case')
    .set({ handed_at: null, handed_kind: null, handed_to: null, receipt: null })
    .where('street_case_id', '=', streetCase)
    .execute()
  if (row.handed_kind !== 'home') return
  await sql`delete from kept_row where ledger = 'street_returns' and batch_id is null and division = ${row.division} and name = ${row.subject_name}
    and cells->>'entered_on' = ${dateOf(row.found_at)} and cells->>'returned_on' = ${dateOf(row.handed_at)}`.execute(tx)
}

/** People found, those still waiting for a hand-over first, with the minutes it took or has taken so far. */
export async function listStreetCases({ tx, actor, clock }: Work) {
  const rows = await tx
    .selectFrom('street_case')
    .innerJoin('division', 'division.code', 'street_case.division')
    .leftJoin('mandatory_report', 'mandatory_report.mandatory_report_id', 'street_case.mandatory_report_id')
    .selectAll('street_case')
    .select(['division.name as division_name', 'mandatory_report.receipt as report_receipt'])
    .where(within(actor.scope, 'street_case.division'))
    .orderBy('found_at', 'desc')
    .limit(300)
    .execute()
  const cases = rows
    .filter((row) => row.person_kind !== 'minor' || actor.scope.seesChildren)
    .map((row) => ({
      streetCase: row.street_case_id,
      name: row.subject_name,
      personKind: row.person_kind as StreetKind,
      duty: dutyOf[row.person_kind as StreetKind],
      place: row.place,
      condition: row.condition,
      divisionName: row.division_name,
      foundAt: row.found_at,
      foundBy: row.found_by,
      handedAt: row.handed_at,
      handedKind: row.handed_kind as HandKind | null,
      handedTo: row.handed_to,
      receipt: row.receipt,
      report: row.mandatory_report_id,
      hasReportReceipt: row.report_receipt !== null,
      minutes: Math.round((Date.parse(row.handed_at ?? clock.now()) - Date.parse(row.found_at)) / 60_000),
    }))
    .sort((a, b) => Number(a.handedAt !== null) - Number(b.handedAt !== null))
  return { waiting: cases.filter((each) => each.handedAt === null).length, cases }
}
