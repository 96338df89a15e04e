import { dayOf } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { cellLooks } from '#src/ui/state-kinds.ts'
import { cellId, type Item } from './calls.ts'
import './finished-items.css'

interface FinishedItemsProps {
  items: readonly Item[]
  today: string
  maySend: boolean
  onSend: (item: Item) => void
  onOpen: (items: readonly Item[]) => void
}

function sumUp(item: Item): string {
  const places = item.questions.reduce((sum, question) => sum + (question.answer?.answer === 'some' ? (question.answer.count ?? 0) : 0), 0)
  if (places > 0) return `有 ${places} 处`
  return item.questions.every((question) => question.answer?.answer === 'not_applicable') ? '不适用' : '无'
}

/** Items that need nothing more now: one line each, opened by a click. */
export function FinishedItems({ items, today, maySend, onSend, onOpen }: FinishedItemsProps) {
  if (items.length === 0) return null
  const places = items
    .flatMap((item) => item.questions)
    .reduce((sum, question) => sum + (question.answer?.answer === 'some' ? (question.answer.count ?? 0) : 0), 0)
  const leads = items.reduce((sum, item) => sum + item.openLeads, 0)
  return (
    <section id="finished" className="finished-items">
      <h2>
        已报、答完的 {items.length} 项{' '}
        <span className="small ink3">
          有 {places} 处，都已写成问题；疑点 {leads} 条没核实
        </span>
        <Button kind="link" size="row" onClick={() => onOpen(items)}>
          全部展开
        </Button>
      </h2>
      <ul>
        {items.map((item) => {
          const look = cellLooks[item.state] ?? { kind: 'working' as const, word: item.state }
          const isUnsent = item.state === 'open' || item.state === 'working' || item.state === 'returned'
          const day = item.submittedAt === null ? '' : dayOf(item.submittedAt)
          const isContradicting = item.questions.some((question) => question.contradicts)
          return (
            <li key={item.cell} id={cellId(item.cell)}>
              <button type="button" className="finished-title" onClick={() => onOpen([item])}>
                <span className="ink3">{item.label}</span> {item.title}
              </button>
              <span>{sumUp(item)}</span>
              <span>
                {item.openLeads > 0 ? (
                  isContradicting ? (
                    <StateWord kind="differs" word={`疑点 ${item.openLeads}`} />
                  ) : (
                    <span className="ac">疑点 {item.openLeads}</span>
                  )
                ) : null}
              </span>
              <span className="finished-state">
                {isUnsent && maySend ? (
                  <Button kind="lead" size="row" onClick={() => onSend(item)}>
                    报送
                  </Button>
                ) : (
                  <StateWord
                    kind={look.kind}
                    word={
                      isUnsent
                        ? '答完，待报'
                        : item.state === 'accepted'
                          ? look.word
                          : `${look.word}${day === '' ? '' : ` ${day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day}`}`
                    }
                  />
                )}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
