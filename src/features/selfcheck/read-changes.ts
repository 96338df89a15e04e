import { within } from '../../platform/postgres/database.ts'
import type { Work } from '../../platform/events.ts'
import { addDays } from '../../domain/plain-date.ts'
import type { CommunityAnswers } from './read-community.ts'

interface AnswerShape {
  question?: string
  answer?: 'none' | 'some' | 'not_applicable' | null
  count?: number | null
  year?: number
  looked?: number
  number?: string
}

const answerWords = { none: '无', some: '有', not_applicable: '不适用' }

function sayAnswer(shape: AnswerShape | null): string {
  if (!shape?.answer) return '没答'
  return shape.answer === 'some' ? `有 ${shape.count} 处` : answerWords[shape.answer]
}

/** What changed in a community's answers since yesterday's start, the newest first: what the secretary reads before signing. */
export async function readChanges(
  { tx, actor, clock }: Work,
  { community, rows }: { community: string; rows: CommunityAnswers['rows'] },
): Promise<{ at: string; by: string; text: string }[]> {
  const cells = new Map(rows.map((row) => [row.cell.cell.cell_id, row]))
  if (cells.size === 0) return []
  const events = await tx
    .selectFrom('event')
    .select(['at', 'actor_name', 'action', 'object_id', 'reason', 'before', 'after'])
    .where(within(actor.scope, 'event.division'))
    .where('division', '=', community)
    .where('object_kind', '=', 'cell')
    .where('object_id', 'in', [...cells.keys()])
    .where('at', '>=', new Date(`${addDays(clock.today(), -1)}T00:00:00+08:00`).toISOString())
    .orderBy('event_id', 'desc')
    .limit(300)
    .execute()
  const lines: { at: string; by: string; text: string; cell: string; years: number }[] = []
  for (const event of events) {
    const row = cells.get(event.object_id)
    const [before, after] = [event.before as AnswerShape | null, event.after as AnswerShape | null]
    const at = (row?.cell.questions.findIndex((question) => question.question === (after ?? before)?.question) ?? -1) + 1
    const label = row?.item.label ?? ''
    const line = { at: event.at, by: event.actor_name, cell: event.object_id, years: 0 }
    const last = lines.at(-1)
    if (event.action !== 'cell.year_filled')
      lines.push({ ...line, text: sayChange(event, { where: `${label}${at > 0 ? ` 第 ${at} 问` : ''}`, before, after }) })
    else if (last && last.years > 0 && last.cell === line.cell && last.by === line.by) {
      // Years are mostly filled together, so they are one line.
      last.years++
      last.text = `${label} 填了 ${last.years} 年看了多少`
    } else lines.push({ ...line, years: 1, text: `${label} ${after?.year} 年看了 ${after?.looked}` })
  }
  return lines.slice(0, 40).map(({ at, by, text }) => ({ at, by, text }))
}

function sayChange(
  { action, reason }: { action: string; reason: string | null },
  { where, before, after }: { where: string; before: AnswerShape | null; after: AnswerShape | null },
): string {
  switch (action) {
    case 'cell.answered':
      return sayAnswer(before) === sayAnswer(after) ? `${where}：改了说明、理由或证据` : `${where}：${sayAnswer(before)} → ${sayAnswer(after)}`
    case 'cell.place_written':
      return `${where}：写成问题 ${after?.number}`
    case 'cell.submitted':
      return `${where} 报送`
    case 'cell.signed':
      return `${where} 已签`
    case 'cell.unsigned':
      return `${where} 因改动变回未签`
    case 'cell.returned':
      return `${where} 镇里退回：${reason ?? ''}`
    case 'cell.accepted':
      return `${where} 镇里收下`
    default:
      return where
  }
}
