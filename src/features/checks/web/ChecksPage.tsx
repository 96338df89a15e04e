import { Link } from 'wouter'
import { grouped, minuteOf } from '#src/ui/amounts.ts'
import { ButtonLink } from '#src/ui/Button.tsx'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { Page, SidePanel } from '#src/ui/Page.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { Shown } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { useNarrow } from '#src/ui/use-narrow.ts'
import { areaTitles, statusLooks, useChecks, type CheckList, type ListedCheck } from './checks-api.ts'
import { Releases } from './Releases.tsx'
import { RunBar } from './RunBar.tsx'
import './checks.css'

/** All checks: what was looked at, hit, by which law, and which lists and papers are missing. */
export function ChecksPage() {
  const isNarrow = useNarrow()
  // While a run works each line moves; otherwise now and then, since another may start one.
  const list = useChecks('GET /api/checks', {}, { every: 2_000 })
  const missing = list.data?.missing ?? []
  return (
    <Page side={missing.length > 0 && !isNarrow ? <MissingPanel missing={missing} /> : null}>
      <PageHead crumbs={[{ text: '核查' }]} note={list.data?.lastRun ? sayLastRun(list.data.lastRun) : undefined} />
      <Shown of={list} what="正在取核查">
        {(data) => (
          <>
            <Standing list={data} />
            <Releases />
            <RunBar list={data} />
            {data.broken.map(({ check, why }) => (
              <p key={check} className="am">
                核查 {check} 没有运行，其余照常：{why}
              </p>
            ))}
            {data.areas.map((area) => (
              <section key={area.area} className="check-area" aria-label={areaTitles[area.area]}>
                <h2>{areaTitles[area.area]}</h2>
                <CheckTable checks={area.checks} running={data.running?.check ?? null} />
              </section>
            ))}
            {isNarrow && missing.length > 0 ? <MissingList missing={missing} /> : null}
          </>
        )}
      </Shown>
    </Page>
  )
}

function sayLastRun({ finishedAt, asOf, cause }: NonNullable<CheckList['lastRun']>): string {
  return `上次核查 ${minuteOf(finishedAt)}，截至 ${asOf}${cause === null ? '' : `，因${cause}`}`
}

function Standing({ list }: { list: CheckList }) {
  const checks = list.areas.flatMap((area) => area.checks)
  const count = (...states: ListedCheck['status'][]): number => checks.filter((check) => states.includes(check.status)).length
  const hits = checks.reduce((sum, check) => sum + (check.hits ?? 0), 0)
  if (!list.lastRun)
    return (
      <FirstLine note="导入名册和发放表以后就可以核查" actions={<ButtonLink to="/checks/next">先看手头的名单能查什么</ButtonLink>}>
        {checks.length} 项核查，还没有运行过
      </FirstLine>
    )
  const [lists, bases, broken] = [count('missing_list'), count('missing_basis'), count('error') + list.broken.length]
  return (
    <FirstLine
      note={`用时 ${(list.lastRun.milliseconds / 1000).toFixed(1)} 秒；看全了的，名单和依据都在；只看了一部分的，缺的月份和社区不出疑点`}
      actions={
        <>
          <ButtonLink to="/checks/next">下一步补什么</ButtonLink>
          <ButtonLink to="/standards">镇里的标准与时限</ButtonLink>
        </>
      }
    >
      {checks.length} 项核查：看全 {count('ran')} 项，看了一部分 {count('partly')} 项{lists > 0 ? `，缺名单 ${lists} 项` : ''}
      {bases > 0 ? `，缺依据 ${bases} 项` : ''}
      {broken > 0 ? `，出错 ${broken} 项` : ''}；命中 <NumberLink to="/leads?source=data">{hits} 条</NumberLink>
    </FirstLine>
  )
}

function CheckTable({ checks, running }: { checks: readonly ListedCheck[]; running: string | null }) {
  return (
    <table className="check-table">
      <thead>
        <tr>
          <th scope="col">核查</th>
          <th scope="col" className="right">
            看了
          </th>
          <th scope="col" className="right">
            命中
          </th>
          <th scope="col">依据</th>
          <th scope="col">能否运行</th>
          <th scope="col" className="right">
            毫秒
          </th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => {
          const look = statusLooks[check.off ? 'off' : (check.status ?? 'never')]
          return (
            <tr key={check.check} className={running === check.title ? 'is-running' : undefined}>
              <th scope="row">
                <Link href={`/checks/${check.check}`}>{check.title}</Link>
                <span className="small ink3">{check.question}</span>
              </th>
              <td className="right" data-label="看了">
                {check.population === null ? <span className="ink3">—</span> : grouped(check.population)}
              </td>
              <td className="right" data-label="命中">
                {check.hits === null ? <span className="ink3">—</span> : check.hits > 0 ? <Link href={`/leads?check=${check.check}`}>{check.hits}</Link> : 0}
              </td>
              <td className="small" data-label="依据">
                {check.basis.length === 0 ? <span className="ink2">{check.asksTown ? '镇里的文件' : '资料自身'}</span> : check.basis[0]}
                {check.basis.length > 1 ? <span className="ink3">，另 {check.basis.length - 1} 条</span> : null}
              </td>
              <td className="small" data-label="能否运行">
                {running === check.title ? <StateWord kind="checking" word="正在看" /> : <StateWord kind={look.kind} word={look.word} />}
                {check.missing.slice(0, 2).map((missing) => (
                  <span key={missing.text} className="am check-missing">
                    缺{missing.kind === 'list' ? '名单' : '依据'}：{missing.text}
                  </span>
                ))}
                {check.missing.length > 2 ? <span className="ink3">另缺 {check.missing.length - 2} 样</span> : null}
                {check.error === null ? null : <span className="am check-missing">{check.error.split('\n')[0]}</span>}
              </td>
              <td className="right ink3" data-label="毫秒">
                {check.ms ?? '—'}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function MissingPanel({ missing }: { missing: CheckList['missing'] }) {
  return (
    <SidePanel head={`缺 ${missing.length} 样`} label="缺的名单和依据" width={344}>
      <MissingList missing={missing} />
    </SidePanel>
  )
}

/** What is missing, the most useful first: checks × rows that it would serve. */
function MissingList({ missing }: { missing: CheckList['missing'] }) {
  const { role } = useHere()
  const kinds = [
    { kind: 'list', title: '缺的名单', hint: '补上后能多看的核查越多越靠前', action: '导入名单', to: '/import' },
    { kind: 'basis', title: '缺的依据', hint: '没有写明的文件，就不出疑点', action: '补镇里的文件', to: '/standards' },
  ] as const
  return kinds.map(({ kind, title, hint, action, to }) => {
    const own = missing.filter((each) => each.kind === kind)
    if (own.length === 0) return null
    return (
      <section key={kind}>
        <h2>
          {title} {own.length} 种
        </h2>
        <p className="small ink3">{hint}</p>
        <ul className="missing-list">
          {own.map((each) => (
            <li key={each.title}>
              <b>{each.title}</b>
              {each.months === '' ? null : <span className="small am">缺 {each.months}</span>}
              <span className="small ink2">
                {each.checks.length} 项核查用它{each.rows > 0 ? `，看得到 ${grouped(each.rows)} 条` : '，现在一条也看不了'}
              </span>
              <span className="small">
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
        {role === 'clerk' ? (
          <ButtonLink to={to} kind="lead">
            {action}
          </ButtonLink>
        ) : null}
      </section>
    )
  })
}
