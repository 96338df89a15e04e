import { sql } from 'kysely'
import { addDays } from '../../domain/plain-date.ts'
import type { Work } from '../../platform/events.ts'
import { isOffice, isReader, type Line, type Today } from './today-line.ts'
import { dangers, due, returned } from './waits-for-all.ts'
import { fieldLines } from './waits-for-field-work.ts'
import { handedLeads, openSearches, reports, selfcheckLines } from './waits-for-field.ts'
import { fresh, officeReviews, wantedLists } from './waits-for-office.ts'
import { dueCards, nightFindings, openSamples, orderLines } from './waits-for-supervision.ts'
import { overWaits } from './waits-over.ts'
import { weeklyTable } from './waits-for-week.ts'
import { countOpen } from './count-open.ts'

/** What waits for the reader, sorted by what happens if they don't. `visits` are counted before, outside the transaction. */
export async function readToday(work: Work, visits: readonly Line[] = []): Promise<Today> {
  const field = await fieldLines(work)
  const groups = [
    { key: 'danger', title: '有人有危险', lines: [...(await dangers(work)), ...field.dangers] },
    {
      key: 'due',
      title: '到期与逾期',
      lines: byDue([...(await due(work)), ...(await orderLines(work)), ...(await dueCards(work)), ...(await overWaits(work))]),
    },
    { key: 'returned', title: work.actor.role === 'clerk' || work.actor.role === 'leader' ? '退回的' : '退回给我的', lines: await returned(work) },
    { key: 'visits', title: '要走访的', lines: [...visits, ...field.rest] },
    {
      key: 'new',
      title: work.actor.role === 'clerk' ? '新的疑点' : '要核实的',
      lines: [...(await fresh(work)), ...(await handedLeads(work)), ...(await openSearches(work))],
    },
    {
      key: 'review',
      title: '等我看的',
      lines: [...(await nightFindings(work)), ...(await openSamples(work)), ...(await weeklyTable(work)), ...(await officeReviews(work))],
    },
    { key: 'selfcheck', title: '自查', lines: await selfcheckLines(work) },
    { key: 'reports', title: '零报告', lines: await reports(work) },
    { key: 'lists', title: '缺的名单', lines: await wantedLists(work) },
  ].filter((group) => group.lines.length > 0)
  const lines = groups.flatMap((group) => group.lines)
  const today = work.clock.today()
  const soon = addDays(today, 2)
  return {
    today,
    count: lines.length,
    overdue: lines.filter((line) => line.due !== null && line.due < today).length,
    children: lines.filter((line) => line.icon === 'child').length,
    soon: lines.filter((line) => line.due !== null && line.due >= today && line.due <= soon).length,
    urgent: groups.find((group) => group.key === 'danger')?.lines.length ?? 0,
    groups,
    nextDays: isReader(work) ? [] : await nextDays(work),
    others: await others(work),
    open: await countOpen(work),
  }
}

function byDue(lines: readonly Line[]): Line[] {
  return [...lines].sort((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : (a.due ?? '9') > (b.due ?? '9') ? 1 : 0))
}

/** The stages' first and last days within two weeks, and what falls due by day. */
async function nextDays({ tx, clock, actor }: Work): Promise<Today['nextDays']> {
  const today = clock.today()
  const until = addDays(today, 14)
  const stages = await tx
    .selectFrom('stage')
    .innerJoin('campaign', 'campaign.campaign_id', 'stage.campaign_id')
    .select(['stage.name', 'starts_on', 'ends_on'])
    .where('campaign.state', '=', 'approved')
    .execute()
  const dues = await sql<{ date: string; leads: number; problems: number }>`
    select due_on as date, sum(leads)::int as leads, sum(problems)::int as problems from (
      select due_on, 1 as leads, 0 as problems from lead where state in ('assigned', 'checking') and outcome not in ('gone', 'withdrawn') and division >= ${actor.scope.from} and division < ${actor.scope.to}
      union all
      select due_on, 0, 1 from problem where state in ('established', 'planned', 'mending', 'returned') and division >= ${actor.scope.from} and division < ${actor.scope.to}
    ) each_due where due_on > ${addDays(today, 2)}::date and due_on <= ${until}::date group by 1`.execute(tx)
  return [
    ...stages.flatMap((stage) => [
      ...(stage.ends_on ? [{ date: stage.ends_on, text: `${stage.name}最后一天` }] : []),
      ...(stage.starts_on ? [{ date: stage.starts_on, text: `${stage.name}第 1 天` }] : []),
    ]),
    ...dues.rows.map((row) => ({
      date: row.date,
      text: [row.leads > 0 ? `${row.leads} 条疑点` : '', row.problems > 0 ? `${row.problems} 件问题` : ''].filter(Boolean).join('、') + '到期',
    })),
  ]
    .filter((each) => each.date >= today && each.date <= until)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

/** What lies in other hands: leads and problems by the person who has them. */
async function others(work: Work): Promise<Today['others']> {
  if (!isOffice(work)) return []
  const { from, to } = work.actor.scope
  const rows = await sql<{ name: string; place: string; leads: number; problems: number; post: string }>`
    select a.name, d.name as place, p.post_id as post, sum(leads)::int as leads, sum(problems)::int as problems from (
      select assignee_post as post_id, 1 as leads, 0 as problems from lead where state in ('assigned', 'checking') and outcome not in ('gone', 'withdrawn') and division >= ${from} and division < ${to}
      union all
      select owner_post, 0, 1 from problem where state in ('established', 'planned', 'mending', 'returned') and division >= ${from} and division < ${to}
    ) held join post p on p.post_id = held.post_id join account a on a.account_id = p.account_id join division d on d.code = p.division
    where p.post_id is distinct from ${work.actor.postId}::uuid
    group by a.name, d.name, p.post_id order by count(*) desc, a.name limit 8`.execute(work.tx)
  return rows.rows.map((row) => ({
    name: row.name,
    place: row.place,
    count: row.leads + row.problems,
    to: row.leads >= row.problems ? `/leads?state=open&assignee=${row.post}` : `/problems?owner=${row.post}`,
  }))
}
