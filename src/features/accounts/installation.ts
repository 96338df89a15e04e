import { record, type Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { Problem } from '../../platform/problems.ts'
import type { Role } from '../../platform/http/endpoint.ts'
import { addDivision } from './divisions.ts'
import { hashPassword } from './password.ts'

/** The name of the installation's town; undefined while there is no installation. */
export async function findTown({ tx }: Pick<Work, 'tx'>): Promise<string | undefined> {
  const row = await tx.selectFrom('division').select('name').where('code', '=', townDivision).executeTakeFirst()
  return row?.name
}

/** Whether nobody can sign in yet: nothing stands, or what stands was made by commands, which ask nobody who they are. */
export async function isFirstStart({ tx }: Pick<Work, 'tx'>): Promise<boolean> {
  return (await tx.selectFrom('account').select('account_id').limit(1).executeTakeFirst()) === undefined
}

/** Gives the town its name. */
export async function nameTown(work: Work, town: string): Promise<void> {
  const named = await work.tx.updateTable('division').set({ name: town }).where('code', '=', townDivision).where('name', '<>', town).executeTakeFirst()
  if (named.numUpdatedRows > 0n)
    await record(work, { action: 'division.named', objectKind: 'division', objectId: townDivision, division: townDivision, after: { name: town } })
}

/** Makes the installation of a town with its communities. `fixedDate` is for demos and replays only. */
export async function createInstallation(
  work: Work,
  { town, communities, fixedDate }: { town: string; communities: readonly string[]; fixedDate?: string },
): Promise<void> {
  if (await findTown(work)) throw new Problem('conflict', '这个数据目录已经建过了。')
  await work.tx
    .insertInto('installation')
    .values({ division: townDivision, created_at: work.clock.now(), fixed_date: fixedDate ?? null })
    .execute()
  await work.tx.insertInto('division').values({ code: townDivision, name: town, created_at: work.clock.now() }).execute()
  await record(work, { action: 'installation.created', objectKind: 'installation', objectId: townDivision, division: townDivision, after: { town, fixedDate } })
  for (const name of new Set(communities)) await addDivision(work, name)
}

/**
 * The first start: the town, its communities and the first person of the office. What commands made before without
 * asking keeps its lists and gets name and communities. Errors: `conflict` once anybody can sign in.
 */
export async function startOffice(
  work: Work,
  { town, communities, ...person }: { town: string; communities: readonly string[]; name: string; login: string; password: string },
): Promise<void> {
  if (!(await isFirstStart(work))) throw new Problem('conflict', '这个数据目录已经有人管了，请用已有的账号登录；没有改动。')
  if ((await findTown(work)) === undefined) await createInstallation(work, { town, communities })
  else {
    await nameTown(work, town)
    for (const name of new Set(communities)) await addDivision(work, name)
  }
  await addAccount(work, { ...person, role: 'clerk', division: townDivision })
}

/**
 * Adds a person with a first post. A password given by somebody else (`isGiven`) is changed at the first signing in.
 * Errors: `conflict` when the login is taken.
 */
export async function addAccount(
  work: Work,
  {
    name,
    login,
    password,
    role,
    division,
    isGiven = false,
  }: { name: string; login: string; password: string; role: Role; division: string; isGiven?: boolean },
): Promise<string> {
  const taken = await work.tx.selectFrom('account').select('account_id').where('login', '=', login).executeTakeFirst()
  if (taken) throw new Problem('conflict', `登录名“${login}”已经有人用了，请换一个。`)
  const { account_id } = await work.tx
    .insertInto('account')
    .values({ login, name, password_hash: await hashPassword(password), must_change_password: isGiven, created_at: work.clock.now() })
    .returning('account_id')
    .executeTakeFirstOrThrow()
  await record(work, { action: 'account.added', objectKind: 'account', objectId: account_id, division, after: { name, login } })
  await addPost(work, { accountId: account_id, role, division })
  return account_id
}

export async function addPost(work: Work, { accountId, role, division }: { accountId: string; role: Role; division: string }): Promise<string> {
  const known = await work.tx.selectFrom('division').select('code').where('code', '=', division).executeTakeFirst()
  if (!known) throw new Problem('bad_input', '没有这个区划。')
  const { post_id } = await work.tx
    .insertInto('post')
    .values({ account_id: accountId, role, division, starts_on: work.clock.today() })
    .returning('post_id')
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => {
      if (error instanceof Error && error.message.includes('two_administrators'))
        throw new Problem('refused', '系统管理员、安全管理员、审计管理员不能由同一个人担任。')
      throw error
    })
  await record(work, { action: 'post.added', objectKind: 'post', objectId: post_id, division, after: { account: accountId, role, division } })
  return post_id
}

/** Ends a post today: its rights end at once. One's own acting post is ended by somebody else, so that somebody is left. */
export async function endPost(work: Work, postId: string): Promise<void> {
  if (postId === work.actor.postId) throw new Problem('refused', '这是您现在的岗位，请由另一位管账号的同事来办；没有改动。')
  const row = await work.tx
    .updateTable('post')
    .set({ ends_on: work.clock.today() })
    .where('post_id', '=', postId)
    .where('ends_on', 'is', null)
    .returning(['division', 'role', 'account_id'])
    .executeTakeFirst()
  if (!row) throw new Problem('not_found', '没有这个岗位，或者已经卸任。')
  await work.tx.updateTable('session').set({ ended_at: work.clock.now() }).where('post_id', '=', postId).where('ended_at', 'is', null).execute()
  await record(work, {
    action: 'post.ended',
    objectKind: 'post',
    objectId: postId,
    division: row.division,
    before: { role: row.role, account: row.account_id },
  })
}
