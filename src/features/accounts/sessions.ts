import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '../../platform/actor.ts'
import type { Role } from '../../platform/http/endpoint.ts'
import { perform, systemActor, unnamedTown, type Installation } from '../../platform/installation.ts'
import { Problem } from '../../platform/problems.ts'
import { record } from '../../platform/events.ts'
import { scopeOf } from '../../platform/scope.ts'
import { findTown, isFirstStart } from './installation.ts'
import { isPassword } from './password.ts'
import { findAccountByLogin, findSession, listPosts, type PostRow } from './store.ts'

const idleMinutes = 30
const failuresBeforeLock = 5
const lockMinutes = 15

/** Children's matters are for those who work on them, and for the town's office and supervisors. */
const seesChildren: readonly Role[] = ['clerk', 'leader', 'secretary', 'child_worker', 'worker', 'supervisor']

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Signs in and returns a fresh session token. Errors: `wrong_password`, `locked` after five failures. */
export async function signIn(installation: Installation, { login, password }: { login: string; password: string }): Promise<string> {
  const outcome = await perform(installation, systemActor(), async (work) => {
    const { tx, clock } = work
    const account = await findAccountByLogin(tx, login.trim())
    // The real clock counts here: a demo's fixed date must not keep an account locked for ever.
    const now = Date.now()
    if (account?.locked_until && Date.parse(account.locked_until) > now)
      return new Problem('locked', `口令连续输错 ${failuresBeforeLock} 次，账号锁了 ${lockMinutes} 分钟，请稍后再试。`)
    if (!account?.is_active || !(await isPassword(password, account.password_hash))) {
      if (account) {
        const failures = account.failed_sign_ins + 1
        await tx
          .updateTable('account')
          .set({
            failed_sign_ins: failures % failuresBeforeLock,
            locked_until: failures >= failuresBeforeLock ? new Date(now + lockMinutes * 60_000).toISOString() : null,
          })
          .where('account_id', '=', account.account_id)
          .execute()
        await record(work, { action: 'session.refused', objectKind: 'account', objectId: account.account_id, division: systemActor().division })
      }
      return new Problem('wrong_password', '登录名或口令不对。')
    }
    const [first] = await listPosts(tx, account.account_id, clock.today())
    if (!first) return new Problem('forbidden', '您现在没有在任的岗位，请联系镇民政办。')
    await tx.updateTable('account').set({ failed_sign_ins: 0, locked_until: null }).where('account_id', '=', account.account_id).execute()
    const token = randomBytes(32).toString('base64url')
    const at = new Date(now).toISOString()
    await tx
      .insertInto('session')
      .values({ token_hash: hashOf(token), account_id: account.account_id, post_id: first.post, created_at: at, last_seen_at: at })
      .execute()
    await record(
      { tx, clock, actor: { ...systemActor(), accountId: account.account_id, postId: first.post, name: account.name, role: first.role, origin: '网页' } },
      { action: 'session.began', objectKind: 'account', objectId: account.account_id, division: first.division },
    )
    return token
  })
  if (outcome instanceof Problem) throw outcome
  return outcome
}

/** The actor of a token: its account, its present post, and that post's scope; undefined when ended or idle too long. */
export async function actorOfToken(token: string, installation: Installation): Promise<Actor | undefined> {
  return perform(installation, systemActor(), async ({ tx, clock }) => {
    const instant = new Date().toISOString()
    const session = await findSession(tx, hashOf(token), { today: clock.today(), instant, idleMinutes })
    if (!session) return undefined
    await tx
      .updateTable('session')
      .set({ last_seen_at: instant })
      .where('token_hash', '=', hashOf(token))
      .where('last_seen_at', '<', new Date(Date.now() - 60_000).toISOString())
      .execute()
    return {
      accountId: session.account_id,
      postId: session.post_id,
      name: session.name,
      role: session.role,
      origin: '网页',
      division: session.division,
      scope: scopeOf(session.division, seesChildren.includes(session.role)),
    }
  })
}

export async function signOut(installation: Installation, token: string): Promise<void> {
  await perform(installation, systemActor(), ({ tx }) =>
    tx.updateTable('session').set({ ended_at: new Date().toISOString() }).where('token_hash', '=', hashOf(token)).execute(),
  )
}

/** Changes the post that the session acts in. Errors: `not_found` when the post is not one's own. */
export async function actIn(installation: Installation, { token, actor, post }: { token: string; actor: Actor; post: string }): Promise<void> {
  await perform(installation, systemActor(), async ({ tx, clock }) => {
    const posts = await listPosts(tx, actor.accountId ?? '', clock.today())
    if (!posts.some((each) => each.post === post)) throw new Problem('not_found', '您没有这个岗位。')
    await tx.updateTable('session').set({ post_id: post }).where('token_hash', '=', hashOf(token)).execute()
  })
}

export interface SessionView {
  state: 'signed_in' | 'signed_out' | 'first_run'
  person: string | null
  post: PostRow | null
  posts: PostRow[]
  today: string
  isFixedDate: boolean
  town: string | null
  mustChangePassword: boolean
}

export async function describeSession(installation: Installation, token: string | undefined): Promise<SessionView> {
  const actor = token === undefined ? undefined : await actorOfToken(token, installation)
  return perform(installation, systemActor(), async ({ tx, clock }) => {
    const town = await findTown({ tx })
    const base = { today: clock.today(), isFixedDate: clock.isFixed, town: town === undefined || town === unnamedTown ? null : town, mustChangePassword: false }
    if (!actor?.accountId) return { ...base, state: (await isFirstStart({ tx })) ? 'first_run' : 'signed_out', person: null, post: null, posts: [] }
    const posts = await listPosts(tx, actor.accountId, clock.today())
    const account = await tx.selectFrom('account').select('must_change_password').where('account_id', '=', actor.accountId).executeTakeFirst()
    return {
      ...base,
      mustChangePassword: account?.must_change_password ?? false,
      state: 'signed_in',
      person: actor.name,
      post: posts.find((each) => each.post === actor.postId) ?? null,
      posts,
    }
  })
}
