import { Link } from 'wouter'
import { grouped } from '#src/ui/amounts.ts'
import { ButtonLink } from '#src/ui/Button.tsx'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { Page } from '#src/ui/Page.tsx'
import { Segmented } from '#src/ui/Segmented.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { EmptyState, Shown } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { areaTitles, statusLooks, useChecks, type Readiness } from './checks-api.ts'
import './checks.css'
import './next.css'

/** What to upload next: which one list opens how many checks over how many people, and why each check stands still. */
export function NextPage() {
  const answer = useChecks('GET /api/readiness', {})
  return (
    <Page>
      <PageHead crumbs={[{ text: '核查', to: '/checks' }, { text: '下一步补什么' }]} note="按手头的名单和依据推算" />
      <Shown of={answer} what="正在看手头的名单">
        {(data) => <Body data={data} />}
      </Shown>
    </Page>
  )
}

function Body({ data }: { data: Readiness }) {
  const { query, change } = useUrlQuery()
  const { role } = useHere()
  const { counts } = data
  const still = data.checks.filter((check) => check.status !== 'ran')
  const parts = {
    lists: `缺的名单 ${data.next.length} 种`,
    papers: `缺的依据 ${data.papers.length} 份`,
    checks: `看不全的核查 ${still.length} 项`,
  }
  const asked = query.get('part')
  const part = asked === 'papers' || asked === 'checks' ? asked : 'lists'
  const best = data.next[0]
  return (
    <>
      <FirstLine
        note={
          <>
            {data.checks.length} 项核查里：看得全 {counts.ran} 项，看得到一部分 {counts.partly} 项，缺名单 {counts.missing_list} 项，缺依据{' '}
            {counts.missing_basis} 项{data.isNewer ? '；上次核查以后来过新名单，再核查一次才用得上' : ''}
          </>
        }
        actions={
          role === 'clerk' ? (
            <ButtonLink to="/import" kind="primary" icon="upload">
              导入名单
            </ButtonLink>
          ) : undefined
        }
      >
        手头 <NumberLink to="/ledgers">{data.ledgers} 种名单</NumberLink>、{grouped(data.people)} 人
        {best ? `；先补${best.title}：${gainOf(best)}` : '；核查要的名单都有'}
      </FirstLine>
      <Segmented
        label="看哪一类"
        choices={(['lists', 'papers', 'checks'] as const).map((value) => ({ value, title: parts[value] }))}
        value={part}
        onChange={(value) => change({ part: value === 'lists' ? undefined : value }, { isStep: true })}
      />
      {part === 'lists' ? <Lists next={data.next} /> : part === 'papers' ? <Papers papers={data.papers} /> : <Waiting checks={still} />}
    </>
  )
}

function gainOf({ opens, completes, peopleOpened, peopleCompleted }: Readiness['next'][number]): string {
  const over = (people: number): string => (people > 0 ? `，管 ${grouped(people)} 人` : '，这些项目还没有人的名册')
  if (opens.length > 0) return `能多开 ${opens.length} 项核查${over(peopleOpened)}`
  return completes.length > 0 ? `能看全 ${completes.length} 项核查${over(peopleCompleted)}` : '单独补还不够，要连同别的名单'
}

