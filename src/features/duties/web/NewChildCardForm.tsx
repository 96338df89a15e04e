import { minuteOf } from '#src/ui/amounts.ts'
import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import { CheckBox, Field, SelectInput, TextArea, TextInput } from '#src/ui/Field.tsx'
import { useHere } from '#src/ui/here.ts'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call } from './calls.ts'
import { DutyForm } from './DutyForm.tsx'
import { useCommunities, useIsTown } from './places.ts'
import { instantOf, nowOn } from './times.ts'
import { cardCauseWords, choicesOf } from './words.ts'

const causes = choicesOf(cardCauseWords)

interface NewChildCardFormProps {
  /** What another page knows already: whose card it is, and the report that was made. */
  known?: { name: string; person?: string; report?: string; what?: string; foundAt?: string; division?: string }
  onDone: () => void
}

/** Who, where, why nobody looks after the child; the rest is written step by step on the card. */
export function NewChildCardForm({ known, onDone }: NewChildCardFormProps) {
  const { today } = useHere()
  const isTown = useIsTown()
  const communities = useCommunities()
  const { value, change, clear, keptAt } = useDraft(`child-card-${known?.report ?? known?.person ?? 'new'}`, {
    division: known?.division ?? '',
    name: known?.name ?? '',
    birthDate: '',
    isAtSchool: false,
    cause: '' as keyof typeof cardCauseWords | '',
    what: known?.what ?? '',
    foundAt: known?.foundAt ? minuteOf(known.foundAt).replace(' ', 'T') : nowOn(today),
  })
  const save = useAct(() =>
    call('POST /api/child-cards', {
      body: {
        ...value,
        person: known?.person ?? null,
        report: known?.report ?? null,
        birthDate: value.birthDate || null,
        cause: value.cause as keyof typeof cardCauseWords,
        foundAt: instantOf(value.foundAt),
      },
    }),
  )
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `${value.name}的应急卡已建：现在写安置，报民政、公安` })
    clear()
    onDone()
  }
  return (
    <DutyForm label="建一张应急卡" onSubmit={submit}>
      <p className="small red">先让孩子今晚有人管、有地方住，再填卡。建卡后在“强制报告”里标红，报齐才销。</p>
      <div className="duty-grid">
        {isTown && !known?.person ? (
          <Field label="哪个社区" isRequired>
            {(ids) => <SelectInput {...ids} options={communities} placeholder="请选" value={value.division} onChange={(division) => change({ division })} />}
          </Field>
        ) : null}
        <Field label="孩子姓名" isRequired hint="不知道就写“不详”">
          {(ids) => <TextInput {...ids} value={value.name} onChange={(event) => change({ name: event.target.value })} />}
        </Field>
        {known?.person ? null : (
          <Field label="出生日期" hint="不知道可以空着">
            {(ids) => <TextInput {...ids} type="date" value={value.birthDate} onChange={(event) => change({ birthDate: event.target.value })} />}
          </Field>
        )}
        <Field label="发现时间" isRequired>
          {(ids) => <TextInput {...ids} type="datetime-local" value={value.foundAt} onChange={(event) => change({ foundAt: event.target.value })} />}
        </Field>
        <Field label="为什么没人照看" isRequired>
          {(ids) => (
            <SelectInput
              {...ids}
              options={causes}
              placeholder="请选"
              value={value.cause}
              onChange={(cause) => change({ cause: cause as keyof typeof cardCauseWords })}
            />
          )}
        </Field>
      </div>
      <Field label="发现了什么" isRequired hint="谁发现的、监护人怎么了、孩子现在怎样；不写病名">
        {(ids) => <TextArea {...ids} value={value.what} onChange={(event) => change({ what: event.target.value })} />}
      </Field>
      <CheckBox label="孩子在上学（还要告诉学校或教育部门）" isLabelled isChecked={value.isAtSchool} onChange={(isAtSchool) => change({ isAtSchool })} />
      {save.error ? <ErrorState error={save.error} /> : null}
      <div className="duty-form-foot">
        <span className="small ink3">{keptAt ? `草稿 ${keptAt} 已存在本机` : ''}</span>
        <span className="duty-next">
          <Button onClick={onDone}>先不建</Button>
          <Button kind="primary" type="submit" isBusy={save.isBusy}>
            建{value.name || '孩子'}的应急卡
          </Button>
        </span>
      </div>
    </DutyForm>
  )
}
