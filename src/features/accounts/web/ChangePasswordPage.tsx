import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { Field, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { messageFor } from '#src/ui/problem-error.ts'
import { callAccounts } from './session.ts'

/** Asked for once after an administrator gave the password, before anything else. */
export function ChangePasswordPage({ person }: { person: string | null }) {
  const queries = useQueryClient()
  const [old, setOld] = useState('')
  const [password, setPassword] = useState('')
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const change = async (): Promise<void> => {
    setBusy(true)
    setError(undefined)
    try {
      await callAccounts('POST /api/session/password', { body: { old, password } })
      await queries.invalidateQueries()
    } catch (reason) {
      setError(reason)
    }
    setBusy(false)
  }
  const submit = (): void => {
    void change()
  }
  return (
    <main className="door">
      <title>换口令 - 兜底</title>
      <div className="door-card">
        <h1>{person ? `${person}，请先换一个自己的口令` : '请先换一个自己的口令'}</h1>
        <p className="ink2">现在的口令是管账号的人给的，他也知道。</p>
        <Form onSubmit={submit} className="door-form">
          <Field label="现在的口令">
            {(ids) => (
              <TextInput {...ids} type="password" value={old} onChange={(event) => setOld(event.target.value)} autoComplete="current-password" required />
            )}
          </Field>
          <Field label="新口令" hint="至少 8 位，含大写、小写、数字、符号中的三种。" error={error === undefined ? undefined : messageFor(error).detail}>
            {(ids) => (
              <TextInput
                {...ids}
                type="password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
                autoComplete="new-password"
                required
                minLength={8}
              />
            )}
          </Field>
          <Button kind="primary" size="large" type="submit" isBusy={isBusy}>
            换成新口令，继续
          </Button>
        </Form>
      </div>
    </main>
  )
}
