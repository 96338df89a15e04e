import { Link } from 'wouter'
import { grouped } from '#src/ui/amounts.ts'
import { ButtonLink } from '#src/ui/Button.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { Page } from '#src/ui/Page.tsx'
import { Segmented } from '#src/ui/Segmented.tsx'
import { Shown } from '#src/ui/States.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { BatchList } from './BatchList.tsx'
import { useRead } from './calls.ts'
import './import.css'

const owners = [
  { value: 'received', title: '收到的名册' },
  { value: 'kept', title: '自己记的' },
  { value: 'reference', title: '参照名单' },
  { value: 'batches', title: '批次' },
] as const

type Part = (typeof owners)[number]['value']

/** Every ledger with what it holds; what came in which batch. */
export function LedgersPage() {
  const { query, change } = useUrlQuery()
  const { role } = useHere()
  const ledgers = useRead('GET /api/ledgers', {})
  const part: Part = owners.find((owner) => owner.value === query.get('part'))?.value ?? 'received'
  const isClerk = role === 'clerk'
  const choices = isClerk ? owners : owners.filter((owner) => owner.value === 'received' || owner.value === 'kept')
  return (
    <Page>
      <Shown of={ledgers}>
        {({ ledgers: all }) => {
          const filled = all.filter((ledger) => ledger.rows > 0)
          return (
            <>
              <FirstLine
                actions={
                  isClerk ? (
                    <ButtonLink to="/import" kind="primary" icon="upload">
                      导入台账和名单
                    </ButtonLink>
                  ) : undefined
                }
              >
                {filled.length} 本台账有数，共 {grouped(filled.reduce((sum, ledger) => sum + ledger.rows, 0))} 行
              </FirstLine>
              <Segmented label="看哪一类" choices={choices} value={part} onChange={(value) => change({ part: value }, { isStep: true })} />
              {part === 'batches' ? (
                <BatchList />
              ) : (
                <div className="sheet-scroll">
                  <table className="sheet ledger-table">
                    <thead>
                      <tr>
                        <th>台账</th>
                        <th>最近一期</th>
                        <th>行数</th>
                        <th>批次</th>
                        <th>空白模板</th>
                      </tr>
                    </thead>
                    <tbody>
                      {all
                        .filter((ledger) => ledger.owner === part)
                        .sort((a, b) => b.rows - a.rows)
                        .map((ledger) => (
                          <tr key={ledger.ledger}>
                            <td>{ledger.rows > 0 ? <Link href={`/ledgers/${ledger.ledger}`}>{ledger.title}</Link> : ledger.title}</td>
                            <td>{ledger.lastPeriod ?? ledger.lastAt?.slice(0, 10) ?? '还没有'}</td>
                            <td>{grouped(ledger.rows)}</td>
                            <td>{ledger.batches}</td>
                            <td>
                              <a href={`/api/ledgers/${ledger.ledger}/template`}>下载</a>
                            </td>
                          </tr>
                        ))}
                    </tbody>
                  </table>
                </div>
              )}
            </>
          )
        }}
      </Shown>
    </Page>
  )
}
