import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import { CheckBox, Field, TextArea, TextInput } from '#src/ui/Field.tsx'
import { useHere } from '#src/ui/here.ts'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call } from './calls.ts'
import { ChoiceOf, DutyForm, Photos } from './DutyForm.tsx'
import type { ChildCard, ChildCards } from './rows.ts'
import { instantOf, nowOn } from './times.ts'
import { arrangementWords, choicesOf, lackWords, recipientWords } from './words.ts'

const ways = choicesOf(arrangementWords)
const lacks = choicesOf(lackWords)
const looked = [
  { value: 'visit', title: '入户' },
  { value: 'phone', title: '电话、视频' },
] as const
const safety = [
  { value: 'safe', title: '安全，有人照看' },
  { value: 'unsafe', title: '不安全，要马上换', tone: 'danger' },
] as const

interface FormProps {
  card: ChildCard
  onDone: () => void
}

/** Where the child is, with whom, by whom arranged, and every how many days somebody looks. */
export function ArrangeForm({ card, rule, onDone }: FormProps & { rule: ChildCards['rule'] }) {
  const { today, divisionName } = useHere()
  const { value, change, clear } = useDraft(`child-place-${card.card}-${card.placed.length}`, {
    at: nowOn(today),
    way: '' as keyof typeof arrangementWords | '',
    place: '',
    carer: '',
    carerRelation: '',
    carerPhone: '',
    by: divisionName,
    everyDays: String(card.everyDays ?? rule?.value ?? ''),
    scheduleSource: card.scheduleSource ?? rule?.source ?? '',
  })
  const save = useAct(() =>
    call('POST /api/child-cards/{card}/arrangement', {
      params: { card: card.card },
      body: { ...value, at: instantOf(value.at), way: value.way as keyof typeof arrangementWords, everyDays: Number(value.everyDays) },
    }).then(() => true),
  )
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `${card.name}的安置已记下，每 ${value.everyDays} 天回访一次` })
    clear()
    onDone()
  }
  return (
    <DutyForm label={`${card.name}的安置`} onSubmit={submit}>
      <ChoiceOf label="怎么安置" choices={ways} value={value.way} onChange={(way) => change({ way })} />
      <div className="duty-grid">
        <Field label="从什么时候起" isRequired>
          {(ids) => <TextInput {...ids} type="datetime-local" value={value.at} onChange={(event) => change({ at: event.target.value })} />}
        </Field>
        <Field label="在哪里" isRequired>
          {(ids) => <TextInput {...ids} value={value.place} onChange={(event) => change({ place: event.target.value })} />}
        </Field>
        <Field label="由谁照看" isRequired>
          {(ids) => <TextInput {...ids} value={value.carer} onChange={(event) => change({ carer: event.target.value })} />}
        </Field>
        <Field label="与孩子的关系">
          {(ids) => <TextInput {...ids} value={value.carerRelation} onChange={(event) => change({ carerRelation: event.target.value })} />}
        </Field>
        <Field label="电话">{(ids) => <TextInput {...ids} value={value.carerPhone} onChange={(event) => change({ carerPhone: event.target.value })} />}</Field>
        <Field label="谁安排的" isRequired>
          {(ids) => <TextInput {...ids} value={value.by} onChange={(event) => change({ by: event.target.value })} />}
        </Field>
        <Field label="几天看一次" isRequired hint={rule ? `镇里写明至少每 ${rule.value} 天一次，可以更密` : '国家没有写明天数，请商定'}>
          {(ids) => <TextInput {...ids} inputMode="numeric" value={value.everyDays} onChange={(event) => change({ everyDays: event.target.value })} />}
        </Field>
        {rule ? null : (
          <Field label="谁定的、依据什么" isRequired>
            {(ids) => <TextInput {...ids} value={value.scheduleSource} onChange={(event) => change({ scheduleSource: event.target.value })} />}
          </Field>
        )}
      </div>
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button kind="primary" type="submit" isBusy={save.isBusy}>
        记下{card.name}的安置
      </Button>
    </DutyForm>
  )
}

