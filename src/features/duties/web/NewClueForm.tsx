import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import { Field, SelectInput, TextArea, TextInput } from '#src/ui/Field.tsx'
import { useHere } from '#src/ui/here.ts'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call } from './calls.ts'
import { ChoiceOf, DutyForm } from './DutyForm.tsx'
import { useCommunities, useIsTown } from './places.ts'
import { choicesOf, clueKindWords } from './words.ts'

const kinds = choicesOf(clueKindWords).map((each) => (each.value === 'child' || each.value === 'abuse' ? { ...each, tone: 'danger' as const } : each))
const sources = ['走访发现', '群众反映', '12345 热线', '医院大额自付', '交警事故', '消防火灾', '防返贫监测', '学校', '其他']
const personKinds = [
  { value: 'minor', title: '未成年人' },
  { value: 'adult_without_capacity', title: '无或限制行为能力的成年人' },
  { value: 'other', title: '其他成年人' },
] as const

/** Yuan as typed to whole 分; empty is unknown. */
function fenOf(text: string): number | null {
  const value = Number(text.replaceAll(/[,，元\s]/g, ''))
  return text.trim() === '' || !Number.isFinite(value) ? null : Math.round(value * 100)
}

/** A clue: who, where, what, how much it cost. */
export function NewClueForm({ onDone }: { onDone: () => void }) {
  const { today } = useHere()
  const isTown = useIsTown()
  const communities = useCommunities()
  const { value, change, clear, keptAt } = useDraft('clue-new', {
    division: '',
    name: '',
    citizenId: '',
    address: '',
    kind: 'illness' as keyof typeof clueKindWords,
    event: '',
    source: '走访发现',
    number: '',
    foundOn: today,
    bill: '',
    personKind: 'other' as (typeof personKinds)[number]['value'],
  })
  const save = useAct(() => call('POST /api/clues', { body: { ...value, bill: fenOf(value.bill) } }))
  const mustReport = value.kind === 'child' || value.kind === 'abuse'
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: mustReport ? `${value.name}的线索已登记，并列入强制报告：请马上报告并登记回执` : `${value.name}的线索已登记` })
    clear()
    onDone()
  }
  return (
    <DutyForm label="登记一条线索" onSubmit={submit}>
      <ChoiceOf label="哪一类情况" choices={kinds} value={value.kind} onChange={(kind) => change({ kind })} />
      {mustReport ? <p className="small red">孩子没人管、虐待遗弃要立即报告：登记后同时列入“强制报告”，有回执才能办结。</p> : null}
      {value.kind === 'abuse' ? (
        <ChoiceOf label="谁有危险" choices={personKinds} value={value.personKind} onChange={(personKind) => change({ personKind })} />
      ) : null}
      <div className="duty-grid">
        {isTown ? (
          <Field label="哪个社区" isRequired>
            {(ids) => <SelectInput {...ids} options={communities} placeholder="请选" value={value.division} onChange={(division) => change({ division })} />}
          </Field>
        ) : null}
        <Field label="姓名" isRequired>
          {(ids) => <TextInput {...ids} value={value.name} onChange={(event) => change({ name: event.target.value })} />}
        </Field>
        <Field label="身份证号" hint="不知道可以空着">
          {(ids) => <TextInput {...ids} value={value.citizenId} onChange={(event) => change({ citizenId: event.target.value })} />}
        </Field>
        <Field label="住在哪里">{(ids) => <TextInput {...ids} value={value.address} onChange={(event) => change({ address: event.target.value })} />}</Field>
      </div>
      <Field label="出了什么事" isRequired>
        {(ids) => <TextArea {...ids} value={value.event} onChange={(event) => change({ event: event.target.value })} />}
      </Field>
      <div className="duty-grid">
        <Field label="自己花了多少（元）" hint="不知道可以空着">
          {(ids) => <TextInput {...ids} inputMode="decimal" value={value.bill} onChange={(event) => change({ bill: event.target.value })} />}
        </Field>
        <Field label="从哪里知道的" isRequired>
          {(ids) => (
            <SelectInput
              {...ids}
              options={sources.map((source) => ({ value: source, title: source }))}
              value={value.source}
              onChange={(source) => change({ source })}
            />
          )}
        </Field>
        <Field label="来源编号" hint="热线工单号、名单序号">
          {(ids) => <TextInput {...ids} value={value.number} onChange={(event) => change({ number: event.target.value })} />}
        </Field>
        <Field label="发现日期" isRequired>
          {(ids) => <TextInput {...ids} type="date" value={value.foundOn} onChange={(event) => change({ foundOn: event.target.value })} />}
        </Field>
      </div>
      {save.error ? <ErrorState error={save.error} /> : null}
      <div className="duty-form-foot">
        <span className="small ink3">{keptAt ? `草稿 ${keptAt} 已存在本机` : ''}</span>
        <span className="duty-next">
          <Button onClick={onDone}>先不登记</Button>
          <Button kind="primary" type="submit" isBusy={save.isBusy}>
            登记{value.name || '这条'}
            {value.name ? '的线索' : '线索'}
          </Button>
        </span>
      </div>
    </DutyForm>
  )
}
