import { useState, type ReactNode } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { Form } from '#src/ui/Form.tsx'
import { announce } from '#src/ui/notices.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'

type Values = Record<string, string>

interface ActionFormProps {
  /** Name of the draft: problem and form. */
  draft: string
  title: string
  initial: Values
  /** What the button will do, in words with its consequence. */
  verb: (values: Values) => string
  /** What is still missing before the button may be pressed; the server asks again. */
  lacks?: ((values: Values) => readonly string[]) | undefined
  send: (values: Values) => Promise<unknown>
  /** What was done, in words; left out where the act itself says it. */
  done?: ((values: Values) => string) | undefined
  onClose: () => void
  note?: ReactNode
  children: (values: Values, change: (part: Values) => void) => ReactNode
}

/** One act on the problem's page, opened in place: fields, what it will do, and a refusal where the eye is. What is typed is kept. */
export function ActionForm({ draft, title, initial, verb, lacks, send, done, onClose, note, children }: ActionFormProps) {
  const { value, change, clear } = useDraft<Values>(draft, initial)
  const [isTried, setTried] = useState(false)
  const act = useAct(async () => {
    await send(value)
    return true
  })
  const missing = lacks?.(value).filter((each) => each !== '') ?? []
  const submit = async (): Promise<void> => {
    setTried(true)
    if (missing.length > 0 || !(await act.run(undefined))) return
    if (done) announce({ text: done(value) })
    clear()
    onClose()
  }
  return (
    <Form className="problem-form action-form" aria-label={title} onSubmit={submit}>
      <h2>{title}</h2>
      {note ? <p className="small ink2">{note}</p> : null}
      {children(value, (part) => change(part))}
      {act.error ? <ErrorState error={act.error} /> : null}
      {isTried && missing.length > 0 ? (
        <p className="am" role="alert">
          还缺{missing.join('、')}
        </p>
      ) : null}
      <div className="problem-form-foot">
        <Button type="submit" kind="primary" isBusy={act.isBusy}>
          {verb(value)}
        </Button>
        <Button onClick={onClose}>先不做</Button>
      </div>
    </Form>
  )
}
