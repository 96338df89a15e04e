import { sql } from 'kysely'
import { causeWords } from '../../../domain/problem-words.ts'
import { consequenceWords, inspectionWords, resultWords } from '../../../domain/supervision-words.ts'
import { formatMoney } from '../../../domain/money.ts'
import { dateOf } from '../../../platform/clock.ts'
import type { Work } from '../../../platform/events.ts'
import { within } from '../../../platform/postgres/database.ts'
import { isWorkOf } from '../../campaigns/index.ts'
import { dispatchColumns } from '../dispatch-table.ts'
import { listIssues } from '../freeze-dispatch.ts'
import { maskText } from './mask-people.ts'
import type { Paper } from './paper-shape.ts'
import type { PaperProblem } from './problem-papers.ts'

/** Inspections and draws with what they found, orders, and consequences for those who read them (not the office). */
export async function supervisionPapers(work: Work, campaign: string, problems: readonly PaperProblem[]): Promise<Paper[]> {
  const { tx, actor } = work
  const people = problems.flatMap(({ row }) => (row.subject_name === null ? [] : [{ name: row.subject_name, isChild: row.is_child_matter }]))
  const say = (text: string | null): string => maskText(text ?? '', people)
  const inspections = await tx
    .selectFrom('inspection')
    .selectAll()
    .where(within(actor.scope, 'inspection.division'))
    .where(isWorkOf(campaign, sql`campaign_id`))
    .orderBy('on_date')
    .execute()
  const samples = await tx
    .selectFrom('sample')
    .innerJoin('problem', 'problem.problem_id', 'sample.problem_id')
    .select(['inspection_id', 'position', 'problem.number', 'decision', 'reason', 'decided_by', 'decided_at'])
    .where(within(actor.scope, 'sample.division'))
    .orderBy('position')
    .execute()
  const findings = await tx
    .selectFrom('inspection_finding')
    .innerJoin('division', (join) => join.on(sql<boolean>`division.code = inspection_finding.division`))
    .innerJoin('problem', 'problem.problem_id', 'inspection_finding.problem_id')
    .select(['finding_id', 'inspection_id', 'inspection_finding.text', 'division.name', 'problem.number'])
    .where(within(actor.scope, 'inspection_finding.division'))
    .execute()
  const later = await tx.selectFrom('follow_up').selectAll().where(within(actor.scope, 'follow_up.division')).orderBy('on_date').execute()
  const papers = inspections.map((each): Paper => ({
    title: `${inspectionWords[each.kind as keyof typeof inspectionWords]}记录`,
    number: each.number,
    isWide: false,
    blocks: [
      {
        kind: 'facts',
        rows: [
          { label: '内容', value: each.title },
          { label: '日期', value: each.on_date },
          { label: '人员', value: each.team || each.created_by },
          { label: '说明', value: say(each.note) },
          ...(each.kind === 'sampling'
            ? [
                {
                  label: '抽法',
                  value: `已销号 ${each.population ?? 0} 件抽 ${each.size ?? 0} 件，种子 ${each.seed ?? ''}，按 sha256(种子|编号) 的次序${each.strata === null ? '' : '，分层'}`,
                },
              ]
            : []),
        ],
      },
      each.kind === 'sampling'
        ? {
            kind: 'table',
            head: ['序', '问题编号', '结论', '原因', '谁、什么时候'],
            rows: samples
              .filter((sample) => sample.inspection_id === each.inspection_id)
              .map((sample) => [
                String(sample.position),
                sample.number,
                sample.decision === 'agreed' ? '同意' : sample.decision === 'sent_back' ? '退回' : '',
                say(sample.reason),
                `${sample.decided_by ?? ''} ${sample.decided_at === null ? '' : dateOf(sample.decided_at)}`,
              ]),
          }
        : {
            kind: 'table',
            head: ['社区', '发现', '问题编号', '回头看'],
            rows: findings
              .filter((finding) => finding.inspection_id === each.inspection_id)
              .map((finding) => [
                finding.name,
                say(finding.text),
                finding.number,
                later
                  .filter((one) => one.finding_id === finding.finding_id)
                  .map((one) => `${one.on_date} ${resultWords[one.result as keyof typeof resultWords]}：${say(one.text)}`)
                  .join('\n'),
              ]),
          },
      { kind: 'signers', names: ['督查组', '镇纪委', '日期'] },
    ],
  }))
  const orders = await tx
    .selectFrom('supervision_order')
    .selectAll()
    .where(within(actor.scope, 'supervision_order.division'))
    .where(isWorkOf(campaign, sql`campaign_id`))
    .orderBy('number')
    .execute()
  papers.push({
    title: '督办单台账',
    number: null,
    isWide: true,
    blocks: [
      {
        kind: 'table',
        head: ['编号', '主送', '要办什么', '时限', '签收', '反馈', '办结'],
        rows: orders.map((each) => [
          each.number,
          each.to_unit,
          say(each.text),
          each.due_on,
          `${each.received_by ?? ''} ${each.received_on ?? ''}`,
          `${say(each.answer)} ${each.answered_on ?? ''}`,
          each.done_on ?? '没办结',
        ]),
      },
    ],
  })
  if (actor.role !== 'supervisor' && actor.role !== 'leader') return papers
  const consequences = await tx
    .selectFrom('consequence')
    .selectAll()
    .where(within(actor.scope, 'consequence.division'))
    .where(isWorkOf(campaign, sql`campaign_id`))
    .orderBy('on_date')
    .execute()
  papers.push({
    title: '追责问责记录',
    number: null,
    isWide: true,
    blocks: [
      {
        kind: 'table',
        head: ['日期', '方式', '对谁', '因为什么事', '依据', '文号', '回执'],
        rows: consequences.map((each) => [
          each.on_date,
          each.kind === 'handed_over' ? '已移送' : consequenceWords[each.kind as keyof typeof consequenceWords],
          each.who,
          say(each.what),
          each.basis,
          each.paper,
          `${each.receipt ?? ''} ${each.received_on ?? ''}`,
        ]),
      },
    ],
  })
  return papers
}

