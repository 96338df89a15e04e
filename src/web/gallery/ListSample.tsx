import { useState } from 'react'
import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import { FilterChips, useFilters } from '#src/ui/FilterChips.tsx'
import { filterSentence, type Filter } from '#src/ui/filters.ts'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { Facts } from '#src/ui/Facts.tsx'
import { Page, SidePanel } from '#src/ui/Page.tsx'
import { PrintFrame } from '#src/ui/PrintFrame.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { EmptyState } from '#src/ui/States.tsx'
import { leadLooks } from '#src/ui/state-kinds.ts'
import { DataTable } from '#src/ui/table/DataTable.tsx'
import type { Column } from '#src/ui/table/columns.ts'
import { TableTools, useTableView } from '#src/ui/table/table-view.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { Due, MaskedId, Money } from '#src/ui/values.tsx'
import { sampleLeads, type SampleLead } from './sample-leads.ts'

const today = '2026-10-20'
const leads = sampleLeads(460)

const columns: readonly Column<SampleLead>[] = [
  { key: 'sentence', title: '疑点', width: 178, value: (lead) => lead.sentence, render: (lead) => <b>{lead.sentence}</b>, card: 'title' },
  { key: 'name', title: '姓名', width: 56, grow: 0.3, value: (lead) => lead.name },
  { key: 'id', title: '证号', kind: 'id', width: 128, grow: 0.2, value: (lead) => lead.id },
  { key: 'community', title: '社区', width: 54, grow: 0.3, value: (lead) => lead.community },
  { key: 'concerned', title: '涉及（元）', kind: 'money', width: 84, value: (lead) => lead.concerned, total: 'sum' },
  { key: 'overpaid', title: '多发（元）', kind: 'money', width: 84, value: (lead) => lead.overpaid, total: 'sum' },
  { key: 'due', title: '到期', kind: 'date', width: 98, value: (lead) => lead.due, render: (lead) => <Due date={lead.due} today={today} />, card: 'side' },
  {
    key: 'state',
    title: '状态',
    width: 78,
    grow: 0.2,
    value: (lead) => leadLooks[lead.state]?.word,
    render: (lead) => <StateWord {...(leadLooks[lead.state] ?? { kind: 'look' })} />,
  },
  { key: 'owner', title: '谁在办', width: 56, grow: 0.2, value: (lead) => lead.owner },
]

const presets = [
  { key: 'verify', title: '核实', columns: columns.map((column) => column.key) },
  { key: 'money', title: '金额', columns: ['sentence', 'name', 'community', 'concerned', 'overpaid'] },
]

const groups = [
  {
    key: 'check',
    title: '按核查',
    grouping: {
      key: (lead: SampleLead) => lead.check,
      title: (rows: readonly SampleLead[]) => (rows[0]?.isChild ? <StateWord kind="child_in_danger" word={rows[0].check} /> : rows[0]?.check),
      unit: '条',
    },
  },
  {
    key: 'community',
    title: '按社区',
    grouping: { key: (lead: SampleLead) => lead.community, title: (rows: readonly SampleLead[]) => rows[0]?.community, unit: '条' },
  },
  { key: 'none', title: '不分组' },
]

const filters: readonly Filter[] = [
  { key: 'state', title: '状态', kind: 'choice', options: Object.entries(leadLooks).map(([value, look]) => ({ value, title: look.word })) },
  { key: 'community', title: '社区', kind: 'choice', options: ['青柳', '桥头', '石门', '东岭', '河湾'].map((value) => ({ value, title: value })) },
  { key: 'since', title: '发现', kind: 'from' },
  { key: 'words', title: '词', kind: 'text' },
]

/** A list page in full: filters, tools, groups, selection, panel, print. */
export function ListSample() {
  const { query, change } = useUrlQuery()
  const values = useFilters(filters)
  const view = useTableView({ id: 'gallery', columns, presets, groups })
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const shown = leads.filter((lead) => (values['state']?.includes(lead.state) ?? true) && (values['community']?.includes(lead.community) ?? true))
  const open = shown.find((lead) => lead.lead === query.get('open'))
  return (
    <Page
      side={
        open ? (
          <SidePanel
            head={`疑点 ${open.lead} · 第 ${shown.indexOf(open) + 1} 条，共 ${shown.length} 条`}
            label="疑点"
            onClose={() => change({ open: undefined })}
            foot={<Button kind="lead">打开这一条去判断</Button>}
          >
            <h2>{open.sentence}</h2>
            <p className="small ink2">
              {open.community}社区 · <MaskedId id={open.id} />
            </p>
            <Facts
              facts={[
                { label: '多发（死亡次月起）', value: <Money fen={open.overpaid} />, note: '4 笔 × 968.00 元' },
                { label: '到期', value: '未定', tone: 'quiet', note: '分派后起算 10 个工作日' },
              ]}
            />
          </SidePanel>
        ) : null
      }
    >
      <PageHead crumbs={[{ text: '疑点' }]} note="截至 2026-10-20 09:12" />
      <FirstLine>
        待核实疑点 <NumberLink to="/gallery?part=list">{leads.length} 条</NumberLink>：逾期{' '}
        <NumberLink to="/gallery?part=list" tone="red">
          1 条
        </NumberLink>
        ，明天到期 <NumberLink to="/gallery?part=list">1 条</NumberLink>，还没分派 <NumberLink to="/gallery?part=list&state=new">92 条</NumberLink>
      </FirstLine>
      <FilterChips filters={filters} id="gallery" />
      <TableTools view={view} exportText={`导出所见 ${shown.length} 条`} onExport={() => announce({ text: `导出了 ${shown.length} 条` })} />
      <PrintFrame title="疑点清单" scope={filterSentence(filters, values)} asOf="2026-10-20 09:12" printedBy="青禾镇民政办 李敏 打印于 2026-10-20 17:06">
        <DataTable
          id="gallery"
          label="疑点"
          rows={shown}
          rowKey={(lead) => lead.lead}
          columns={columns}
          view={view}
          selected={selected}
          onSelect={setSelected}
          current={open?.lead}
          onCursor={(lead) => change({ open: lead.lead })}
          onOpen={(lead) => announce({ text: `打开了 ${lead.name}` })}
          hasTotals
          totalsNote="少发：没有能算的"
          empty={<EmptyState title="没有符合条件的疑点" missing="去掉一个条件再看。" />}
          batch={(rows, clear) => (
            <>
              <span className="small ink2">涉及 {new Set(rows.map((row) => row.community)).size} 个社区</span>
              <Button icon="clock">设到期</Button>
              <Button
                kind="primary"
                onClick={() => {
                  clear()
                  announce({ text: `把 ${rows.length} 条分派给各社区专干，11-03 到期`, undo: () => Promise.resolve() })
                }}
              >
                分派给各社区专干，11-03 到期
              </Button>
            </>
          )}
        />
      </PrintFrame>
    </Page>
  )
}
