import { within } from '../../platform/postgres/database.ts'
import type { Work } from '../../platform/events.ts'
import { addDays } from '../../domain/plain-date.ts'
import type { CommunityAnswers } from './read-selfcheck.ts'

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
export async function readChanges({ tx, actor, clock }: Work, { community, rows }: { community: string; rows: CommunityAnswers['rows'] }): Promise<{ at: string; by: string; text: string }[]> {
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
    .limit(40)
    .execute()
  return events.map((event) => {
    const row = cells.get(event.object_id)
    const [before, after] = [event.before as AnswerShape | null, event.after as AnswerShape | null]
    const at = (row?.cell.questions.findIndex((question) => question.question === (after ?? before)?.question) ?? -1) + 1
    const where = `${row?.item.label ?? ''}${at > 0 ? ` 第 ${at} 问` : ''}`
    const texts: Record<string, string> = {
      'cell.answered': `${where}：${sayAnswer(before)} → ${sayAnswer(after)}`,
      'cell.year_filled': `${where} ${after?.year} 年看了 ${after?.looked}`,
      'cell.place_written': `${where}：写成问题 ${after?.number}`,
      'cell.submitted': `${where} 报送`,
      'cell.signed': `${where} 已签`,
      'cell.unsigned': `${where} 因改动变回未签`,
      'cell.returned': `${where} 镇里退回：${event.reason ?? ''}`,
      'cell.accepted': `${where} 镇里收下`,
    }
    return { at: event.at, by: event.actor_name, text: texts[event.action] ?? `${where} ${event.action}` }
  })
}
