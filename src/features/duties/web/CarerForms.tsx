import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import { CheckBox, Field, SelectInput, TextArea, TextInput } from '#src/ui/Field.tsx'
import { FilePicker } from '#src/ui/FilePicker.tsx'
import { useHere } from '#src/ui/here.ts'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call, sendProof } from './calls.ts'
import type { Cared } from './rows.ts'
import { ChoiceOf, DutyForm, Photos } from './DutyForm.tsx'
import { agreementKindWords, choicesOf, fitnessWords, livesWords, unfitWords } from './words.ts'

const lives = choicesOf(livesWords).map((each) => (each.value === 'alone' ? { ...each, tone: 'danger' as const } : each))
const fitness = choicesOf(fitnessWords).map((each) => (each.value === 'unfit' ? { ...each, tone: 'danger' as const } : each))
const unfit = choicesOf(unfitWords)
const kinds = choicesOf(agreementKindWords)

interface FormProps {
  cared: Cared
  onDone: () => void
}

/** Who sleeps in the house, can the carer care, when were the parents in touch. A child alone or an unfit carer is reported at once. */
export function AskForm({ cared, onDone }: FormProps) {
  const { today } = useHere()
  const isChild = cared.kind === 'left_behind'
  const { value, change, clear, keptAt } = useDraft(`ask-${cared.person}`, {
    on: today,
    lives: '' as keyof typeof livesWords | '',
    fitness: '' as keyof typeof fitnessWords | '',
    unfitFor: [] as (keyof typeof unfitWords)[],
    parentsContactOn: '',
    note: '',
    arrangement: '',
    attachments: [] as string[],
  })
  const save = useAct(() =>
    call('POST /api/carers/{person}/asks', {
      params: { person: cared.person },
      body: {
        ...value,
        lives: value.lives as keyof typeof livesWords,
        fitness: value.fitness as keyof typeof fitnessWords,
        unfitFor: value.fitness === 'unfit' ? value.unfitFor : [],
        parentsContactOn: value.parentsContactOn || null,
      },
    }),
  )
  const isDanger = isChild && (value.lives === 'alone' || value.fitness === 'unfit')
  const submit = async (): Promise<void> => {
    const done = await save.run(undefined)
    if (!done) return
    announce({ text: done.report ? `${cared.name}的情况已记下，并列入强制报告：请马上报公安、民政并登记回执` : `${cared.name}的照料情况已记下` })
    clear()
    onDone()
  }
  return (
    <DutyForm label={`问${cared.name}的照料情况`} onSubmit={submit}>
      <ChoiceOf label="晚上和谁住" choices={lives} value={value.lives} onChange={(next) => change({ lives: next })} />
      <ChoiceOf label="照料人能不能照料" choices={fitness} value={value.fitness} onChange={(next) => change({ fitness: next })} />
      {value.fitness === 'unfit' ? (
        <fieldset className="duty-ticks">
          <legend className="small ink2">为什么不适宜（未成年人保护法第二十一条、第二十二条；不写病名）</legend>
          {unfit.map((each) => (
            <CheckBox
              key={each.value}
              label={each.title}
              isLabelled
              isChecked={value.unfitFor.includes(each.value)}
              onChange={(isOn) => change({ unfitFor: isOn ? [...value.unfitFor, each.value] : value.unfitFor.filter((other) => other !== each.value) })}
            />
          ))}
        </fieldset>
      ) : null}
      <div className="duty-grid">
        <Field label="日期" isRequired>
          {(ids) => <TextInput {...ids} type="date" value={value.on} onChange={(event) => change({ on: event.target.value })} />}
        </Field>
        {isChild ? (
          <Field label="父母最近一次联系孩子" hint="至少每周一次（未成年人保护法第二十三条）；没问到就空着">
            {(ids) => <TextInput {...ids} type="date" value={value.parentsContactOn} onChange={(event) => change({ parentsContactOn: event.target.value })} />}
          </Field>
        ) : null}
      </div>
      <Field label="看到、问到什么" isRequired hint="屋里谁在、谁做饭、谁陪看病、照料人身体吃不吃得消">
        {(ids) => <TextArea {...ids} value={value.note} onChange={(event) => change({ note: event.target.value })} />}
      </Field>
      {isDanger ? (
        <Field label="今晚由谁照看、在哪里" isRequired hint="先安排好人，再写下来；同时列入强制报告">
          {(ids) => <TextInput {...ids} value={value.arrangement} onChange={(event) => change({ arrangement: event.target.value })} />}
        </Field>
      ) : null}
      <Photos onSent={(attachment) => change({ attachments: [...value.attachments, attachment] })} />
      {save.error ? <ErrorState error={save.error} /> : null}
      <div className="duty-form-foot">
        <span className="small ink3">{keptAt ? `草稿 ${keptAt} 已存在本机` : ''}</span>
        <Button kind="primary" type="submit" isBusy={save.isBusy}>
          {isDanger ? `记下，并报告${cared.name}的情况` : `记下${cared.name}的照料情况`}
        </Button>
      </div>
    </DutyForm>
  )
}

