import { useEffect, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { areaWords, causeWords, kindWords, sourceWords, trackWords } from '#src/domain/problem-words.ts'
import { useCampaignOptions } from '#src/ui/Campaigns.tsx'
import { ButtonLink } from '#src/ui/Button.tsx'
import { FilterChips, useFilters } from '#src/ui/FilterChips.tsx'
import { filterSentence, type Filter } from '#src/ui/filters.ts'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { announce } from '#src/ui/notices.tsx'
import { Page } from '#src/ui/Page.tsx'
import { PrintFrame } from '#src/ui/PrintFrame.tsx'
import { messageFor } from '#src/ui/problem-error.ts'
import { PageHead } from '#src/ui/Shell.tsx'
import { problemLooks } from '#src/ui/state-kinds.ts'
import { EmptyState, Shown } from '#src/ui/States.tsx'
import { DataTable } from '#src/ui/table/DataTable.tsx'
import { TableTools, useTableView } from '#src/ui/table/table-view.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { ProblemBatch } from './ProblemBatch.tsx'
import { problemColumns, problemGroups, problemPresets } from './problem-columns.tsx'
import { downloadProblems, options, useDivisions, useProblems, useReader, type Problem, type ProblemList } from './problems-api.ts'

const stateOptions = [{ value: 'open', title: '没办结' }, ...Object.entries(problemLooks).map(([value, look]) => ({ value, title: look.word }))]

function filtersOf(divisions: readonly { code: string; name: string }[], campaigns: readonly { value: string; title: string }[]): readonly Filter[] {
  return [
    { key: 'state', title: '状态', kind: 'choice', options: stateOptions },
    {
      key: 'due',
      title: '时限',
      kind: 'one',
      options: [
        { value: 'overdue', title: '已逾期' },
        { value: 'soon', title: '三个工作日内' },
        { value: 'none', title: '未定' },
      ],
    },
    { key: 'owner', title: '谁负责', kind: 'one', options: [{ value: 'me', title: '我' }] },
    {
      key: 'division',
      title: '社区',
      kind: 'one',
      ...(divisions.length === 0 ? {} : { options: divisions.map((each) => ({ value: each.code, title: each.name })) }),
    },
    { key: 'source', title: '来源', kind: 'choice', options: options(sourceWords) },
    { key: 'area', title: '领域', kind: 'choice', options: options(areaWords) },
    { key: 'kind', title: '性质', kind: 'choice', options: options(kindWords) },
    { key: 'track', title: '怎样改', kind: 'one', options: options(trackWords) },
    { key: 'cause', title: '原因', kind: 'one', options: options(causeWords) },
    { key: 'relapsed', title: '反弹', kind: 'one', options: [{ value: 'true', title: '是' }] },
    { key: 'text', title: '姓名或编号', kind: 'text' },
    { key: 'item', title: '排查事项', kind: 'text' },
    { key: 'topic', title: '主题', kind: 'text' },
    ...(campaigns.length === 0 ? [] : [{ key: 'campaign', title: '专项行动', kind: 'one' as const, options: campaigns }]),
  ]
}

const mayRegister = ['clerk', 'secretary', 'worker', 'child_worker', 'supervisor']

/** The problem ledger: what is open first, each row a page, the whole as .xlsx. */
export function ProblemsPage() {
  const { search, change } = useUrlQuery()
  const { today, role, person } = useReader()
  const filters = filtersOf(useDivisions(), useCampaignOptions())
  const values = useFilters(filters)
  const columns = useMemo(() => problemColumns(today), [today])
  const view = useTableView({ id: 'problems', columns, presets: problemPresets, groups: problemGroups })
  const list = useProblems('GET /api/problems', { query: { ...values, limit: '1000' } as never }, { keepsLast: true })
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [isExporting, setExporting] = useState(false)
  const [, navigate] = useLocation()
  // The plain address shows what is still open; whoever takes that filter out sees all.
  useEffect(() => {
    if ([...new URLSearchParams(search).keys()].every((key) => key === 'campaign')) change({ state: 'open' })
    // Only when the page is entered.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  const exportSeen = async (): Promise<void> => {
    setExporting(true)
    await downloadProblems('GET /api/problems/export', { query: values as never }).catch((error: unknown) => announce({ text: messageFor(error).detail }))
    setExporting(false)
  }
  const canBatch = role === 'clerk' || role === 'secretary' || role === 'leader'
  return (
    <Page>
      <PageHead crumbs={[{ text: '问题' }]} note={`截至 ${today}`} />
      <Shown of={list} what="正在取问题">
        {(data) => (
          <>
            <Standing list={data} role={role} />
            <FilterChips filters={filters} id="problems" />
            <TableTools view={view} exportText={`导出问题台账 ${data.total} 条`} onExport={() => void exportSeen()} isExporting={isExporting} />
            <PrintFrame title="问题台账" scope={filterSentence(filters, values)} asOf={today} printedBy={person}>
              <DataTable
                id="problems"
                label="问题"
                rows={data.problems}
                rowKey={(row) => row.problem}
                columns={columns}
                view={view}
                totalCount={data.total}
                {...(canBatch
                  ? {
                      selected,
                      onSelect: setSelected,
                      batch: (chosen: readonly Problem[], clear: () => void) => <ProblemBatch problems={chosen} role={role} onDone={clear} />,
                    }
                  : {})}
                onOpen={(row) => navigate(`/problems/${row.problem}`)}
                rowTone={(row) => (row.kind === 'danger' && !['closed', 'revoked', 'transferred'].includes(row.state) ? 'red' : undefined)}
                hasTotals
                empty={<Nothing role={role} isFiltered={Object.keys(values).some((key) => key !== 'state')} />}
              />
            </PrintFrame>
          </>
        )}
      </Shown>
    </Page>
  )
}

/** Where things stand, whatever is filtered; each number opens its rows. */
function Standing({ list: { counts }, role }: { list: ProblemList; role: string }) {
  const isOffice = role === 'clerk' || role === 'leader'
  return (
    <FirstLine
      note="等待的时钟停着，不算逾期；疑点属实以后才是问题"
      actions={
        <>
          <ButtonLink to="/problems/numbers">对账与原因</ButtonLink>
          {role === 'clerk' ? <ButtonLink to="/problems/take">导入台账</ButtonLink> : null}
          {mayRegister.includes(role) ? (
            <ButtonLink to="/problems/new" kind="primary">
              登记一条问题
            </ButtonLink>
          ) : null}
        </>
      }
    >
      没办结的问题 <NumberLink to="/problems?state=open">{counts.open} 条</NumberLink>：逾期{' '}
      <NumberLink to="/problems?due=overdue" {...(counts.overdue > 0 ? { tone: 'red' as const } : {})}>
        {counts.overdue} 条
      </NumberLink>
      ，三个工作日内到期 <NumberLink to="/problems?due=soon">{counts.soon} 条</NumberLink>，等待{' '}
      <NumberLink to="/problems?state=waiting">{counts.waiting} 条</NumberLink>
      {isOffice ? (
        <>
          ，待认定 <NumberLink to="/problems?state=registered">{counts.registered} 条</NumberLink>，待复核{' '}
          <NumberLink to="/problems?state=closing&state=reviewing">{counts.reviewing} 条</NumberLink>
        </>
      ) : (
        <>
          ，退回 <NumberLink to="/problems?state=returned">{counts.returned} 条</NumberLink>
        </>
      )}
      ；已销号 <NumberLink to="/problems?state=closed">{counts.closed} 条</NumberLink>
    </FirstLine>
  )
}

function Nothing({ role, isFiltered }: { role: string; isFiltered: boolean }) {
  if (isFiltered) return <EmptyState title="没有符合条件的问题" missing="去掉一个条件再看。" />
  return (
    <EmptyState
      title="这里是问题台账"
      missing="现在没有没办结的问题。问题来自属实的疑点、自查答“有”的事项，和审计、督查、暗访、信访、上级交办；后几种在这里登记。"
      action={mayRegister.includes(role) ? <ButtonLink to="/problems/new">登记一条问题</ButtonLink> : undefined}
    />
  )
}
