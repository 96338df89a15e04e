import { readCitizenId } from '../../../domain/citizen-id.ts'
import type { Program } from '../../../domain/programs.ts'
import { attachTo } from '../../../platform/attachments.ts'
import { record, type Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { editKeptRow } from '../../ledgers/index.ts'
import { receiveApplication } from '../applications/receive-application.ts'
import { kindOfEvent } from '../clue-kinds.ts'
import type { clueReasons } from '../codes.ts'
import { refuseHiv } from '../never-stored.ts'
import { openCard } from './enter-clue.ts'
import { findClue, standingOf, type ClueRow } from './read-clues.ts'

interface Step {
  clue: string
  on: string
  way: 'visit' | 'phone' | 'papers'
  note: string
  attachments: readonly string[]
}

/** A clue of an imported list gets its card with the first thing that is done about it. */
async function withCard(work: Work, row: ClueRow): Promise<ClueRow> {
  if (row.kind !== null) return row
  const { cells } = row
  const event = cells.event ?? ''
  const foundOn = cells.found_on ?? work.clock.today()
  await openCard(work, row.id, {
    division: row.division,
    kind: kindOfEvent(event),
    foundOn,
    name: cells.name ?? '',
    event: event || '名单里没有写情况',
    address: '',
    personKind: 'other',
  })
  return findClue(work, row.id)
}

async function openClue(work: Work, clue: string): Promise<ClueRow> {
  const row = await findClue(work, clue)
  if (standingOf(row).isConcluded) throw new Problem('refused', '这条线索已经办结；要接着办，请先重新打开并写明为什么。')
  return withCard(work, row)
}

/** Somebody went, called or looked into the papers. */
export async function followClue(work: Work, { clue, on, way, note, attachments }: Step): Promise<void> {
  refuseHiv(note)
  const row = await openClue(work, clue)
  if (on > work.clock.today()) throw new Problem('bad_input', '日期在今天之后。')
  const step = await work.tx
    .insertInto('clue_step')
    .values({ clue, division: row.division, on_date: on, way, note, created_by: work.actor.name, created_at: work.clock.now() })
    .returning('clue_step_id')
    .executeTakeFirstOrThrow()
  await attachTo(work, attachments, { kind: 'clue_step', id: step.clue_step_id, division: row.division })
  await editKeptRow(work, { ledger: 'clues', id: clue, cells: { action: note } })
  await record(work, {
    action: 'clue.followed',
    objectKind: 'clue',
    objectId: clue,
    division: row.division,
    after: { step: step.clue_step_id, on, way, files: attachments.length },
  })
}

export type Ending =
  | { clue: string; outcome: 'helped'; program: Program; citizenId: string; appliedOn: string; note: string }
  | { clue: string; outcome: 'not_eligible'; reason: (typeof clueReasons)[number]; note: string }

/**
 * Ends a clue: an application is helped and stands in the register with its own clock, or the person is not eligible
 * and was told why. Somebody must have looked first, and a duty to report must have its receipt.
 */
export async function concludeClue(work: Work, ending: Ending): Promise<{ applicationNumber: string | null }> {
  refuseHiv(ending.note)
  const row = await openClue(work, ending.clue)
  const { tx, actor, clock } = work
  const looked = await tx.selectFrom('clue_step').select('clue_step_id').where('clue', '=', row.id).where('way', '<>', 'reopened').limit(1).executeTakeFirst()
  if (!looked) throw new Problem('refused', '还没有人核实过：先写一次入户、电话或查台账，再写结论。')
  if (standingOf(row).mustReport) throw new Problem('refused', '孩子没人管、虐待遗弃要先报告，再写结论。')
  if (row.mandatory_report_id !== null && row.report_receipt === null && row.report_kind !== 'other')
    throw new Problem('refused', '报告还没有回执：先登记报给了谁、回执编号，再写结论。')
  const helped = ending.outcome === 'helped' ? await apply(work, row, ending) : null
  const words = helped ? `已协助申请，${helped.number}` : `不符合：${ending.note}`
  await tx
    .updateTable('clue_card')
    .set({
      outcome: ending.outcome,
      reason: ending.outcome === 'not_eligible' ? ending.reason : null,
      application: helped?.application ?? null,
      concluded_by: actor.name,
      concluded_at: clock.now(),
    })
    .where('clue', '=', row.id)
    .execute()
  await editKeptRow(work, { ledger: 'clues', id: row.id, cells: { outcome: words, concluded_on: clock.today() } })
  await record(work, {
    action: 'clue.concluded',
    objectKind: 'clue',
    objectId: row.id,
    division: row.division,
    reason: ending.note || null,
    after: { outcome: ending.outcome, ...(ending.outcome === 'helped' ? { application: helped?.number } : { reason: ending.reason }) },
  })
  return { applicationNumber: helped?.number ?? null }
}

async function apply(work: Work, row: ClueRow, { program, citizenId, appliedOn, note }: Ending & { outcome: 'helped' }) {
  const { cells } = row
  const id = citizenId || (cells.citizen_id ?? '')
  if (readCitizenId(id).outcome !== 'valid') throw new Problem('bad_input', '申请要写身份证号：请对照证件填上。')
  const { application, number } = await receiveApplication(
    work,
    { name: cells.name ?? '', citizenId: id, program, appliedOn, cause: note || (cells.event ?? '') },
    row.division,
  )
  return { application, number }
}

/** Somebody thinks the end was wrong: the clue goes on, with the reason; what was written stays. */
export async function reopenClue(work: Work, { clue, why }: { clue: string; why: string }): Promise<void> {
  const row = await withCard(work, await findClue(work, clue))
  await work.tx
    .insertInto('clue_step')
    .values({
      clue,
      division: row.division,
      on_date: work.clock.today(),
      way: 'reopened',
      note: why,
      created_by: work.actor.name,
      created_at: work.clock.now(),
    })
    .execute()
  await work.tx
    .updateTable('clue_card')
    .set({ outcome: null, reason: null, application: null, concluded_by: null, concluded_at: null })
    .where('clue', '=', clue)
    .execute()
  await editKeptRow(work, { ledger: 'clues', id: clue, cells: { outcome: null, concluded_on: null } })
  await record(work, {
    action: 'clue.reopened',
    objectKind: 'clue',
    objectId: clue,
    division: row.division,
    reason: why,
    before: { outcome: row.outcome, reason: row.reason, application: row.application },
  })
}
