import { useState } from 'react'
import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import { Field, SelectInput, TextInput } from '#src/ui/Field.tsx'
import { ErrorState, Shown } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { call, useRead } from './calls.ts'
import { CausesAndRules } from './CausesAndRules.tsx'

const causes = [
  { value: 'subjective', title: '主观' },
  { value: 'objective', title: '客观' },
  { value: 'mechanism', title: '机制' },
  { value: 'work', title: '工作' },
] as const

const titleOf = (cause: string): string => causes.find((each) => each.value === cause)?.title ?? cause

/** Mechanisms with owner and rhythm, whose finished turn changes 最近一次; rules made for the causes found. */
export function MechanismSection({ mayEdit, today }: { mayEdit: boolean; today: string }) {
  const answer = useRead('GET /api/mechanisms', {})
  const [turning, setTurning] = useState<string | null>(null)
  return (
    <section className="duty-section">
      <Shown of={answer}>
        {({ mechanisms, rules }) => (
          <>
            <h2>长效机制 {mechanisms.length} 项</h2>
            <ul className="duty-list">
              {mechanisms.map((each) => (
                <li key={each.mechanism}>
                  <div className="duty-line">
                    <div>
                      <b>{each.title}</b>
                      <div className="small ink2">
                        {each.owner} · {each.rhythm} · 最近一次 {each.lastTurnOn ?? '还没有'} {each.lastTurnNote ?? ''}
                      </div>
                    </div>
                    {mayEdit ? (
                      <Button kind="lead" onClick={() => setTurning(turning === each.mechanism ? null : each.mechanism)}>
                        记这一次
                      </Button>
                    ) : null}
                  </div>
                  {turning === each.mechanism ? <TurnForm mechanism={each.mechanism} today={today} onDone={() => setTurning(null)} /> : null}
                </li>
              ))}
            </ul>
            {mayEdit ? <MechanismForm /> : null}
            <CausesAndRules rules={rules} />
            <h2>新订和修订的制度 {rules.length} 项</h2>
            <ul className="duty-list">
              {rules.map((each) => (
                <li key={each.rule}>
                  <b>{each.title}</b> {each.paper} {each.on}
                  <div className="small ink2">回答的原因：{each.causes.map(titleOf).join('、')}</div>
                </li>
              ))}
            </ul>
            {mayEdit ? <RuleForm today={today} /> : null}
          </>
        )}
      </Shown>
    </section>
  )
}

function TurnForm({ mechanism, today, onDone }: { mechanism: string; today: string; onDone: () => void }) {
  const [note, setNote] = useState('')
  const save = useAct(() => call('POST /api/mechanisms/{mechanism}/turns', { params: { mechanism }, body: { on: today, note } }).then(() => true))
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `最近一次改为 ${today}` })
    onDone()
  }
  return (
    <div className="duty-form">
      <Field label="这一次做了什么" isRequired>
        {(ids) => <TextInput {...ids} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button kind="primary" isBusy={save.isBusy} onClick={() => void submit()}>
        记为 {today} 做过
      </Button>
    </div>
  )
}

function MechanismForm() {
  const [value, setValue] = useState({ title: '', owner: '', rhythm: '' })
  const save = useAct(() => call('POST /api/mechanisms', { body: value }))
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `已立下“${value.title}”` })
    setValue({ title: '', owner: '', rhythm: '' })
  }
  return (
    <fieldset className="duty-form" aria-label="立一项机制">
      <div className="duty-grid">
        <Field label="机制" isRequired>
          {(ids) => <TextInput {...ids} value={value.title} onChange={(event) => setValue({ ...value, title: event.target.value })} />}
        </Field>
        <Field label="谁负责" isRequired>
          {(ids) => <TextInput {...ids} value={value.owner} onChange={(event) => setValue({ ...value, owner: event.target.value })} />}
        </Field>
        <Field label="多久一次" isRequired>
          {(ids) => (
            <TextInput {...ids} value={value.rhythm} placeholder="每月 25 日前" onChange={(event) => setValue({ ...value, rhythm: event.target.value })} />
          )}
        </Field>
      </div>
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button isBusy={save.isBusy} onClick={() => void submit()}>
        立下这项机制
      </Button>
    </fieldset>
  )
}

function RuleForm({ today }: { today: string }) {
  const [value, setValue] = useState({ title: '', paper: '', cause: 'mechanism' })
  const save = useAct(() => call('POST /api/rules', { body: { title: value.title, paper: value.paper, on: today, causes: [value.cause as 'mechanism'] } }))
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `已登记“${value.title}”` })
    setValue({ title: '', paper: '', cause: 'mechanism' })
  }
  return (
    <fieldset className="duty-form" aria-label="登记一项制度">
      <div className="duty-grid">
        <Field label="制度" isRequired>
          {(ids) => <TextInput {...ids} value={value.title} onChange={(event) => setValue({ ...value, title: event.target.value })} />}
        </Field>
        <Field label="文号" isRequired>
          {(ids) => <TextInput {...ids} value={value.paper} onChange={(event) => setValue({ ...value, paper: event.target.value })} />}
        </Field>
        <Field label="回答哪类原因" isRequired>
          {(ids) => <SelectInput {...ids} options={causes} value={value.cause} onChange={(cause) => setValue({ ...value, cause })} />}
        </Field>
      </div>
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button isBusy={save.isBusy} onClick={() => void submit()}>
        登记这项制度
      </Button>
    </fieldset>
  )
}
