import { sql } from 'kysely'
import type { Role } from '../../platform/http/endpoint.ts'
import type { Tx } from '../../platform/postgres/database.ts'

export interface PostRow {
  post: string
  role: Role
  division: string
  divisionName: string
}

/** Posts of an account that are in force on `today`. A post ends its rights on its last day's end. */
export async function listPosts(tx: Tx, accountId: string, today: string): Promise<PostRow[]> {
  const rows = await tx
    .selectFrom('post')
    .innerJoin('division', 'division.code', 'post.division')
    .select(['post.post_id', 'post.role', 'post.division', 'division.name'])
    .where('account_id', '=', accountId)
    .where('starts_on', '<=', today)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>', today)]))
    .orderBy('post.starts_on')
    .orderBy('post.post_id')
    .execute()
  return rows.map((row) => ({ post: row.post_id, role: row.role as Role, division: row.division, divisionName: row.name }))
}

export async function findAccountByLogin(tx: Tx, login: string) {
  return tx.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirst()
}

export interface SessionRow {
  account_id: string
  post_id: string
  name: string
  role: Role
  division: string
  must_change_password: boolean
}

/** The session's account and post while both are in force and it was used within `idleMinutes`. */
export async function findSession(tx: Tx, tokenHash: string, at: { today: string; instant: string; idleMinutes: number }): Promise<SessionRow | undefined> {
  const row = await tx
    .selectFrom('session')
    .innerJoin('account', 'account.account_id', 'session.account_id')
    .innerJoin('post', 'post.post_id', 'session.post_id')
    .select(['session.account_id', 'session.post_id', 'account.name', 'post.role', 'post.division', 'account.must_change_password'])
    .where('token_hash', '=', tokenHash)
    .where('session.ended_at', 'is', null)
    .where('account.is_active', '=', true)
    .where('post.starts_on', '<=', at.today)
    .where((eb) => eb.or([eb('post.ends_on', 'is', null), eb('post.ends_on', '>', at.today)]))
    .where(sql<boolean>`session.last_seen_at > ${at.instant}::timestamptz - make_interval(mins => ${at.idleMinutes})`)
    .executeTakeFirst()
  return row && { ...row, role: row.role as Role }
}

export async function listDivisions(tx: Tx, scope: { from: string; to: string }): Promise<{ code: string; name: string }[]> {
  return tx.selectFrom('division').select(['code', 'name']).where('code', '>=', scope.from).where('code', '<', scope.to).orderBy('code').execute()
}
