import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { OutputOf } from '#src/ui/call.ts'
import { FilePicker } from '#src/ui/FilePicker.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { Page } from '#src/ui/Page.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { EmptyState } from '#src/ui/States.tsx'
import { uploader } from '#src/ui/transfer.ts'
import type { api } from '../contract.ts'
import { useReader } from './problems-api.ts'
import './problems.css'

type Row = OutputOf<(typeof api)['POST /api/problem-ledgers']>['rows'][number]

const put = uploader<typeof api>()
const stateWords: Record<Row['state'], string> = { added: '新登记', known: '已经有', left: '没有登记' }

/** The town's own running 问题台账 comes in as it is, row by row; what a row does not say stands beside it. */
export function TakeLedgerPage() {
  const { role } = useReader()
  const queries = useQueryClient()
  const [files, setFiles] = useState<readonly { file: string; rows: readonly Row[] }[]>([])
  const rows = files.flatMap((each) => each.rows)
  const count = (state: Row['state']): number => rows.filter((row) => row.state === state).length
  return (
    <Page>
      <PageHead crumbs={[{ text: '问题', to: '/problems' }, { text: '台账导入' }]} />
      <FirstLine note="每行成为一条问题：来源、人、金额、原因、措施、责任人、时限，写了多少收多少。写“已完成”的不会因此销号，还要佐证和复核。同一张台账再交一次，不会多出问题。">
        {rows.length === 0
          ? '镇里现用的问题台账，原样导入'
          : `读到 ${rows.length} 行：新登记 ${count('added')} 条，已经有 ${count('known')} 条，没有登记 ${count('left')} 行`}
      </FirstLine>
      {role === 'clerk' ? (
        <FilePicker
          label="拖一张问题台账、整改台账或销号表进来（.xlsx、.xls、.csv）"
          accept=".xlsx,.xls,.csv"
          hint="要有“存在问题”或“问题描述”一列；列名不用改"
          send={(file, onProgress) => put('POST /api/problem-ledgers', file, { query: { name: file.name }, onProgress })}
          onSent={(answer, file) => {
            setFiles((all) => [{ file: file.name, rows: answer.rows }, ...all])
            void queries.invalidateQueries()
          }}
        />
      ) : (
        <EmptyState title="问题台账由镇民政办导入" />
      )}
      {files.map(({ file, rows: taken }) => (
        <section key={file} className="problem-block" aria-label={file}>
          <h2>{file}</h2>
          <ul className="taken-rows">
            {taken.map((row) => (
              <li key={`${row.sheet}${row.row}`}>
                <span className={row.state === 'left' ? 'am' : 'ink2'}>
                  <Icon name={row.state === 'added' ? 'plus' : row.state === 'known' ? 'same' : 'triangle'} label={stateWords[row.state]} /> {row.sheet} 第{' '}
                  {row.row} 行，{stateWords[row.state]}
                </span>{' '}
                {row.problem ? (
                  <Link href={`/problems/${row.problem}`}>
                    {row.number} {row.title}
                  </Link>
                ) : (
                  row.title
                )}
                {row.remarks.length > 0 ? <div className="small am">{row.remarks.join('；')}</div> : null}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  )
}
