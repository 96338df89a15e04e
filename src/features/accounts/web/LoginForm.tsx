import { useEffect, useRef, useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { Field, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { messageFor } from '#src/ui/problem-error.ts'
import { callAccounts, type Session } from './session.ts'

/** Login name and password. The password is never kept on the machine by us. */
export function LoginForm({ login: known = '', onEntered }: { login?: string; onEntered: (session: Session) => void }) {
  const [login, setLogin] = useState(known)
  const [password, setPassword] = useState('')
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>(known === '' ? 'input' : 'input[type=password]')?.focus()
  }, [known])
  const enter = async (): Promise<void> => {
    setBusy(true)
    setError(undefined)
    try {
      onEntered(await callAccounts('POST /api/session', { body: { login, password } }))
    } catch (reason) {
      setError(reason)
      setPassword('')
      setBusy(false)
      form.current?.querySelector<HTMLInputElement>('input[type=password]')?.focus()
    }
  }
  const submit = (): void => {
    void enter()
  }
  return (
    <Form ref={form} onSubmit={submit} className="door-form">
      <Field label="登录名">
        {(ids) => <TextInput {...ids} value={login} onChange={(event) => setLogin(event.target.value)} autoComplete="username" required />}
      </Field>
      <Field label="口令" error={error === undefined ? undefined : messageFor(error).detail}>
        {(ids) => (
          <TextInput {...ids} type="password" value={password} onChange={(event) => setPassword(event.target.value)} autoComplete="current-password" required />
        )}
      </Field>
      <Button kind="primary" size="large" type="submit" isBusy={isBusy}>
        登录
      </Button>
    </Form>
  )
}
