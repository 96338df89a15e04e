import { useState } from 'react'
import { minuteOf } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { Field, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { useHere } from '#src/ui/here.ts'
import { announce } from '#src/ui/notices.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { callChecks, type CheckDetail } from './checks-api.ts'

/** Whether the town runs this check: who switched it, when, why; the clerk may switch it back at any time. */
export function CheckSwitch({ check }: { check: CheckDetail }) {
  const { role } = useHere()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const isOn = check.off === null
  const act = useAct(async () => {
    await callChecks('PUT /api/checks/{check}/setting', { params: { check: check.check }, body: { isOn: !isOn, reason } })
    announce({ text: isOn ? `已停用“${check.title}”，下次比对不看；随时可以再启用` : `已启用“${check.title}”，下次比对起照常看` })
    setOpen(false)
    setReason('')
  })
  if (role !== 'clerk' && check.switches.length === 0) return null
  return (
    <section aria-label="启用和停用">
      <h2>启用和停用</h2>
      {check.off ? (
        <p className="am">
          {minuteOf(check.off.at)} 起由{check.off.by}停用：{check.off.reason}。停用期间不看，已有的疑点照常办，不算消失。
        </p>
      ) : (
        <p className="ink2">在用，每次比对都看。</p>
      )}
      {check.switches.length > 0 ? (
        <ul className="plain-list small">
          {check.switches.map((each) => (
            <li key={each.at}>
              {minuteOf(each.at)} {each.by}
              {each.isOn ? '启用' : '停用'}：{each.reason}
            </li>
          ))}
        </ul>
      ) : null}
      {role !== 'clerk' ? null : isOpen ? (
        <Form className="check-switch" onSubmit={() => act.run(undefined)}>
          <Field label={isOn ? '为什么停用' : '为什么启用'} isRequired hint={isOn ? '例如：县局口径未定，暂不看；写明哪份文件' : undefined}>
            {(ids) => <TextInput {...ids} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />}
          </Field>
          {act.error ? <ErrorState error={act.error} /> : null}
          <div className="form-acts">
            <Button type="submit" kind="lead" isBusy={act.isBusy} disabled={reason.trim().length < 4}>
              {isOn ? '停用这项核查，全镇不再看' : '启用，下次比对起照常看'}
            </Button>
            <Button onClick={() => setOpen(false)}>先不改</Button>
          </div>
        </Form>
      ) : (
        <Button size="row" onClick={() => setOpen(true)}>
          {isOn ? '停用…' : '启用…'}
        </Button>
      )}
    </section>
  )
}
