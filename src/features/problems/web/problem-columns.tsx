import { areaWords, causeWords, kindWords, sourceWords, trackWords, waitWords, type Area } from '#src/domain/problem-words.ts'
import { problemLooks } from '#src/ui/state-kinds.ts'
import { StateWord } from '#src/ui/StateWord.tsx'
import type { Column } from '#src/ui/table/columns.ts'
import type { GroupChoice } from '#src/ui/table/table-view.tsx'
import { Due } from '#src/ui/values.tsx'
import { withoutName, type Problem } from './problems-api.ts'

const ended = ['closed', 'revoked', 'transferred']

/** The state with what goes with it: why it waits, that it came back. */
export function ProblemState({ problem, isChip = false }: { problem: Pick<Problem, 'state' | 'waitingReason' | 'isRelapsed'>; isChip?: boolean }) {
  const look = problemLooks[problem.state] ?? { kind: 'look' as const, word: problem.state }
  const word = problem.waitingReason ? waitWords[problem.waitingReason] : problem.isRelapsed && problem.state === 'returned' ? '反弹' : look.word
  return <StateWord kind={look.kind} word={word} isChip={isChip} />
}

export function problemColumns(today: string): readonly Column<Problem>[] {
  return [
    {
      key: 'title',
      title: '问题',
      width: 220,
      grow: 3,
      card: 'title',
      value: (row) => withoutName(row.title, row.subjectName),
      render: (row) => (
        <b className={ended.includes(row.state) ? 'ink2' : ''} title={row.title}>
          {row.kind === 'danger' && !ended.includes(row.state) ? (
            <>
              <StateWord kind="danger" />{' '}
            </>
          ) : null}
          {withoutName(row.title, row.subjectName)}
        </b>
      ),
    },
    { key: 'name', title: '涉及', width: 68, grow: 0.2, value: (row) => row.subjectName },
    { key: 'community', title: '社区', width: 60, grow: 0.2, value: (row) => row.divisionName },
    { key: 'source', title: '来源', width: 76, grow: 0.2, value: (row) => [...new Set(row.sources.map((each) => sourceWords[each.source]))].join('、') },
    {
      key: 'state',
      title: '状态',
      width: 116,
      grow: 0.1,
      card: 'side',
      value: (row) => problemLooks[row.state]?.word,
      render: (row) => <ProblemState problem={row} />,
    },
    { key: 'track', title: '怎样改', width: 76, grow: 0, value: (row) => (row.track ? trackWords[row.track] : null) },
    { key: 'owner', title: '责任人', width: 68, grow: 0.2, value: (row) => row.ownerName },
    {
      key: 'due',
      title: '时限',
      kind: 'date',
      width: 98,
      value: (row) => row.dueOn,
      render: (row) => <Due date={row.dueOn} today={today} isQuiet={ended.includes(row.state) || ['waiting', 'closing', 'reviewing'].includes(row.state)} />,
    },
    { key: 'overpaid', title: '多发（元）', kind: 'money', width: 92, value: (row) => row.overpaid, total: 'sum' },
    { key: 'underpaid', title: '少发（元）', kind: 'money', width: 92, value: (row) => row.underpaid, total: 'sum' },
    { key: 'concerned', title: '涉及（元）', kind: 'money', width: 92, value: (row) => row.concerned, total: 'sum' },
    { key: 'measures', title: '措施', width: 60, grow: 0, value: (row) => (row.measures === 0 ? null : `${row.measuresDone}/${row.measures}`) },
    { key: 'proof', title: '佐证', kind: 'count', width: 56, value: (row) => row.proofAfter, total: 'sum' },
    { key: 'cause', title: '原因', width: 56, grow: 0, value: (row) => (row.cause ? causeWords[row.cause] : null) },
    { key: 'area', title: '领域', width: 84, grow: 0, value: (row) => (row.area ? areaWords[row.area as Area] : null) },
    { key: 'kind', title: '性质', width: 76, grow: 0, value: (row) => kindWords[row.kind] },
    { key: 'number', title: '编号', width: 92, grow: 0, value: (row) => row.number },
    {
      key: 'given',
      title: '来源编号',
      width: 110,
      grow: 0.2,
      value: (row) =>
        row.sources
          .map((each) => each.number ?? '')
          .filter((number) => number !== '')
          .join('、'),
    },
  ]
}

export const problemPresets = [
  { key: 'mend', title: '整改', columns: ['title', 'name', 'community', 'state', 'track', 'owner', 'due', 'measures', 'proof', 'overpaid'] },
  { key: 'money', title: '金额', columns: ['title', 'name', 'community', 'state', 'concerned', 'overpaid', 'underpaid'] },
  { key: 'source', title: '来源', columns: ['title', 'name', 'community', 'number', 'source', 'given', 'area', 'kind', 'cause', 'state'] },
]

export const problemGroups: readonly GroupChoice<Problem>[] = [
  { key: 'none', title: '不分组' },
  { key: 'community', title: '按社区', grouping: { key: (row) => row.division.slice(0, 4), title: (rows) => rows[0]?.divisionName, unit: '条' } },
  { key: 'state', title: '按状态', grouping: { key: (row) => row.state, title: (rows) => problemLooks[rows[0]?.state ?? '']?.word, unit: '条' } },
  { key: 'owner', title: '按责任人', grouping: { key: (row) => row.ownerName ?? '', title: (rows) => rows[0]?.ownerName ?? '还没有责任人', unit: '条' } },
]
