import { useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { announce } from '#src/ui/notices.tsx'
import { messageFor } from '#src/ui/problem-error.ts'
import { useAct } from '#src/ui/use-call.ts'
import { townOf, type Account, type Division } from './account-words.ts'
import { callAccounts } from './session.ts'

/** The town's communities with how many people hold a post there, and adding one. */
export function Communities({ divisions, accounts }: { divisions: readonly Division[]; accounts: readonly Account[] }) {
  const [name, setName] = useState('')
  const add = useAct(() => callAccounts('POST /api/divisions', { body: { name: name.trim() } }))
  const communities = divisions.filter((each) => each.code !== townOf(divisions))
  const isKnown = communities.some((each) => each.name === name.trim())
  const people = (code: string): number => accounts.filter((account) => account.posts.some((post) => post.division === code && post.to === null)).length
  const submit = async (): Promise<void> => {
    if (!(await add.run(undefined))) return
    announce({ text: `加了“${name.trim()}”` })
    setName('')
  }
  return (
    <section className="admin-form" aria-label="社区（村）">
      <h2>社区（村）</h2>
      <ul className="communities">
        {communities.map((each) => (
          <li key={each.code}>
            {each.name} <span className="small ink3">{people(each.code)} 人</span>
          </li>
        ))}
      </ul>
      <Form className="admin-line" onSubmit={submit}>
        <TextInput value={name} aria-label="新社区的名字" placeholder="如：柳林社区" onChange={(event) => setName(event.target.value)} />
        <Button type="submit" isBusy={add.isBusy} disabled={name.trim() === '' || isKnown}>
          {isKnown ? '已经有了' : '加这个社区'}
        </Button>
      </Form>
      {add.error ? (
        <p className="small field-error" role="alert">
          {messageFor(add.error).detail}
        </p>
      ) : null}
      <p className="small ink3">导入名册时，名册里出现而这里没有的社区会列出来请您认。</p>
    </section>
  )
}
