import { sql } from 'kysely'
import type { Work } from '../../platform/events.ts'
import { isInScope, scopeOf } from '../../platform/scope.ts'
import { kinReason, sayKin, type FieldPost } from './store.ts'

/** `community`: each community's own worker; `grid`: the grid's member where there is one; `load`: whoever has least on the desk. Else a post's id. */
export type HandTo = 'community' | 'grid' | 'load' | (string & {})

export interface ToAssign {
  state: string
  assignee_post: string | null
  division: string
  person_id: string | null
  subject_name: string
  is_child_matter: boolean
}

export interface Desks {
  posts: readonly FieldPost[]
  to: HandTo
  /** What lies with each post, what this step hands out included. */
  load: ReadonlyMap<string, number>
  /** Names that stand in a kin register: only they are asked about. */
  registered: ReadonlySet<string>
}

const ways: readonly string[] = ['community', 'grid', 'load']
export const isWay = (to: HandTo): boolean => ways.includes(to)

/** The post that gets a lead, or in words why none does. */
export async function choosePost(work: Work, lead: ToAssign, { posts, to, load, registered }: Desks): Promise<FieldPost | string> {
  const fitting = posts.filter((post) => isInScope(scopeOf(post.division), lead.division) && fits(post, lead) && (isWay(to) || post.post === to))
  if (fitting.length === 0) return isWay(to) ? '这个社区还没有能办这类事的专干' : '不在这个岗位的辖区或职责内'
  // Who has it keeps it, unless the work is to be spread anew.
  const held = lead.state === 'assigned' || lead.state === 'checking' ? lead.assignee_post : null
  const stays = to === 'load' ? null : held
  const preferred = fitting.toSorted(
    (a, b) =>
      Number(b.post === stays) - Number(a.post === stays) ||
      (to === 'load' ? 0 : Number(b.role === 'child_worker') - Number(a.role === 'child_worker')) ||
      rank(a, to) - rank(b, to) ||
      (load.get(a.post) ?? 0) - (load.get(b.post) ?? 0),
  )
  let why: string | undefined
  for (const post of preferred) {
    const kin = registered.has(post.name) ? await kinReason(work, post.name, { personId: lead.person_id, name: lead.subject_name }) : null
    if (kin === null) return post.post === held ? `已经在${post.name}手上` : post
    why ??= `${sayKin(kin, post.name)}，请交给别人`
  }
  return why ?? '这个社区还没有能办这类事的专干'
}

function fits(post: FieldPost, lead: ToAssign): boolean {
  if (post.role === 'child_worker') return lead.is_child_matter
  // A grid member does not see children's matters.
  return post.role === 'worker' || !lead.is_child_matter
}

function rank(post: FieldPost, to: HandTo): number {
  if (to === 'load') return 0
  return (post.role === 'grid') === (to === 'grid') ? 0 : 1
}

/** Which of these names have a kin register. The office sees the registers of its whole town. */
export async function registeredNames({ tx }: Pick<Work, 'tx'>, names: readonly string[]): Promise<Set<string>> {
  const found = await sql<{ name: string }>`
    select distinct cells ->> 'staff_name' as name from kept_row where ledger = 'kin_register' and cells ->> 'staff_name' = any(${[...names]}::text[])`.execute(
    tx,
  )
  return new Set(found.rows.map((row) => row.name))
}
