import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '../contract.ts'
import { client, type OutputOf } from '#src/ui/call.ts'

export const callAccounts = client<typeof api>()

export type Session = OutputOf<(typeof api)['GET /api/session']>
export type Post = Session['posts'][number]

const sessionKey = ['GET /api/session', {}]

/** Who is signed in, in which post, and the date at which the installation stands. */
export function useSession() {
  return useQuery({ queryKey: sessionKey, queryFn: () => callAccounts('GET /api/session'), staleTime: 60_000 })
}

/** Puts a new session in place; everything shown of another person or post is thrown away. */
export function useEnter(): (session: Session) => void {
  const queries = useQueryClient()
  return (session) => {
    // Not `clear`: the page watches the session's own entry and would go on watching the thrown-away one.
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] })
    queries.setQueryData(sessionKey, session)
  }
}

/** Posts in the words of the town. */
export const roleNames = {
  clerk: '镇民政办',
  leader: '镇领导',
  secretary: '社区书记',
  worker: '民政专干',
  child_worker: '儿童主任',
  grid: '网格员',
  supervisor: '镇纪委督查组',
  member_unit: '成员单位',
  county: '县民政局',
  auditor: '审计',
  system_admin: '系统管理员',
  security_admin: '安全管理员',
  audit_admin: '审计管理员',
} satisfies Record<Post['role'], string>

/** “青柳社区 · 民政专干”; offices of the town need no place. */
export function postName(post: Post): string {
  const isOfTown = ['clerk', 'leader', 'supervisor', 'county', 'auditor', 'system_admin', 'security_admin', 'audit_admin'].includes(post.role)
  return isOfTown ? roleNames[post.role] : `${post.divisionName} · ${roleNames[post.role]}`
}
