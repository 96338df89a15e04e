import { namedDue, type DueStep } from '../../domain/due-steps.ts'
import { daysBetween } from '../../domain/plain-date.ts'
import type { Calendar } from '../../domain/working-days.ts'
import { dateOf } from '../../platform/clock.ts'
import { within } from '../../platform/postgres/database.ts'
import { record, type Work } from '../../platform/events.ts'
import { Problem, notFound } from '../../platform/problems.ts'
import { isInScope } from '../../platform/scope.ts'
import { readCalendar } from '../calendar/index.ts'
import { findCurrentCampaign } from '../campaigns/index.ts'
import { nextNumber } from './numbers.ts'
import { findOrder, lastStageEnd, listOrders } from './store.ts'

type Order = NonNullable<Awaited<ReturnType<typeof findOrder>>>

export interface NewOrder {
  toUnit: string
  division: string
  problem: string | null
  text: string
  dueOn: string
  /** The one that the page shows; a problem's own goes first, and without either the current one. */
  campaign?: string | undefined
}

/** 督办: an order to a community or, under the town's division, to another unit. Errors: `not_found`; `bad_input` for a past deadline. */
export async function giveOrder(work: Work, given: NewOrder): Promise<{ order: string; number: string }> {
  const { tx, actor, clock } = work
  if (!isInScope(actor.scope, given.division)) throw notFound('这个社区')
  if (given.dueOn < clock.today()) throw new Problem('bad_input', '时限已经过去了，请写今天或以后的日期。')
  let campaign = given.campaign ?? (await findCurrentCampaign(tx))?.campaign ?? null
  if (given.problem !== null) {
    const problem = await tx
      .selectFrom('problem')
      .select('campaign_id')
      .where('problem_id', '=', given.problem)
      .where(within(actor.scope, 'problem.division'))
      .executeTakeFirst()
    if (!problem) throw notFound('这条问题')
    campaign = problem.campaign_id
  }
  const number = await nextNumber(work, 'order')
  const row = await tx
    .insertInto('supervision_order')
    .values({
      number,
      division: given.division,
      to_unit: given.toUnit,
      problem_id: given.problem,
      campaign_id: campaign,
      text: given.text,
      due_on: given.dueOn,
      created_by: actor.name,
      created_at: clock.now(),
    })
    .returning('order_id')
    .executeTakeFirstOrThrow()
  await record(work, { action: 'order.given', objectKind: 'order', objectId: row.order_id, division: given.division, after: { number, ...given } })
  return { order: row.order_id, number }
}

async function openOrder({ tx, actor }: Work, orderId: string): Promise<Order> {
  const order = await findOrder(tx, actor.scope, orderId)
  if (!order) throw notFound('这件督办')
  if (order.is_done) throw new Problem('refused', `${order.number} 已经办结。`)
  return order
}

async function changeOrder(
  work: Work,
  order: Order,
  { action, set, reason }: { action: string; set: Partial<Omit<Order, 'order_id' | 'division' | 'number'>>; reason?: string },
): Promise<void> {
  await work.tx.updateTable('supervision_order').set(set).where('order_id', '=', order.order_id).execute()
  const before = Object.fromEntries(Object.keys(set).map((key) => [key, order[key as keyof Order]]))
  await record(work, { action, objectKind: 'order', objectId: order.order_id, division: order.division, reason: reason ?? null, before, after: set })
}

/** The unit signs for it. The office enters it for units that have no post here. Errors: `refused` when it was signed for. */
export async function receiveOrder(work: Work, orderId: string, { by, on }: { by: string; on: string }): Promise<void> {
  const order = await openOrder(work, orderId)
  if (order.received_on !== null) throw new Problem('refused', `${order.number} ${order.received_on} 已由${order.received_by ?? ''}签收。`)
  assertDay(work, on)
  await changeOrder(work, order, { action: 'order.received', set: { received_on: on, received_by: by } })
}

/** What was done about it. A later answer replaces one that was sent back. Errors: `refused` before the receipt, or while one waits. */
export async function answerOrder(work: Work, orderId: string, { text, on }: { text: string; on: string }): Promise<void> {
  const order = await openOrder(work, orderId)
  if (order.received_on === null) throw new Problem('refused', `${order.number} 还没有签收，请先签收。`)
  if (order.answered_on !== null) throw new Problem('refused', `${order.number} 已经反馈过，等督查组看。`)
  assertDay(work, on)
  await changeOrder(work, order, { action: 'order.answered', set: { answer: text, answered_on: on, answered_by: work.actor.name } })
}

/** One reminder more. Errors: `refused` when it is answered, or was reminded today already. */
export async function remindOrder(work: Work, orderId: string): Promise<void> {
  const order = await openOrder(work, orderId)
  const today = work.clock.today()
  if (order.answered_on !== null) throw new Problem('refused', `${order.number} 已经反馈，不用再催。`)
  if (order.last_reminded_on === today) throw new Problem('refused', `${order.number} 今天已经催过一次。`)
  await changeOrder(work, order, { action: 'order.reminded', set: { reminded_times: order.reminded_times + 1, last_reminded_on: today } })
}

/** The supervisor takes the answer (办结), or sends it back with the reason; then it waits for another. Errors: `refused` without an answer. */
export async function endOrder(work: Work, orderId: string, { accepted, reason }: { accepted: boolean; reason: string }): Promise<void> {
  const order = await openOrder(work, orderId)
  if (order.answered_on === null) throw new Problem('refused', `${order.number} 还没有反馈，不能办结。`)
  if (accepted) await changeOrder(work, order, { action: 'order.done', set: { is_done: true, done_on: work.clock.today() } })
  else await changeOrder(work, order, { action: 'order.sent_back', set: { answer: null, answered_on: null, answered_by: null }, reason })
}

function assertDay({ clock }: Work, on: string): void {
  if (on > clock.today()) throw new Problem('bad_input', '日期还没到。')
}

/** Who set an order's day, and when. */
export function orderDue(order: Pick<Order, 'number' | 'due_on' | 'created_by' | 'created_at'>, calendar: Calendar): DueStep[] {
  return [namedDue(order.due_on, { on: dateOf(order.created_at), by: order.created_by, ground: `督办 ${order.number}`, calendar })]
}

/** All orders in scope (of one campaign when asked), open ones by deadline first. An order is overdue when nothing was answered by its day; no stage's end closes it. */
export async function readOrders({ tx, actor, clock }: Work, { campaign }: { campaign?: string | undefined } = {}) {
  const today = clock.today()
  const calendar = await readCalendar(tx)
  const ended = await lastStageEnd(tx, campaign)
  const rows = await listOrders(tx, actor.scope, campaign)
  return {
    campaignEndedOn: ended !== null && ended < today ? ended : null,
    orders: rows.map((row) => ({
      order: row.order_id,
      number: row.number,
      toUnit: row.to_unit,
      division: row.division,
      problem: row.problem_number === null ? null : row.problem_id,
      problemNumber: row.problem_number,
      text: row.text,
      dueOn: row.due_on,
      dueSteps: orderDue(row, calendar),
      receivedOn: row.received_on,
      receivedBy: row.received_by,
      answer: row.answer,
      answeredOn: row.answered_on,
      remindedTimes: row.reminded_times,
      lastRemindedOn: row.last_reminded_on,
      isDone: row.is_done,
      daysOverdue: Math.max(0, daysBetween(row.due_on, row.answered_on ?? (row.is_done ? row.due_on : today))),
      by: row.created_by,
      on: row.created_at,
    })),
  }
}