/** One of those whom the law names was told; the receipt may follow. */
export function TellForm({ card, onDone }: FormProps) {
  const { today } = useHere()
  const open = card.told.filter((each) => each.receipt === null)
  const { value, change, clear } = useDraft(`child-tell-${card.card}-${open.length}`, {
    recipient: open[0]?.recipient ?? ('civil_affairs' as const),
    toWhom: open[0]?.toWhom ?? '',
    at: nowOn(today),
    receipt: '',
  })
  const save = useAct(() =>
    call('POST /api/child-cards/{card}/reports', { params: { card: card.card }, body: { ...value, at: instantOf(value.at) } }).then(() => true),
  )
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: value.receipt === '' ? `已记下报给${value.toWhom}，等回执` : `${value.toWhom}的回执已记下` })
    clear()
    onDone()
  }
  const basis = card.told.find((each) => each.recipient === value.recipient)?.basis
  return (
    <DutyForm label={`${card.name}报给了谁`} onSubmit={submit}>
      <ChoiceOf
        label="报给哪个部门"
        choices={open.map((each) => ({ value: each.recipient, title: recipientWords[each.recipient] }))}
        value={value.recipient}
        onChange={(recipient) => change({ recipient, toWhom: card.told.find((each) => each.recipient === recipient)?.toWhom ?? '' })}
      />
      {basis ? <p className="small ink2">依据：{basis}</p> : null}
      <div className="duty-grid">
        <Field label="具体报给谁" isRequired hint="哪个派出所、哪个局、哪所学校，接报人">
          {(ids) => <TextInput {...ids} value={value.toWhom} onChange={(event) => change({ toWhom: event.target.value })} />}
        </Field>
        <Field label="报告时间" isRequired>
          {(ids) => <TextInput {...ids} type="datetime-local" value={value.at} onChange={(event) => change({ at: event.target.value })} />}
        </Field>
        <Field label="回执" hint="接警单号、接报人；还没有就空着">
          {(ids) => <TextInput {...ids} value={value.receipt} onChange={(event) => change({ receipt: event.target.value })} />}
        </Field>
      </div>
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button kind="primary" type="submit" isBusy={save.isBusy}>
        {value.receipt === '' ? '记下已报告，等回执' : '记下报告和回执'}
      </Button>
    </DutyForm>
  )
}

/** Somebody looked: is the child safe, what is lacking, what is done about it, were the parents in touch. */
export function FollowForm({ card, onDone }: FormProps) {
  const { today } = useHere()
  const { value, change, clear, keptAt } = useDraft(`child-look-${card.card}`, {
    on: today,
    way: 'visit' as 'visit' | 'phone',
    safety: '' as 'safe' | 'unsafe' | '',
    lacks: [...card.lacks],
    help: '',
    parentsContactOn: '',
    note: '',
    attachments: [] as string[],
  })
  const save = useAct(() =>
    call('POST /api/child-cards/{card}/follow-ups', {
      params: { card: card.card },
      body: {
        on: value.on,
        way: value.way,
        safety: value.safety as 'safe' | 'unsafe',
        lacks: value.lacks,
        help: value.help,
        parentsContactOn: value.parentsContactOn || null,
        note: value.note,
        attachments: value.attachments,
      },
    }).then(() => true),
  )
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: value.safety === 'unsafe' ? `${card.name}还不安全：请马上换地方，并再报民政、公安` : `${card.name}的回访已记下` })
    clear()
    onDone()
  }
  return (
    <DutyForm label={`回访${card.name}`} onSubmit={submit}>
      <ChoiceOf label="怎么看的" choices={looked} value={value.way} onChange={(way) => change({ way })} />
      <ChoiceOf label="孩子安不安全" choices={safety} value={value.safety} onChange={(next) => change({ safety: next })} />
      <fieldset className="duty-ticks">
        <legend className="small ink2">生活照料、关爱帮扶还缺什么（都不缺就不选）</legend>
        {lacks.map((each) => (
          <CheckBox
            key={each.value}
            label={each.title}
            isLabelled
            isChecked={value.lacks.includes(each.value)}
            onChange={(isOn) => change({ lacks: isOn ? [...value.lacks, each.value] : value.lacks.filter((other) => other !== each.value) })}
          />
        ))}
      </fieldset>
      <div className="duty-grid">
        <Field label="日期" isRequired>
          {(ids) => <TextInput {...ids} type="date" value={value.on} onChange={(event) => change({ on: event.target.value })} />}
        </Field>
        <Field label="父母最近一次联系孩子" hint="没问到就空着">
          {(ids) => <TextInput {...ids} type="date" value={value.parentsContactOn} onChange={(event) => change({ parentsContactOn: event.target.value })} />}
        </Field>
        <Field label="帮了什么、谁去办" isRequired={value.lacks.length > 0}>
          {(ids) => <TextInput {...ids} value={value.help} onChange={(event) => change({ help: event.target.value })} />}
        </Field>
      </div>
      <Field label="看到、问到什么" isRequired hint="吃住、上学、身体、情绪，照看的人吃不吃得消">
        {(ids) => <TextArea {...ids} value={value.note} onChange={(event) => change({ note: event.target.value })} />}
      </Field>
      <Photos onSent={(attachment) => change({ attachments: [...value.attachments, attachment] })} />
      {save.error ? <ErrorState error={save.error} /> : null}
      <div className="duty-form-foot">
        <span className="small ink3">{keptAt ? `草稿 ${keptAt} 已存在本机` : ''}</span>
        <Button kind="primary" type="submit" isBusy={save.isBusy}>
          记下对{card.name}的回访
        </Button>
      </div>
    </DutyForm>
  )
}
