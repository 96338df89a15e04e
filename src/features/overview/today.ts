import { sql } from 'kysely'
import type { z } from 'zod'
import { addDays } from '../../domain/plain-date.ts'
import { addMonths } from '../../domain/months.ts'
import type { Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { within } from '../../platform/postgres/database.ts'
import type { api } from './contract.ts'

type Today = z.input<(typeof api)['GET /api/today']['output']>
type Line = Today['groups'][number]['lines'][number]

const lastLines = 20

/** What waits for the reader, sorted by what happens if they don't: danger, due, returned, new, reports, lists. */
export async function readToday(work: Work): Promise<Today> {
  const groups = [
    { key: 'danger', title: '有人有危险', lines: await dangers(work) },
    { key: 'due', title: '到期与逾期', lines: await due(work) },
    { key: 'returned', title: '退回给我的', lines: await returned(work) },
    { key: 'new', title: '新的疑点', lines: await fresh(work) },
    { key: 'review', title: '等我看的', lines: await toReview(work) },
    { key: 'reports', title: '该上报的零报告', lines: await reports(work) },
    { key: 'lists', title: '系统需要的名单', lines: await lists(work) },
  ].filter((group) => group.lines.length > 0)
  const all = groups.flatMap((group) => group.lines)
  const today = work.clock.today()
  const tomorrow = addDays(today, 2)
  return {
    today,
    count: all.length,
    overdue: all.filter((line) => line.due !== null && line.due < today).length,
    children: all.filter((line) => line.icon === 'child').length,
    soon: all.filter((line) => line.due !== null && line.due >= today && line.due <= tomorrow).length,
    groups,
    nextDays: await nextDays(work),
    others: await others(work),
  }
}

const isOffice = ({ actor }: Work): boolean => actor.role === 'clerk' || actor.role === 'leader'
const isField = ({ actor }: Work): boolean => ['worker', 'child_worker', 'grid', 'secretary'].includes(actor.role)

async function dangers({ tx, actor }: Work): Promise<Line[]> {
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
    .select(['lead_id', 'number', 'sentence', 'due_on', 'is_child_matter', 'division.name'])
    .where('severity', '=', 'danger')
    .where('state', 'in', ['new', 'assigned', 'checking'])
    .where('outcome', 'not in', ['gone', 'withdrawn'])
    .where(within(actor.scope, 'lead.division'))
    .orderBy('number')
    .limit(lastLines)
    .execute()
  const visible = reports.filter((report) => report.person_kind !== 'minor' || actor.scope.seesChildren)
  return [
    ...visible.map((report): Line => ({
      key: report.mandatory_report_id,
      icon: report.person_kind === 'minor' ? 'child' : 'triangle',
      tone: 'red',
      title: `${report.subject_name}（${report.name}）${report.what}`,
      note: report.recipient ? `已报 ${report.recipient}，还没有回执 · ${report.found_by} 发现` : `还没有报告 · ${report.found_by} 发现`,
      due: null,
      to: '/duties?part=dangers',
      action: '登记回执',
    })),
    ...leads.map((lead): Line => ({
      key: lead.lead_id,
      icon: lead.is_child_matter ? 'child' : 'triangle',
      tone: 'red',
      title: lead.sentence,
      note: `疑点 ${lead.number} · ${lead.name}`,
      due: lead.due_on,
      to: `/leads/${lead.lead_id}`,
      action: '今天就核实',
    })),
  ]
}

async function due(work: Work): Promise<Line[]> {
  const { tx, actor, clock } = work
  const until = addDays(clock.today(), 3)
  const leads = await tx
    .selectFrom('lead')
    .innerJoin('division', 'division.code', 'lead.division')
    .leftJoin('post', 'post.post_id', 'lead.assignee_post')
    .leftJoin('account', 'account.account_id', 'post.account_id')
    .select(['lead_id', 'number', 'sentence', 'lead.due_on', 'account.name as owner', 'division.name', 'severity', 'is_child_matter'])
    .where('lead.state', 'in', ['assigned', 'checking'])
    .where('severity', '<>', 'danger')
    .where('lead.due_on', '<=', until)
    .where(within(actor.scope, 'lead.division'))
    .$if(isField(work) && actor.role !== 'secretary', (query) => query.where('assignee_post', '=', actor.postId))
    .orderBy('lead.due_on')
    .limit(lastLines)
    .execute()
  const problems = await tx
    .selectFrom('problem')
    .innerJoin('division', 'division.code', 'problem.division')
    .select(['problem_id', 'number', 'title', 'due_on', 'owner_name', 'division.name'])
    .where('state', 'in', ['established', 'planned', 'mending', 'returned'])
    .where('due_on', '<=', until)
    .where(within(actor.scope, 'problem.division'))
    .$if(isField(work) && actor.role !== 'secretary', (query) => query.where('owner_post', '=', actor.postId))
    .orderBy('due_on')
    .limit(lastLines)
    .execute()
  const tone = (on: string | null): Line['tone'] => (on !== null && on < clock.today() ? 'red' : 'amber')
  return [
    ...leads.map((lead): Line => ({
      key: lead.lead_id,
      icon: tone(lead.due_on) === 'red' ? 'triangle' : 'clock',
      tone: tone(lead.due_on),
      title: lead.sentence,
      note: `疑点 ${lead.number} · ${lead.name} · ${lead.owner ?? '未分派'}`,
      due: lead.due_on,
      to: `/leads/${lead.lead_id}`,
      action: isField(work) ? '去核实' : '看这一条',
    })),
    ...problems.map((problem): Line => ({
      key: problem.problem_id,
      icon: tone(problem.due_on) === 'red' ? 'triangle' : 'clock',
      tone: tone(problem.due_on),
      title: problem.title,
      note: `问题 ${problem.number} · ${problem.name} · ${problem.owner_name ?? '没有责任人'}`,
      due: problem.due_on,
      to: `/problems/${problem.problem_id}`,
      action: '看这一件',
    })),
  ]
}

async function returned(work: Work): Promise<Line[]> {
  const { tx, actor } = work
  const problems = await tx
    .selectFrom('problem')
    .innerJoin('division', 'division.code', 'problem.division')
    .select(['problem_id', 'number', 'title', 'returned_reason', 'is_relapsed', 'due_on', 'division.name'])
    .where('state', '=', 'returned')
    .where(within(actor.scope, 'problem.division'))
    .orderBy('updated_at', 'desc')
    .limit(lastLines)
    .execute()
  const cells = isField(work)
    ? await tx
        .selectFrom('cell')
        .innerJoin('item', 'item.item_id', 'cell.item_id')
        .select(['cell_id', 'item.title', 'returned_reason'])
        .where('cell.state', '=', 'returned')
        .where(within(actor.scope, 'cell.division'))
        .limit(lastLines)
        .execute()
    : []
  return [
    ...problems.map((problem): Line => ({
      key: `r${problem.problem_id}`,
      icon: 'back',
      tone: 'amber',
      title: `${problem.is_relapsed ? '反弹：' : ''}${problem.title}`,
      note: `问题 ${problem.number} · ${problem.name} · ${problem.returned_reason ?? ''}`,
      due: problem.due_on,
      to: `/problems/${problem.problem_id}`,
      action: '看退回的原因',
    })),
    ...cells.map((cell): Line => ({
      key: cell.cell_id,
      icon: 'back',
      tone: 'amber',
      title: `自查“${cell.title}”退回`,
      note: cell.returned_reason ?? '',
      due: null,
      to: `/selfcheck?cell=${cell.cell_id}`,
      action: '改了再报',
    })),
  ]
}

async function fresh(work: Work): Promise<Line[]> {
  if (!isOffice(work)) return []
  const rows = await sql<{ check_id: string | null; n: number; sentence: string; overpaid: number | null; topic: string }>`
    select check_id, topic, count(*) as n, min(sentence) as sentence, sum(overpaid)::bigint as overpaid from lead
    where state = 'new' and severity <> 'danger' and outcome not in ('gone', 'withdrawn') and division >= ${work.actor.scope.from} and division < ${work.actor.scope.to}
    group by check_id, topic order by n desc limit ${lastLines}`.execute(work.tx)
  return rows.rows.map((row): Line => ({
    key: `${row.check_id}${row.topic}`,
    icon: 'question',
    tone: 'ink',
    title: row.n === 1 ? row.sentence : `${row.n} 条还没分派，如：${row.sentence}`,
    note: row.overpaid ? `多发合计 ${(row.overpaid / 100).toFixed(2)} 元` : '没有能算的金额',
    due: null,
    to: `/leads?state=new&${row.check_id ? `check=${row.check_id}` : `topic=${row.topic}`}`,
    action: `分派 ${row.n} 条`,
  }))
}

async function toReview(work: Work): Promise<Line[]> {
  const { tx, actor } = work
  const lines: Line[] = []
  if (isOffice(work)) {
    const leads = await sql<{
      n: number
    }>`select count(*) as n from lead l where l.state in ('partly', 'unfounded') and exists (select from verification v where v.lead_id = l.lead_id and v.second_result is null)`.execute(
      tx,
    )
    const n = leads.rows[0]?.n ?? 0
    if (n > 0)
      lines.push({
        key: 'second',
        icon: 'question',
        tone: 'amber',
        title: `${n} 条疑点等第二个人复核`,
        note: '不属实、部分属实要镇民政办另一个人看过',
        due: null,
        to: '/leads?state=unfounded&state=partly',
        action: '去复核',
      })
    const registered = await tx
      .selectFrom('problem')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('state', '=', 'registered')
      .executeTakeFirstOrThrow()
    if (registered.n > 0)
      lines.push({
        key: 'establish',
        icon: 'paper',
        tone: 'amber',
        title: `${registered.n} 件登记的问题等认定`,
        note: '认定后定措施、责任人、时限',
        due: null,
        to: '/problems?state=registered',
        action: '去认定',
      })
    const reviewing = await tx
      .selectFrom('problem')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('state', 'in', ['closing', 'reviewing'])
      .executeTakeFirstOrThrow()
    if (reviewing.n > 0)
      lines.push({
        key: 'closing',
        icon: 'paper',
        tone: 'amber',
        title: `${reviewing.n} 件申请销号，等复核`,
        note: '复核的人不能是整改的人',
        due: null,
        to: '/problems?state=closing&state=reviewing',
        action: '看佐证，复核',
      })
    const cells = await tx
      .selectFrom('cell')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('state', 'in', ['submitted', 'signed'])
      .executeTakeFirstOrThrow()
    if (cells.n > 0)
      lines.push({
        key: 'cells',
        icon: 'ring',
        tone: 'ink',
        title: `${cells.n} 格自查已报，等镇里看`,
        note: '接受或写明原因退回',
        due: null,
        to: '/selfcheck',
        action: '逐项看',
      })
  }
  if (actor.role === 'leader') {
    const drafts = await tx.selectFrom('campaign').select(['campaign_id', 'title']).where('state', '=', 'draft').execute()
    lines.push(
      ...drafts.map((draft): Line => ({
        key: draft.campaign_id,
        icon: 'paper',
        tone: 'amber',
        title: `“${draft.title}”等批准`,
        note: '批准后各社区开始自查',
        due: null,
        to: '/campaign',
        action: '看方案，批准',
      })),
    )
  }
  if (isField(work)) {
    const cells = await tx
      .selectFrom('cell')
      .select(['state', (eb) => eb.fn.countAll<number>().as('n')])
      .where(within(actor.scope, 'cell.division'))
      .groupBy('state')
      .execute()
    const of = (...states: string[]): number => cells.filter((cell) => states.includes(cell.state)).reduce((sum, cell) => sum + cell.n, 0)
    const open = of('open', 'working')
    if (open > 0)
      lines.push({
        key: 'answer',
        icon: 'ring',
        tone: 'amber',
        title: `自查还有 ${open} 项没报`,
        note: '一项一项答：无、有几处、不适用',
        due: null,
        to: '/selfcheck',
        action: '接着答',
      })
    if (actor.role === 'secretary' && of('submitted') > 0)
      lines.push({
        key: 'sign',
        icon: 'paper',
        tone: 'amber',
        title: `${of('submitted')} 项已报，等书记签字`,
        note: '签字是对全部答复负责',
        due: null,
        to: '/selfcheck',
        action: '看改动，签字',
      })
  }
  return lines
}

async function reports(work: Work): Promise<Line[]> {
  const { tx, actor, clock } = work
  if (!isOffice(work) && !isField(work)) return []
  const month = addMonths(clock.today().slice(0, 7), -1)
  const rows = await sql<{ name: string }>`
    select d.name from division d where length(d.code) = ${townDivision.length + 2} and d.code >= ${actor.scope.from} and d.code < ${actor.scope.to}
      and not exists (select from kept_row k where k.ledger = 'monthly_reports' and k.division = d.code and k.cells->>'month' = ${month}) order by d.code`.execute(
    tx,
  )
  if (rows.rows.length === 0) return []
  return [
    {
      key: `report${month}`,
      icon: 'paper',
      tone: 'amber',
      title: `${month} 死亡、入职就业月报：差 ${rows.rows.map((row) => row.name).join('、')}`,
      note: '没有人也要报 0 人',
      due: `${addMonths(month, 1)}-25`,
      to: `/duties?part=reports&month=${month}`,
      action: isField(work) ? '去填报' : '看谁没报',
    },
  ]
}

interface ReportMissing {
  checks: { check: string; population: number | null; missing: { kind: string; name: string; from: string | null; to: string | null }[] }[]
}

async function lists(work: Work): Promise<Line[]> {
  if (work.actor.role !== 'clerk') return []
  const run = await work.tx.selectFrom('run').select('report').orderBy('finished_at', 'desc').limit(1).executeTakeFirst()
  if (!run) return []
  const byList = new Map<string, Set<string>>()
  for (const check of (run.report as ReportMissing).checks) {
    for (const missing of check.missing) if (missing.kind === 'list') byList.set(missing.name, (byList.get(missing.name) ?? new Set()).add(check.check))
  }
  return [...byList]
    .sort(([, a], [, b]) => b.size - a.size)
    .slice(0, 5)
    .map(([name, checks]): Line => ({
      key: `list${name}`,
      icon: 'drum',
      tone: 'ink',
      title: `缺${name}：补上后 ${checks.size} 项核查能看得全`,
      note: '向有关部门要，写明依据、用途、保留到哪天',
      due: null,
      to: '/import',
      action: '导入',
    }))
}

async function nextDays({ tx, clock }: Work): Promise<Today['nextDays']> {
  const stages = await tx
    .selectFrom('stage')
    .innerJoin('campaign', 'campaign.campaign_id', 'stage.campaign_id')
    .select(['stage.name', 'starts_on', 'ends_on'])
    .where('campaign.state', '=', 'approved')
    .execute()
  const until = addDays(clock.today(), 14)
  return stages
    .flatMap((stage) => [
      ...(stage.ends_on ? [{ date: stage.ends_on, text: `${stage.name}最后一天` }] : []),
      ...(stage.starts_on ? [{ date: stage.starts_on, text: `${stage.name}第 1 天` }] : []),
    ])
    .filter((each) => each.date >= clock.today() && each.date <= until)
    .sort((a, b) => (a.date < b.date ? -1 : 1))
}

async function others(work: Work): Promise<Today['others']> {
  if (!isOffice(work)) return []
  const rows = await sql<{ name: string; place: string; n: number; post: string }>`
    select a.name, d.name as place, count(*) as n, p.post_id as post from lead l join post p on p.post_id = l.assignee_post join account a on a.account_id = p.account_id join division d on d.code = p.division
    where l.state in ('assigned', 'checking') group by a.name, d.name, p.post_id order by n desc limit 8`.execute(work.tx)
  return rows.rows.map((row) => ({ name: row.name, place: row.place, count: row.n, to: `/leads?assignee=${row.post}` }))
}
