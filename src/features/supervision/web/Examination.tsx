import { useState } from 'react'
import { Link } from 'wouter'
import { minuteOf } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import type { OutputOf } from '#src/ui/call.ts'
import { Field, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { announce } from '#src/ui/notices.tsx'
import { EmptyState, ErrorState, Shown } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { Chip } from '#src/ui/values.tsx'
import type { api } from '../contract.ts'
import { call, useRead } from './calls.ts'
import { Thresholds } from './Thresholds.tsx'

type Note = OutputOf<(typeof api)['GET /api/examination']>['notes'][number]

const noteWords: Record<Note['kind'], string> = {
  overdue: '逾期没有说法',
  wait_over: '等过了头',
  without_proof: '销号没有佐证',
  owner_left: '责任人离岗',
  beyond_stage: '时限超出阶段',
  totals_differ: '数对不上',
  owner_crowded: '责任人集中',
  no_search: '没有举一反三',
  proof_twice: '同一份佐证用两次',
  within_minutes: '销号太快',
  reappeared: '销号后又出现',
}

/** What the night's look over the town's own work found; signs of a false closure first. Signs, no findings. */
export function Examination({ mayAnswer }: { mayAnswer: boolean }) {
  const answer = useRead('GET /api/examination', {})
  const run = useAct(async () => {
    const done = await call('POST /api/examination')
    announce({ text: `查完了：现在 ${done.found} 条，新的 ${done.fresh} 条，消失 ${done.gone} 条` })
    return true
  })
  return (
    <Shown of={answer}>
      {(data) => {
        const signs = data.notes.filter((note) => note.isFalseClosure)
        const others = data.notes.filter((note) => !note.isFalseClosure)
        return (
          <>
            <div className="examination-head">
              <h2>
                {data.ranAt
                  ? `${minuteOf(data.ranAt)} 查过 ${data.problems} 件问题：现在 ${data.notes.length} 条，没有说法 ${data.unanswered} 条，已经消失 ${data.gone} 条`
                  : '还没有查过'}
              </h2>
              <Button kind="lead" isBusy={run.isBusy} onClick={() => void run.run(undefined)}>
                现在就查一遍
              </Button>
            </div>
            <p className="small ink3">每晚自动查一遍；这里只是提示，不是结论；原因消除了，提示自己消失。</p>
            <Thresholds mayState={mayAnswer} />
            {run.error ? <ErrorState error={run.error} /> : null}
            {data.notes.length === 0 ? (
              <EmptyState
                title="这里列出工作本身的漏洞"
                missing={`逾期没有说法、等过了头、销号没有佐证、责任人离岗、时限超出阶段、数对不上、佐证重复、销号太快、销号后又出现${data.ranAt ? '：现在一条也没有。' : '。第一次在今夜，也可以现在就查。'}`}
              />
            ) : null}
            {signs.length > 0 ? <NoteList title={`可能是虚假销号的迹象 ${signs.length} 条`} notes={signs} mayAnswer={mayAnswer} /> : null}
            {others.length > 0 ? <NoteList title={`其他 ${others.length} 条`} notes={others} mayAnswer={mayAnswer} /> : null}
          </>
        )
      }}
    </Shown>
  )
}

function NoteList({ title, notes, mayAnswer }: { title: string; notes: readonly Note[]; mayAnswer: boolean }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className="supervision-list">
        {notes.map((note) => (
          <NoteLine key={note.note} note={note} mayAnswer={mayAnswer} />
        ))}
      </ul>
    </section>
  )
}

function NoteLine({ note, mayAnswer }: { note: Note; mayAnswer: boolean }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <li>
      <div className="examination-line">
        <span>
          <Chip tone={note.isFalseClosure ? 'red' : 'amber'}>{noteWords[note.kind]}</Chip>{' '}
          {note.problem ? <Link href={`/problems/${note.problem}`}>{note.sentence}</Link> : note.sentence}
          <span className="small ink3"> {note.foundOn} 起</span>
          {note.answer ? (
            <span className="small ink2">
              <br />
              {note.answeredBy}：{note.answer}
            </span>
          ) : null}
        </span>
        {mayAnswer ? (
          <Button kind="lead" onClick={() => setOpen(!isOpen)}>
            {note.answer ? '改说法' : '写处理'}
          </Button>
        ) : null}
      </div>
      {isOpen ? <AnswerForm note={note} onDone={() => setOpen(false)} /> : null}
    </li>
  )
}

function AnswerForm({ note, onDone }: { note: Note; onDone: () => void }) {
  const { value, change, clear } = useDraft(`examination-${note.note}`, { answer: note.answer ?? '' })
  const save = useAct(() => call('POST /api/examination/{note}/answer', { params: { note: note.note }, body: value }).then(() => true))
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: '处理已记下；原因没有消除之前，提示还在' })
    clear()
    onDone()
  }
  return (
    <Form className="examination-form" aria-label="写处理" onSubmit={submit}>
      <Field label="看了什么、怎么处理" isRequired hint="要退回就到问题页退回，这里写去向">
        {(ids) => <TextInput {...ids} value={value.answer} onChange={(event) => change({ answer: event.target.value })} />}
      </Field>
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button kind="primary" type="submit" isBusy={save.isBusy}>
        记下处理
      </Button>
    </Form>
  )
}
