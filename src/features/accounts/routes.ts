import { listEntries, withdrawEntry, type EntryKinds } from '../../platform/entries.ts'
import { implement, type Feature } from '../../platform/http/server.ts'
import { Problem, notFound } from '../../platform/problems.ts'
import { perform, systemActor } from '../../platform/installation.ts'
import { record } from '../../platform/events.ts'
import { addAttachment, readAttachment } from '../../platform/attachments.ts'
import { cancelTask, getTask } from '../../platform/tasks.ts'
import { isInScope } from '../../platform/scope.ts'
import { api } from './contract.ts'
import { addDivision } from './divisions.ts'
import { addAccount, addPost, endPost, startOffice } from './installation.ts'
import { hashPassword, isPassword } from './password.ts'
import { actIn, describeSession, signIn, signOut } from './sessions.ts'
import { listDivisions } from './store.ts'

/** `entryKinds`: what people enter in all features and may withdraw again. */
export function createAccounts(entryKinds: EntryKinds): Feature {
  return implement(api, {
    'GET /api/session': ({ installation, token }) => describeSession(installation, token),

    'POST /api/session': async ({ installation, body, setToken }) => {
      const token = await signIn(installation, body)
      setToken(token)
      return describeSession(installation, token)
    },

    'DELETE /api/session': async ({ installation, token, setToken }) => {
      if (token !== undefined) await signOut(installation, token)
      setToken(undefined)
    },

    'POST /api/session/post': async ({ installation, token = '', actor, body }) => {
      await actIn(installation, { token, actor, post: body.post })
      return describeSession(installation, token)
    },

    'POST /api/session/password': ({ work, actor, body }) =>
      work(async (unit) => {
        const account = await unit.tx.selectFrom('account').select('password_hash').where('account_id', '=', actor.accountId).executeTakeFirstOrThrow()
        if (!(await isPassword(body.old, account.password_hash))) throw new Problem('wrong_password', '原口令不对。')
        await unit.tx
          .updateTable('account')
          .set({ password_hash: await hashPassword(body.password), must_change_password: false })
          .where('account_id', '=', actor.accountId)
          .execute()
        await record(unit, { action: 'password.changed', objectKind: 'account', objectId: actor.accountId ?? '', division: actor.division })
      }),

    'POST /api/first-run': async ({ installation, body, setToken }) => {
      await perform(installation, { ...systemActor(), origin: '首次设置' }, (work) => startOffice(work, body))
      const token = await signIn(installation, body)
      setToken(token)
      return describeSession(installation, token)
    },

    'GET /api/divisions': ({ work, actor }) => work(async ({ tx }) => ({ divisions: await listDivisions(tx, actor.scope) })),

    'POST /api/divisions': ({ work, body }) => work(async (unit) => ({ code: await addDivision(unit, body.name) })),

    'GET /api/colleagues': ({ work, actor }) =>
      work(async ({ tx, clock }) => {
        const rows = await tx
          .selectFrom('post')
          .innerJoin('account', 'account.account_id', 'post.account_id')
          .innerJoin('division', 'division.code', 'post.division')
          .select(['post.post_id', 'account.name', 'post.role', 'post.division', 'division.name as division_name'])
          .where('account.is_active', '=', true)
          .where('post.division', '>=', actor.scope.from)
          .where('post.division', '<', actor.scope.to)
          .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>', clock.today())]))
          .orderBy('post.division')
          .execute()
        return {
          colleagues: rows.map((row) => ({
            post: row.post_id,
            name: row.name,
            role: row.role as never,
            division: row.division,
            divisionName: row.division_name,
          })),
        }
      }),

    'GET /api/accounts': ({ work, actor }) =>
      work(async ({ tx }) => {
        const rows = await tx
          .selectFrom('account')
          .innerJoin('post', 'post.account_id', 'account.account_id')
          .innerJoin('division', 'division.code', 'post.division')
          .select([
            'account.account_id',
            'account.name',
            'login',
            'is_active',
            'post_id',
            'role',
            'post.division',
            'division.name as division_name',
            'starts_on',
            'ends_on',
          ])
          .where('post.division', '>=', actor.scope.from)
          .where('post.division', '<', actor.scope.to)
          .orderBy('post.division')
          .orderBy('account.name')
          .execute()
        const byAccount = Map.groupBy(rows, (row) => row.account_id)
        return {
          accounts: [...byAccount].map(([account, posts]) => ({
            account,
            name: posts[0]?.name ?? '',
            login: posts[0]?.login ?? '',
            isActive: posts[0]?.is_active ?? false,
            posts: posts.map((row) => ({
              post: row.post_id,
              role: row.role as never,
              division: row.division,
              divisionName: row.division_name,
              from: row.starts_on,
              to: row.ends_on,
            })),
          })),
        }
      }),

    'POST /api/accounts': ({ work, actor, body }) =>
      work(async (unit) => {
        if (!isInScope(actor.scope, body.division)) throw notFound('这个区划')
        return { account: await addAccount(unit, { ...body, isGiven: true }) }
      }),

    'POST /api/accounts/{account}/posts': ({ work, actor, params, body }) =>
      work(async (unit) => {
        if (!isInScope(actor.scope, body.division)) throw notFound('这个区划')
        return { post: await addPost(unit, { accountId: params.account, ...body }) }
      }),

    'DELETE /api/posts/{post}': ({ work, params }) => work((unit) => endPost(unit, params.post)),

    'POST /api/attachments': async ({ work, installation, query, bytes }) => {
      const content = await bytes()
      return work((unit) => addAttachment(unit, installation.folder, { name: query.name, bytes: content }))
    },

    'GET /api/attachments/{attachment}': ({ work, installation, params }) =>
      work(async (unit) => {
        const found = await readAttachment(unit, installation.folder, params.attachment)
        return { bytes: found.content, mediaType: found.mediaType, name: found.name, isInline: /^(image|application.pdf)/.test(found.mediaType) }
      }),

    'GET /api/entries': ({ work, query }) => work((unit) => listEntries(unit, entryKinds, query.kind)),

    'POST /api/entries/{entry}/withdrawal': ({ work, params, body }) => work((unit) => withdrawEntry(unit, entryKinds, { ...params, ...body })),

    'GET /api/tasks/{task}': ({ work, params }) => work((unit) => getTask(unit, params.task)),

    'POST /api/tasks/{task}/cancel': ({ work, params }) => work((unit) => cancelTask(unit, params.task)),
  })
}
