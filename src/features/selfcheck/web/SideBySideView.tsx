import { Link } from 'wouter'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { PaperText } from '#src/ui/PaperText.tsx'
import { Shown } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { cellLooks } from '#src/ui/state-kinds.ts'
import { usePageKeys } from '#src/ui/page-keys.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { answerWords, leadsAddress, useRead, type SideBySide } from './calls.ts'
import { ReturnForm } from './ReviewItem.tsx'
import './side-by-side.css'

type Row = SideBySide['rows'][number]

/** One item, all communities beside each other: who answers 无 next to leads stands out. */
export function SideBySideView({ campaign }: { campaign: string }) {
  const { query } = useUrlQuery()
  const read = useRead('GET /api/selfcheck/side-by-side', { query: { campaign, item: query.get('item') ?? undefined } }, { keepsLast: true })
  return <Shown of={read}>{(data) => <Board data={data} />}</Shown>
}

function Board({ data }: { data: SideBySide }) {
  const { change } = useUrlQuery()
  const { item, items, rows } = data
  const at = items.findIndex((each) => each.item === item?.item)
  const step = (by: number): void => {
    const next = items[Math.min(items.length - 1, Math.max(0, at + by))]
    if (next) change({ item: next.item })
  }
  usePageKeys([
    { key: 'j', does: '下一项', run: () => step(1) },
    { key: 'k', does: '上一项', run: () => step(-1) },
  ])
  if (!item) return <p>方案里还没有排查事项。</p>
  const contradicting = rows.filter((row) => row.contradicts)
  const unsent = rows.filter((row) => !['submitted', 'signed', 'accepted'].includes(row.state))
  const some = rows.filter((row) => row.answers.some((answer) => answer.answer?.answer === 'some'))
  return (
    <>
      <FirstLine>
        {item.label}：{rows.length} 个社区，{rows.length - unsent.length} 个已报，{some.length} 个有问题，{contradicting.length} 个答“无”而名下有疑点
      </FirstLine>
      <nav className="side-items" aria-label="排查事项">
        {items.map((each) => (
          <button
            key={each.item}
            type="button"
            className="side-item"
            aria-current={each.item === item.item || undefined}
            title={each.title}
            onClick={() => change({ item: each.item })}
          >
            {each.label}
            {each.contradicting > 0 ? <StateWord kind="differs" word={String(each.contradicting)} /> : null}
          </button>
        ))}
      </nav>
      <PaperText text={item.text} />
      <div className="side-frame">
        <table className="side-table">
          <thead>
            <tr>
              <th>社区</th>
              <th>报送</th>
              {item.questions.map((question) => (
                <th key={question.question}>{question.text}</th>
              ))}
              <th className="right">疑点</th>
              <th className="right">看了 / 应看</th>
              {data.mayReview ? <th>审核</th> : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <CommunityRow key={row.community.code} row={row} data={data} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function CommunityRow({ row, data }: { row: Row; data: SideBySide }) {
  const look = cellLooks[row.state] ?? { kind: 'working' as const, word: row.state }
  return (
    <tr className={row.contradicts ? 'is-contradicting' : undefined}>
      <th scope="row">
        <Link href={`/selfcheck?community=${row.community.code}#cell-${row.cell ?? ''}`}>{row.community.name}</Link>
      </th>
      <td data-label="报送">
        <StateWord kind={look.kind} word={look.word} />
      </td>
      {(data.item?.questions ?? []).map((question) => {
        const given = row.answers.find((each) => each.question === question.question)
        return (
          <td key={question.question} data-label={question.text}>
            {given ? <Given given={given} /> : <StateWord kind="missing" />}
          </td>
        )
      })}
      <td className="right" data-label="疑点">
        {row.openLeads > 0 ? <Link href={leadsAddress(row.community.code, data.item?.topics ?? [])}>{row.openLeads}</Link> : '0'}
      </td>
      <td className="right" data-label="看了 / 应看">
        {row.looked ?? '—'} / {row.should ?? '—'}
        {row.yearsFilled < row.yearsOf ? <span className="am small"> 差 {row.yearsOf - row.yearsFilled} 年</span> : null}
      </td>
      {data.mayReview ? (
        <td data-label="审核">
          {row.cell && ['submitted', 'signed', 'accepted'].includes(row.state) ? <ReturnForm item={{ cell: row.cell, version: row.version }} /> : null}
        </td>
      ) : null}
    </tr>
  )
}

function Given({ given }: { given: Row['answers'][number] }) {
  const { answer } = given
  if (!answer) return <StateWord kind="missing" />
  const word = answer.answer === 'some' ? `有 ${answer.count ?? 0} 处` : answerWords[answer.answer]
  if (!given.contradicts)
    return (
      <span title={answer.text}>
        {word}
        {answer.answer === 'some' ? <span className="small ink3">，写成问题 {given.written}</span> : null}
      </span>
    )
  return (
    <span className="side-contradiction">
      <b className="selfcheck-none">{word}</b> <Icon name="differs" /> {given.openLeads > 0 ? `疑点 ${given.openLeads} 条` : `属实 ${given.confirmedLeads} 条`}
      {answer.explanation ? <span className="small ink2"> 理由：{answer.explanation}</span> : <span className="small am"> 没写理由</span>}
    </span>
  )
}
