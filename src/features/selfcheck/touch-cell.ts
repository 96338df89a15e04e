import { sql } from 'kysely'
import { record, type Work } from '../../platform/events.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { nextState } from './cell-states.ts'
import { mayAnswer } from './may-answer.ts'
import { findCell, lockCommunity, type CellRow } from './store.ts'

/** The cell, locked together with all of its community, after making sure that the actor may answer it now. */
export async function cellToAnswer(work: Work, cellId: string): Promise<CellRow> {
  const { tx, actor } = work
  const seen = await findCell(tx, actor.scope, cellId)
  if (!seen) throw notFound('这一项自查')
  await lockCommunity(tx, seen.campaign_id, seen.division)
  const cell = await findCell(tx, actor.scope, cellId)
  if (!cell) throw notFound('这一项自查')
  if (cell.campaign_state !== 'approved') throw new Problem('refused', '这个专项行动已经结束，答复不能再改。')
  const topics = await tx.selectFrom('item_topic').select('topic').where('item_id', '=', cell.item_id).execute()
  const isAllowed = mayAnswer(
    actor.role,
    topics.map((row) => row.topic),
  )
  if (!isAllowed) throw new Problem('forbidden', '这一项不是孩子的事，请社区民政专干来答。')
  nextState('answer', cell.state)
  return cell
}

/**
 * An answer changed: the cell is being worked on again. When the community's signature stood, it falls, for it was given
 * for all answers together: the other signed cells wait for the secretary again. What the town accepted stays accepted.
 */
export async function touchCell(work: Work, cell: CellRow): Promise<void> {
  const { tx, clock } = work
  await tx
    .updateTable('cell')
    .set({
      state: nextState('answer', cell.state),
      signed_at: null,
      submitted_at: null,
      submitted_by: null,
      updated_at: clock.now(),
      version: sql`version + 1`,
    })
    .where('cell_id', '=', cell.cell_id)
    .execute()
  const fallen = await tx
    .updateTable('cell')
    .set({ state: nextState('unsign', 'signed'), signed_at: null, updated_at: clock.now(), version: sql`version + 1` })
    .where('campaign_id', '=', cell.campaign_id)
    .where('division', '=', cell.division)
    .where('state', '=', 'signed')
    .where('cell_id', '<>', cell.cell_id)
    .returning('cell_id')
    .execute()
  for (const { cell_id } of fallen) {
    await record(work, {
      action: 'cell.unsigned',
      objectKind: 'cell',
      objectId: cell_id,
      division: cell.division,
      before: { state: 'signed' },
      after: { state: 'submitted' },
    })
  }
}
