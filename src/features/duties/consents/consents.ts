import { sql } from 'kysely'
import { maskCitizenId, readCitizenId } from '../../../domain/citizen-id.ts'
import { addDays } from '../../../domain/plain-date.ts'
import { attachTo } from '../../../platform/attachments.ts'
import { record, type Work } from '../../../platform/events.ts'
import { townDivision } from '../../../platform/installation.ts'
import { notFound, Problem } from '../../../platform/problems.ts'
import { isInScope } from '../../../platform/scope.ts'
import { editKeptRow, findKeptRow } from '../../ledgers/index.ts'
import { writeKept } from '../kept.ts'

interface Row {
  id: string
  division: string
  division_name: string
  name: string | null
  cells: {
    citizen_id?: string
    relation?: string
    applicant_name?: string
    applicant_citizen_id?: string
    signed_on?: string
    ends_on?: string
  }
}

const applicantRelation = '本人'

/**
 * The register of 家庭经济状况核对授权: the applicant's own (最低生活保障审核确认办法第九条第三项) and the consent of an obligor
 * outside the household (社会救助法第四十一条: only with it are his means compared). Running, ending within 30 days, or over.
 */
export async function listConsents({ tx, actor, clock }: Work) {
  const today = clock.today()
  const { rows } = await sql<Row>`
    select kept_row_id as id, k.division, d.name as division_name, k.name, cells from kept_row k join division d on d.code = left(k.division, 4)
    where ledger = 'consents' and k.division >= ${actor.scope.from} and k.division < ${actor.scope.to} order by cells->>'signed_on' desc nulls last`.execute(tx)
  const consents = rows.map((row) => {
    const { cells } = row
    const endsOn = cells.ends_on ?? null
    return {
      consent: row.id,
      name: row.name ?? '',
      citizenId: cells.citizen_id === undefined ? null : maskCitizenId(cells.citizen_id),
      relation: cells.relation ?? null,
      applicant: cells.applicant_name ?? null,
      divisionName: row.division_name,
      signedOn: cells.signed_on ?? null,
      endsOn,
      state:
        endsOn !== null && endsOn <= today ? ('over' as const) : endsOn !== null && endsOn <= addDays(today, 30) ? ('ending' as const) : ('running' as const),
    }
  })
  const count = (state: string): number => consents.filter((each) => each.state === state).length
  // Applications that wait for a decision, whose applicant never signed: nothing may be compared for them.
  const waiting = await sql<{ id: string; name: string; division_name: string; applied_on: string | null }>`
    select a.kept_row_id as id, a.name, d.name as division_name, a.cells->>'applied_on' as applied_on
    from kept_row a join division d on d.code = left(a.division, 4)
    where a.ledger = 'applications' and a.cells->>'outcome' = 'pending' and a.cells->>'program' in ('dibao', 'marginal', 'rigid', 'tekun')
      and a.division >= ${actor.scope.from} and a.division < ${actor.scope.to} and a.person_key is not null
      and not exists (select from kept_row c where c.ledger = 'consents' and c.person_key = a.person_key and coalesce(c.cells->>'ends_on', '9999') > ${today})
    order by applied_on`.execute(tx)
  return {
    running: count('running') + count('ending'),
    ending: count('ending'),
    over: count('over'),
    consents,
    waiting: waiting.rows.map((row) => ({ application: row.id, name: row.name, divisionName: row.division_name, appliedOn: row.applied_on })),
  }
}

export interface NewConsent {
  division: string
  name: string
  citizenId: string
  relation: string
  applicantName: string
  applicantCitizenId: string
  signedOn: string
  endsOn: string | null
  attachments: readonly string[]
}

/** A signed 授权书 or consent. Errors: `bad_input` for an id that is none, a day to come, or an end before the start. */
export async function signConsent(work: Work, given: NewConsent): Promise<string> {
  const { actor, clock } = work
  const division = actor.division === townDivision ? given.division : actor.division
  if (!isInScope(actor.scope, division)) throw notFound('这个社区')
  if (division === townDivision) throw new Problem('bad_input', '请选是哪个社区的。')
  if (given.signedOn > clock.today()) throw new Problem('bad_input', '签字日期在今天之后。')
  if (given.endsOn !== null && given.endsOn <= given.signedOn) throw new Problem('bad_input', '有效期要在签字之后。')
  const own = idOf(given.citizenId, '签字人')
  const isOwn = given.relation === applicantRelation
  const applicant = isOwn ? { ...own, name: given.name } : { ...idOf(given.applicantCitizenId, '申请人'), name: given.applicantName }
  if (!isOwn && applicant.text === own.text) throw new Problem('bad_input', '签字的就是申请人，关系请选“本人”。')
  await writeKept(work, 'consents', [
    {
      division,
      period: null,
      values: {
        name: given.name,
        citizen_id: own.text,
        person_key: own.key,
        relation: given.relation,
        applicant_name: applicant.name,
        applicant_citizen_id: applicant.text,
        applicant_key: applicant.key,
        signed_on: given.signedOn,
        ends_on: given.endsOn,
      },
    },
  ])
  const { rows } = await sql<{ id: string }>`
    select kept_row_id as id from kept_row where ledger = 'consents' and division = ${division} and cells->>'citizen_id' = ${own.text}
      and cells->>'signed_on' = ${given.signedOn} order by updated_at desc limit 1`.execute(work.tx)
  const id = rows[0]?.id ?? ''
  await attachTo(work, given.attachments, { kind: 'consent', id, division })
  await record(work, {
    action: 'consent.signed',
    objectKind: 'consent',
    objectId: id,
    division,
    after: { relation: given.relation, signedOn: given.signedOn, endsOn: given.endsOn, files: given.attachments.length },
  })
  return id
}

/** Withdrawn by who signed it: from that day on nothing may be compared on it. What was compared before stays. */
export async function withdrawConsent(work: Work, { consent, on, why }: { consent: string; on: string; why: string }): Promise<void> {
  const row = await findKeptRow(work, { ledger: 'consents', id: consent })
  if (!row) throw notFound('这份授权')
  if (on > work.clock.today()) throw new Problem('bad_input', '撤回日期在今天之后。')
  const before = (row.cells as Row['cells']).ends_on ?? null
  if (before !== null && before <= on) throw new Problem('conflict', '这份授权已经到期或者撤回了。')
  await editKeptRow(work, { ledger: 'consents', id: consent, cells: { ends_on: on } })
  await record(work, {
    action: 'consent.withdrawn',
    objectKind: 'consent',
    objectId: consent,
    division: row.division,
    reason: why,
    before: { endsOn: before },
    after: { endsOn: on },
  })
}

function idOf(text: string, whose: string): { text: string; key: bigint } {
  const id = readCitizenId(text)
  if (id.outcome !== 'valid' || id.text === null || id.key === null) throw new Problem('bad_input', `${whose}身份证号不对，请对照证件再看一遍；写的内容还在。`)
  return { text: id.text, key: id.key }
}
