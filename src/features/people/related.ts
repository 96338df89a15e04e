import { sql } from 'kysely'
import { dateOf } from '../../platform/clock.ts'
import { record, type Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { openStates } from '../leads/index.ts'
import { isOpen, type ProblemState } from '../problems/index.ts'
import { visibleTo, type PersonRow } from './find-person.ts'
import { householdLists } from './household.ts'
import type { LeadMonths } from './program-lanes.ts'
import { text, type PersonRows } from './person-rows.ts'

/** A second opening within these minutes is the same look. */
const sameLookMinutes = 30

const isLeadOpen = (state: string): boolean => openStates.some((each) => each === state)

/** Leads and problems of the person inside the actor's range; children's matters only for who works on them. */
export async function mattersOf({ tx, actor }: Work, personId: string) {
  const leads = await tx
    .selectFrom('lead')
    .select(['lead_id', 'number', 'sentence', 'state', 'program', 'months', 'created_at'])
    .where('person_id', '=', personId)
    .where(within(actor.scope, 'lead.division'))
    .$if(actor.role === 'child_worker', (query) => query.where('is_child_matter', '=', true))
    .orderBy('number', 'desc')
    .execute()
  const problems = await tx
    .selectFrom('problem')
    .select(['problem_id', 'number', 'title', 'state'])
    .where('person_id', '=', personId)
    .where('state', '!=', 'revoked')
    .where(within(actor.scope, 'problem.division'))
    .$if(actor.role === 'child_worker', (query) => query.where('is_child_matter', '=', true))
    .orderBy('number', 'desc')
    .execute()
  const open = leads.filter((lead) => isLeadOpen(lead.state))
  return {
    openMonths: open.map((lead): LeadMonths => ({ number: lead.number, program: lead.program, months: lead.months })),
    leads: leads.map((lead) => ({
      lead: lead.lead_id,
      number: lead.number,
      sentence: lead.sentence,
      state: lead.state,
      isOpen: isLeadOpen(lead.state),
      foundOn: dateOf(lead.created_at),
    })),
    problems: problems.map((problem) => ({
      problem: problem.problem_id,
      number: problem.number,
      title: problem.title,
      state: problem.state,
      isOpen: isOpen(problem.state as ProblemState),
    })),
  }
}

/** That somebody opened the file is an event (社会救助法 第七十条); from a lead, the lead is the reason. */
export async function recordOpened(work: Work, person: PersonRow, lead: string | undefined): Promise<void> {
  const { tx, actor, clock } = work
  const from =
    lead === undefined
      ? undefined
      : await tx
          .selectFrom('lead')
          .select('number')
          .where('lead_id', '=', lead)
          .where('person_id', '=', person.person_id)
          .where(within(actor.scope, 'lead.division'))
          .executeTakeFirst()
  const since = new Date(Date.parse(clock.now()) - sameLookMinutes * 60_000).toISOString()
  const before = await tx
    .selectFrom('event')
    .select('event_id')
    .where('action', '=', 'person.opened')
    .where('person_id', '=', person.person_id)
    .where('actor_id', actor.accountId === null ? 'is' : '=', actor.accountId)
    .where('at', '>', since)
    .where(within(actor.scope, 'event.division'))
    .limit(1)
    .executeTakeFirst()
  if (before) return
  await record(work, {
    action: 'person.opened',
    objectKind: 'person',
    objectId: person.person_id,
    division: person.division,
    personId: person.person_id,
    reason: from ? `看疑点 ${from.number}` : null,
  })
}

/** Who looked at the file this year, and who saw the full number. */
export async function looksOf({ tx, actor, clock }: Work, personId: string) {
  const rows = await tx
    .selectFrom('event')
    .select(['at', 'actor_name', 'role', 'action', 'reason'])
    .where('person_id', '=', personId)
    .where('action', 'in', ['person.opened', 'person.id_shown'])
    .where('at', '>=', `${clock.today().slice(0, 4)}-01-01T00:00:00+08:00`)
    .where(within(actor.scope, 'event.division'))
    .orderBy('event_id', 'desc')
    .limit(2_000)
    .execute()
  return {
    times: rows.length,
    people: new Set(rows.map((row) => row.actor_name)).size,
    last: rows.slice(0, 5).map((row) => ({
      at: row.at,
      who: row.actor_name,
      role: row.role,
      why: row.action === 'person.id_shown' ? `看全号：${row.reason ?? ''}` : (row.reason ?? ''),
    })),
  }
}

/** Households by roster; somebody whom the actor may open carries an id. */
export async function householdsOf({ tx, actor }: Work, data: PersonRows, person: PersonRow) {
  const self = person.key.toString()
  const lists = householdLists(data).filter((list) => list.members.some((member) => member.key === self))
  const carers = carersOf(data)
  const keys = [...new Set([...lists.flatMap((list) => list.members), ...carers.flatMap((list) => list.members)].flatMap((member) => member.key ?? []))]
  const known =
    keys.length === 0
      ? []
      : (
          await sql<{
            key: string
            person_id: string
          }>`select person_key::text as key, person_id from person where person_key = any(${keys}::bigint[]) and ${visibleTo(actor)}`.execute(tx)
        ).rows
  const idOf = new Map(known.map((row) => [row.key, row.person_id]))
  const members = (list: readonly { key: string | null; name: string; relation: string; note: string }[]) =>
    list.map(({ key, ...member }) => ({ ...member, person: key === null || key === self ? null : (idOf.get(key) ?? null), isSelf: key === self }))
  return [
    ...lists.map((list) => ({
      month: list.month,
      program: 'dibao',
      members: members(
        list.members.map((member) => ({
          ...pick(member),
          note: [member.isProtected ? '' : '不在保障内', deathNote(data, member.key)].filter((part) => part !== '').join('，'),
        })),
      ),
    })),
    ...carers.map((list) => ({ month: list.month, program: list.program, members: members(list.members) })),
  ]
}

function pick({ key, name, relation }: { key: string | null; name: string; relation: string }) {
  return { key, name, relation }
}

function deathNote(data: PersonRows, key: string | null): string {
  const day = key === null ? undefined : data.deaths.get(key)
  return day === undefined ? '' : `${day} 去世`
}

/** Carers, parents and guardians whom a list about the person names. */
function carersOf(data: PersonRows) {
  const roles: readonly [ledger: string, prefix: string, word: string][] = [
    ['tekun_person', 'carer', '照料人'],
    ['orphans', 'guardian', '监护人'],
    ['unattended_children', 'father', '父亲'],
    ['unattended_children', 'mother', '母亲'],
    ['unattended_children', 'guardian', '监护人'],
    ['left_behind', 'father', '父亲'],
    ['left_behind', 'mother', '母亲'],
    ['left_behind', 'carer', '照护人'],
  ]
  const lists = new Map<string, { month: string; program: string; members: { key: string | null; name: string; relation: string; note: string }[] }>()
  for (const [ledger, prefix, word] of roles) {
    for (const row of data.rows.get(ledger) ?? []) {
      const month = text(row['period'])
      const name = text(row[`${prefix}_name`])
      if (month === null || name === null) continue
      const list = lists.get(`${ledger} ${month}`) ?? { month, program: ledger, members: [] }
      lists.set(`${ledger} ${month}`, list)
      const key = row[`${prefix}_key`]
      const situation = text(row[`${prefix}_situation`]) ?? text(row[`${prefix}_place`]) ?? ''
      list.members.push({
        key: typeof key === 'bigint' ? key.toString() : null,
        name,
        relation: text(row[`${prefix}_relation`]) ?? word,
        note: prefix === 'guardian' || prefix === 'carer' ? word : situation,
      })
    }
  }
  return [...lists.values()].sort((a, b) => (a.month < b.month ? -1 : 1))
}
