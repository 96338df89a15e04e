import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { announce } from '#src/ui/notices.tsx'
import { minuteOf } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { Field, TextInput } from '#src/ui/Field.tsx'
import { FilePicker } from '#src/ui/FilePicker.tsx'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { Page } from '#src/ui/Page.tsx'
import { PrintFrame } from '#src/ui/PrintFrame.tsx'
import { messageFor } from '#src/ui/problem-error.ts'
import { PageHead } from '#src/ui/Shell.tsx'
import { EmptyState, Shown } from '#src/ui/States.tsx'
import { DataTable } from '#src/ui/table/DataTable.tsx'
import { TableTools, useTableView } from '#src/ui/table/table-view.tsx'
import type { Column } from '#src/ui/table/columns.ts'
import type { OutputOf } from '#src/ui/call.ts'
import type { api } from '../contract.ts'
import { downloadLeads, uploadSheet, useLeads, useReader } from './leads-api.ts'
import './leads.css'

type Taken = OutputOf<(typeof api)['POST /api/handed-sheets']>['sheets'][number]
type Sheet = OutputOf<(typeof api)['GET /api/handed-sheets']>['sheets'][number]

/** 疑点核查表 that others hand down: in as leads, and back in the very same workbook with its result cells filled. */
export function HandedPage() {
  const sheets = useLeads('GET /api/handed-sheets', {})
  const { role, today, person } = useReader()
  const [giver, setGiver] = useState('县民政局')
  const [taken, setTaken] = useState<readonly { file: string; sheets: readonly Taken[] }[]>([])
  const queries = useQueryClient()
  const view = useTableView({ id: 'handed', columns })
  return (
    <Page>
      <PageHead crumbs={[{ text: '疑点', to: '/leads' }, { text: '交下来的核查表' }]} />
      <Shown of={sheets}>
        {({ sheets: list }) => (
          <>
            <FirstLine note="每一行成为一条疑点；有了最终结论，下载回去的还是原来那个文件，只多了结果那几格。">
              交下来的核查表 {list.length} 张：共 <NumberLink to="/leads?source=order">{list.reduce((sum, sheet) => sum + sheet.leads, 0)} 条</NumberLink>
              ，有最终结论 {list.reduce((sum, sheet) => sum + sheet.done, 0)} 条
            </FirstLine>
            {role === 'clerk' ? (
              <section className="handed-in" aria-label="收一张核查表">
                <Field label="谁交下来的" isRequired>
                  {(ids) => <TextInput {...ids} value={giver} onChange={(event) => setGiver(event.target.value)} />}
                </Field>
                <FilePicker
                  label="拖一张或几张核查表进来（.xlsx）"
                  accept=".xlsx"
                  hint="要有“姓名”或“身份证号”，和“核查结果”一列。同一张表再交一次，不会多出疑点。"
                  send={(file, onProgress) =>
                    uploadSheet('POST /api/handed-sheets', file, { query: { name: file.name, giver: giver.trim() || '上级' }, onProgress })
                  }
                  onSent={(answer, file) => {
                    setTaken((all) => [{ file: file.name, sheets: answer.sheets }, ...all])
                    void queries.invalidateQueries()
                  }}
                />
                {taken.map((each) => (
                  <TakenFile key={each.file} {...each} />
                ))}
              </section>
            ) : null}
            <TableTools view={view} />
            <PrintFrame title="交下来的疑点核查表" scope="全部" asOf={today} printedBy={person}>
              <DataTable
                id="handed"
                label="核查表"
                rows={list}
                rowKey={(sheet) => sheet.sheet}
                columns={columns}
                view={view}
                unit="张"
                height="natural"
                empty={<EmptyState title="这里列出上级交下来的疑点核查表" missing="收到县里的核查表，把文件拖到上面就行。" />}
              />
            </PrintFrame>
          </>
        )}
      </Shown>
    </Page>
  )
}

function TakenFile({ file, sheets }: { file: string; sheets: readonly Taken[] }) {
  return (
    <output className="handed-taken">
      <b>{file}</b>
      {sheets.map((sheet) => (
        <span key={sheet.name} className="handed-sheet">
          {sheet.name}：
          {sheet.state === 'not_a_list' ? (
            '不是核查表，没有动它'
          ) : sheet.state === 'known' ? (
            `这张表收过了，${sheet.rows} 行都在，没有新增`
          ) : (
            <>
              读到 {sheet.rows} 行，新增 <Link href={`/leads?sheet=${sheet.sheet ?? ''}`}>{sheet.added} 条疑点</Link>
              {sheet.matched > 0 ? `，${sheet.matched} 条以前交过` : ''}；会填回：
              {sheet.columns
                .filter((column) => column.isResult)
                .map((column) => column.heading)
                .join('、')}
            </>
          )}
          {sheet.problems.slice(0, 5).map((problem) => (
            <span key={`${problem.row}${problem.message}`} className="small ink2 handed-problem">
              第 {problem.row} 行：{problem.message}
            </span>
          ))}
          {sheet.problems.length > 5 ? <span className="small ink3 handed-problem">还有 {sheet.problems.length - 5} 处要看一眼</span> : null}
        </span>
      ))}
    </output>
  )
}

const columns: readonly Column<Sheet>[] = [
  {
    key: 'file',
    title: '文件',
    width: 260,
    value: (sheet) => sheet.fileName,
    render: (sheet) => <Link href={`/leads?sheet=${sheet.sheet}`}>{sheet.fileName}</Link>,
    card: 'title',
  },
  { key: 'giver', title: '谁交下来的', width: 110, value: (sheet) => sheet.giver },
  { key: 'at', title: '收到', width: 130, value: (sheet) => minuteOf(sheet.at) },
  { key: 'by', title: '谁收的', width: 80, value: (sheet) => sheet.by },
  { key: 'leads', title: '疑点', kind: 'count', value: (sheet) => sheet.leads, total: 'sum' },
  { key: 'done', title: '有结论', kind: 'count', value: (sheet) => sheet.done, total: 'sum' },
  { key: 'back', title: '交回', width: 190, value: () => '', render: (sheet) => <GiveBack sheet={sheet} />, isSortable: false, card: 'side' },
]

function GiveBack({ sheet }: { sheet: Sheet }) {
  const [isBusy, setBusy] = useState(false)
  const fetchFile = async (): Promise<void> => {
    setBusy(true)
    await downloadLeads('GET /api/handed-sheets/{sheet}/file', { params: { sheet: sheet.sheet } })
      .then(() => announce({ text: `原表已填好 ${sheet.done} 行，其余格子没有动` }))
      .catch((error: unknown) => announce({ text: messageFor(error).detail }))
    setBusy(false)
  }
  return (
    <Button size="row" kind="lead" icon="download" isBusy={isBusy} onClick={() => void fetchFile()}>
      下载填好 {sheet.done} 行的原表
    </Button>
  )
}
