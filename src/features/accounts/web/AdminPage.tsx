import { useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { TextInput } from '#src/ui/Field.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { Page } from '#src/ui/Page.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { Shown } from '#src/ui/States.tsx'
import { reader } from '#src/ui/use-call.ts'
import type { api } from '../contract.ts'
import { isInForce, townOf, type Account, type Division } from './account-words.ts'
import { AccountRow } from './AccountRow.tsx'
import { AddAccountForm } from './AddAccountForm.tsx'
import { Communities } from './Communities.tsx'
import { postName } from './session.ts'
import './admin.css'

const useRead = reader<typeof api>()

/** Who may sign in, in which posts; the town's communities. */
export function AdminPage() {
  const accounts = useRead('GET /api/accounts', {})
  const divisions = useRead('GET /api/divisions', {})
  return (
    <Page>
      <PageHead crumbs={[{ text: '账号与岗位' }]} />
      <Shown of={accounts}>{(found) => <Shown of={divisions}>{(places) => <Admin accounts={found.accounts} divisions={places.divisions} />}</Shown>}</Shown>
    </Page>
  )
}

function Admin({ accounts, divisions }: { accounts: readonly Account[]; divisions: readonly Division[] }) {
  const { today, post } = useHere()
  const [sought, setSought] = useState('')
  const [isAdding, setAdding] = useState(false)
  const withPost = accounts.filter((account) => account.posts.some((each) => isInForce(each, today)))
  const shown = accounts.filter((account) => [account.name, account.login, ...account.posts.map(postName)].some((words) => words.includes(sought.trim())))
  const communities = divisions.filter((each) => each.code !== townOf(divisions))
  const without = communities.filter(
    (each) => !withPost.some((account) => account.posts.some((held) => held.division === each.code && held.role === 'worker' && isInForce(held, today))),
  )
  return (
    <>
      <FirstLine
        note="卸任当天权限就停，做过的事都留着名字。系统管理员、安全管理员、审计管理员不能是同一个人。"
        actions={
          isAdding ? undefined : (
            <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
              加一个人
            </Button>
          )
        }
      >
        {withPost.length} 人能登录，{communities.length} 个社区{without.length > 0 ? `；${without.map((each) => each.name).join('、')}还没有民政专干` : ''}
      </FirstLine>
      <div className="admin">
        <section aria-label="人和岗位">
          <div className="admin-line">
            <TextInput value={sought} aria-label="找人或岗位" placeholder="找姓名、社区、岗位" onChange={(event) => setSought(event.target.value)} />
            <span className="ink2">
              {shown.length} 人{sought.trim() === '' ? '' : `，共 ${accounts.length} 人`}
            </span>
          </div>
          <ul>
            {shown.map((account) => (
              <AccountRow key={account.account} account={account} divisions={divisions} today={today} ownPost={post} />
            ))}
          </ul>
        </section>
        <div className={isAdding ? 'is-adding' : undefined}>
          {isAdding ? <AddAccountForm divisions={divisions} onDone={() => setAdding(false)} /> : null}
          <Communities divisions={divisions} accounts={accounts} />
        </div>
      </div>
    </>
  )
}
