import { record, type Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import type { Tx } from '../../platform/postgres/database.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { checkCatalog } from './present-catalog.ts'

export interface SwitchedOff {
  by: string
  at: string
  reason: string
}

/** The checks that the town has switched off, each with who and why. */
export async function listSwitchedOff(tx: Tx): Promise<Map<string, SwitchedOff>> {
  const rows = await tx.selectFrom('check_setting').selectAll().where('is_on', '=', false).execute()
  return new Map(rows.map((row) => [row.check_id, { by: row.updated_by, at: row.updated_at, reason: row.note ?? '' }]))
}

/** Every switching of one check, the newest first; each stands as an event. */
export async function listSwitches(tx: Tx, check: string): Promise<(SwitchedOff & { isOn: boolean })[]> {
  const rows = await tx
    .selectFrom('event')
    .select(['action', 'actor_name', 'at', 'reason'])
    .where('object_kind', '=', 'check')
    .where('object_id', '=', check)
    .where('action', 'in', ['check.switched_off', 'check.switched_on'])
    .orderBy('event_id', 'desc')
    .execute()
  return rows.map((row) => ({ isOn: row.action === 'check.switched_on', by: row.actor_name, at: row.at, reason: row.reason ?? '' }))
}

/**
 * Switches a check off or on for the town, with a reason. Off, it does not run; its open leads stay as they are and are
 * never “gone”. Errors: `not_found`; `conflict` when it stands so already.
 */
export async function switchCheck(work: Work, { check, isOn, reason }: { check: string; isOn: boolean; reason: string }): Promise<void> {
  const { tx, actor, clock } = work
  if (!checkCatalog().checks.some((each) => each.check === check)) throw notFound('这项核查')
  const isNow = !(await listSwitchedOff(tx)).has(check)
  if (isNow === isOn) throw new Problem('conflict', isOn ? '这项核查已经启用。' : '这项核查已经停用。')
  const set = { is_on: isOn, note: reason, updated_by: actor.name, updated_at: clock.now() }
  await tx
    .insertInto('check_setting')
    .values({ check_id: check, ...set })
    .onConflict((conflict) => conflict.column('check_id').doUpdateSet(set))
    .execute()
  const open = await tx
    .selectFrom('lead')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('check_id', '=', check)
    .where('state', 'in', ['new', 'assigned', 'checking', 'unclear'])
    .where('outcome', 'not in', ['gone', 'withdrawn'])
    .executeTakeFirstOrThrow()
  await record(work, {
    action: isOn ? 'check.switched_on' : 'check.switched_off',
    objectKind: 'check',
    objectId: check,
    division: townDivision,
    reason,
    before: { is_on: isNow },
    after: { is_on: isOn, open_leads: open.n },
  })
}
