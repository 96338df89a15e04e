import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import { Field, SelectInput, TextArea, TextInput } from '#src/ui/Field.tsx'
import { useHere } from '#src/ui/here.ts'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call } from './calls.ts'
import { DutyForm } from './DutyForm.tsx'
import type { ChildCard } from './rows.ts'
import { choicesOf, endReasonWords } from './words.ts'

const reasons = choicesOf(endReasonWords)

interface FormProps {
  card: ChildCard
  onDone: () => void
}

/** The card ends with a reason; what others decide names their paper. */
export function EndChildCardForm({ card, onDone }: FormProps) {
  const { today } = useHere()
  const { value, change, clear } = useDraft(`child-end-${card.card}`, { reason: '' as keyof typeof endReasonWords | '', on: today, paper: '', note: '' })
  const save = useAct(() =>
    call('POST /api/child-cards/{card}/end', { params: { card: card.card }, body: { ...value, reason: value.reason as keyof typeof endReasonWords } }).then(
      () => true,
    ),
  )
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `${card.name}的应急卡已办结，不再催回访` })
    clear()
    onDone()
  }
  return (
    <DutyForm label={`办结${card.name}的应急卡`} onSubmit={submit}>
      <div className="duty-grid">
        <Field label="为什么办结" isRequired>
          {(ids) => (
            <SelectInput
              {...ids}
              options={reasons}
              placeholder="请选"
              value={value.reason}
              onChange={(reason) => change({ reason: reason as keyof typeof endReasonWords })}
            />
          )}
        </Field>
        <Field label="哪一天" isRequired>
          {(ids) => <TextInput {...ids} type="date" value={value.on} onChange={(event) => change({ on: event.target.value })} />}
        </Field>
        <Field label="文书" hint="评估书、协议、裁定、移交单的编号和日期">
          {(ids) => <TextInput {...ids} value={value.paper} onChange={(event) => change({ paper: event.target.value })} />}
        </Field>
      </div>
      <Field label="孩子现在跟谁、在哪里" isRequired>
        {(ids) => <TextArea {...ids} value={value.note} onChange={(event) => change({ note: event.target.value })} />}
      </Field>
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button kind="primary" type="submit" isBusy={save.isBusy}>
        办结{card.name}的应急卡
      </Button>
    </DutyForm>
  )
}

export function ReopenChildCardForm({ card, onDone }: FormProps) {
  const { value, change, clear } = useDraft(`child-reopen-${card.card}`, { why: '' })
  const save = useAct(() => call('POST /api/child-cards/{card}/reopening', { params: { card: card.card }, body: value }).then(() => true))
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `${card.name}的应急卡重新打开，接着回访` })
    clear()
    onDone()
  }
  return (
    <DutyForm label={`重新打开${card.name}的应急卡`} onSubmit={submit}>
      <Field label="为什么重新打开" isRequired>
        {(ids) => <TextInput {...ids} value={value.why} onChange={(event) => change({ why: event.target.value })} />}
      </Field>
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button kind="primary" type="submit" isBusy={save.isBusy}>
        重新打开{card.name}的应急卡
      </Button>
    </DutyForm>
  )
}