/** Every frozen dispatch table with its numbers as they were printed. */
export async function dispatchPapers(work: Work, campaign: string): Promise<Paper[]> {
  return (await listIssues(work, campaign)).map((issue) => ({
    title: `周调度表（第 ${issue.no} 期）`,
    number: `截至 ${dateOf(issue.table.asOf)}　核对号 ${issue.proofNumber}`,
    isWide: true,
    blocks: [
      {
        kind: 'table',
        head: ['社区', ...dispatchColumns.map((column) => column.title)],
        rows: [...issue.table.rows.map((row) => [row.name, row.numbers] as const), ['合计', issue.table.total] as const].map(([name, numbers]) => [
          name,
          ...dispatchColumns.map(({ key, kind }) => {
            const { value, of } = numbers[key]
            if (kind === 'money') return formatMoney(value)
            if (kind === 'rate') return of ? `${((value / of) * 100).toFixed(1)}%` : '—'
            return kind === 'of' ? `${value}/${of ?? 0}` : String(value)
          }),
        ]),
      },
    ],
  }))
}

/** Monthly reports, visits and patrols in counts, trainings, mechanisms, rules made. No person is named. */
export async function dutyPapers({ tx, actor }: Work): Promise<Paper[]> {
  const scope = sql`division >= ${actor.scope.from} and division < ${actor.scope.to}`
  const reports = await sql<{ name: string; month: string; kind: string; n: number; reporter: string | null }>`
    select d.name, cells->>'month' as month, cells->>'kind' as kind, coalesce(max((cells->>'count')::int), count(*) filter (where k.name is not null)) as n, max(cells->>'reporter') as reporter
    from kept_row k join division d on d.code = left(k.division, 4) where ledger = 'monthly_reports' and k.${scope}
    group by d.code, d.name, 2, 3 order by 2, d.code, 3`.execute(tx)
  const counts = await sql<{ name: string; month: string; ledger: string; n: number }>`
    select d.name, k.period as month, ledger, count(*) as n from kept_row k join division d on d.code = left(k.division, 4)
    where ledger in ('visits', 'patrols') and k.period is not null and k.${scope} group by d.code, d.name, 2, 3 order by 2, d.code, 3`.execute(tx)
  const trainings = await sql<{ name: string; cells: Record<string, string | number> }>`
    select d.name, cells from kept_row k join division d on d.code = left(k.division, 4) where ledger = 'training' and k.${scope} order by cells->>'held_on'`.execute(
    tx,
  )
  const mechanisms = await tx.selectFrom('mechanism').selectAll().orderBy('created_at').execute()
  const rules = await tx.selectFrom('made_rule').selectAll().orderBy('on_date').execute()
  const paper = (title: string, head: string[], rows: string[][]): Paper => ({ title, number: null, isWide: false, blocks: [{ kind: 'table', head, rows }] })
  return [
    paper(
      '死亡、就业月报汇总',
      ['月份', '社区', '哪一种', '人数', '报告人'],
      reports.rows.map((each) => [each.month, each.name, each.kind === 'death' ? '死亡' : '就业', String(each.n), each.reporter ?? '']),
    ),
    paper(
      '走访、巡查汇总',
      ['月份', '社区', '哪一种', '次数'],
      counts.rows.map((each) => [each.month, each.name, each.ledger === 'visits' ? '走访' : '巡查', String(each.n)]),
    ),
    paper(
      '会议、培训、宣传台账',
      ['日期', '社区', '名称', '人次', '资料份数', '组织者'],
      trainings.rows.map(({ name, cells }) =>
        [cells['held_on'], name, cells['title'], cells['people'], cells['papers'], cells['host']].map((cell) => String(cell ?? '')),
      ),
    ),
    paper(
      '长效机制',
      ['机制', '谁来做', '多久一次', '最近一次', '做了什么'],
      mechanisms.map((each) => [each.title, each.owner, each.rhythm, each.last_turn_on ?? '', each.last_turn_note ?? '']),
    ),
    paper(
      '新订、修订的制度',
      ['制度', '文号', '日期', '回答的原因'],
      rules.map((each) => [each.title, each.paper, each.on_date, each.cause_kinds.map((kind) => causeWords[kind as keyof typeof causeWords]).join('、')]),
    ),
  ]
}
