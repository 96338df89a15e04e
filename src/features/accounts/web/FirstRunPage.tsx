import { useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { Field, TextArea, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { messageFor, ProblemError } from '#src/ui/problem-error.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { callAccounts, useEnter } from './session.ts'

const blank = { town: '', name: '', login: '', communities: '' }

/** The first start of an installation: the town's name (`town` where a plan said it already), the first person of the office, the communities. No default password exists. */
export function FirstRunPage({ town }: { town: string | null }) {
  const enter = useEnter()
  const { value: form, change, clear } = useDraft('first-run', { ...blank, town: town ?? '' })
  const [password, setPassword] = useState('')
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const communities = form.communities.split(/[\n、，,;；\s]+/).filter((name) => name !== '')
  const fields = error instanceof ProblemError ? error.fields : {}
  const found = async (): Promise<void> => {
    setBusy(true)
    setError(undefined)
    try {
      const session = await callAccounts('POST /api/first-run', { body: { town: form.town, name: form.name, login: form.login, password, communities } })
      clear()
      enter(session)
    } catch (reason) {
      setError(reason)
      setBusy(false)
    }
  }
  const submit = (): void => {
    void found()
  }
  const text = (key: 'town' | 'name' | 'login', hint: string) => (ids: object) => (
    <TextInput {...ids} value={form[key]} placeholder={hint} onChange={(event) => change({ [key]: event.target.value })} required autoComplete="off" />
  )
  return (
    <main className="door">
      <title>第一次使用 - 兜底</title>
      <div className="door-card door-wide">
        <h1>第一次使用：先写明这是哪个镇、谁来管</h1>
        <p className="ink2">一分钟。数据都存在这台电脑上，不上网。以后都能改。</p>
        <Form onSubmit={submit} className="door-form">
          <Field label="镇（街道、乡）" layout="left" error={fields['town']}>
            {text('town', '青禾镇')}
          </Field>
          <Field label="您的姓名" layout="left" hint="您是镇民政办的第一个人，能导入、核查、分派、立问题、给别人开账号。" error={fields['name']}>
            {text('name', '李敏')}
          </Field>
          <Field label="登录名" layout="left" error={fields['login']}>
            {text('login', 'limin')}
          </Field>
          <Field label="口令" layout="left" hint="至少 8 位，含大写、小写、数字、符号中的三种。没有默认口令，请记牢。" error={fields['password']}>
            {(ids) => (
              <TextInput
                {...ids}
                type="password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
                required
                minLength={8}
                autoComplete="new-password"
              />
            )}
          </Field>
          <Field
            label="社区（村）"
            layout="left"
            hint={
              communities.length > 0
                ? `认出 ${communities.length} 个：${communities.join('、')}`
                : '一行一个，或用顿号隔开；可以从表里整列贴过来。先空着也行，导入名册时会列出来请您认。'
            }
            error={fields['communities']}
          >
            {(ids) => <TextArea {...ids} value={form.communities} rows={4} onChange={(event) => change({ communities: event.target.value })} />}
          </Field>
          {error !== undefined && Object.keys(fields).length === 0 ? (
            <p className="field-error" role="alert">
              {messageFor(error).detail}
            </p>
          ) : null}
          <Button kind="primary" size="large" type="submit" isBusy={isBusy}>
            {`建立${form.town || '本镇'}${communities.length > 0 ? `和 ${communities.length} 个社区` : ''}，开始用`}
          </Button>
        </Form>
      </div>
    </main>
  )
}
