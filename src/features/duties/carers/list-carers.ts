import { sql } from 'kysely'
import { birthDateOf, maskCitizenId, readCitizenId } from '../../../domain/citizen-id.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { Work } from '../../../platform/events.ts'
import { perform, type Installation } from '../../../platform/installation.ts'
import { statedValue } from '../stated-limit.ts'
import { questionsOf, urgentQuestions, type Rules } from './carer-questions.ts'
import { readCaredFor, type Cared } from './read-roster.ts'

export interface Agreement {
  id: string
  person_key: string | null
  name: string
  number: string | null
  carer_name: string | null
  carer_id: string | null
  carer_relation: string | null
  kind: 'care' | 'entrust' | 'foster' | null
  signed_on: string | null
  ends_on: string | null
}

interface Ask {
  person_id: string
  on_date: string
  lives: 'with_carer' | 'with_others' | 'at_school' | 'alone'
  fitness: 'fit' | 'unclear' | 'unfit'
  unfit_for: string[]
  parents_contact_on: string | null
  note: string
  created_by: string
}

const kinds = ['tekun', 'left_behind'] as const

const birthOf = (id: string | null): string | null => (id !== null && readCitizenId(id).outcome === 'valid' ? birthDateOf(id) : null)

async function readRows(work: Work, keys: readonly string[]) {
  const { from, to } = work.actor.scope
  const agreements = await sql<Agreement>`
    select kept_row_id as id, person_key::text, name, cells->>'number' as number, cells->>'carer_name' as carer_name, cells->>'carer_citizen_id' as carer_id,
      cells->>'carer_relation' as carer_relation, cells->>'kind' as kind, cells->>'signed_on' as signed_on, cells->>'ends_on' as ends_on
    from kept_row where ledger = 'agreements' and division >= ${from} and division < ${to} order by cells->>'signed_on' desc nulls last`.execute(work.tx)
  const people = await sql<{ person_key: string; person_id: string }>`
    select person_key::text, person_id from person where person_key = any(${[...keys]}::bigint[])`.execute(work.tx)
  const asks = await sql<Ask>`
    select distinct on (person_id) person_id, on_date, lives, fitness, unfit_for, parents_contact_on, note, created_by from carer_ask
    where division >= ${from} and division < ${to} order by person_id, on_date desc, created_at desc`.execute(work.tx)
  const divisions = await work.tx.selectFrom('division').select(['code', 'name']).execute()
  const month = work.clock.today().slice(0, 7)
  const stated = async (name: string) => ({
    tekun: await statedValue(work.tx, { name, program: 'tekun', month }),
    left_behind: await statedValue(work.tx, { name, program: 'left_behind', month }),
  })
  return {
    agreements: agreements.rows,
    ids: new Map(people.rows.map((row) => [row.person_key, row.person_id])),
    asks: new Map(asks.rows.map((row) => [row.person_id, row])),
    names: new Map(divisions.map((row) => [row.code, row.name])),
    askAge: await stated('carer_age_ask'),
    required: await stated('agreement_required'),
    today: work.clock.today(),
  }
}

/** One agreement per person: of those that run the one signed last; an ended one is named only where no other is there. */
function agreementOf(each: Cared, rows: readonly Agreement[], today: string): Agreement | null {
  const own = rows.filter((row) => row.person_key === each.personKey)
  const rank = (row: Agreement): string => `${(row.ends_on ?? '9') > today ? 1 : 0}${row.signed_on ?? ''}`
  const newest = own.toSorted((a, b) => (rank(a) < rank(b) ? 1 : -1))[0]
  if (newest) return newest
  if (each.agreementOn === null && each.agreementSigned !== true) return null
  return {
    id: '',
    person_key: each.personKey,
    name: each.name,
    number: null,
    carer_name: each.carerName,
    carer_id: each.carerId,
    carer_relation: each.carerRelation,
    kind: null,
    signed_on: each.agreementOn,
    ends_on: null,
  }
}

