import { sql } from 'kysely'
import { maskCitizenId } from '../../../domain/citizen-id.ts'
import { fixedDue, keptSteps } from '../../../domain/due-steps.ts'
import type { Calendar } from '../../../domain/working-days.ts'
import { dateOf } from '../../../platform/clock.ts'
import type { Work } from '../../../platform/events.ts'
import { notFound } from '../../../platform/problems.ts'
import { readCalendar } from '../../calendar/index.ts'
import { kindOfEvent, reportedKinds, urgentGround, urgentKinds } from '../clue-kinds.ts'
import type { ClueKind } from '../codes.ts'
import { limitDue, statedValue, type Stated } from '../stated-limit.ts'

export interface ClueRow {
  id: string
  division: string
  division_name: string
  cells: Partial<Record<'number' | 'source' | 'found_on' | 'name' | 'citizen_id' | 'event' | 'action' | 'concluded_on' | 'outcome', string>> & { bill?: number }
  kind: ClueKind | null
  address: string | null
  due_on: string | null
  due_steps: unknown
  outcome: 'helped' | 'not_eligible' | null
  reason: string | null
  application: string | null
  application_no: string | null
  mandatory_report_id: string | null
  report_receipt: string | null
  report_kind: string | null
  concluded_by: string | null
  created_at: string
}

const rowsOf = (work: Work, id: string | null) =>
  sql<ClueRow>`
    select k.kept_row_id as id, k.division, d.name as division_name, k.cells, k.created_at, c.kind, c.address, c.due_on, c.due_steps, c.outcome, c.reason, c.application,
      a.cells->>'application_no' as application_no, c.mandatory_report_id, m.receipt as report_receipt, m.person_kind as report_kind, c.concluded_by
    from kept_row k join division d on d.code = k.division left join clue_card c on c.clue = k.kept_row_id
      left join kept_row a on a.kept_row_id = c.application left join mandatory_report m using (mandatory_report_id)
    where k.ledger = 'clues' and k.division >= ${work.actor.scope.from} and k.division < ${work.actor.scope.to} and (${id}::uuid is null or k.kept_row_id = ${id}::uuid)`.execute(
    work.tx,
  )

/** A clue's kind and urgency: as its card says, or by its own words where it came from a list and nobody has touched it. */
export function standingOf(row: ClueRow) {
  const kind = row.kind ?? kindOfEvent(row.cells.event ?? '')
  return {
    kind,
    isUrgent: urgentKinds.includes(kind),
    // A list that already says how a clue ended is believed; the card adds what was done here.
    isConcluded: row.outcome !== null || (row.cells.outcome !== undefined && row.kind === null),
    mustReport: reportedKinds.includes(kind) && row.mandatory_report_id === null,
  }
}

/** The last day of a clue with its arithmetic: as its card keeps it, else by the town's limit; without a limit only what is urgent has one. */
function dueOf(row: ClueRow, { isUrgent, limit, calendar }: { isUrgent: boolean; limit: Stated | null; calendar: Calendar }) {
  const found = row.cells.found_on ?? dateOf(row.created_at)
  const kept = keptSteps(row)
  const dueSteps = kept.length > 0 ? kept : isUrgent ? [fixedDue(found, urgentGround)] : limit ? [limitDue(found, limit, calendar)] : []
  return { dueOn: dueSteps.at(-1)?.due ?? null, dueSteps }
}

export async function findClue(work: Work, clue: string): Promise<ClueRow> {
  const { rows } = await rowsOf(work, clue)
  const [row] = rows
  if (!row || isHidden(work, row)) throw notFound('这条线索')
  return row
}

/** Children's matters are for those who work on them. */
function isHidden({ actor }: Work, row: ClueRow): boolean {
  return !actor.scope.seesChildren && (row.report_kind === 'minor' || (row.kind ?? kindOfEvent(row.cells.event ?? '')) === 'child')
}

/** Every clue inside the reader's divisions as a card: the urgent first, then by last day; what has ended comes last. */
export async function listClues(work: Work) {
  const { tx, clock } = work
  const today = clock.today()
  const limit = await statedValue(tx, { name: 'clue_within', program: 'temporary_aid', month: today.slice(0, 7) })
  const calendar = await readCalendar(tx)
  const { rows } = await rowsOf(work, null)
  const steps = await tx.selectFrom('clue_step').selectAll().orderBy('on_date').orderBy('created_at').execute()
  const clues = rows
    .filter((row) => !isHidden(work, row))
    .map((row) => {
      const { cells } = row
      const standing = standingOf(row)
      return {
        clue: row.id,
        ...standing,
        ...dueOf(row, { isUrgent: standing.isUrgent, limit, calendar }),
        name: cells.name ?? '',
        citizenId: cells.citizen_id ? maskCitizenId(cells.citizen_id) : null,
        division: row.division,
        divisionName: row.division_name,
        source: cells.source ?? '',
        number: cells.number ?? '',
        foundOn: cells.found_on ?? null,
        event: cells.event ?? '',
        bill: cells.bill ?? null,
        address: row.address,
        action: cells.action ?? null,
        outcome: row.outcome,
        outcomeWords: cells.outcome ?? null,
        reason: row.reason,
        concludedOn: cells.concluded_on ?? null,
        concludedBy: row.concluded_by,
        application: row.application,
        applicationNumber: row.application_no,
        report: row.mandatory_report_id,
        hasReceipt: row.report_receipt !== null,
        steps: steps
          .filter((step) => step.clue === row.id)
          .map((step) => ({ on: step.on_date, way: step.way as 'visit', note: step.note, by: step.created_by })),
      }
    })
    .sort(
      (a, b) =>
        Number(a.isConcluded) - Number(b.isConcluded) ||
        Number(b.isUrgent) - Number(a.isUrgent) ||
        ((a.dueOn ?? '9') < (b.dueOn ?? '9') ? -1 : (a.dueOn ?? '9') > (b.dueOn ?? '9') ? 1 : 0),
    )
  const open = clues.filter((each) => !each.isConcluded)
  return {
    basis: limit ? `${limit.value} 个工作日：${limit.source}` : null,
    total: clues.length,
    open: open.length,
    urgent: open.filter((each) => each.isUrgent).length,
    overdue: open.filter((each) => each.dueOn !== null && each.dueOn < today).length,
    untouched: open.filter((each) => each.steps.length === 0).length,
    helped: clues.filter((each) => each.outcome === 'helped').length,
    notEligible: clues.filter((each) => each.outcome === 'not_eligible').length,
    clues: clues.slice(0, 500),
  }
}
