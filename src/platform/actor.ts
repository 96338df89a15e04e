import type { Role } from './http/endpoint.ts'
import type { Scope } from './scope.ts'

/** Who acts: a person in one post, the command line, or the system itself. */
export interface Actor {
  accountId: string | null
  postId: string | null
  name: string
  role: Role | 'command_line' | 'system'
  origin: string
  division: string
  scope: Scope
}
