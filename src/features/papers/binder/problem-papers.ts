import { sql } from 'kysely'
import { causeWords, sourceWords, trackWords, kindWords, moneyWords, wayWords } from '../../../domain/problem-words.ts'
import { formatMoney } from '../../../domain/money.ts'
import { dateOf } from '../../../platform/clock.ts'
import type { Work } from '../../../platform/events.ts'
import { within } from '../../../platform/postgres/database.ts'
import { isWorkOf } from '../../campaigns/index.ts'
import { maskName, maskText } from './mask-people.ts'
import type { Block, Paper, ProblemPaperKind } from './paper-shape.ts'

const resultWords: Record<string, string> = { confirmed: '属实', partly: '部分属实', unfounded: '不属实', unclear: '无法核实' }

/** Problems in scope for papers, by number: of one campaign, or one alone. A children's worker reads children's matters only. */
export async function readPaperProblems(work: Work, { campaign, problem }: { campaign?: string; problem?: string }) {
  const { tx, actor } = work
  const rows = await tx
    .selectFrom('problem')
    .innerJoin('division', (join) => join.on(sql<boolean>`division.code = problem.division`))
    .selectAll('problem')
    .select('division.name as division_name')
    .where(within(actor.scope, 'problem.division'))
    .where('problem.state', '<>', 'revoked')
    .$if(!actor.scope.seesChildren, (query) => query.where('is_child_matter', '=', false))
    .$if(actor.role === 'child_worker', (query) => query.where('is_child_matter', '=', true))
    .$if(campaign !== undefined, (query) => query.where(isWorkOf(campaign ?? '', sql`problem.campaign_id`)))
    .$if(problem !== undefined, (query) => query.where('problem_id', '=', problem ?? ''))
    .orderBy('number')
    .execute()
  const ids = rows.map((row) => row.problem_id)
  if (ids.length === 0) return []
  const of = async <T extends { problem_id: string }>(read: Promise<T[]>): Promise<Map<string, T[]>> => Map.groupBy(await read, (each) => each.problem_id)
  const measures = await of(tx.selectFrom('measure').selectAll().where('problem_id', 'in', ids).orderBy('entered_no').execute())
  const proofs = await of(
    tx
      .selectFrom('proof')
      .leftJoin('attachment', 'attachment.attachment_id', 'proof.attachment_id')
      .select(['problem_id', 'side', 'note', 'proof.created_at', 'proof.created_by', 'attachment.name as file', 'attachment.sha256'])
      .where('problem_id', 'in', ids)
      .orderBy('proof.created_at')
      .execute(),
  )
  const money = await of(tx.selectFrom('money_entry').selectAll().where('problem_id', 'in', ids).orderBy('on_date').execute())
  const sources = await of(
    tx
      .selectFrom('problem_source')
      .leftJoin('lead', 'lead.lead_id', 'problem_source.lead_id')
      .select([
        'problem_id',
        'problem_source.source',
        'problem_source.source_number',
        'problem_source.at',
        'problem_source.lead_id',
        'lead.number',
        'lead.sentence',
        'lead.basis',
      ])
      .where('problem_id', 'in', ids)
      .orderBy('problem_source.at')
      .execute(),
  )
  const looks = Map.groupBy(
    await tx
      .selectFrom('verification')
      .selectAll()
      .where(
        'lead_id',
        'in',
        [...sources.values()].flat().flatMap((each) => each.lead_id ?? '00000000-0000-0000-0000-000000000000'),
      )
      .orderBy('at')
      .execute(),
    (each) => each.lead_id,
  )
  return rows.map((row) => ({
    row,
    measures: measures.get(row.problem_id) ?? [],
    proofs: proofs.get(row.problem_id) ?? [],
    money: money.get(row.problem_id) ?? [],
    sources: sources.get(row.problem_id) ?? [],
    looks: (sources.get(row.problem_id) ?? []).flatMap((each) => (each.lead_id === null ? [] : (looks.get(each.lead_id) ?? []))),
  }))
}

