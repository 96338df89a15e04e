import { useSearch, Link } from 'wouter'
import { areaWords, areas, causeKinds, causeWords, type Area, type CauseKind } from '#src/domain/problem-words.ts'
import { Button } from '#src/ui/Button.tsx'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { Page } from '#src/ui/Page.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { EmptyState, Shown } from '#src/ui/States.tsx'
import { DataTable } from '#src/ui/table/DataTable.tsx'
import type { Column } from '#src/ui/table/columns.ts'
import { useProblems, type Reconciled } from './problems-api.ts'
import { ThreeLine } from './ProblemBlocks.tsx'
import './problems.css'

/** 对账: do problems, measures and proof agree, per community; who holds what; and where the causes lie. */
export function NumbersPage() {
  const query = new URLSearchParams(useSearch())
  const [division, campaign] = [query.get('division') ?? undefined, query.get('campaign') ?? undefined]
  const answer = useProblems('GET /api/problems/reconciliation', { query: { division, campaign } })
  return (
    <Page>
      <PageHead crumbs={[{ text: '问题', to: '/problems' }, { text: '对账与原因' }]} />
      <Shown of={answer}>
        {({ communities }) => (
          <>
            <Standing communities={communities} isOne={division !== undefined} />
            {communities.length === 0 ? <EmptyState title="这里对问题、措施、佐证三个数" missing="还没有认定的问题。" /> : null}
            <ul className="numbers-list">
              {communities.map((each) => (
                <li key={each.division}>
                  <ThreeLine name={each.divisionName} numbers={each} />
                  <ul className="small">
                    {each.differing.map((problem) => (
                      <li key={problem.problem}>
                        <Link href={`/problems/${problem.problem}`}>{problem.number}</Link> {problem.title}{' '}
                        <span className="am">{problem.lacks.map((lack) => lackWords[lack]).join('，')}</span>
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
          </>
        )}
      </Shown>
      <PeopleSection campaign={campaign} />
      <CausesSection campaign={campaign} />
    </Page>
  )
}

const lackWords: Record<Reconciled['differing'][number]['lacks'][number], string> = {
  measure: '缺措施',
  proof: '缺整改后的佐证',
  undone: '还有措施没做完',
  money: '钱款没平',
}

function Standing({ communities, isOne }: { communities: readonly Reconciled[]; isOne: boolean }) {
  const sum = (of: (each: Reconciled) => number): number => communities.reduce((total, each) => total + of(each), 0)
  const differ = communities.filter((each) => !each.agrees)
  return (
    <FirstLine
      note="问题：认定以后、没有撤销和移送的；措施：至少有一条；佐证齐：有整改后的佐证"
      actions={isOne ? <Link href="/problems/numbers">看全部社区</Link> : undefined}
    >
      问题 {sum((each) => each.problems)} 条，有措施 {sum((each) => each.measures)} 条，佐证齐 {sum((each) => each.proof)} 条；
      {differ.length === 0 ? '处处一致' : `${differ.length} 个社区对不上`}
    </FirstLine>
  )
}

interface Person {
  post: string | null
  name: string | null
  hasLeft: boolean
  division: string
  divisionName: string
  open: number
  overdue: number
  soon: number
  stuck: number
  returned: number
  waiting: number
  nextDue: string | null
}

const peopleColumns: readonly Column<Person>[] = [
  {
    key: 'name',
    title: '责任人',
    width: 120,
    value: (row) => row.name ?? '还没有责任人',
    render: (row) => (
      <>
        {row.name ?? <span className="am">还没有责任人</span>} {row.hasLeft ? <span className="am small">已离岗，要移交</span> : null}
      </>
    ),
  },
  { key: 'division', title: '社区', width: 80, value: (row) => row.divisionName },
  { key: 'open', title: '手上', kind: 'count', value: (row) => row.open, total: 'sum' },
  {
    key: 'overdue',
    title: '逾期',
    kind: 'count',
    value: (row) => row.overdue,
    total: 'sum',
    render: (row) =>
      row.overdue > 0 && row.post ? (
        <NumberLink tone="red" to={`/problems?due=overdue&owner=${row.post}`}>
          {row.overdue}
        </NumberLink>
      ) : (
        row.overdue
      ),
  },
  { key: 'soon', title: '快到期', kind: 'count', value: (row) => row.soon, total: 'sum' },
  { key: 'returned', title: '退回', kind: 'count', value: (row) => row.returned, total: 'sum' },
  { key: 'stuck', title: '十天没动', kind: 'count', width: 76, value: (row) => row.stuck, total: 'sum' },
  { key: 'waiting', title: '等待', kind: 'count', value: (row) => row.waiting, total: 'sum' },
  { key: 'next', title: '最近的时限', kind: 'date', value: (row) => row.nextDue },
]

function PeopleSection({ campaign }: { campaign: string | undefined }) {
  const answer = useProblems('GET /api/problems/reminders', { query: { campaign } })
  return (
    <section className="problem-block" aria-label="谁手上压着">
      <h2>谁手上压着</h2>
      <Shown of={answer}>
        {({ people }) =>
          people.length === 0 ? (
            <p className="ink2">没有没办结的问题。</p>
          ) : (
            <DataTable
              id="problem-people"
              label="责任人"
              rows={people}
              rowKey={(row) => `${row.post ?? ''}${row.division}`}
              columns={peopleColumns}
              height="natural"
              unit="项"
              hasTotals
            />
          )
        }
      </Shown>
    </section>
  )
}

/** S40: causes in the four kinds × area, each number opening its problems. */
function CausesSection({ campaign }: { campaign: string | undefined }) {
  const answer = useProblems('GET /api/problems/causes', { query: { campaign } })
  return (
    <section className="problem-block" aria-label="原因">
      <h2>从四个方面看原因</h2>
      <Shown of={answer}>
        {({ counts }) => {
          const of = (area: string | null, cause: CauseKind | null): number =>
            counts.filter((each) => (area === null || each.area === area) && each.cause === cause).reduce((sum, each) => sum + each.problems, 0)
          const shown = areas.filter((area) => counts.some((each) => each.area === area))
          return (
            <table className="cause-table">
              <thead>
                <tr>
                  <th scope="col">领域</th>
                  {causeKinds.map((kind) => (
                    <th key={kind} scope="col" className="right">
                      {causeWords[kind]}
                    </th>
                  ))}
                  <th scope="col" className="right">
                    还没写
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map((area: Area) => (
                  <tr key={area}>
                    <th scope="row">{areaWords[area]}</th>
                    {causeKinds.map((kind) => (
                      <td key={kind} className="right">
                        {of(area, kind) > 0 ? <NumberLink to={`/problems?area=${area}&cause=${kind}`}>{of(area, kind)}</NumberLink> : '—'}
                      </td>
                    ))}
                    <td className="right">{of(area, null) > 0 ? of(area, null) : '—'}</td>
                  </tr>
                ))}
                <tr className="account-rest">
                  <th scope="row">合计</th>
                  {causeKinds.map((kind) => (
                    <td key={kind} className="right">
                      {of(null, kind)}
                    </td>
                  ))}
                  <td className="right">{of(null, null)}</td>
                </tr>
              </tbody>
            </table>
          )
        }}
      </Shown>
      <Button kind="link" size="row" icon="print" onClick={() => window.print()}>
        打印这一页
      </Button>
    </section>
  )
}
