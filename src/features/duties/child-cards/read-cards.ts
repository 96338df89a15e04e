import type { Work } from '../../../platform/events.ts'
import { dateOf } from '../../../platform/clock.ts'
import { within } from '../../../platform/postgres/database.ts'
import { followUpRule } from './arrange-child.ts'
import { causeBasis, endBasis, toldOf } from './card-law.ts'
import type { ArrangementWay, CardCause, EndReason, LackKind, Recipient } from './child-codes.ts'
import { planFollowUps } from './follow-up-plan.ts'

/** All cards of children in scope: who waits for what, what is due, what stands on each; open and late ones first. */
export async function listChildCards(work: Work) {
  const { tx, actor, clock } = work
  const rule = await followUpRule(work)
  if (!actor.scope.seesChildren) return { rule, open: 0, unplaced: 0, unreported: 0, late: 0, unsafe: 0, ended: 0, cards: [] }
  const rows = await tx
    .selectFrom('child_card')
    .innerJoin('division', 'division.code', 'child_card.division')
    .selectAll('child_card')
    .select('division.name as division_name')
    .where(within(actor.scope, 'child_card.division'))
    .orderBy('found_at', 'desc')
    .limit(500)
    .execute()
  const ids = rows.map((row) => row.child_card_id)
  const of = { arrangements: new Map<string, Placed[]>(), reports: new Map<string, Report[]>(), looks: new Map<string, Look[]>() }
  if (ids.length > 0) {
    of.arrangements = Map.groupBy(
      await tx.selectFrom('child_arrangement').selectAll().where('child_card_id', 'in', ids).orderBy('at', 'desc').execute(),
      (each) => each.child_card_id,
    )
    of.reports = Map.groupBy(await tx.selectFrom('child_report').selectAll().where('child_card_id', 'in', ids).execute(), (each) => each.child_card_id)
    of.looks = Map.groupBy(
      await tx.selectFrom('child_follow_up').selectAll().where('child_card_id', 'in', ids).orderBy('on_date', 'desc').orderBy('created_at', 'desc').execute(),
      (each) => each.child_card_id,
    )
  }
  const today = clock.today()
  const cards = rows.map((row) =>
    cardOf(row, {
      today,
      placed: of.arrangements.get(row.child_card_id) ?? [],
      reports: of.reports.get(row.child_card_id) ?? [],
      looks: of.looks.get(row.child_card_id) ?? [],
    }),
  )
  const open = cards.filter((card) => !card.isEnded)
  cards.sort((a, b) => Number(a.isEnded) - Number(b.isEnded) || urgency(b) - urgency(a))
  return {
    rule,
    open: open.length,
    unplaced: open.filter((card) => card.stage === 'found').length,
    unreported: open.filter((card) => card.told.some((each) => each.receipt === null)).length,
    late: open.filter((card) => card.daysLate > 0).length,
    unsafe: open.filter((card) => card.isUnsafe).length,
    ended: cards.length - open.length,
    cards,
  }
}

interface Row {
  child_card_id: string
  person_id: string | null
  child_name: string
  birth_date: string | null
  is_at_school: boolean
  cause: string
  what: string
  found_at: string
  found_by: string
  division_name: string
  every_days: number | null
  schedule_source: string | null
  end_reason: string | null
  end_paper: string | null
  end_note: string | null
  ended_on: string | null
  ended_by: string | null
}
interface Placed {
  child_card_id: string
  at: string
  way: string
  place: string
  carer: string
  carer_relation: string | null
  carer_phone: string | null
  arranged_by: string
}
interface Report {
  child_card_id: string
  recipient: string
  to_whom: string
  reported_at: string
  receipt: string | null
}
interface Look {
  child_card_id: string
  on_date: string
  way: string
  lacks: string[]
  help: string
  is_safe: boolean
  parents_contact_on: string | null
  note: string
  created_by: string
}

function cardOf(row: Row, { today, placed, reports, looks }: { today: string; placed: readonly Placed[]; reports: readonly Report[]; looks: readonly Look[] }) {
  const cause = row.cause as CardCause
  const first = placed.at(-1)
  const isEnded = row.ended_on !== null
  const told = toldOf({ cause, isAtSchool: row.is_at_school }).map(({ recipient, basis }) => {
    const report = reports.find((each) => each.recipient === recipient)
    return { recipient, basis, toWhom: report?.to_whom ?? null, at: report?.reported_at ?? null, receipt: report?.receipt ?? null }
  })
  const plan =
    first && row.every_days !== null
      ? planFollowUps(
          looks.map((look) => look.on_date),
          { from: dateOf(first.at), everyDays: row.every_days, ground: row.schedule_source, until: row.ended_on ?? today, isEnded },
        )
      : null
  const last = looks[0]
  const stage = isEnded
    ? ('ended' as const)
    : !first
      ? ('found' as const)
      : told.some((each) => each.receipt === null)
        ? ('arranged' as const)
        : ('followed' as const)
  return {
    card: row.child_card_id,
    person: row.person_id,
    name: row.child_name,
    birthDate: row.birth_date,
    divisionName: row.division_name,
    cause,
    causeBasis: causeBasis[cause],
    what: row.what,
    foundAt: row.found_at,
    foundBy: row.found_by,
    stage,
    isEnded,
    /** From finding to the first placing. */
    minutesToPlace: first ? Math.round((Date.parse(first.at) - Date.parse(row.found_at)) / 60_000) : null,
    placed: placed.map((each) => ({
      at: each.at,
      way: each.way as ArrangementWay,
      place: each.place,
      carer: each.carer,
      carerRelation: each.carer_relation,
      carerPhone: each.carer_phone,
      by: each.arranged_by,
    })),
    told,
    everyDays: row.every_days,
    scheduleSource: row.schedule_source,
    dueOn: plan?.dueOn ?? null,
    dueSteps: plan?.dueSteps ?? [],
    daysLate: plan?.daysLate ?? 0,
    done: plan?.done ?? 0,
    missed: plan?.missed ?? 0,
    gaps: plan?.gaps ?? [],
    isUnsafe: !isEnded && last !== undefined && !last.is_safe,
    lacks: isEnded ? [] : ((last?.lacks ?? []) as LackKind[]),
    looks: looks.map((look) => ({
      on: look.on_date,
      by: look.created_by,
      way: look.way as 'visit' | 'phone',
      isSafe: look.is_safe,
      lacks: look.lacks as LackKind[],
      help: look.help,
      parentsContactOn: look.parents_contact_on,
      note: look.note,
    })),
    end:
      row.ended_on === null
        ? null
        : {
            reason: row.end_reason as EndReason,
            basis: endBasis[row.end_reason as EndReason],
            on: row.ended_on,
            by: row.ended_by ?? '',
            paper: row.end_paper,
            note: row.end_note ?? '',
          },
  }
}

type Card = ReturnType<typeof cardOf>

/** A child without a place first, then one that is not safe, then who was not told, then late looks. */
function urgency(card: Card): number {
  if (card.stage === 'found') return 1_000_000
  if (card.isUnsafe) return 500_000
  return (card.told.some((each: { recipient: Recipient; receipt: string | null }) => each.receipt === null) ? 100_000 : 0) + card.daysLate
}
