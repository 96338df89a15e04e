import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { ButtonLink } from '#src/ui/Button.tsx'
import { FilePicker } from '#src/ui/FilePicker.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { announce } from '#src/ui/notices.tsx'
import { Page } from '#src/ui/Page.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { EmptyState, Shown } from '#src/ui/States.tsx'
import { type StandardProblems, uploadStandards, useChecks } from './checks-api.ts'
import { StandardTable } from './StandardTable.tsx'
import './checks.css'

/** The town's dated standards and limits, each with its paper; and the papers that are missing. */
export function StandardsPage() {
  const { role } = useHere()
  const queries = useQueryClient()
  const [refused, setRefused] = useState<StandardProblems>([])
  const answer = useChecks('GET /api/standards', {})
  return (
    <Page>
      <PageHead crumbs={[{ text: '核查', to: '/checks' }, { text: '镇里的标准与时限' }]} />
      <Shown of={answer} what="正在取标准">
        {({ rows, missing, hasRun }) => {
          const own = rows.filter((row) => !row.isNational)
          const unverified = own.filter((row) => row.confirmed === null).length
          return (
            <>
              <FirstLine note="每一行都写明文件、文号和条款；没有写明的，核查不下结论" actions={<ButtonLink to="/calendar">工作日历</ButtonLink>}>
                镇里写明的标准 {own.length} 行{unverified > 0 ? `，未核实 ${unverified} 行` : ''}
                {missing.length > 0 ? `；还缺 ${missing.length} 份依据` : hasRun ? '；核查要的依据都有' : ''}
              </FirstLine>
              {role === 'clerk' ? (
                <FilePicker
                  label="把标准表拖进来（.xlsx 或 .json）"
                  hint="列：名称、项目、社区、起始月份、终止月份、数值、单位、依据、确认日期。不对的行不写入，并说明哪一行；其余的照样写入。"
                  accept=".xlsx,.json"
                  isMultiple={false}
                  send={(file, onProgress) => uploadStandards('POST /api/standards', file, { query: { name: file.name }, onProgress })}
                  onSent={({ added, known, problems }) => {
                    announce({ text: `新写入 ${added} 行标准，${known} 行已有；再核查一次就用上` })
                    setRefused(problems)
                    void queries.invalidateQueries()
                  }}
                />
              ) : null}
              {refused.length > 0 ? (
                <section className="check-area" role="alert">
                  <h2>没有写入的行</h2>
                  <ul>
                    {refused.map((each) => (
                      <li key={`${each.row} ${each.column} ${each.code}`}>{`第 ${each.row} 行${each.column ? ` ${each.column}` : ''}：${each.message}`}</li>
                    ))}
                  </ul>
                  <p className="small ink3">改好后把整张表再拖进来一次，已有的行不会重复。</p>
                </section>
              ) : null}
              {missing.length > 0 ? (
                <section className="check-area">
                  <h2>缺的依据</h2>
                  <ul className="missing-list">
                    {missing.map((each) => (
                      <li key={each.title}>
                        <b>{each.title}</b> <span className="small ink3">{each.meaning}</span>
                        <span className="small am">{each.months}</span>
                        <span className="small in-words">
                          补上后能看：
                          {each.checks.map((check, at) => (
                            <span key={check.check}>
                              {at > 0 ? '、' : ''}
                              <Link href={`/checks/${check.check}`}>{check.title}</Link>
                            </span>
                          ))}
                        </span>
                      </li>
                    ))}
                  </ul>
                </section>
              ) : null}
              <section className="check-area">
                <h2>现有的</h2>
                {rows.length === 0 ? <EmptyState title="这里列出镇里写明的标准与时限" missing="还没有导入过。" /> : <StandardTable rows={rows} />}
              </section>
            </>
          )
        }}
      </Shown>
    </Page>
  )
}
