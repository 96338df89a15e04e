import { Link } from 'wouter'
import { Button } from '#src/ui/Button.tsx'
import { TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { announce } from '#src/ui/notices.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { problemLooks } from '#src/ui/state-kinds.ts'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call, type Item, type Question } from './calls.ts'

interface PlacesProps {
  item: Item
  question: Question
  mayAnswer: boolean
  today: string
}

const empty = { text: '', person: '', measure: '', dueOn: '' }

/** The n places of “有 n 处”: those written as problems, and the next one with three fields in place. */
export function Places({ item, question, mayAnswer, today }: PlacesProps) {
  const draft = useDraft(`selfcheck:${item.cell}:${question.question}:place`, empty)
  const write = useAct(() =>
    call('POST /api/cells/{cell}/places', {
      params: { cell: item.cell },
      body: { question: question.question, ...draft.value, dueOn: draft.value.dueOn === '' ? null : draft.value.dueOn },
    }),
  )
  const { places, answer } = question
  const next = places.length + 1
  const isMore = (answer?.count ?? 0) >= next
  const keep = async (): Promise<void> => {
    const written = await write.run(undefined)
    if (!written) return
    draft.clear()
    announce({ text: `已写成问题 ${written.number}，责任人、措施可以以后再补` })
  }
  return (
    <ul className="selfcheck-places">
      {places.map((place, n) => {
        const look = problemLooks[place.state]
        return (
          <li key={place.problem}>
            <span className="ink3 small">第 {n + 1} 处</span>
            <span>{place.text}</span>
            <span className="small nowrap">
              {look ? <StateWord kind={look.kind} word={look.word} /> : null} 问题 <Link href={`/problems/${place.problem}`}>{place.number}</Link>
            </span>
          </li>
        )
      })}
      {mayAnswer && isMore ? (
        <li className="is-writing">
          <span className="ink3 small">第 {next} 处</span>
          <Form onSubmit={keep}>
            <TextInput
              className="place-text"
              value={draft.value.text}
              aria-label="什么问题"
              placeholder="什么问题"
              maxLength={500}
              onChange={(event) => draft.change({ text: event.target.value })}
            />
            <TextInput
              value={draft.value.person}
              aria-label="涉及谁"
              placeholder="涉及谁，几人"
              maxLength={60}
              onChange={(event) => draft.change({ person: event.target.value })}
            />
            <TextInput
              value={draft.value.measure}
              aria-label="怎么改"
              placeholder="怎么改，谁来改"
              maxLength={200}
              onChange={(event) => draft.change({ measure: event.target.value })}
            />
            <input
              className="input place-due"
              type="date"
              min={today}
              value={draft.value.dueOn}
              aria-label="几号前"
              onChange={(event) => draft.change({ dueOn: event.target.value })}
            />
            <Button type="submit" kind="lead" size="row" isBusy={write.isBusy} disabled={draft.value.text.trim().length < 2}>
              写成问题
            </Button>
          </Form>
          {write.error ? <ErrorState error={write.error} /> : draft.keptAt ? <span className="small ink3">草稿 {draft.keptAt} 已存在本机</span> : null}
        </li>
      ) : null}
    </ul>
  )
}
