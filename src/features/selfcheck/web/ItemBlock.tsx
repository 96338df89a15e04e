import { NumberLink } from '#src/ui/FirstLine.tsx'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { cellLooks } from '#src/ui/state-kinds.ts'
import { cellId, leadsAddress, type Item, type Selfcheck } from './calls.ts'
import { QuestionRow } from './QuestionRow.tsx'
import { ReturnForm } from './ReviewItem.tsx'
import { YearTable } from './YearTable.tsx'

interface ItemBlockProps {
  item: Item
  selfcheck: Selfcheck
  /** The question that the keys answer. */
  at: string | undefined
  onAt: (id: string) => void
  onSend: (() => void) | undefined
}

/** One item open: at the left the plan's own words and what data shows, at the right its questions and years. */
export function ItemBlock({ item, selfcheck, at, onAt, onSend }: ItemBlockProps) {
  const look = cellLooks[item.state] ?? { kind: 'working' as const, word: item.state }
  const answered = item.questions.filter((question) => question.answer).length
  const isFrozen = item.state === 'accepted'
  const mayAnswer = selfcheck.may.answer && item.mayAnswer && !isFrozen
  return (
    <section className="selfcheck-item" id={cellId(item.cell)} aria-label={`${item.label} ${item.title}`}>
      <div className="selfcheck-words">
        <h2>
          {item.label}{' '}
          <StateWord
            kind={look.kind}
            word={item.state === 'working' || item.state === 'open' ? `${look.word} ${answered} / ${item.questions.length}` : look.word}
          />
        </h2>
        <p className="paper-inline">{item.text}</p>
        <DataLines item={item} community={selfcheck.community?.code ?? ''} />
        {item.returnedReason ? (
          <p className="selfcheck-returned">
            <Icon name="back" /> {item.returnedBy}退回：{item.returnedReason}
          </p>
        ) : null}
        {selfcheck.may.answer && !item.mayAnswer ? <p className="small ink3">这一项由社区民政专干来答。</p> : null}
        {isFrozen ? <p className="small ink3">镇里已收下；要改请镇民政办先退回。</p> : null}
        {onSend ? (
          <Button kind="lead" size="row" icon="upload" onClick={onSend}>
            报送这一项
          </Button>
        ) : null}
        {selfcheck.may.review && ['submitted', 'signed', 'accepted'].includes(item.state) ? <ReturnForm item={item} /> : null}
      </div>
      <div className="selfcheck-answers">
        <ol>
          {item.questions.map((question, n) => (
            <QuestionRow
              key={question.question}
              no={n + 1}
              item={item}
              question={question}
              community={selfcheck.community?.code ?? ''}
              today={selfcheck.today}
              mayAnswer={mayAnswer}
              isAt={at}
              onAt={onAt}
            />
          ))}
        </ol>
        {item.years.length > 0 ? <YearTable item={item} mayAnswer={mayAnswer} /> : null}
      </div>
    </section>
  )
}

function DataLines({ item, community }: { item: Item; community: string }) {
  const leads = item.questions.reduce((sum, question) => sum + question.openLeads, 0)
  const confirmed = item.questions.reduce((sum, question) => sum + question.confirmedLeads, 0)
  return (
    <ul className="selfcheck-data small">
      <li>
        <Icon name="drum" />
        {item.dataPeople === null ? (
          '没有名单，数据没有看，不等于没有'
        ) : (
          <>
            数据看了 {item.dataPeople} 人{item.dataTo && !item.dataTo.endsWith('-12') ? `，到 ${item.dataTo}` : ''}
          </>
        )}
      </li>
      <li>
        <Icon name="question" />
        {leads > 0 ? (
          <span>
            待核实疑点 <NumberLink to={leadsAddress(community, item.topics)}>{leads} 条</NumberLink>
          </span>
        ) : (
          '没有待核实的疑点'
        )}
        {confirmed > 0 ? `，已核属实 ${confirmed} 条` : ''}
      </li>
    </ul>
  )
}
