import { useState } from 'react'
import { flushSync } from 'react-dom'
import { dayOf } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { usePageKeys } from '#src/ui/page-keys.tsx'
import { PrintFrame } from '#src/ui/PrintFrame.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { problemLooks } from '#src/ui/state-kinds.ts'
import { percent, sayBound, useRead, useReaderOf, type Drawn, type InspectionDetail } from './calls.ts'
import { DrawnProblem } from './DrawnProblem.tsx'
import { FieldSheets } from './FieldSheets.tsx'
import { sayStrata, StrataTable } from './StrataResult.tsx'

/** A draw: seed, population and list as anybody can draw them again; each problem opens to proof, conditions and the decision. */
export function SampleSheet({ detail }: { detail: InspectionDetail }) {
  const { inspection, drawn, shows, populationNumbers } = detail
  const { role, name, today } = useReaderOf()
  const firstOpen = drawn.find((each) => each.decision === null)
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const at = drawn.find((each) => each.problem === chosen) ?? firstOpen ?? drawn[0]
  const step = (by: number): void => {
    const index = drawn.findIndex((each) => each.problem === at?.problem)
    const next = drawn[Math.min(drawn.length - 1, Math.max(0, index + by))]
    if (next) setChosen(next.problem)
  }
  usePageKeys([
    { key: 'j', does: '下一件', run: () => step(1) },
    { key: 'k', does: '上一件', run: () => step(-1) },
  ])
  const agreed = drawn.filter((each) => each.decision === 'agreed').length
  const population = inspection.population ?? 0
  const strata = useRead('GET /api/inspections/{inspection}/strata', { params: { inspection: inspection.inspection } }).data
  const [paper, setPaper] = useState<'list' | 'sheets'>('list')
  const print = (which: 'list' | 'sheets') => (): void => {
    flushSync(() => setPaper(which))
    window.print()
  }
  const simple = shows
    ? shows.soFar
      ? `${inspection.size} 件里 ${shows.wrong} 件不实（${percent(shows.wrong / (inspection.size ?? 1))}）。${sayBound(shows.soFar, population)}。`
      : `若件件属实，${sayBound(shows.asDrawn, population)}；看完最后一件才作这个判断。`
    : null
  const byStrata = strata?.sample ?? null
  const said = strata === undefined ? null : byStrata ? sayStrata(byStrata, population) : simple
  const how = byStrata ? '每层里' : ''
  return (
    <>
      <PageHead crumbs={[{ text: '督查', to: '/supervision' }, { text: `${inspection.number} ${inspection.title}` }]} />
      <FirstLine
        note={`${inspection.on} ${inspection.team || inspection.by} · 种子 ${inspection.seed} · ${how}按 sha256(种子|编号) 从小到大取前${byStrata ? '几' : ` ${inspection.size} `}件，谁来抽都是这几件`}
        actions={
          <>
            <Button icon="print" onClick={print('list')}>
              打印抽查单，A4 横向
            </Button>
            <Button icon="print" onClick={print('sheets')}>
              打印现场核查表，一件一页
            </Button>
          </>
        }
      >
        {population} 件已销号里抽 {inspection.size} 件：同意 {agreed} 件，退回 {inspection.sentBack} 件，还有 {(inspection.size ?? 0) - inspection.decided}{' '}
        件没有结论
      </FirstLine>
      {said ? <p className="ink2 no-print">{said}</p> : null}
      {paper === 'sheets' ? <FieldSheets detail={detail} strata={byStrata} /> : null}
      <div className={paper === 'sheets' ? 'no-print' : ''}>
        <PrintFrame
          title={`${inspection.title}（${inspection.number}）`}
          period={`种子 ${inspection.seed}`}
          scope={`已销号问题 ${population} 件，抽 ${inspection.size} 件`}
          asOf={inspection.on}
          signers={['督查组', '镇纪委', '日期']}
          printedBy={`${name} 打印于 ${today}`}
          notes={
            <>
              <p>抽法：把每个问题编号接在种子和竖线后面算 SHA-256，{byStrata ? '每层里从小到大取该层的件数' : `从小到大取前 ${inspection.size} 个`}。</p>
              {said ? <p>{said}</p> : null}
              {byStrata ? (
                byStrata.strata.map((each) => (
                  <p key={each.key} className="population-numbers">
                    {each.title} {each.population} 件抽 {each.size} 件：{each.numbers.join('、')}
                  </p>
                ))
              ) : (
                <p className="population-numbers">
                  总体 {population} 件：{populationNumbers.join('、')}
                </p>
              )}
            </>
          }
        >
          {byStrata ? <StrataTable sample={byStrata} /> : null}
          <div className="sample-columns">
            <div className="sample-frame">
              <table className="sample-table">
                <thead>
                  <tr>
                    <th>序</th>
                    <th>编号</th>
                    <th>社区</th>
                    <th>问题</th>
                    <th className="print-only-cell">责任人</th>
                    <th className="print-only-cell">销号</th>
                    <th>结论</th>
                    <th className="print-only-cell">原因与签字</th>
                  </tr>
                </thead>
                <tbody>
                  {drawn.map((each) => (
                    <Row key={each.problem} drawn={each} isAt={each.problem === at?.problem} onOpen={() => setChosen(each.problem)} />
                  ))}
                </tbody>
              </table>
            </div>
            {at ? (
              <DrawnProblem
                key={at.problem}
                drawn={at}
                inspection={inspection.inspection}
                mayDecide={role === 'supervisor'}
                today={today}
                onDecided={() => setChosen(undefined)}
              />
            ) : null}
          </div>
        </PrintFrame>
      </div>
      <details className="small no-print">
        <summary>总体 {population} 件的编号，可以自己再抽一次</summary>
        {byStrata ? (
          byStrata.strata.map((each) => (
            <p key={each.key} className="population-numbers">
              {each.title}：{each.numbers.join('、')}
            </p>
          ))
        ) : (
          <p className="population-numbers">{populationNumbers.join('、')}</p>
        )}
      </details>
    </>
  )
}

function Row({ drawn, isAt, onOpen }: { drawn: Drawn; isAt: boolean; onOpen: () => void }) {
  const look = problemLooks[drawn.state]
  return (
    <tr className={isAt ? 'is-at' : undefined}>
      <td>{drawn.position}</td>
      <td>
        <button type="button" className="link-btn" aria-current={isAt || undefined} onClick={onOpen}>
          {drawn.number}
        </button>
      </td>
      <td>{drawn.community}</td>
      <td className="sample-title">{drawn.title}</td>
      <td className="print-only-cell">{drawn.owner ?? ''}</td>
      <td className="print-only-cell">{drawn.closedAt === null ? '' : dayOf(drawn.closedAt)}</td>
      <td>
        {drawn.decision === 'agreed' ? (
          <StateWord kind="done" word="同意" />
        ) : drawn.decision === 'sent_back' ? (
          <StateWord kind="returned" word="退回" />
        ) : drawn.state === 'closed' ? (
          <span className="no-print">
            <StateWord kind="open" word="没看" />
          </span>
        ) : look ? (
          <StateWord kind={look.kind} word={look.word} />
        ) : null}
      </td>
      <td className="print-only-cell sample-sign">{drawn.reason ?? ''}</td>
    </tr>
  )
}
