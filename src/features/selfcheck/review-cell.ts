import { sql } from 'kysely'
import { record, type Work } from '../../platform/events.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { nextState } from './cell-states.ts'
import { findCell, lockCommunity, type CellRow } from './store.ts'

/** The town sends an item back with the reason. Errors: `not_found`; `refused` before it was sent; `conflict` when it changed meanwhile. */
export async function returnCell(work: Work, cellId: string, { reason, version }: { reason: string; version: number }): Promise<void> {
  const { tx, actor, clock } = work
  const cell = await lockedCell(work, cellId)
  if (cell.version !== version) throw new Problem('conflict', '社区刚改过这一项，请看过新的答复再定。', { version: cell.version })
  await tx
    .updateTable('cell')
    .set({
      state: nextState('return', cell.state),
      returned_reason: reason,
      returned_by: actor.name,
      returned_at: clock.now(),
      accepted_at: null,
      accepted_by: null,
      signed_at: null,
      updated_at: clock.now(),
      version: sql`version + 1`,
    })
    .where('cell_id', '=', cellId)
    .execute()
  await record(work, {
    action: 'cell.returned',
    objectKind: 'cell',
    objectId: cellId,
    division: cell.division,
    reason,
    before: { state: cell.state },
    after: { state: 'returned' },
  })
}

/** The town accepts signed items, all or none. Errors: `not_found`; `refused` for one that the secretary did not sign. */
export async function acceptCells(work: Work, cellIds: readonly string[]): Promise<{ accepted: number }> {
  const { tx, actor, clock } = work
  // In one order, so that two clerks with overlapping lists wait for each other instead of deadlocking.
  for (const cellId of [...new Set(cellIds)].sort()) {
    const cell = await lockedCell(work, cellId)
    await tx
      .updateTable('cell')
      .set({ state: nextState('accept', cell.state), accepted_by: actor.name, accepted_at: clock.now(), updated_at: clock.now(), version: sql`version + 1` })
      .where('cell_id', '=', cellId)
      .execute()
    await record(work, {
      action: 'cell.accepted',
      objectKind: 'cell',
      objectId: cellId,
      division: cell.division,
      before: { state: cell.state },
      after: { state: 'accepted' },
    })
  }
  return { accepted: new Set(cellIds).size }
}

async function lockedCell({ tx, actor }: Work, cellId: string): Promise<CellRow> {
  const seen = await findCell(tx, actor.scope, cellId)
  if (!seen) throw notFound('这一项自查')
  await lockCommunity(tx, seen.campaign_id, seen.division)
  const cell = await findCell(tx, actor.scope, cellId)
  if (!cell) throw notFound('这一项自查')
  return cell
}
