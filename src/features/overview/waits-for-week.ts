import { fixedDue } from '../../domain/due-steps.ts'
import { addDays, dayNumber } from '../../domain/plain-date.ts'
import { isWorkingDay } from '../../domain/working-days.ts'
import type { Work } from '../../platform/events.ts'
import { readCalendar } from '../calendar/index.ts'
import type { Line } from './today-line.ts'

/** On the last working day of a week, and until the week is over: the week's dispatch table that nobody has frozen yet. */
export async function weeklyTable({ tx, clock, actor }: Work): Promise<Line[]> {
  if (actor.role !== 'clerk') return []
  const today = clock.today()
  // 1970-01-01 was a Thursday: Monday is 0.
  const monday = addDays(today, -((((dayNumber(today) + 3) % 7) + 7) % 7))
  const days = [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(monday, n))
  const calendar = await readCalendar(tx)
  const last = days.findLast((day) => isWorkingDay(day, calendar))
  if (last === undefined || today < last) return []
  const open = await tx
    .selectFrom('campaign')
    .select('campaign_id')
    .where('state', '=', 'approved')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('dispatch_issue')
            .select('dispatch_issue_id')
            .whereRef('dispatch_issue.campaign_id', '=', 'campaign.campaign_id')
            .where('as_of', '>=', `${last}T00:00:00+08:00`),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst()
  if (!open) return []
  return [
    {
      key: 'dispatch',
      icon: 'paper',
      tone: 'amber',
      title: '本周的调度表还没有出',
      note: '看过数再冻结；冻结后再打印还是这些数',
      due: last,
      dueSteps: [fixedDue(last, '每周最后一个工作日')],
      to: '/dispatch',
      action: '看数，冻结',
    },
  ]
}
