import { leadLooks } from '#src/ui/state-kinds.ts'
import { StateWord } from '#src/ui/StateWord.tsx'
import type { Column } from '#src/ui/table/columns.ts'
import type { GroupChoice } from '#src/ui/table/table-view.tsx'
import { Due } from '#src/ui/values.tsx'
import { outcomeTitles, sourceTitles, withoutName, type Lead } from './leads-api.ts'

/** Nobody has to find out any more: a due date has lost its colour. */
export const settled = ['confirmed', 'partly', 'unfounded', 'reviewed']

export function leadColumns(today: string): readonly Column<Lead>[] {
  return [
    {
      key: 'sentence',
      title: '疑点',
      width: 190,
      grow: 3,
      card: 'title',
      value: (lead) => withoutName(lead.sentence, lead.name),
      render: (lead) => (
        <b className={lead.outcome === 'gone' || lead.outcome === 'withdrawn' ? 'ink3' : ''} title={lead.sentence}>
          {withoutName(lead.sentence, lead.name)}
          {lead.merged > 0 ? <span className="small ink3">　并 {lead.merged} 条</span> : null}
        </b>
      ),
    },
    { key: 'name', title: '姓名', width: 64, grow: 0.2, value: (lead) => lead.name },
    { key: 'id', title: '证号', kind: 'id', width: 140, grow: 0, value: (lead) => lead.citizenId },
    { key: 'community', title: '社区', width: 60, grow: 0.2, value: (lead) => lead.community },
    { key: 'concerned', title: '涉及（元）', kind: 'money', width: 88, value: (lead) => lead.concerned, total: 'sum' },
    { key: 'overpaid', title: '多发（元）', kind: 'money', width: 88, value: (lead) => lead.overpaid, total: 'sum' },
    { key: 'underpaid', title: '少发（元）', kind: 'money', width: 92, value: (lead) => lead.underpaid, total: 'sum' },
    {
      key: 'due',
      title: '到期',
      kind: 'date',
      width: 98,
      card: 'side',
      value: (lead) => lead.dueOn,
      render: (lead) => <Due date={lead.dueOn} today={today} isQuiet={settled.includes(lead.state)} />,
    },
    { key: 'state', title: '状态', width: 84, grow: 0.1, value: (lead) => leadLooks[lead.state]?.word, render: (lead) => <LeadState lead={lead} /> },
    { key: 'owner', title: '谁在办', width: 64, grow: 0.2, value: (lead) => lead.assigneeName },
    { key: 'number', title: '编号', width: 92, grow: 0, value: (lead) => lead.number },
    { key: 'given', title: '交办编号', width: 110, grow: 0.2, value: (lead) => lead.sourceNumber },
    { key: 'source', title: '来源', width: 80, grow: 0, value: (lead) => sourceTitles[lead.source] ?? lead.source },
    { key: 'outcome', title: '核查运行', width: 84, grow: 0, value: (lead) => outcomeTitles[lead.outcome] ?? '' },
    { key: 'match', title: '相符', kind: 'count', width: 60, value: (lead) => lead.matchScore },
    { key: 'found', title: '发现', kind: 'date', width: 92, value: (lead) => lead.foundOn },
  ]
}

/** The state, with what the last run says where it matters. */
export function LeadState({ lead }: { lead: Pick<Lead, 'state' | 'outcome' | 'waitingUntil'> }) {
  if (lead.waitingUntil !== null) return <StateWord kind="waiting" word={`等到 ${lead.waitingUntil.slice(5)}`} />
  if (lead.outcome === 'withdrawn' && !settled.includes(lead.state)) return <StateWord kind="waiting" word="依据已撤回" />
  if (lead.outcome === 'gone' && !settled.includes(lead.state)) return <StateWord kind="done" word="不再命中" />
  return <StateWord {...(leadLooks[lead.state] ?? { kind: 'look', word: lead.state })} />
}

export const leadPresets = [
  { key: 'verify', title: '核实', columns: ['sentence', 'name', 'id', 'community', 'concerned', 'overpaid', 'due', 'state', 'owner'] },
  { key: 'money', title: '金额', columns: ['sentence', 'name', 'community', 'concerned', 'overpaid', 'underpaid', 'state'] },
  { key: 'handling', title: '经办', columns: ['sentence', 'name', 'number', 'source', 'given', 'found', 'due', 'state', 'owner'] },
  {
    key: 'all',
    title: '全部列',
    columns: [
      'sentence',
      'name',
      'id',
      'community',
      'concerned',
      'overpaid',
      'underpaid',
      'due',
      'state',
      'owner',
      'number',
      'given',
      'source',
      'outcome',
      'match',
      'found',
    ],
  },
]

export const leadGroups: readonly GroupChoice<Lead>[] = [
  {
    key: 'check',
    title: '按核查',
    grouping: {
      key: (lead) => lead.check ?? `topic ${lead.topic}`,
      title: (rows) => {
        const [first] = rows
        return first?.severity === 'danger' ? (
          <StateWord kind={first.isChildMatter ? 'child_in_danger' : 'danger'} word={first.checkTitle} />
        ) : (
          first?.checkTitle
        )
      },
      unit: '条',
    },
  },
  {
    key: 'person',
    title: '按人',
    grouping: {
      key: (lead) => lead.person ?? `${lead.name}${lead.division}`,
      title: (rows) => `${rows[0]?.name ?? ''}（${rows[0]?.community ?? ''}）`,
      unit: '条',
    },
  },
  { key: 'community', title: '按社区', grouping: { key: (lead) => lead.division.slice(0, 4), title: (rows) => rows[0]?.community, unit: '条' } },
  {
    key: 'owner',
    title: '按承办人',
    grouping: {
      key: (lead) => lead.assignee ?? '',
      title: (rows) => (rows[0]?.assigneeName ? `${rows[0].assigneeName}（${rows[0].community}）` : '还没分派'),
      unit: '条',
    },
  },
  { key: 'none', title: '不分组' },
]
