import { keptSteps } from '../../domain/due-steps.ts'
import { addDays } from '../../domain/plain-date.ts'
import type { Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { reportDuty } from '../leads/index.ts'
import { fold, isField, isReader, looksAtOwnOnly, type Line } from './today-line.ts'

/** Nobody has ended it: also what nobody could find out, where somebody may be in danger. */
const openLeadStates = ['new', 'assigned', 'checking', 'unclear'] as const
const runningProblemStates = ['established', 'planned', 'mending'] as const

/** Somebody is in danger: reports without a receipt, and leads of that kind; a child first. */
export async function dangers(work: Work): Promise<Line[]> {
  const { tx, actor } = work
  if (isReader(work)) return []
  const reports = await tx
    .selectFrom('mandatory_report')
    .innerJoin('division', 'division.code', 'mandatory_report.division')
    .select(['mandatory_report_id', 'subject_name', 'what', 'found_by', 'person_kind', 'recipient', 'division.name'])
    .where('receipt', 'is', null)
    .where(within(actor.scope, 'mandatory_report.division'))
    .orderBy('found_at')
    .execute()
  const leads = await tx
    .selectFrom('lead')
    .innerJoin('division', 'division.code', 'lead.division')
    .leftJoin('mandatory_report', 'mandatory_report.mandatory_report_id', 'lead.mandatory_report_id')
    .select([
      'lead_id',
      'number',
      'sentence',
      'due_on',
      'due_steps',
      'is_child_matter',
      'topic',
      'division.name',
      'lead.mandatory_report_id',
      'mandatory_report.recipient',
    ])
    .where('severity', '=', 'danger')
    .where('state', 'in', openLeadStates)
    .where('outcome', 'not in', ['gone', 'withdrawn'])
    .where(within(actor.scope, 'lead.division'))
    .$if(!actor.scope.seesChildren, (query) => query.where('is_child_matter', '=', false))
    .orderBy('number')
    .execute()
  const lines = [
    ...reports
      .filter((report) => report.person_kind !== 'minor' || actor.scope.seesChildren)
      .map((report): Line => ({
        key: report.mandatory_report_id,
        icon: report.person_kind === 'minor' ? 'child' : 'triangle',
        tone: 'red',
        title: `${report.subject_name}（${report.name}）${report.what}`,
        note: report.recipient ? `已报${report.recipient}，还没有回执 · ${report.found_by}发现` : `还没有报告 · ${report.found_by}发现`,
        due: null,
        to: '/duties?part=dangers',
        action: '登记回执',
        ...(isField(work) || actor.role === 'clerk'
          ? { finish: { act: 'receipt', report: report.mandatory_report_id, name: report.subject_name, recipient: report.recipient ?? '' } }
          : {}),
      })),
    ...leads.map((lead): Line => ({
      key: lead.lead_id,
      icon: lead.is_child_matter ? 'child' : 'triangle',
      tone: 'red',
      title: lead.sentence,
      note: `疑点 ${lead.number} · ${lead.name}${reportWords(lead)}`,
      due: lead.due_on,
      dueSteps: keptSteps(lead),
      to: `/leads/${lead.lead_id}`,
      action: mustReport(lead) && lead.mandatory_report_id === null ? '先报告，再核实' : '今天就核实',
    })),
  ]
  return lines.sort((a, b) => Number(b.icon === 'child') - Number(a.icon === 'child'))
}

interface Endangered {
  is_child_matter: boolean
  topic: string
  mandatory_report_id: string | null
  recipient: string | null
}

const mustReport = (lead: Endangered): boolean => reportDuty({ ...lead, severity: 'danger' }) !== null

function reportWords(lead: Endangered): string {
  if (lead.mandatory_report_id !== null) return ` · 已报${lead.recipient ?? ''}`
  return mustReport(lead) ? ' · 还没有报告' : ''
}

/** What falls due within three days or is past: leads and problems, one's own for a field post; only what is past for those who watch. */
export async function due(work: Work): Promise<Line[]> {
  const { tx, actor, clock } = work
  if (isReader(work)) return []
  const today = clock.today()
  const until = actor.role === 'supervisor' || actor.role === 'leader' ? addDays(today, -1) : addDays(today, 3)
  const leads = await tx
    .selectFrom('lead')
    .innerJoin('division', 'division.code', 'lead.division')
    .leftJoin('post', 'post.post_id', 'lead.assignee_post')
    .leftJoin('account', 'account.account_id', 'post.account_id')
    .select(['lead_id', 'number', 'sentence', 'lead.due_on', 'lead.due_steps', 'account.name as owner', 'division.name'])
    .where('lead.state', 'in', ['assigned', 'checking'])
    .where('severity', '<>', 'danger')
    .where('lead.outcome', 'not in', ['gone', 'withdrawn'])
    .where('lead.due_on', '<=', until)
    .where(within(actor.scope, 'lead.division'))
    .$if(looksAtOwnOnly(work), (query) => query.where('assignee_post', '=', actor.postId))
    .orderBy('lead.due_on')
    .orderBy('number')
    .execute()
  const problems = await tx
    .selectFrom('problem')
    .innerJoin('division', 'division.code', 'problem.division')
    .select(['problem_id', 'number', 'title', 'due_on', 'due_steps', 'owner_name', 'division.name'])
    .where('state', 'in', runningProblemStates)
    .where('due_on', '<=', until)
    .where(within(actor.scope, 'problem.division'))
    .$if(looksAtOwnOnly(work), (query) => query.where('owner_post', '=', actor.postId))
    .orderBy('due_on')
    .orderBy('number')
    .execute()
  const look = (on: string | null): Pick<Line, 'icon' | 'tone'> =>
    on !== null && on < today ? { icon: 'triangle', tone: 'red' } : { icon: 'clock', tone: 'amber' }
  const ofLeads = leads.map((lead): Line => ({
    key: lead.lead_id,
    ...look(lead.due_on),
    title: lead.sentence,
    note: `疑点 ${lead.number} · ${lead.name} · ${lead.owner ?? '没有人'}在办`,
    due: lead.due_on,
    dueSteps: keptSteps(lead),
    to: `/leads/${lead.lead_id}`,
    action: isField(work) ? '去核实' : '看这一条',
  }))
  const ofProblems = problems.map((problem): Line => ({
    key: problem.problem_id,
    ...look(problem.due_on),
    title: problem.title,
    note: `问题 ${problem.number} · ${problem.name} · ${problem.owner_name ?? '没有责任人'}`,
    due: problem.due_on,
    dueSteps: keptSteps(problem),
    to: `/problems/${problem.problem_id}`,
    action: isField(work) ? '去整改' : '看这一件',
  }))
  const own = looksAtOwnOnly(work) ? '&assignee=me' : ''
  return [
    ...fold(ofLeads, (n) => ({ title: `另有 ${n} 条疑点到期或逾期`, to: `/leads?state=open${own}`, tone: 'amber' })),
    ...fold(ofProblems, (n) => ({ title: `另有 ${n} 件问题到期或逾期`, to: '/problems', tone: 'amber' })),
  ].sort((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1))
}

/** Sent back: problems by the reviewers, self-check items by the town. */
export async function returned(work: Work): Promise<Line[]> {
  const { tx, actor } = work
  if (isReader(work) || actor.role === 'supervisor') return []
  const problems = await tx
    .selectFrom('problem')
    .innerJoin('division', 'division.code', 'problem.division')
    .select(['problem_id', 'number', 'title', 'returned_reason', 'is_relapsed', 'due_on', 'due_steps', 'division.name'])
    .where('state', '=', 'returned')
    .where(within(actor.scope, 'problem.division'))
    .orderBy('updated_at', 'desc')
    .execute()
  const cells = isField(work)
    ? await tx
        .selectFrom('cell')
        .innerJoin('item', 'item.item_id', 'cell.item_id')
        .select(['cell_id', 'item.title', 'returned_reason'])
        .where('cell.state', '=', 'returned')
        .where(within(actor.scope, 'cell.division'))
        .orderBy('item.position')
        .execute()
    : []
  const ofProblems = problems.map((problem): Line => ({
    key: problem.problem_id,
    icon: 'back',
    tone: 'amber',
    title: `${problem.is_relapsed ? '反弹：' : ''}${problem.title}`,
    note: `问题 ${problem.number} · ${problem.name}${problem.returned_reason ? ` · ${problem.returned_reason}` : ''}`,
    due: problem.due_on,
    dueSteps: keptSteps(problem),
    to: `/problems/${problem.problem_id}`,
    action: problem.is_relapsed ? '看为什么反弹' : '看退回的原因',
  }))
  const ofCells = cells.map((cell): Line => ({
    key: cell.cell_id,
    icon: 'back',
    tone: 'amber',
    title: `自查“${cell.title}”退回`,
    note: cell.returned_reason ?? '',
    due: null,
    to: `/selfcheck#cell-${cell.cell_id}`,
    action: '改了再报',
  }))
  return [...fold(ofProblems, (n) => ({ title: `另有 ${n} 件退回的问题`, to: '/problems?state=returned', tone: 'amber' })), ...ofCells]
}
