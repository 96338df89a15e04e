import { useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { Form } from '#src/ui/Form.tsx'
import { announce } from '#src/ui/notices.tsx'
import { messageFor } from '#src/ui/problem-error.ts'
import { useAct } from '#src/ui/use-call.ts'
import { chosenPost, fieldRoles, isInForce, townOf, type Account, type AccountPost, type Division, type Role } from './account-words.ts'
import { PostFields } from './PostFields.tsx'
import { callAccounts, postName } from './session.ts'

interface AccountRowProps {
  account: Account
  divisions: readonly Division[]
  today: string
  /** The reader's own post: somebody else ends it. */
  ownPost: string
}

/** One person with posts, each of which can be ended today; adding a post opens in place. */
export function AccountRow({ account, divisions, today, ownPost }: AccountRowProps) {
  const [isAdding, setAdding] = useState(false)
  const [asked, setAsked] = useState<string | undefined>(undefined)
  const end = useAct((post: string) => callAccounts('DELETE /api/posts/{post}', { params: { post } }).then(() => true))
  const now = account.posts.filter((post) => isInForce(post, today))
  const past = account.posts.filter((post) => !isInForce(post, today))
  const endPost = async (post: AccountPost): Promise<void> => {
    if (await end.run(post.post)) announce({ text: `${account.name} 今天起不再是${postName(post)}，登录已断开` })
    setAsked(undefined)
  }
  return (
    <li className="account">
      <div className="account-who">
        <b>{account.name}</b>
        <span className="small ink3">{account.login}</span>
      </div>
      <div className="account-posts">
        {now.map((post) => (
          <div key={post.post} className="account-post">
            <span>
              {postName(post)} <span className="small ink3">{post.from} 起</span>
            </span>
            {post.post === ownPost ? (
              <span className="small ink3">您自己</span>
            ) : asked === post.post ? (
              <span>
                <Button size="row" kind="lead" isBusy={end.isBusy} onClick={() => void endPost(post)}>
                  今天卸任，权限马上停
                </Button>
                <Button size="row" kind="link" onClick={() => setAsked(undefined)}>
                  不卸
                </Button>
              </span>
            ) : (
              <Button size="row" kind="link" onClick={() => setAsked(post.post)}>
                卸任
              </Button>
            )}
          </div>
        ))}
        {now.length === 0 ? <span className="ink2">没有在任的岗位，不能登录</span> : null}
        {past.map((post) => (
          <div key={post.post} className="small ink3">
            {postName(post)} {post.from} 至 {post.to ?? ''}
          </div>
        ))}
        {end.error ? (
          <p className="small field-error" role="alert">
            {messageFor(end.error).detail}
          </p>
        ) : null}
        {isAdding ? <AddPost account={account} divisions={divisions} onDone={() => setAdding(false)} /> : null}
      </div>
      <Button size="row" icon="plus" onClick={() => setAdding(!isAdding)} aria-expanded={isAdding}>
        添岗位
      </Button>
    </li>
  )
}

function AddPost({ account, divisions, onDone }: { account: Account; divisions: readonly Division[]; onDone: () => void }) {
  const [form, setForm] = useState<{ role: Role; division: string }>({ role: 'worker', division: '' })
  const add = useAct((body: typeof form) => callAccounts('POST /api/accounts/{account}/posts', { params: { account: account.account }, body }))
  const post = chosenPost(form.role, form.division, divisions)
  const submit = async (): Promise<void> => {
    const division = fieldRoles.includes(form.role) ? form.division : townOf(divisions)
    if (!(await add.run({ ...form, division }))) return
    announce({ text: `${account.name} 今天起也是${post}` })
    onDone()
  }
  return (
    <Form className="admin-form" onSubmit={submit}>
      <PostFields role={form.role} division={form.division} divisions={divisions} onChange={(part) => setForm({ ...form, ...part })} />
      {add.error ? (
        <p className="small field-error" role="alert">
          {messageFor(add.error).detail}
        </p>
      ) : null}
      <Button kind="lead" type="submit" isBusy={add.isBusy} disabled={post === ''}>
        {post === '' ? '添岗位' : `${account.name}今天起任${post}`}
      </Button>
    </Form>
  )
}
