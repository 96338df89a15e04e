import { useState } from 'react'
import { Link } from 'wouter'
import { minuteOf } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { Field, TextArea } from '#src/ui/Field.tsx'
import { FilePicker } from '#src/ui/FilePicker.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { ProblemError } from '#src/ui/problem-error.ts'
import { ErrorState } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { useDraft } from '#src/ui/use-draft.ts'
import { useAct } from '#src/ui/use-call.ts'
import { answerWords, call, questionId, upload, type Given, type Item, type Kind, type Question } from './calls.ts'
import { Contradiction } from './Contradiction.tsx'
import { Places } from './Places.tsx'

interface QuestionRowProps {
  no: number
  item: Item
  question: Question
  community: string
  today: string
  mayAnswer: boolean
  isAt: string | undefined
  onAt: (id: string) => void
}

/** One question: 无, 有 n 处 or 不适用, saved at once; places, words and proof open below it. */
export function QuestionRow({ no, item, question, community, today, mayAnswer, isAt, onAt }: QuestionRowProps) {
  const { answer } = question
  const id = questionId(item.cell, question.question)
  const [hasWords, setWords] = useState(false)
  const [savedAt, setSavedAt] = useState<string | undefined>(undefined)
  const save = useAct((given: Given) =>
    call('PUT /api/cells/{cell}/answer', {
      params: { cell: item.cell },
      body: {
        question: question.question,
        text: answer?.text ?? '',
        explanation: answer?.explanation ?? '',
        attachments: answer?.attachments ?? [],
        ...given,
        seen: answer?.at ?? null,
      },
    }),
  )
  const give = async (given: Given): Promise<boolean> => {
    const saved = await save.run(given)
    if (saved) setSavedAt(saved.savedAt)
    return saved !== undefined
  }
  const choose = (kind: Kind): void => {
    onAt(id)
    if (kind === answer?.answer) return
    void give({ answer: kind, ...(kind === 'some' ? { count: Math.max(1, question.places.length) } : {}) })
  }
  const isMissing = !answer
  return (
    <li id={id} className={`selfcheck-question${isMissing ? ' is-missing' : ''}${isAt === id ? ' is-at' : ''}`}>
      <div className="selfcheck-line">
        <span className="ink3">{no}</span>
        <span>
          {question.text}
          {question.hint ? <span className="small ink3"> {question.hint}</span> : null}
        </span>
        <AnswerBar question={question} mayAnswer={mayAnswer} isBusy={save.isBusy} onChoose={choose} onCount={(count) => void give({ answer: 'some', count })} />
        <span className="small ink2 selfcheck-note">
          {isMissing ? <StateWord kind="missing" /> : <Answered question={question} savedAt={savedAt} today={today} />}
          {answer && (mayAnswer || answer.text || answer.attachments.length > 0) ? (
            <button type="button" className="link-btn" aria-expanded={hasWords} onClick={() => setWords(!hasWords)}>
              {answer.attachments.length > 0 ? `证 ${answer.attachments.length} 件` : answer.text ? '说明' : '写说明、附证据'}
            </button>
          ) : null}
        </span>
      </div>
      {save.error ? <Conflict error={save.error} onReload={save.reset} /> : null}
      {answer?.answer === 'some' && question.danger ? <DangerNote danger={question.danger} /> : null}
      {answer?.answer === 'some' ? <Places item={item} question={question} mayAnswer={mayAnswer} today={today} /> : null}
      {question.contradicts && answer ? <Contradiction item={item} question={question} community={community} mayAnswer={mayAnswer} onGive={give} /> : null}
      {hasWords && answer ? <Words item={item} question={question} mayAnswer={mayAnswer} onGive={give} onDone={() => setWords(false)} /> : null}
    </li>
  )
}

const personWords = { minor: '是未成年人', adult_without_capacity: '是无或限制民事行为能力的成年人', other: '是其他人' } as const

/** 有 to a danger: to whom the law has it reported now, by who the person is. It does not block the rest. */
function DangerNote({ danger }: { danger: NonNullable<Question['danger']> }) {
  return (
    <div className="selfcheck-danger">
      <b>
        <Icon name="triangle" /> {danger.what}：人的安全在先
      </b>
      <ul>
        {danger.reports.map((report) => (
          <li key={report.person}>
            {personWords[report.person]}：{report.to === null ? `先问本人的意愿，${report.when}` : `${report.when}报告${report.to}`}{' '}
            <span className="small ink2">{report.basis}</span>
          </li>
        ))}
      </ul>
      <Link href="/duties">登记报告和回执</Link>
    </div>
  )
}

function Answered({ question, savedAt, today }: { question: Question; savedAt: string | undefined; today: string }) {
  const { answer, places } = question
  if (!answer) return null
  const at = minuteOf(answer.at)
  if (savedAt === answer.at)
    return (
      <output>
        <Icon name="tick" size={12} /> 已存 {at.slice(11)}
      </output>
    )
  const missing = (answer.count ?? 0) - places.length
  return (
    <span>
      {at.slice(0, 4) === today.slice(0, 4) ? at.slice(5) : at} {answer.by}
      {answer.answer === 'some' ? ` · 已写 ${places.length} 处${missing > 0 ? `，还差 ${missing} 处` : ''}` : '答'}
    </span>
  )
}

