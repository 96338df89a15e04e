import type { api } from '../contract.ts'
import type { OutputOf } from '#src/ui/call.ts'
import { roleNames } from './session.ts'

export type Account = OutputOf<(typeof api)['GET /api/accounts']>['accounts'][number]
export type AccountPost = Account['posts'][number]
export type Role = AccountPost['role']
export type Division = OutputOf<(typeof api)['GET /api/divisions']>['divisions'][number]

/** Posts that work in one community (or one grid); the others are the town's. */
export const fieldRoles: readonly Role[] = ['secretary', 'worker', 'child_worker', 'grid']

export const roleChoices: readonly { value: Role; title: string }[] = (Object.keys(roleNames) as Role[]).map((value) => ({ value, title: roleNames[value] }))

/** The town's own code is the shortest. */
export function townOf(divisions: readonly Division[]): string {
  return [...divisions].sort((a, b) => a.code.length - b.code.length)[0]?.code ?? ''
}

export function isInForce(post: AccountPost, today: string): boolean {
  return post.from <= today && (post.to === null || post.to > today)
}

/** “青柳社区民政专干” of what is chosen; empty while a community is still missing. */
export function chosenPost(role: Role, division: string, divisions: readonly Division[]): string {
  if (!fieldRoles.includes(role)) return roleNames[role]
  const place = divisions.find((each) => each.code === division)
  return place ? `${place.name}${roleNames[role]}` : ''
}