export type PaperProblem = Awaited<ReturnType<typeof readPaperProblems>>[number]

const day = (instant: string | null): string => (instant === null ? '' : dateOf(instant))
const fen = (value: number | null): string => (value === null ? '' : `${formatMoney(value)} 元`)

/** How the papers name the problem's person: in full on a working paper, masked in what is collected. */
export function wordsOf({ row }: PaperProblem, isMasked: boolean): { person: string; say: (text: string) => string } {
  if (!isMasked) return { person: row.subject_name ?? '', say: (text) => text }
  const people = row.subject_name === null ? [] : [{ name: row.subject_name, isChild: row.is_child_matter }]
  return { person: row.subject_name === null ? '' : maskName(row.subject_name, row.is_child_matter), say: (text) => maskText(text, people) }
}

/**
 * The papers of one problem: 问题核查单 (what was found, by whom), 问题整改单 (cause, measures, owner, deadline), 问题销号单
 * (what was done, its proof, who asked and who reviewed). A problem handed over as a clue has none: of it only date, paper and receipt stay.
 */
export function problemPaper(problem: PaperProblem, kind: ProblemPaperKind, isMasked: boolean): Paper | null {
  if (problem.row.is_clue) return null
  const blocks = kind === 'check' ? checkBlocks(problem, isMasked) : kind === 'mend' ? mendBlocks(problem, isMasked) : closeBlocks(problem, isMasked)
  if (blocks === null) return null
  const title = { check: '问题核查单', mend: '问题整改单', close: '问题销号单' }[kind]
  return { title, number: `编号 ${problem.row.number}`, isWide: false, blocks }
}

function headRows(problem: PaperProblem, isMasked: boolean): { label: string; value: string }[] {
  const { row, sources } = problem
  const { person, say } = wordsOf(problem, isMasked)
  return [
    { label: '社区', value: row.division_name },
    { label: '涉及人员', value: person },
    { label: '类别', value: kindWords[row.kind as keyof typeof kindWords] },
    {
      label: '来源',
      value: [
        ...new Set(sources.map((each) => `${sourceWords[each.source as keyof typeof sourceWords]} ${each.number ?? each.source_number ?? ''}`.trim())),
      ].join('、'),
    },
    { label: '问题', value: say(row.title) },
  ]
}

function checkBlocks(problem: PaperProblem, isMasked: boolean): Block[] {
  const { row, sources, looks, proofs } = problem
  const { say } = wordsOf(problem, isMasked)
  const basis = sources.flatMap((each) => (each.basis ?? []) as { law?: string; article?: string }[]).map((each) => `${each.law ?? ''}${each.article ?? ''}`)
  return [
    {
      kind: 'facts',
      rows: [
        ...headRows(problem, isMasked),
        { label: '线索', value: say([...sources.flatMap((each) => each.sentence ?? []), row.description].filter((each) => each !== '').join('\n')) },
        { label: '依据', value: [...new Set(basis)].join('；') },
        { label: '涉及月份', value: row.months.join('、') },
        { label: '涉及金额', value: fen(row.concerned ?? row.overpaid ?? row.underpaid) },
      ],
    },
    { kind: 'heading', text: '核查情况' },
    looks.length > 0
      ? {
          kind: 'table',
          head: ['日期', '核查人', '结果', '看到、问到什么', '复核'],
          rows: looks.map((each) => [
            day(each.at),
            each.by_name,
            resultWords[each.result] ?? '',
            say(each.note),
            each.second_name ? `${each.second_name} ${day(each.second_at)}` : '',
          ]),
        }
      : { kind: 'table', head: ['日期', '核查人', '结果', '看到、问到什么', '复核'], rows: [['', '', '□属实 □部分属实 □不属实 □无法核实', '\n\n\n', '']] },
    {
      kind: 'text',
      text: `整改前的佐证：${
        proofs
          .filter((each) => each.side === 'before')
          .map((each) => say(each.note))
          .join('；') || '无'
      }`,
    },
    { kind: 'signers', names: ['核查人', '在场人', '镇民政办', '日期'] },
  ]
}

