import { programs, programWord, type Program } from '#src/domain/programs.ts'
import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import { Field, SelectInput, TextArea, TextInput } from '#src/ui/Field.tsx'
import { FilePicker } from '#src/ui/FilePicker.tsx'
import { useHere } from '#src/ui/here.ts'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call, sendProof } from './calls.ts'
import type { Clue } from './rows.ts'
import { ChoiceOf, DutyForm } from './DutyForm.tsx'
import { choicesOf, clueReasonWords, wayWords } from './words.ts'

const ways = choicesOf(wayWords).filter((each) => each.value !== 'reopened') as { value: 'visit' | 'phone' | 'papers'; title: string }[]
const programChoices = programs.map((value) => ({ value, title: programWord(value, 'name') }))
const reasons = choicesOf(clueReasonWords)

interface FormProps {
  clue: Clue
  onDone: () => void
}

/** What somebody saw, heard or read about the clue. */
export function StepForm({ clue, onDone }: FormProps) {
  const { today } = useHere()
  const { value, change, clear } = useDraft(`clue-step-${clue.clue}`, {
    on: today,
    way: 'visit' as 'visit' | 'phone' | 'papers',
    note: '',
    attachments: [] as string[],
  })
  const save = useAct(() => call('POST /api/clues/{clue}/steps', { params: { clue: clue.clue }, body: value }).then(() => true))
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `${clue.name}的核实已记下` })
    clear()
    onDone()
  }
  return (
    <DutyForm label={`核实${clue.name}`} onSubmit={submit}>
      <ChoiceOf label="怎么核实的" choices={ways} value={value.way} onChange={(way) => change({ way })} />
      <Field label="日期" isRequired>
        {(ids) => <TextInput {...ids} type="date" value={value.on} onChange={(event) => change({ on: event.target.value })} />}
      </Field>
      <Field label="核实到什么" isRequired hint="人在不在、花了多少、家里还有谁、急不急">
        {(ids) => <TextArea {...ids} value={value.note} onChange={(event) => change({ note: event.target.value })} />}
      </Field>
      <FilePicker label="照片、票据" takesPhotos send={sendProof} onSent={(attachment) => change({ attachments: [...value.attachments, attachment] })} />
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button kind="primary" type="submit" isBusy={save.isBusy}>
        记下这次核实
      </Button>
    </DutyForm>
  )
}

/** The end: an application is helped, or why the person is not eligible and how they were told. */
export function ConcludeForm({ clue, onDone }: FormProps) {
  const { today } = useHere()
  const { value, change, clear } = useDraft(`clue-end-${clue.clue}`, {
    outcome: 'helped' as 'helped' | 'not_eligible',
    program: 'temporary_aid' as Program,
    citizenId: '',
    appliedOn: today,
    reason: '' as keyof typeof clueReasonWords | '',
    note: '',
  })
  const save = useAct(() =>
    call('POST /api/clues/{clue}/conclusion', {
      params: { clue: clue.clue },
      body:
        value.outcome === 'helped'
          ? { outcome: 'helped', program: value.program, citizenId: value.citizenId, appliedOn: value.appliedOn, note: value.note }
          : { outcome: 'not_eligible', reason: value.reason as keyof typeof clueReasonWords, note: value.note },
    }),
  )
  const submit = async (): Promise<void> => {
    const done = await save.run(undefined)
    if (!done) return
    announce({ text: done.applicationNumber ? `已协助${clue.name}申请，编号 ${done.applicationNumber}，请按时转报镇窗口` : `${clue.name}的线索已办结` })
    clear()
    onDone()
  }
  const isHelped = value.outcome === 'helped'
  return (
    <DutyForm label={`${clue.name}的结论`} onSubmit={submit}>
      <ChoiceOf
        label="怎样办结"
        choices={[
          { value: 'helped', title: '符合，协助申请' },
          { value: 'not_eligible', title: '不符合，说明理由' },
        ]}
        value={value.outcome}
        onChange={(outcome) => change({ outcome })}
      />
      {isHelped ? (
        <div className="duty-grid">
          <Field label="申请什么" isRequired>
            {(ids) => <SelectInput {...ids} options={programChoices} value={value.program} onChange={(program) => change({ program: program as Program })} />}
          </Field>
          <Field label="申请日期" isRequired>
            {(ids) => <TextInput {...ids} type="date" value={value.appliedOn} onChange={(event) => change({ appliedOn: event.target.value })} />}
          </Field>
          {clue.citizenId === null ? (
            <Field label="身份证号" isRequired>
              {(ids) => <TextInput {...ids} inputMode="text" value={value.citizenId} onChange={(event) => change({ citizenId: event.target.value })} />}
            </Field>
          ) : null}
        </div>
      ) : (
        <Field label="为什么不符合" isRequired>
          {(ids) => (
            <SelectInput
              {...ids}
              options={reasons}
              placeholder="请选"
              value={value.reason}
              onChange={(reason) => change({ reason: reason as keyof typeof clueReasonWords })}
            />
          )}
        </Field>
      )}
      <Field label={isHelped ? '申请原因' : '依据，怎样告知本人的'} isRequired={!isHelped} hint={isHelped ? '空着就用线索里写的情况' : undefined}>
        {(ids) => <TextArea {...ids} value={value.note} onChange={(event) => change({ note: event.target.value })} />}
      </Field>
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button kind="primary" type="submit" isBusy={save.isBusy}>
        {isHelped ? '登记申请，办结线索' : '说明理由，办结线索'}
      </Button>
    </DutyForm>
  )
}

/** A wrong end goes on; what was written stays. */
export function ReopenForm({ clue, onDone }: FormProps) {
  const { value, change, clear } = useDraft(`clue-again-${clue.clue}`, { why: '' })
  const save = useAct(() => call('POST /api/clues/{clue}/reopening', { params: { clue: clue.clue }, body: value }).then(() => true))
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `${clue.name}的线索重新打开了` })
    clear()
    onDone()
  }
  return (
    <DutyForm label={`重新打开${clue.name}的线索`} onSubmit={submit}>
      <Field label="为什么重新打开" isRequired>
        {(ids) => <TextArea {...ids} value={value.why} onChange={(event) => change({ why: event.target.value })} />}
      </Field>
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button kind="primary" type="submit" isBusy={save.isBusy}>
        重新打开，接着办
      </Button>
    </DutyForm>
  )
}
