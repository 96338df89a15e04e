import { expect, test } from 'vitest'
import { commandLineActor, perform, unnamedTown } from '#src/platform/installation.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { addAccount, addPost, createInstallation, endPost, startOffice } from './installation.ts'
import { addDivision } from './divisions.ts'
import { actorOfToken, describeSession, signIn } from './sessions.ts'

const password = 'Qinghe-2026'

test('a post gives its division as the range, and ending it ends the session the same day', async () => {
  const installation = await newInstallation()
  const actor = commandLineActor()
  await perform(installation, actor, (work) => createInstallation(work, { town: '青禾镇', communities: ['青柳', '桥头'] }))
  const account = await perform(installation, actor, (work) => addAccount(work, { name: '王秀英', login: 'wang', password, role: 'worker', division: 'aaaa' }))
  const token = await signIn(installation, { login: 'wang', password })
  const signedIn = await actorOfToken(token, installation)
  expect(signedIn).toMatchObject({ name: '王秀英', role: 'worker', scope: { from: 'aaaa', to: 'aaab' } })
  await perform(installation, actor, (work) => endPost(work, signedIn?.postId ?? ''))
  expect(await actorOfToken(token, installation)).toBeUndefined()
  await expect(signIn(installation, { login: 'wang', password })).rejects.toMatchObject({ code: 'forbidden' })
  expect(account).toMatch(/^[0-9a-f-]{36}$/)
})

test('five wrong passwords lock the account even for the right one', async () => {
  const installation = await newInstallation()
  await perform(installation, commandLineActor(), async (work) => {
    await createInstallation(work, { town: '青禾镇', communities: [] })
    await addAccount(work, { name: '李敏', login: 'li', password, role: 'clerk', division: 'aa' })
  })
  for (let n = 0; n < 5; n++) await expect(signIn(installation, { login: 'li', password: 'wrong' })).rejects.toMatchObject({ code: 'wrong_password' })
  await expect(signIn(installation, { login: 'li', password })).rejects.toMatchObject({ code: 'locked' })
})

test('nobody holds two of the three administrators', async () => {
  const installation = await newInstallation()
  await perform(installation, commandLineActor(), async (work) => {
    await createInstallation(work, { town: '青禾镇', communities: [] })
  })
  await expect(
    perform(installation, commandLineActor(), async (work) => {
      const accountId = await addAccount(work, { name: '赵管', login: 'zhao', password, role: 'system_admin', division: 'aa' })
      await addPost(work, { accountId, role: 'audit_admin', division: 'aa' })
    }),
  ).rejects.toMatchObject({ code: 'refused' })
})

test("a password that somebody else gave has to be changed, one of one's own not", async () => {
  const installation = await newInstallation()
  await perform(installation, commandLineActor(), async (work) => {
    await createInstallation(work, { town: '青禾镇', communities: ['青柳'] })
    await addAccount(work, { name: '李敏', login: 'li', password, role: 'clerk', division: 'aa' })
    await addAccount(work, { name: '王芳', login: 'fang', password, role: 'worker', division: 'aaaa', isGiven: true })
  })
  expect(await describeSession(installation, await signIn(installation, { login: 'fang', password }))).toMatchObject({ mustChangePassword: true })
  expect(await describeSession(installation, await signIn(installation, { login: 'li', password }))).toMatchObject({ mustChangePassword: false })
})

test('nobody ends the post in which they act', async () => {
  const installation = await newInstallation()
  await perform(installation, commandLineActor(), async (work) => {
    await createInstallation(work, { town: '青禾镇', communities: [] })
    await addAccount(work, { name: '李敏', login: 'li', password, role: 'clerk', division: 'aa' })
  })
  const actor = await actorOfToken(await signIn(installation, { login: 'li', password }), installation)
  if (!actor) throw new Error('not signed in')
  await expect(perform(installation, actor, (work) => endPost(work, actor.postId ?? ''))).rejects.toMatchObject({ code: 'refused' })
})

test('what commands made without asking waits for its first person, who names the town and finds its communities; after that nobody starts it again', async () => {
  const installation = await newInstallation()
  const act = <T>(run: Parameters<typeof perform<T>>[2]): Promise<T> => perform(installation, commandLineActor(), run)
  await act(async (work) => {
    await createInstallation(work, { town: unnamedTown, communities: [] })
    await addDivision(work, '松塘村')
  })
  expect(await describeSession(installation, undefined)).toMatchObject({ state: 'first_run', town: null })
  const start = { town: '云溪镇', communities: ['松塘村', '柏坡村'], name: '李敏', login: 'li', password }
  await act((work) => startOffice(work, start))
  expect(await describeSession(installation, undefined)).toMatchObject({ state: 'signed_out', town: '云溪镇' })
  expect(await actorOfToken(await signIn(installation, { login: 'li', password }), installation)).toMatchObject({ role: 'clerk', division: 'aa' })
  const names = await act(({ tx }) => tx.selectFrom('division').select('name').orderBy('code').execute())
  expect(names.map((row) => row.name)).toEqual(['云溪镇', '松塘村', '柏坡村'])
  await expect(act((work) => startOffice(work, { ...start, login: 'other' }))).rejects.toMatchObject({ code: 'conflict' })
})