function mendBlocks(problem: PaperProblem, isMasked: boolean): Block[] | null {
  const { row, measures } = problem
  const { say } = wordsOf(problem, isMasked)
  if (row.established_at === null && measures.length === 0) return null
  return [
    { kind: 'text', text: `${row.responsible_unit ?? row.division_name}：` },
    { kind: 'text', text: '下列问题已经认定，请按措施和时限整改，办完附佐证申请销号。' },
    {
      kind: 'facts',
      rows: [
        ...headRows(problem, isMasked),
        { label: '原因', value: `${row.cause_kind === null ? '' : `${causeWords[row.cause_kind as keyof typeof causeWords]}：`}${say(row.cause ?? '')}` },
        { label: '责任单位', value: row.responsible_unit ?? row.division_name },
        { label: '责任人', value: row.owner_name ?? '' },
        { label: '整改方式', value: row.track === null ? '' : trackWords[row.track as keyof typeof trackWords] },
        { label: '整改时限', value: `${row.due_on ?? ''}${row.extended_until === null ? '' : `（已批准延期）`}` },
        { label: '认定日期', value: day(row.established_at) },
        { label: '多发、少发', value: [fen(row.overpaid), fen(row.underpaid)].filter((each) => each !== '').join('、') },
      ],
    },
    {
      kind: 'table',
      head: ['序号', '整改措施', '完成日期', '完成人'],
      rows: measures.map((each, at) => [String(at + 1), say(each.text), each.done_on ?? '', each.done_by ?? '']),
    },
    ...(row.returned_reason === null ? [] : [{ kind: 'text' as const, text: `退回原因：${say(row.returned_reason)}` }]),
    { kind: 'signers', names: ['镇民政办', '社区书记', '责任人', '日期'] },
  ]
}

function closeBlocks(problem: PaperProblem, isMasked: boolean): Block[] | null {
  const { row, measures, proofs, money } = problem
  const { say } = wordsOf(problem, isMasked)
  if (row.closing_asked_at === null && row.closed_at === null) return null
  return [
    {
      kind: 'facts',
      rows: [
        ...headRows(problem, isMasked),
        { label: '原因', value: say(row.cause ?? '') },
        { label: '责任人', value: row.owner_name ?? '' },
        { label: '整改时限', value: row.due_on ?? '' },
        { label: '申请销号', value: `${row.closing_asked_by ?? ''} ${day(row.closing_asked_at)}` },
        { label: '复核销号', value: `${row.closed_by ?? ''} ${day(row.closed_at)}` },
        { label: '停发、调整', value: [row.stop_month, row.stop_paper, row.decided_on, row.notified_on].filter((each) => each !== null).join('，') },
      ],
    },
    { kind: 'heading', text: '措施' },
    {
      kind: 'table',
      head: ['序号', '整改措施', '完成日期', '完成人'],
      rows: measures.map((each, at) => [String(at + 1), say(each.text), each.done_on ?? '', each.done_by ?? '']),
    },
    { kind: 'heading', text: '佐证' },
    {
      kind: 'table',
      head: ['整改前后', '说明', '文件', '提供人', '日期'],
      rows: proofs.map((each) => [each.side === 'before' ? '前' : '后', say(each.note), say(each.file ?? ''), each.created_by, day(each.created_at)]),
    },
    ...(money.length === 0
      ? []
      : [
          { kind: 'heading' as const, text: '资金' },
          {
            kind: 'table' as const,
            head: ['日期', '事项', '金额（元）', '单位、文号'],
            rows: money.map((each) => [
              each.on_date,
              `${moneyWords[each.kind as keyof typeof moneyWords]}${each.way === null ? '' : `（${wayWords[each.way as keyof typeof wayWords]}）`}`,
              formatMoney(each.fen),
              [each.organ, each.paper].filter((part) => part !== null).join(' '),
            ]),
          },
        ]),
    { kind: 'signers', names: ['申请人', '社区书记', '复核人', '日期'] },
  ]
}
