import type { Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { readCalendar } from '../calendar/index.ts'
import { orderDue, readExamination, readLadder } from '../supervision/index.ts'
import { isField, type Line } from './today-line.ts'

/** Drawn problems that the supervision team has not decided. */
export async function openSamples({ tx, actor }: Work): Promise<Line[]> {
  if (actor.role !== 'supervisor') return []
  const rows = await tx
    .selectFrom('sample')
    .innerJoin('inspection', 'inspection.inspection_id', 'sample.inspection_id')
    .select(['sample.inspection_id', 'inspection.number', 'inspection.title'])
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('decision', 'is', null)
    .where(within(actor.scope, 'sample.division'))
    .groupBy(['sample.inspection_id', 'inspection.number', 'inspection.title'])
    .orderBy('inspection.number')
    .execute()
  return rows.map((row): Line => ({
    key: row.inspection_id,
    icon: 'paper',
    tone: 'amber',
    title: `${row.title}：还有 ${row.n} 件没复核`,
    note: row.number,
    due: null,
    to: `/supervision/${row.inspection_id}`,
    action: '看佐证，同意或退回',
  }))
}

interface OrderState {
  order_id: string
  received_on: string | null
  answered_on: string | null
}

/** What of an order can be done in its line: the unit signs and answers, the supervisor reminds. */
function finishOf(row: OrderState, role: string): Pick<Line, 'finish'> {
  if (['clerk', 'secretary', 'worker'].includes(role))
    return { finish: { act: 'order', order: row.order_id, step: row.received_on === null ? 'receipt' : 'answer' } }
  return role === 'supervisor' && row.answered_on === null ? { finish: { act: 'order', order: row.order_id, step: 'reminder' } } : {}
}

/** Cards that the stated rules make due. */
export async function dueCards(work: Work): Promise<Line[]> {
  if (work.actor.role !== 'supervisor') return []
  const due = (await readLadder(work)).late.filter((late) => late.step !== null)
  if (due.length === 0) return []
  const shown = due.slice(0, 3).map((late) => `${late.owner ?? late.community} ${late.number}`)
  return [
    {
      key: 'cards',
      icon: 'triangle',
      tone: 'red',
      title: `${due.length} 件逾期的问题该走下一步`,
      note: `${shown.join('、')}${due.length > shown.length ? '等' : ''}`,
      due: due[0]?.dueOn ?? null,
      dueSteps: due[0]?.dueSteps ?? [],
      to: '/supervision?part=ladder',
      action: '看规则，签发',
    },
  ]
}

/** What the night's look found and nobody has answered yet. */
export async function nightFindings(work: Work): Promise<Line[]> {
  if (work.actor.role !== 'supervisor') return []
  const { unanswered, falseClosures, notes } = await readExamination(work)
  if (unanswered === 0) return []
  return [
    {
      key: 'examination',
      icon: 'triangle',
      tone: falseClosures > 0 ? 'red' : 'amber',
      title: falseClosures > 0 ? `${falseClosures} 条可能是虚假销号的迹象` : `夜间自检 ${unanswered} 条还没有说法`,
      note: notes.find((note) => note.answer === null && (falseClosures === 0 || note.isFalseClosure))?.sentence ?? '',
      due: null,
      to: '/supervision?part=examination',
      action: '看一条，写处理',
    },
  ]
}

/** Joint orders: the unit signs and answers; who gave them sees what is late or answered. */
export async function orderLines(work: Work): Promise<Line[]> {
  const { tx, actor, clock } = work
  const giver = actor.role === 'supervisor' || actor.role === 'leader'
  if (!giver && !isField(work) && actor.role !== 'clerk') return []
  const today = clock.today()
  const calendar = await readCalendar(tx)
  const rows = await tx
    .selectFrom('supervision_order')
    .select(['order_id', 'number', 'to_unit', 'text', 'due_on', 'received_on', 'answered_on', 'division', 'created_by', 'created_at'])
    .where('is_done', '=', false)
    .where(within(actor.scope, 'supervision_order.division'))
    .orderBy('due_on')
    .execute()
  const own = rows.filter((row) =>
    giver ? row.answered_on !== null || row.due_on < today : row.answered_on === null && (isField(work) || row.division === actor.division),
  )
  return own.map((row): Line => {
    const isLate = row.answered_on === null && row.due_on < today
    return {
      key: row.order_id,
      icon: isLate ? 'triangle' : 'clock',
      tone: isLate ? 'red' : 'amber',
      title: giver ? `${row.to_unit}${row.answered_on === null ? '还没回复' : '已回复'}：${row.text}` : row.text,
      note: `督办 ${row.number}${row.received_on === null ? ' · 还没签收' : ''}`,
      due: row.due_on,
      dueSteps: orderDue(row, calendar),
      to: '/supervision?part=orders',
      action: giver ? (row.answered_on === null ? '催办' : '看回复，办结') : row.received_on === null ? '签收' : '写回复',
      ...finishOf(row, actor.role),
    }
  })
}
