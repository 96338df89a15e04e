import { sql } from 'kysely'
import { childPrograms, programs } from '../../../domain/programs.ts'
import { addMonths } from '../../../domain/months.ts'
import type { Work } from '../../../platform/events.ts'
import { readCalendar } from '../../calendar/index.ts'
import { limitDue, statedValue, type Stated } from '../stated-limit.ts'

type Cells = Partial<
  Record<
    'application_no' | 'name' | 'program' | 'applied_on' | 'received_on' | 'forwarded_on' | 'accepted_on' | 'decided_on' | 'outcome' | 'reason' | 'cause',
    string
  >
>
type Program = (typeof programs)[number]
export type ApplicationState = 'waiting' | 'late' | 'late_forwarded' | 'forwarded' | 'accepted' | 'refused' | 'refused_without_reason'

/**
 * The register of the last twelve months inside the reader's divisions, with the last day to hand each one in by the
 * town's own limit (`forward_limit`). Where the town names none, nobody is late and the page says 缺依据.
 */
export async function listApplications(work: Work) {
  const { tx, actor, clock } = work
  const today = clock.today()
  const since = `${addMonths(today.slice(0, 7), -12)}-01`
  const { rows } = await sql<{ id: string; division: string; division_name: string; cells: Cells }>`
    select kept_row_id as id, k.division, d.name as division_name, cells from kept_row k join division d on d.code = k.division
    where ledger = 'applications' and k.division >= ${actor.scope.from} and k.division < ${actor.scope.to} and cells->>'applied_on' >= ${since}`.execute(tx)
  const calendar = await readCalendar(tx)
  const limits = new Map<Program, Stated>()
  for (const program of programs) {
    const stated = await statedValue(tx, { name: 'forward_limit', program, month: today.slice(0, 7) })
    if (stated) limits.set(program, stated)
  }
  const isHidden = (program: string): boolean => !actor.scope.seesChildren && childPrograms.includes(program)
  const applications = rows
    .filter(({ cells }) => !isHidden(cells.program ?? ''))
    .map(({ id, division, division_name, cells }) => {
      const received = cells.received_on ?? cells.applied_on ?? null
      const limit = limits.get(cells.program as Program)
      const due = received !== null && limit ? limitDue(received, limit, calendar) : null
      const dueOn = due?.due ?? null
      return {
        application: id,
        number: cells.application_no ?? '',
        name: cells.name ?? '',
        division,
        divisionName: division_name,
        program: cells.program ?? '',
        appliedOn: cells.applied_on ?? null,
        receivedOn: cells.received_on ?? null,
        forwardedOn: cells.forwarded_on ?? null,
        acceptedOn: cells.accepted_on ?? null,
        dueOn,
        dueSteps: due ? [due] : [],
        cause: cells.cause ?? null,
        reason: cells.reason ?? null,
        state: stateOf(cells, { dueOn, today }),
      }
    })
    .sort((a, b) => rank(a.state) - rank(b.state) || ((b.appliedOn ?? '') < (a.appliedOn ?? '') ? -1 : 1))
  const count = (...states: ApplicationState[]): number => applications.filter((each) => states.includes(each.state)).length
  const used = new Set(applications.map((each) => each.program))
  return {
    total: applications.length,
    waiting: count('waiting', 'late'),
    late: count('late', 'late_forwarded'),
    refusedWithoutReason: count('refused_without_reason'),
    limits: [...limits].map(([program, { value, unit, source }]) => ({ program, value, unit, source })),
    withoutBasis: programs.filter((program) => used.has(program) && !limits.has(program)),
    applications: applications.slice(0, 300),
  }
}

/** Where an application stands: what must be done comes before what was late, and both before what is settled. */
export function stateOf(cells: Cells, { dueOn, today }: { dueOn: string | null; today: string }): ApplicationState {
  if (cells.outcome === 'refused') return (cells.reason ?? '').trim() === '' ? 'refused_without_reason' : 'refused'
  const handedOn = cells.forwarded_on ?? cells.accepted_on ?? cells.decided_on
  if (handedOn === undefined) return dueOn !== null && dueOn < today ? 'late' : 'waiting'
  if (cells.forwarded_on !== undefined && dueOn !== null && cells.forwarded_on > dueOn) return 'late_forwarded'
  return cells.accepted_on === undefined ? 'forwarded' : 'accepted'
}

const order: readonly ApplicationState[] = ['late', 'waiting', 'refused_without_reason', 'forwarded', 'late_forwarded', 'refused', 'accepted']
const rank = (state: ApplicationState): number => order.indexOf(state)
