import { useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { Field, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { announce } from '#src/ui/notices.tsx'
import { messageFor, ProblemError } from '#src/ui/problem-error.ts'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { chosenPost, fieldRoles, townOf, type Division, type Role } from './account-words.ts'
import { PostFields } from './PostFields.tsx'
import { callAccounts } from './session.ts'

const blank = { name: '', login: '', role: 'worker' as Role, division: '' }

/** A person with a first post and a first password, which they change when they first sign in. */
export function AddAccountForm({ divisions, onDone }: { divisions: readonly Division[]; onDone: () => void }) {
  const { value: form, change, clear } = useDraft('account', blank)
  const [password, setPassword] = useState('')
  const add = useAct((body: typeof blank & { password: string }) => callAccounts('POST /api/accounts', { body }))
  const fields = add.error instanceof ProblemError ? add.error.fields : {}
  const post = chosenPost(form.role, form.division, divisions)
  const submit = async (): Promise<void> => {
    const division = fieldRoles.includes(form.role) ? form.division : townOf(divisions)
    const done = await add.run({ ...form, division, password })
    if (!done) return
    announce({ text: `${form.name} 的账号开好了，登录名 ${form.login}。请把口令当面告诉本人，第一次登录要换` })
    clear()
    setPassword('')
    onDone()
  }
  return (
    <Form className="admin-form" onSubmit={submit}>
      <h2>加一个人</h2>
      <Field label="姓名" layout="left" error={fields['name']}>
        {(ids) => <TextInput {...ids} value={form.name} autoComplete="off" required onChange={(event) => change({ name: event.target.value })} />}
      </Field>
      <Field label="登录名" layout="left" hint="本人好记的，如姓名拼音。" error={fields['login']}>
        {(ids) => (
          <TextInput {...ids} value={form.login} autoComplete="off" required minLength={2} onChange={(event) => change({ login: event.target.value })} />
        )}
      </Field>
      <PostFields role={form.role} division={form.division} divisions={divisions} onChange={change} />
      <Field label="第一个口令" layout="left" hint="至少 8 位，含大写、小写、数字、符号中的三种。本人第一次登录时要换。" error={fields['password']}>
        {(ids) => (
          <TextInput
            {...ids}
            type="password"
            value={password}
            autoComplete="new-password"
            required
            minLength={8}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      {add.error && Object.keys(fields).length === 0 ? (
        <p className="small field-error" role="alert">
          {messageFor(add.error).detail}
        </p>
      ) : null}
      <Button
        kind="primary"
        type="submit"
        isBusy={add.isBusy}
        disabled={form.name.trim() === '' || form.login.trim().length < 2 || post === '' || password.length < 8}
      >
        {post === '' || form.name.trim() === '' ? '开账号' : `给${form.name.trim()}开账号：${post}`}
      </Button>
    </Form>
  )
}
