import type { Work } from '../../../platform/events.ts'
import { findLedger, keepOneRow } from '../../ledgers/index.ts'
import { noticeDue, type StopAction } from '../notice-rules.ts'
import type { ProblemRow } from '../store.ts'

/**
 * Writes the stop, cut or end that stands in a problem into the kept register of stops, so nobody types it twice; entered again,
 * the same row follows. Null where the problem names no person or program, or nothing was stopped: then the register gets none.
 */
export async function keepStop(work: Work, problem: ProblemRow): Promise<string | null> {
  const definition = findLedger('stops')
  if (!definition) return null
  const person =
    problem.person_id === null
      ? undefined
      : await work.tx.selectFrom('person').select(['name', 'citizen_id', 'person_key']).where('person_id', '=', problem.person_id).executeTakeFirst()
  const hasStop = (!problem.goes_on && problem.stop_month !== null) || problem.stop_action === 'cut'
  if (!person || problem.program === null || !hasStop) return keepOneRow(work, { definition, before: problem.stop_row, row: null })
  const action = (problem.stop_action as StopAction | null) ?? 'stop'
  const due = noticeDue({ program: problem.program, action, on: problem.decided_on ?? work.clock.today() })
  const isEnough = problem.notice_form !== 'oral' || due.notice?.form !== 'written'
  const values = {
    name: person.name,
    citizen_id: person.citizen_id,
    person_key: BigInt(person.person_key),
    program: problem.program,
    action,
    reason: `问题 ${problem.number}`,
    heard_on: problem.heard_on,
    decided_on: problem.decided_on,
    // The register's day is the day of a notice that was enough: told by mouth is none where writing was due.
    notified_on: isEnough ? problem.notified_on : null,
    stop_month: problem.stop_month,
    handler: work.actor.name,
  }
  return keepOneRow(work, { definition, before: problem.stop_row, row: { sheet: '', row: 1, division: problem.division, period: null, values } })
}
