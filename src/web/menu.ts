import type { Session } from '#src/features/accounts/web/session.ts'
import type { MenuEntry } from '#src/ui/Shell.tsx'

export const menuEntries = {
  today: { title: '今日', to: '/', icon: 'clock' },
  campaign: { title: '专项行动', to: '/campaign', icon: 'flag' },
  ledgers: { title: '名册台账', to: '/ledgers', icon: 'table' },
  kept: { title: '台账', to: '/ledgers', icon: 'table' },
  checks: { title: '核查', to: '/checks', icon: 'check' },
  leads: { title: '疑点', to: '/leads', icon: 'question' },
  problems: { title: '问题', to: '/problems', icon: 'paper' },
  people: { title: '一人一档', to: '/people', icon: 'person' },
  selfcheck: { title: '自查', to: '/selfcheck', icon: 'checklist' },
  visits: { title: '走访', to: '/visits', icon: 'house' },
  duties: { title: '履职记录', to: '/duties', icon: 'book' },
  supervision: { title: '督查', to: '/supervision', icon: 'eye' },
  dispatch: { title: '调度', to: '/dispatch', icon: 'bars' },
  submit: { title: '交名单', to: '/import', icon: 'upload' },
  admin: { title: '账号', to: '/admin', icon: 'gear' },
} satisfies Record<string, Omit<MenuEntry, 'key' | 'count'>>

export type MenuKey = keyof typeof menuEntries

type Role = NonNullable<Session['post']>['role']

const field: readonly MenuKey[] = ['today', 'selfcheck', 'visits', 'leads', 'problems', 'kept']
const readers: readonly MenuKey[] = ['dispatch', 'problems', 'checks']

/** At most seven entries, by role; on a phone at most six. Administration lies apart. */
export const menuOf: Record<Role, readonly MenuKey[]> = {
  clerk: ['today', 'campaign', 'ledgers', 'checks', 'leads', 'problems', 'people'],
  worker: field,
  child_worker: field,
  grid: field,
  secretary: ['today', 'selfcheck', 'problems', 'duties'],
  supervisor: ['today', 'supervision', 'problems', 'dispatch'],
  leader: ['today', 'campaign', 'problems', 'dispatch'],
  county: readers,
  auditor: readers,
  member_unit: ['submit'],
  system_admin: ['admin'],
  security_admin: ['admin'],
  audit_admin: ['admin'],
}

/** Which entry is lit for a page: pages inside 专项行动 light it for who has it, their own entry for others. */
export function litEntry(menu: readonly MenuKey[], page: MenuKey | undefined): MenuKey | undefined {
  if (page === undefined || menu.includes(page)) return page
  const within: Partial<Record<MenuKey, MenuKey>> = {
    selfcheck: 'campaign',
    supervision: 'campaign',
    dispatch: 'campaign',
    duties: 'campaign',
    visits: 'ledgers',
    ledgers: 'kept',
    kept: 'ledgers',
    submit: 'ledgers',
  }
  const outer = within[page]
  return outer && menu.includes(outer) ? outer : undefined
}