/** Everybody who is looked after by somebody, with carer, agreement, and what there is to ask; what cannot wait stands first. */
export async function listCarers(installation: Installation, actor: Actor) {
  const cared = await readCaredFor(installation, actor)
  const rows = await perform(installation, actor, (work) =>
    readRows(
      work,
      cared.map((each) => each.personKey),
    ),
  )
  const today = rows.today
  const carerOf = (each: Cared): { name: string | null; id: string | null; relation: string | null } => {
    const agreement = agreementOf(each, rows.agreements, today)
    const runs = agreement !== null && agreement.id !== '' && (agreement.ends_on ?? '9') > today
    return runs && agreement.carer_name !== null
      ? { name: agreement.carer_name, id: agreement.carer_id, relation: agreement.carer_relation }
      : { name: each.carerName, id: each.carerId, relation: each.carerRelation }
  }
  const perCarer = new Map<string, number>()
  for (const each of cared) {
    const { id } = carerOf(each)
    if (id !== null) perCarer.set(id, (perCarer.get(id) ?? 0) + 1)
  }
  const people = cared.flatMap((each) => {
    const person = rows.ids.get(each.personKey)
    if (person === undefined) return []
    const ask = rows.asks.get(person) ?? null
    const agreement = agreementOf(each, rows.agreements, today)
    const carer = carerOf(each)
    const rules: Rules = { askAge: rows.askAge[each.kind]?.value ?? null, isAgreementRequired: rows.required[each.kind]?.value === 1, today }
    const questions = questionsOf(
      {
        kind: each.kind,
        birthDate: birthOf(each.citizenId),
        carerName: carer.name,
        carerBirthDate: birthOf(carer.id),
        carerHealth: each.carerHealth,
        caresFor: carer.id === null ? 1 : (perCarer.get(carer.id) ?? 1),
        areParentsAway: each.areParentsAway,
        agreement: agreement && { signedOn: agreement.signed_on, endsOn: agreement.ends_on },
        ask: ask && { on: ask.on_date, lives: ask.lives, fitness: ask.fitness, parentsContactOn: ask.parents_contact_on },
      },
      rules,
    )
    return [
      {
        person,
        kind: each.kind,
        name: each.name,
        citizenId: maskCitizenId(each.citizenId),
        division: each.division,
        divisionName: rows.names.get(each.division) ?? '',
        carerName: carer.name,
        carerRelation: carer.relation,
        carerBirthDate: birthOf(carer.id)?.slice(0, 4) ?? null,
        caresFor: carer.id === null ? 1 : (perCarer.get(carer.id) ?? 1),
        agreement: agreement && {
          agreement: agreement.id || null,
          number: agreement.number,
          kind: agreement.kind,
          signedOn: agreement.signed_on,
          endsOn: agreement.ends_on,
        },
        questions,
        isUrgent: questions.some((question) => urgentQuestions.includes(question)),
        ask: ask && {
          on: ask.on_date,
          by: ask.created_by,
          lives: ask.lives,
          fitness: ask.fitness,
          unfitFor: ask.unfit_for,
          parentsContactOn: ask.parents_contact_on,
          note: ask.note,
        },
      },
    ]
  })
  people.sort((a, b) => Number(b.isUrgent) - Number(a.isUrgent) || b.questions.length - a.questions.length || (a.division < b.division ? -1 : 1))
  const count = (...questions: string[]): number => people.filter((each) => each.questions.some((question) => questions.includes(question))).length
  return {
    total: people.length,
    tekun: people.filter((each) => each.kind === 'tekun').length,
    children: people.filter((each) => each.kind === 'left_behind').length,
    urgent: people.filter((each) => each.isUrgent).length,
    noAgreement: count('no_agreement', 'agreement_over'),
    renewal: count('agreement_due'),
    neverAsked: count('never_asked'),
    contactLate: count('contact_late'),
    askAge: kinds.flatMap((kind) => {
      const stated = rows.askAge[kind]
      return stated ? [{ kind, value: stated.value, source: stated.source }] : []
    }),
    agreementBasis: kinds.flatMap((kind) => {
      const stated = rows.required[kind]
      return stated ? [{ kind, source: stated.source }] : []
    }),
    people,
  }
}
