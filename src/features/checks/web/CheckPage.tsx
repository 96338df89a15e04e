import { Link, useParams } from 'wouter'
import { grouped } from '#src/ui/amounts.ts'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { Page } from '#src/ui/Page.tsx'
import { PaperText } from '#src/ui/PaperText.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { Shown } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { severityWords, statusLooks, useChecks, type CheckDetail } from './checks-api.ts'
import { CheckSwitch } from './CheckSwitch.tsx'
import { StandardTable } from './StandardTable.tsx'
import './checks.css'

/** One check: what it asks, by which words, what it needs, what is innocent, its text, and what its runs found. */
export function CheckPage() {
  const { check } = useParams<{ check: string }>()
  const answer = useChecks('GET /api/checks/{check}', { params: { check } })
  return (
    <Page>
      <PageHead crumbs={[{ text: '核查', to: '/checks' }, { text: answer.data?.title ?? '一项核查' }]} />
      <Shown of={answer} what="正在取这项核查">
        {(data) => (
          <>
            <Standing check={data} />
            <div className="check-columns">
              <div>
                <Basis check={data} />
                <Parameters check={data} />
                <section>
                  <h2>用到的名单</h2>
                  <p>{data.needs.length === 0 ? '只看名册自己，不用别的名单。' : data.needs.join('、')}</p>
                  {data.missing.map((missing) => (
                    <p key={missing.text} className="am small">
                      缺{missing.kind === 'list' ? '名单' : '依据'}：{missing.text}
                    </p>
                  ))}
                </section>
                <section>
                  <h2>常见的正常情况</h2>
                  <ul className="plain-list">
                    {data.innocent.map((ask) => (
                      <li key={ask}>{ask}</li>
                    ))}
                  </ul>
                </section>
                <section>
                  <h2>怎样算办结</h2>
                  <p>{data.closes}</p>
                </section>
                <section>
                  <h2>试过的例子 {data.cases.length} 个</h2>
                  <Cases check={data} />
                </section>
                <details className="check-sql">
                  <summary>核查的原文（SQL）</summary>
                  <pre>{data.sql}</pre>
                </details>
              </div>
              <div>
                <Places check={data} />
                <History check={data} />
                <CheckSwitch check={data} />
              </div>
            </div>
          </>
        )}
      </Shown>
    </Page>
  )
}

function Standing({ check }: { check: CheckDetail }) {
  const look = statusLooks[check.off ? 'off' : (check.status ?? 'never')]
  return (
    <FirstLine
      note={
        <>
          性质：{severityWords[check.severity]} · 看 {check.programs.join('、')} · <StateWord kind={look.kind} word={look.word} />
        </>
      }
    >
      {check.question}
      {check.population === null ? null : (
        <>
          {' '}
          看了 {grouped(check.population)} 条，命中 <NumberLink to={`/leads?check=${check.check}`}>{check.hits ?? 0} 条</NumberLink>
        </>
      )}
    </FirstLine>
  )
}

function Basis({ check }: { check: CheckDetail }) {
  return (
    <section>
      <h2>依据</h2>
      {check.articles.length === 0 ? (
        <p className="ink2">
          {check.asksTown ? '没有全国统一的条文；以镇里写明的文件为准，没有文件就不出疑点。' : '不判断对错：名单与名单、名单自身对不上，请人看一眼。'}
        </p>
      ) : null}
      {check.articles.map((article) => (
        <div key={`${article.law} ${article.article} ${article.from}`} className="check-article">
          <b>
            《{article.law}》{article.article}
          </b>{' '}
          <span className="small ink3">
            {article.from} 至 {article.to ?? '今'}
            {article.programs.length > 0 ? ` · ${article.programs.join('、')}` : ''}
          </span>
          <PaperText text={article.rule} />
        </div>
      ))}
    </section>
  )
}

function Parameters({ check }: { check: CheckDetail }) {
  if (check.parameters.length === 0) return null
  return (
    <section>
      <h2>镇里的标准与时限</h2>
      {check.parameters.map((parameter) => (
        <div key={parameter.name} className="check-parameter">
          <p>
            <b>{parameter.title}</b> <span className="small ink3">{parameter.meaning}</span>
          </p>
          {parameter.rows.length > 0 ? (
            <StandardTable rows={parameter.rows} isShort />
          ) : (
            <p className={`small ${parameter.isOptional ? 'ink3' : 'am'}`}>
              {parameter.isOptional ? '没有写，按没有处理。' : '还没有文件写明：这项核查因此看不全。'} <Link href="/standards">去补</Link>
            </p>
          )}
        </div>
      ))}
    </section>
  )
}

const caseWords: Record<CheckDetail['cases'][number]['kind'], string> = {
  hit: '该命中的',
  clean: '没问题的',
  missing: '资料不全、不下结论的',
  look_alike: '看着像、其实正常的',
  rule_change: '规定变了的',
}

function Cases({ check }: { check: CheckDetail }) {
  const kinds = (Object.keys(caseWords) as (keyof typeof caseWords)[])
    .map((kind) => ({ kind, n: check.cases.filter((each) => each.kind === kind).length }))
    .filter(({ n }) => n > 0)
  return <p>{kinds.map(({ kind, n }) => `${caseWords[kind]} ${n} 个`).join('，')}。每次改动都重新试一遍，全对才能用。</p>
}

function Places({ check }: { check: CheckDetail }) {
  if (check.status === null) return null
  return (
    <section>
      <h2>各社区</h2>
      <table className="check-table">
        <thead>
          <tr>
            <th scope="col">社区</th>
            <th scope="col" className="right">
              看了
            </th>
            <th scope="col" className="right">
              命中
            </th>
          </tr>
        </thead>
        <tbody>
          {check.divisions.map((row) => (
            <tr key={row.division}>
              <th scope="row">{row.name}</th>
              <td className="right" data-label="看了">
                {row.population === null ? '—' : grouped(row.population)}
              </td>
              <td className="right" data-label="命中">
                {row.hits > 0 ? <Link href={`/leads?check=${check.check}&division=${row.division}`}>{row.hits}</Link> : 0}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Hits of the last runs as bars, the newest at the right. */
function History({ check }: { check: CheckDetail }) {
  if (check.history.length === 0) return null
  const runs = [...check.history].reverse()
  const most = Math.max(1, ...runs.map((run) => run.hits))
  return (
    <section>
      <h2>历次命中</h2>
      <ol className="hit-bars">
        {runs.map((run) => (
          <li key={run.run} title={`看了 ${run.population} 条`}>
            <span className="small">{run.status === 'ran' || run.status === 'partly' ? run.hits : '—'}</span>
            <i style={{ height: `${Math.round((run.hits / most) * 64) + 2}px` }} />
            <span className="small ink3">{run.asOf.slice(5)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