function Lists({ next }: { next: Readiness['next'] }) {
  const { role } = useHere()
  if (next.length === 0) return <EmptyState title="这里列出还缺的名单" missing="核查要的名单都有了。" />
  return (
    <table className="check-table next-table">
      <thead>
        <tr>
          <th scope="col">补哪份名单</th>
          <GainHeads />
          <th scope="col">怎么补</th>
        </tr>
      </thead>
      <tbody>
        {next.map((each) => (
          <tr key={each.title}>
            <th scope="row">
              <b>{each.title}</b>
              <span className="small ink3">{ownerWords[each.owner]}</span>
              {each.gaps.slice(0, 3).map((gap) => (
                <span key={gap} className="small am check-missing">
                  缺 {gap}
                </span>
              ))}
              {each.gaps.length > 3 ? <span className="small ink3">另缺 {each.gaps.length - 3} 段</span> : null}
            </th>
            <GainCells of={each} people={Math.max(each.peopleOpened, each.peopleCompleted)} />
            <td className="small next-actions">
              {role === 'clerk' ? <a href={`/api/ledgers/${each.ledger}/template`}>空白模板</a> : null}
              {role === 'clerk' ? <Link href="/import">去导入</Link> : <span className="ink3">由镇民政办导入</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What a list or a paper would bring: the same four columns for both. */
function GainHeads() {
  return (
    <>
      <th scope="col" className="right">
        多开核查
      </th>
      <th scope="col" className="right">
        看得更全
      </th>
      <th scope="col" className="right">
        管多少人
      </th>
      <th scope="col">用它的核查</th>
    </>
  )
}

interface Named {
  check: string
  title: string
}

function GainCells({ of, people }: { of: { opens: readonly Named[]; completes: readonly Named[] }; people: number }) {
  return (
    <>
      <td className="right" data-label="多开核查">
        {of.opens.length}
      </td>
      <td className="right" data-label="看得更全">
        {of.completes.length}
      </td>
      <td className="right" data-label="管多少人">
        {grouped(people)}
      </td>
      <td className="small" data-label="用它的核查">
        <CheckNames checks={[...of.opens, ...of.completes]} />
      </td>
    </>
  )
}

const ownerWords: Record<Readiness['next'][number]['owner'], string> = {
  received: '业务系统导出的名册或发放表',
  kept: '镇和社区自己记的台账',
  reference: '别的部门给的名单，要写明谁给的、凭什么',
}

const shownNames = 4

function CheckNames({ checks }: { checks: readonly Named[] }) {
  if (checks.length === 0) return <span className="ink3">要连同别的名单才有用</span>
  const links = checks.map((check, at) => (
    <span key={check.check}>
      {at > 0 && at !== shownNames ? '、' : ''}
      <Link href={`/checks/${check.check}`}>{check.title}</Link>
    </span>
  ))
  if (checks.length <= shownNames) return <span>{links}</span>
  return (
    <details className="next-names">
      <summary>
        {checks
          .slice(0, shownNames)
          .map((check) => check.title)
          .join('、')}
        等 {checks.length} 项
      </summary>
      {links}
    </details>
  )
}

function Papers({ papers }: { papers: Readiness['papers'] }) {
  if (papers.length === 0) return <EmptyState title="这里列出还没有写明的依据" missing="已有名单的核查，依据都有。" />
  return (
    <>
      <table className="check-table next-table">
        <thead>
          <tr>
            <th scope="col">补哪份依据</th>
            <GainHeads />
          </tr>
        </thead>
        <tbody>
          {papers.map((paper) => (
            <tr key={paper.title}>
              <th scope="row">
                <b>{paper.title}</b>
                <span className="small am check-missing">缺 {paper.months.join('，')}</span>
              </th>
              <GainCells of={paper} people={paper.people} />
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <ButtonLink to="/standards" kind="lead">
          写明镇里的文件
        </ButtonLink>
      </div>
    </>
  )
}

function Waiting({ checks }: { checks: Readiness['checks'] }) {
  if (checks.length === 0) return <EmptyState title="这里列出看不全的核查" missing="每项核查都看得全。" />
  return (
    <table className="check-table next-table">
      <thead>
        <tr>
          <th scope="col">核查</th>
          <th scope="col">能否运行</th>
          <th scope="col">差什么</th>
          <th scope="col" className="right">
            管多少人
          </th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <tr key={check.check}>
            <th scope="row">
              <Link href={`/checks/${check.check}`}>{check.title}</Link>
              <span className="small ink3">{areaTitles[check.area] ?? ''}</span>
            </th>
            <td className="small" data-label="能否运行">
              <StateWord kind={statusLooks[check.status].kind} word={check.status === 'partly' ? '看得到一部分' : statusLooks[check.status].word} />
            </td>
            <td className="small" data-label="差什么">
              {check.why.map((line) => (
                <span key={line} className="check-missing">
                  {line}
                </span>
              ))}
            </td>
            <td className="right" data-label="管多少人">
              {grouped(check.people)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