/** A signed agreement, new, renewed or with somebody else. */
export function AgreementForm({ cared, onDone }: FormProps) {
  const { today } = useHere()
  const { value, change, clear } = useDraft(`agreement-${cared.person}`, {
    number: '',
    kind: (cared.kind === 'tekun' ? 'care' : 'entrust') as keyof typeof agreementKindWords,
    carerName: cared.carerName ?? '',
    carerCitizenId: '',
    carerRelation: cared.carerRelation ?? '',
    signedOn: today,
    endsOn: '',
    attachments: [] as string[],
  })
  const save = useAct(() => call('POST /api/agreements', { body: { ...value, person: cared.person, endsOn: value.endsOn || null } }))
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `${cared.name}的协议已登记` })
    clear()
    onDone()
  }
  return (
    <DutyForm label={`${cared.name}的协议`} onSubmit={submit}>
      <div className="duty-grid">
        <Field label="协议种类" isRequired>
          {(ids) => <SelectInput {...ids} options={kinds} value={value.kind} onChange={(kind) => change({ kind: kind as keyof typeof agreementKindWords })} />}
        </Field>
        <Field label="照料人姓名" isRequired>
          {(ids) => <TextInput {...ids} value={value.carerName} onChange={(event) => change({ carerName: event.target.value })} />}
        </Field>
        <Field label="照料人身份证号" isRequired>
          {(ids) => <TextInput {...ids} value={value.carerCitizenId} onChange={(event) => change({ carerCitizenId: event.target.value })} />}
        </Field>
        <Field label="与本人关系">
          {(ids) => <TextInput {...ids} value={value.carerRelation} onChange={(event) => change({ carerRelation: event.target.value })} />}
        </Field>
        <Field label="协议编号">{(ids) => <TextInput {...ids} value={value.number} onChange={(event) => change({ number: event.target.value })} />}</Field>
        <Field label="签订日期" isRequired>
          {(ids) => <TextInput {...ids} type="date" value={value.signedOn} onChange={(event) => change({ signedOn: event.target.value })} />}
        </Field>
        <Field label="到期日期" hint="没有写期限就空着">
          {(ids) => <TextInput {...ids} type="date" value={value.endsOn} onChange={(event) => change({ endsOn: event.target.value })} />}
        </Field>
      </div>
      <FilePicker label="协议照片或扫描件" takesPhotos send={sendProof} onSent={(attachment) => change({ attachments: [...value.attachments, attachment] })} />
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button kind="primary" type="submit" isBusy={save.isBusy}>
        登记{cared.name}的协议
      </Button>
    </DutyForm>
  )
}

/** An agreement ends today; from then on the person stands without one. */
export function EndAgreementForm({ cared, agreement, onDone }: FormProps & { agreement: string }) {
  const { today } = useHere()
  const { value, change, clear } = useDraft(`agreement-end-${agreement}`, { why: '' })
  const save = useAct(() => call('POST /api/agreements/{agreement}/end', { params: { agreement }, body: { on: today, why: value.why } }).then(() => true))
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `${cared.name}的协议从今天起终止，请写明由谁接着照料` })
    clear()
    onDone()
  }
  return (
    <DutyForm label={`终止${cared.name}的协议`} onSubmit={submit}>
      <Field label="为什么终止" isRequired hint="照料人去世、搬走、不适宜，父母回来">
        {(ids) => <TextInput {...ids} value={value.why} onChange={(event) => change({ why: event.target.value })} />}
      </Field>
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button kind="primary" type="submit" isBusy={save.isBusy}>
        今天起终止{cared.name}的协议
      </Button>
    </DutyForm>
  )
}