interface AnswerBarProps {
  question: Question
  mayAnswer: boolean
  isBusy: boolean
  onChoose: (kind: Kind) => void
  onCount: (count: number) => void
}

function AnswerBar({ question, mayAnswer, isBusy, onChoose, onCount }: AnswerBarProps) {
  const { answer, places } = question
  const kinds: Kind[] = ['none', 'some', 'not_applicable']
  return (
    <span className="answer-bar" role="radiogroup" aria-label={question.text} aria-busy={isBusy || undefined}>
      {kinds.map((kind) => (
        <label key={kind} className={`answer-choice${answer?.answer === kind ? ' is-on' : ''}`}>
          <input
            type="radio"
            name={question.question}
            value={kind}
            checked={answer?.answer === kind}
            disabled={!mayAnswer || isBusy}
            onChange={() => onChoose(kind)}
          />
          {kind === 'some' && answer?.answer === 'some' ? (
            <>
              有
              <input
                key={answer.count}
                className="answer-count"
                type="number"
                min={Math.max(1, places.length)}
                max={999}
                defaultValue={answer.count ?? 1}
                disabled={!mayAnswer}
                aria-label="有几处"
                onBlur={(event) => {
                  const count = Number(event.target.value)
                  if (Number.isInteger(count) && count >= 1 && count !== answer.count) onCount(count)
                }}
              />
              处
            </>
          ) : (
            <span>{kind === 'some' ? '有 ··· 处' : answerWords[kind]}</span>
          )}
        </label>
      ))}
    </span>
  )
}

/** Both versions beside each other when somebody answered meanwhile; every other failure in words. */
function Conflict({ error, onReload }: { error: unknown; onReload: () => void }) {
  const extra = error instanceof ProblemError && error.code === 'conflict' ? error.body.extra : undefined
  const theirs = extra?.['theirs'] as { answer: Kind; count: number | null; text: string; by: string } | null | undefined
  const yours = extra?.['yours'] as Given | undefined
  if (!theirs || !yours) return <ErrorState error={error} onRetry={onReload} />
  const say = (given: { answer: Kind; count?: number | null | undefined; text?: string | undefined }): string =>
    `${answerWords[given.answer]}${given.answer === 'some' ? ` ${given.count ?? 1} 处` : ''}${given.text ? `，${given.text}` : ''}`
  return (
    <div className="selfcheck-conflict" role="alert">
      <Icon name="differs" /> {theirs.by}刚答过：<b>{say(theirs)}</b>；您答的是：<b>{say(yours)}</b>。
      <Button size="row" onClick={onReload}>
        看过了，按他的再改
      </Button>
    </div>
  )
}

interface WordsProps {
  item: Item
  question: Question
  mayAnswer: boolean
  onGive: (given: Given) => Promise<boolean>
  onDone: () => void
}

function Words({ item, question, mayAnswer, onGive, onDone }: WordsProps) {
  const { answer } = question
  const draft = useDraft(`selfcheck:${item.cell}:${question.question}`, { text: answer?.text ?? '' })
  if (!answer) return null
  const base = { answer: answer.answer, ...(answer.count === null ? {} : { count: answer.count }) }
  const keep = async (): Promise<void> => {
    if (await onGive({ ...base, text: draft.value.text })) {
      draft.clear()
      onDone()
    }
  }
  return (
    <div className="selfcheck-more">
      {mayAnswer ? (
        <>
          <Field label="说明" hint={draft.keptAt ? `草稿 ${draft.keptAt} 已存在本机` : '查了哪些、怎么查的'}>
            {(ids) => <TextArea {...ids} value={draft.value.text} maxLength={2000} onChange={(event) => draft.change({ text: event.target.value })} />}
          </Field>
          <FilePicker
            label="附证据：照片或文件"
            accept="image/*,.pdf,.docx,.xlsx,.txt"
            takesPhotos
            send={(file, onProgress) => upload('POST /api/attachments', file, { query: { name: file.name }, onProgress })}
            onSent={(sent) => void onGive({ ...base, text: draft.value.text, attachments: [...(answer.attachments ?? []), sent.attachment] })}
          />
          <Button kind="lead" size="row" onClick={() => void keep()}>
            存下说明
          </Button>
        </>
      ) : (
        <p>{answer.text}</p>
      )}
      {answer.attachments.length > 0 ? (
        <p className="small">
          {answer.attachments.map((attachment, n) => (
            <a key={attachment} className="selfcheck-proof" href={`/api/attachments/${attachment}`} target="_blank" rel="noreferrer">
              <Icon name="camera" /> 证据 {n + 1}
            </a>
          ))}
        </p>
      ) : null}
    </div>
  )
}
