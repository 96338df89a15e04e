import { waitWords, type WaitReason } from '../../domain/problem-words.ts'
import type { Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { fold, isReader, looksAtOwnOnly, type Line } from './today-line.ts'

/** Waits past the last day that they were meant to take: of problems and of leads, one's own for a field post. */
export async function overWaits(work: Work): Promise<Line[]> {
  const { tx, actor, clock } = work
  if (isReader(work) || actor.role === 'supervisor') return []
  const today = clock.today()
  const problems = await tx
    .selectFrom('problem')
    .innerJoin('problem_wait', 'problem_wait.problem_id', 'problem.problem_id')
    .innerJoin('division', 'division.code', 'problem.division')
    .select(['problem.problem_id as id', 'number', 'title as what', 'problem_wait.reason', 'note', 'until_date as until', 'division.name as place'])
    .where('problem.state', '=', 'waiting')
    .where('problem_wait.to_date', 'is', null)
    .where('until_date', '<', today)
    .where(within(actor.scope, 'problem.division'))
    .$if(!actor.scope.seesChildren, (query) => query.where('problem.is_child_matter', '=', false))
    .$if(looksAtOwnOnly(work), (query) => query.where('owner_post', '=', actor.postId))
    .orderBy('until_date')
    .execute()
  const leads = await tx
    .selectFrom('lead')
    .innerJoin('division', 'division.code', 'lead.division')
    .select(['lead_id as id', 'number', 'sentence as what', 'waiting_note as note', 'waiting_until as until', 'division.name as place'])
    .where('waiting_until', '<', today)
    .where('state', 'in', ['assigned', 'checking'])
    .where('outcome', 'not in', ['gone', 'withdrawn'])
    .where(within(actor.scope, 'lead.division'))
    .$if(!actor.scope.seesChildren, (query) => query.where('lead.is_child_matter', '=', false))
    .$if(looksAtOwnOnly(work), (query) => query.where('assignee_post', '=', actor.postId))
    .orderBy('waiting_until')
    .execute()
  const lineOf = (row: (typeof problems | typeof leads)[number], to: string, why: string): Line => ({
    key: `wait-${row.id}`,
    icon: 'triangle',
    tone: 'amber',
    title: `${row.what}：等过了头`,
    note: `${row.number} · ${row.place} · 最晚等到 ${row.until ?? ''} · ${why}${row.note ?? ''}`,
    due: null,
    to,
    action: '登记结果，或者催一催',
  })
  return [
    ...fold(
      problems.map((row) => lineOf(row, `/problems/${row.id}`, `${waitWords[row.reason as WaitReason]}：`)),
      (n) => ({ title: `另有 ${n} 件问题等过了头`, to: '/problems?state=waiting', tone: 'amber' }),
    ),
    ...fold(
      leads.map((row) => lineOf(row, `/leads/${row.id}`, '')),
      (n) => ({ title: `另有 ${n} 条疑点等过了头`, to: '/leads?state=waiting', tone: 'amber' }),
    ),
  ]
}
