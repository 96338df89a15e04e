import {
  type Area,
  type CauseKind,
  type Source,
  type WaitReason,
  areaWords,
  causeWords,
  sourceWords,
  trackWords,
  waitWords,
} from '../../domain/problem-words.ts'
import { dateOf } from '../../platform/clock.ts'
import { record, type Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { writeWorkbook, type ExportColumn } from '../../platform/files/write-workbook.ts'
import { dayOf, listProblems, type ListedProblem, type ProblemFilter } from './list-problems.ts'
import { stateWords } from './problem-states.ts'
import { divisionName } from './store.ts'

const mostRows = 100_000

/** The usual columns of a 问题台账, in the order that towns print them. */
const columns: ExportColumn[] = [
  { heading: '序号', width: 6, kind: 'int' },
  { heading: '单位/社区', width: 12, kind: 'text' },
  { heading: '问题来源', width: 10, kind: 'text' },
  { heading: '来源编号', width: 14, kind: 'text' },
  { heading: '问题类别', width: 10, kind: 'text' },
  { heading: '问题描述', width: 40, kind: 'text' },
  { heading: '涉及人员', width: 10, kind: 'text' },
  { heading: '涉及金额', width: 12, kind: 'money' },
  { heading: '发现时间', width: 11, kind: 'date' },
  { heading: '原因', width: 24, kind: 'text' },
  { heading: '整改措施', width: 32, kind: 'text' },
  { heading: '责任单位', width: 12, kind: 'text' },
  { heading: '责任人', width: 9, kind: 'text' },
  { heading: '整改时限', width: 11, kind: 'date' },
  { heading: '整改情况', width: 20, kind: 'text' },
  { heading: '是否完成', width: 9, kind: 'text' },
  { heading: '完成时间', width: 11, kind: 'date' },
  { heading: '销号情况', width: 16, kind: 'text' },
  { heading: '佐证材料', width: 24, kind: 'text' },
  { heading: '备注', width: 16, kind: 'text' },
]

/** The problem ledger as .xlsx: the rows of the filter that the reader sees. The export itself is an event. */
export async function exportLedger(work: Work, filter: ProblemFilter): Promise<{ name: string; bytes: Uint8Array }> {
  const { tx, actor, clock } = work
  const day = await dayOf(work)
  const { rows } = await listProblems(work, filter, { day, limit: mostRows, offset: 0 })
  const ids = rows.map((row) => row.problem_id)
  const measures = await textsOf(work, 'measure', ids)
  const proofs = await textsOf(work, 'proof', ids)
  const causes = new Map(
    ids.length === 0
      ? []
      : (await tx.selectFrom('problem').select(['problem_id', 'cause']).where('problem_id', 'in', ids).execute()).map((row) => [row.problem_id, row.cause]),
  )
  const town = await divisionName(tx, townDivision)
  await record(work, {
    action: 'problems.exported',
    objectKind: 'ledger',
    objectId: 'problems',
    division: actor.division,
    after: { rows: rows.length, filter },
  })
  const lines = rows.map((row, at) =>
    lineOf(row, { at, cause: causes.get(row.problem_id) ?? null, measures: measures.get(row.problem_id) ?? [], proofs: proofs.get(row.problem_id) ?? [] }),
  )
  const amounts = rows.flatMap((row) => row.concerned ?? row.overpaid ?? row.underpaid ?? [])
  const money = amounts.length === 0 ? null : amounts.reduce((sum, fen) => sum + fen, 0)
  const totals = columns.map((column) => (column.heading === '涉及金额' ? money : column.heading === '单位/社区' ? `合计 ${rows.length} 条` : null))
  const bytes = writeWorkbook({
    sheets: [
      {
        name: '问题台账',
        title: `${town}社会救助专项整治问题台账`,
        notes: [`截至 ${clock.today()}；金额单位：元；共 ${rows.length} 条`],
        columns,
        rows: lines,
        totals,
        signature: ['填表人', '审核人', '社区书记'],
      },
    ],
  })
  return { name: `问题台账_${clock.today()}.xlsx`, bytes }
}

interface Extra {
  at: number
  cause: string | null
  measures: readonly string[]
  proofs: readonly string[]
}

function lineOf(row: ListedProblem, { at, cause, measures, proofs }: Extra): (string | number | null)[] {
  const isClosed = row.state === 'closed'
  const marks = [row.is_relapsed ? '反弹' : '', row.extended_until === null ? '' : `延期至 ${row.extended_until}`, row.is_overdue ? '逾期' : ''].filter(
    (mark) => mark !== '',
  )
  return [
    at + 1,
    row.division_name,
    [...new Set(row.sources.map((each) => sourceWords[each.source as Source]))].join('、'),
    row.sources
      .map((each) => each.number ?? '')
      .filter((number) => number !== '')
      .join('、'),
    row.area === null ? '' : areaWords[row.area as Area],
    row.title,
    row.subject_name,
    row.concerned ?? row.overpaid ?? row.underpaid,
    dateOf(row.created_at),
    row.cause_kind === null ? '' : `${causeWords[row.cause_kind as CauseKind]}：${cause ?? ''}`,
    measures.map((text, n) => `${n + 1}. ${text}`).join('\n'),
    row.responsible_unit,
    row.owner_name,
    row.due_on,
    row.state === 'waiting'
      ? `等待：${waitWords[row.waiting_reason as WaitReason]}`
      : `${stateWords[row.state]}${row.track === null ? '' : `（${trackWords[row.track as 'at_once']}）`}`,
    isClosed
      ? '已完成'
      : measures.length > 0 && row.measures_done > 0
        ? '正在整改'
        : row.state === 'mending' || row.state === 'waiting'
          ? '正在整改'
          : '未整改',
    row.closed_at === null ? null : dateOf(row.closed_at),
    isClosed ? '已销号' : row.state === 'closing' || row.state === 'reviewing' ? '已申请，待复核' : row.state === 'returned' ? '已退回' : '未销号',
    proofs.join('；'),
    [`问题 ${row.number}`, ...marks].join('；'),
  ]
}

async function textsOf({ tx }: Work, table: 'measure' | 'proof', ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map()
  const rows =
    table === 'measure'
      ? await tx
          .selectFrom('measure')
          .select(['problem_id', 'text'])
          .where('problem_id', 'in', [...ids])
          .orderBy('entered_no')
          .execute()
      : await tx
          .selectFrom('proof')
          .select(['problem_id', 'note as text'])
          .where('problem_id', 'in', [...ids])
          .where('side', '=', 'after')
          .orderBy('created_at')
          .execute()
  const texts = new Map<string, string[]>()
  for (const row of rows) texts.set(row.problem_id, [...(texts.get(row.problem_id) ?? []), row.text])
  return texts
}
