import { useEffect, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { campaignOptions, useAllCampaigns } from '#src/ui/Campaigns.tsx'
import { announce } from '#src/ui/notices.tsx'
import { minuteOf } from '#src/ui/amounts.ts'
import { ButtonLink } from '#src/ui/Button.tsx'
import { FilterChips, useFilters } from '#src/ui/FilterChips.tsx'
import { filterSentence, type Filter } from '#src/ui/filters.ts'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { Page } from '#src/ui/Page.tsx'
import { PrintFrame } from '#src/ui/PrintFrame.tsx'
import { messageFor } from '#src/ui/problem-error.ts'
import { PageHead } from '#src/ui/Shell.tsx'
import { leadLooks } from '#src/ui/state-kinds.ts'
import { EmptyState, Shown } from '#src/ui/States.tsx'
import { DataTable } from '#src/ui/table/DataTable.tsx'
import { TableTools, useTableView } from '#src/ui/table/table-view.tsx'
import { changeQuery, useUrlQuery } from '#src/ui/url-query.ts'
import { useNarrow } from '#src/ui/use-narrow.ts'
import { LeadBatch } from './LeadBatch.tsx'
import { leadColumns, leadGroups, leadPresets } from './lead-columns.tsx'
import { LeadPanel } from './LeadPanel.tsx'
import {
  areaTitles,
  downloadLeads,
  isField,
  isOffice,
  outcomeTitles,
  severityTitles,
  sourceTitles,
  useLeads,
  useReader,
  type Choices,
  type Lead,
  type LeadList,
} from './leads-api.ts'
import './leads.css'

const options = (titles: Record<string, string>): { value: string; title: string }[] => Object.entries(titles).map(([value, title]) => ({ value, title }))

function filtersOf(choices: Choices | undefined, campaigns: readonly { value: string; title: string }[]): readonly Filter[] {
  const states = [
    { value: 'open', title: '待核实' },
    { value: 'second_look', title: '待复看' },
    { value: 'waiting', title: '停表等待' },
    ...Object.entries(leadLooks).map(([value, look]) => ({ value, title: look.word })),
  ]
  return [
    { key: 'state', title: '状态', kind: 'choice', options: states },
    {
      key: 'due',
      title: '到期',
      kind: 'one',
      options: [
        { value: 'overdue', title: '已逾期' },
        { value: 'today', title: '今天' },
        { value: 'tomorrow', title: '明天' },
        { value: 'week', title: '七天内' },
        { value: 'none', title: '未定' },
      ],
    },
    {
      key: 'assignee',
      title: '谁在办',
      kind: 'one',
      ...(choices
        ? {
            options: [
              { value: 'me', title: '我' },
              { value: 'none', title: '还没分派' },
              ...choices.posts.map((post) => ({ value: post.post, title: post.name })),
            ],
          }
        : {}),
    },
    { key: 'area', title: '领域', kind: 'choice', options: options(areaTitles) },
    { key: 'check', title: '核查', kind: 'choice', ...(choices ? { options: choices.checks.map(({ check, title }) => ({ value: check, title })) } : {}) },
    { key: 'topic', title: '主题', kind: 'choice', ...(choices ? { options: choices.topics.map(({ topic, title }) => ({ value: topic, title })) } : {}) },
    { key: 'severity', title: '性质', kind: 'choice', options: options(severityTitles) },
    { key: 'source', title: '来源', kind: 'choice', options: options(sourceTitles) },
    { key: 'outcome', title: '核查运行', kind: 'choice', options: options(outcomeTitles) },
    { key: 'since', title: '发现', kind: 'from' },
    { key: 'q', title: '姓名或编号', kind: 'text' },
    // Filters that links set and that need no list to choose from.
    { key: 'division', title: '社区', kind: 'text' },
    { key: 'sheet', title: '核查表', kind: 'text' },
    ...(campaigns.length === 0 ? [] : [{ key: 'campaign', title: '专项行动', kind: 'one' as const, options: campaigns }]),
  ]
}

const keyOf = (lead: Lead): string => lead.lead

/** The list of leads: what is open first; reading in the panel, deciding on the lead's own page. */
export function LeadsPage() {
  const { query, search, change } = useUrlQuery()
  const { today, role, person } = useReader()
  const { data: choices } = useLeads('GET /api/leads/choices', {})
  const campaigns = useAllCampaigns()
  const filters = useMemo(() => filtersOf(choices, campaignOptions(campaigns.filter((each) => each.state !== 'draft'))), [choices, campaigns])
  const values = useFilters(filters)
  const leads = useLeads('GET /api/leads', { query: values as never }, { keepsLast: true })
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [isExporting, setExporting] = useState(false)
  const [, navigate] = useLocation()
  const isNarrow = useNarrow()
  // The plain address shows what is still open, to a field post what lies with them; whoever takes the filters out sees all.
  useEffect(() => {
    if (search === '') change({ state: 'open', ...(isField(role) ? { assignee: 'me' } : {}) })
    // Only when the page is entered.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  const rows = leads.data?.rows ?? []
  const open = rows.find((lead) => lead.lead === query.get('open'))
  const hasPanel = open !== undefined && !isNarrow
  // With ten thousand rows each step of `j` must not sort and group anew. The panel tells the id.
  const all = useMemo(() => leadColumns(today), [today])
  const columns = useMemo(() => all.filter((column) => column.key !== 'id' || !hasPanel), [all, hasPanel])
  const view = useTableView({ id: 'leads', columns: all, presets: leadPresets, groups: leadGroups })
  const pageOf = (lead: Lead): string => `/leads/${lead.lead}?${changeQuery(search, { open: undefined })}`
  const exportSeen = async (): Promise<void> => {
    setExporting(true)
    await downloadLeads('GET /api/leads/export', { query: values as never }).catch((error: unknown) => announce({ text: messageFor(error).detail }))
    setExporting(false)
  }
  return (
    <Page
      side={
        open && !isNarrow ? <LeadPanel lead={open} of={rows.length} page={pageOf(open)} choices={choices} onClose={() => change({ open: undefined })} /> : null
      }
    >
      <PageHead crumbs={[{ text: '疑点' }]} note={leads.data ? `截至 ${minuteOf(leads.data.asOf)}` : undefined} />
      <Shown of={leads} what="正在取疑点">
        {(list) => (
          <>
            <Standing list={list} role={role} />
            <FilterChips filters={filters} id="leads" />
            <TableTools view={view} exportText={`导出所见 ${list.total} 条`} onExport={() => void exportSeen()} isExporting={isExporting} />
            <PrintFrame title="疑点清单" scope={filterSentence(filters, values)} asOf={minuteOf(list.asOf)} printedBy={person}>
              <DataTable
                id="leads"
                label="疑点"
                rows={list.rows}
                rowKey={keyOf}
                columns={columns}
                view={view}
                totalCount={list.total}
                {...(isOffice(role)
                  ? {
                      selected,
                      onSelect: setSelected,
                      batch: (chosen: readonly Lead[], clear: () => void) => <LeadBatch leads={chosen} choices={choices} onDone={clear} />,
                    }
                  : {})}
                current={open?.lead}
                {...(isNarrow ? {} : { onCursor: (lead: Lead) => change({ open: lead.lead }) })}
                onOpen={(lead) => navigate(pageOf(lead))}
                hasTotals
                totalsNote={`${list.people} 人`}
                empty={<Nothing role={role} isFiltered={list.counts.open > 0 || Object.keys(values).some((key) => key !== 'state')} />}
              />
            </PrintFrame>
          </>
        )}
      </Shown>
    </Page>
  )
}

/** Where things stand, whatever is filtered; each number opens its rows. */
function Standing({ list: { counts }, role }: { list: LeadList; role: string }) {
  return (
    <FirstLine actions={role === 'clerk' ? <ButtonLink to="/handed">交下来的核查表</ButtonLink> : null}>
      待核实疑点 <NumberLink to="/leads?state=open">{counts.open} 条</NumberLink>
      ：逾期{' '}
      <NumberLink to="/leads?due=overdue" {...(counts.overdue > 0 ? { tone: 'red' as const } : {})}>
        {counts.overdue} 条
      </NumberLink>
      ，明天到期 <NumberLink to="/leads?due=tomorrow">{counts.dueTomorrow} 条</NumberLink>
      {isOffice(role) ? (
        <>
          ，还没分派 <NumberLink to="/leads?state=new">{counts.unassigned} 条</NumberLink>
          {counts.secondLook > 0 ? (
            <>
              ，待复看 <NumberLink to="/leads?state=second_look">{counts.secondLook} 条</NumberLink>
            </>
          ) : null}
        </>
      ) : (
        <>
          ，交给我的 <NumberLink to="/leads?state=open&assignee=me">{counts.mine} 条</NumberLink>
        </>
      )}
    </FirstLine>
  )
}

function Nothing({ role, isFiltered }: { role: string; isFiltered: boolean }) {
  if (isFiltered) return <EmptyState title="没有符合条件的疑点" missing="去掉一个条件再看。" />
  if (role === 'clerk')
    return (
      <EmptyState
        title="这里会列出要核实的疑点"
        missing="现在没有待核实的。疑点来自两处：核查运行，和上级交下来的核查表。"
        action={<ButtonLink to="/checks">去核查</ButtonLink>}
      />
    )
  return <EmptyState title="没有要核实的疑点" missing="镇民政办分派以后，会列在这里，并写明哪天到期。" />
}
