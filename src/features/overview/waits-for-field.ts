import { keptSteps } from '../../domain/due-steps.ts'
import { addMonths } from '../../domain/months.ts'
import { addDays } from '../../domain/plain-date.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Work } from '../../platform/events.ts'
import type { Installation } from '../../platform/installation.ts'
import { within } from '../../platform/postgres/database.ts'
import { readCalendar } from '../calendar/index.ts'
import { stageDue } from '../campaigns/index.ts'
import { listDueVisits, readMonthlyReports } from '../duties/index.ts'
import { isField, isOffice, isReader, looksAtOwnOnly, type Line } from './today-line.ts'

/** Answers still to be given, and what the secretary signs. */
export async function selfcheckLines(work: Work): Promise<Line[]> {
  if (!isField(work)) return []
  const { tx, actor } = work
  const rows = await tx
    .selectFrom('cell')
    .select(['state', (eb) => eb.fn.countAll<number>().as('n')])
    .where(within(actor.scope, 'cell.division'))
    .groupBy('state')
    .execute()
  const of = (...states: string[]): number => rows.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.n, 0)
  const stage = await tx
    .selectFrom('stage')
    .innerJoin('campaign', 'campaign.campaign_id', 'stage.campaign_id')
    .select(['stage.name', 'starts_on', 'ends_on'])
    .where('campaign.state', '=', 'approved')
    .where('stage.no', '=', 1)
    .executeTakeFirst()
  const due = stage?.ends_on ?? null
  const dueSteps = stage ? stageDue(stage, await readCalendar(tx)) : []
  const left = of('open', 'working')
  const lines: Line[] = []
  if (actor.role === 'secretary' && of('submitted') > 0) {
    lines.push({
      key: 'sign',
      icon: 'paper',
      tone: 'amber',
      title: `${of('submitted')} 项自查已报，等您签字`,
      note: '签字是对全部答复负责',
      due,
      dueSteps,
      to: '/selfcheck',
      action: '看改动，签字',
    })
  }
  if (left > 0) {
    const title = actor.role === 'secretary' ? `自查还有 ${left} 项没报上来` : `自查还有 ${left} 项没报`
    lines.push({
      key: 'answer',
      icon: 'ring',
      tone: 'amber',
      title,
      note: '一项一项答：无、有几处、不适用',
      due,
      dueSteps,
      to: '/selfcheck',
      action: actor.role === 'secretary' ? '看差什么' : '接着答',
    })
  }
  return lines
}

/** Leads handed to the reader that are not due yet, as one line. */
export async function handedLeads(work: Work): Promise<Line[]> {
  if (!looksAtOwnOnly(work)) return []
  const { tx, actor, clock } = work
  const row = await tx
    .selectFrom('lead')
    .select(['due_on', 'due_steps', (eb) => eb.fn.countAll<number>().over().as('n')])
    .where('state', 'in', ['assigned', 'checking'])
    .where('severity', '<>', 'danger')
    .where('outcome', 'not in', ['gone', 'withdrawn'])
    .where('assignee_post', '=', actor.postId)
    .where((eb) => eb.or([eb('due_on', 'is', null), eb('due_on', '>', addDays(clock.today(), 3))]))
    .orderBy('due_on')
    .limit(1)
    .executeTakeFirst()
  if (!row) return []
  return [
    {
      key: 'handed',
      icon: 'question',
      tone: 'ink',
      title: `${row.n} 条疑点等您核实`,
      note: '入户或翻台账看了，写属实、不属实',
      due: row.due_on,
      dueSteps: keptSteps(row),
      to: '/leads?state=open&assignee=me',
      action: '一条一条核',
    },
  ]
}

/** Same kind of problem to be looked for in the reader's community. */
export async function openSearches(work: Work): Promise<Line[]> {
  if (!isField(work)) return []
  const rows = await work.tx
    .selectFrom('search_result')
    .innerJoin('search', 'search.search_id', 'search_result.search_id')
    .select(['search.search_id', 'question', 'ordered_by'])
    .where('result', '=', 'open')
    .where(within(work.actor.scope, 'search_result.division'))
    .orderBy('ordered_at')
    .execute()
  return rows.map((row): Line => ({
    key: row.search_id,
    icon: 'question',
    tone: 'ink',
    title: `举一反三：${row.question}`,
    note: `${row.ordered_by}要求各社区都查一遍`,
    due: null,
    to: '/searches',
    action: '报查的结果',
  }))
}

/** How many people this month's rule still wants visited. Reads lists, so it is asked before the transaction of the page. */
export async function visitLines(installation: Installation, actor: Actor): Promise<Line[]> {
  if (!looksAtOwnOnly({ actor })) return []
  const month = installation.clock.today().slice(0, 7)
  const { people, dueOn, dueSteps } = await listDueVisits(installation, actor, month)
  const left = people.filter((each) => each.visitedOn === null)
  if (left.length === 0) return []
  const names = left.slice(0, 3).map((each) => each.name)
  return [
    {
      key: 'visits',
      icon: 'house',
      tone: 'ink',
      title: `${left.length} 人本月还没走访`,
      note: `${names.join('、')}${left.length > names.length ? '等' : ''}`,
      due: dueOn,
      dueSteps,
      to: '/visits',
      action: '去走访',
    },
  ]
}

/** Last month's report of deaths and jobs; nothing reported is missing, not zero. */
export async function reports(work: Work): Promise<Line[]> {
  if (isReader(work) || !(isOffice(work) || isField(work))) return []
  const month = addMonths(work.clock.today().slice(0, 7), -1)
  const { reports: all, due, dueSteps } = await readMonthlyReports(work, month)
  const missing = [...new Set(all.filter((report) => report.state === 'missing').map((report) => report.name))]
  if (missing.length === 0) return []
  const isLate = due < work.clock.today()
  const whose = isField(work) ? '还没报全' : `差 ${missing.join('、')}`
  return [
    {
      key: `report-${month}`,
      icon: 'paper',
      tone: isLate ? 'red' : 'amber',
      title: `${month} 死亡、入职就业月报${whose}`,
      note: '没有人也要报 0 人',
      due,
      dueSteps,
      to: `/duties?part=reports&month=${month}`,
      action: isField(work) ? '去填报' : '看谁没报',
    },
  ]
}
