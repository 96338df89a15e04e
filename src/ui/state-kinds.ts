import type { IconName } from './Icon.tsx'

export type Tone = 'ink' | 'quiet' | 'accent' | 'amber' | 'red'

interface Kind {
  word: string
  icon: IconName
  tone: Tone
}

/** The looks a state can have: one icon, one tone, one usual word. Red only for overdue and danger to a person. */
export const stateKinds = {
  open: { word: '未开始', icon: 'ring-dashed', tone: 'amber' },
  unassigned: { word: '未分派', icon: 'ring-dashed', tone: 'amber' },
  missing: { word: '没答', icon: 'ring-dashed', tone: 'amber' },
  later: { word: '还没到', icon: 'ring-dashed', tone: 'quiet' },
  working: { word: '在做', icon: 'half', tone: 'accent' },
  checking: { word: '核查中', icon: 'half', tone: 'accent' },
  submitted: { word: '已报', icon: 'ring-up', tone: 'ink' },
  assigned: { word: '已分派', icon: 'ring-up', tone: 'ink' },
  returned: { word: '已退回', icon: 'back', tone: 'amber' },
  done: { word: '完成', icon: 'tick', tone: 'quiet' },
  waiting: { word: '等待', icon: 'pause', tone: 'accent' },
  overdue: { word: '逾期', icon: 'triangle', tone: 'red' },
  danger: { word: '有危险', icon: 'triangle', tone: 'red' },
  due_today: { word: '今天', icon: 'clock', tone: 'red' },
  due_soon: { word: '将到期', icon: 'clock', tone: 'amber' },
  child: { word: '孩子', icon: 'child', tone: 'ink' },
  child_in_danger: { word: '孩子有危险', icon: 'child', tone: 'red' },
  unverified: { word: '未核实', icon: 'question', tone: 'amber' },
  look: { word: '请看一眼', icon: 'question', tone: 'amber' },
  differs: { word: '不一致', icon: 'differs', tone: 'accent' },
  same: { word: '一致', icon: 'same', tone: 'quiet' },
  alike: { word: '同义', icon: 'alike', tone: 'quiet' },
  copied_only: { word: '只给抄录', icon: 'lock', tone: 'quiet' },
  list: { word: '名单', icon: 'drum', tone: 'quiet' },
  ask: { word: '问社区', icon: 'bubble', tone: 'quiet' },
} satisfies Record<string, Kind>

export type StateKind = keyof typeof stateKinds

export interface Look {
  kind: StateKind
  word: string
}

/** How each state of a lead looks and reads. */
export const leadLooks: Record<string, Look> = {
  new: { kind: 'unassigned', word: '未分派' },
  assigned: { kind: 'assigned', word: '已分派' },
  checking: { kind: 'checking', word: '核查中' },
  confirmed: { kind: 'submitted', word: '属实' },
  partly: { kind: 'submitted', word: '部分属实' },
  unfounded: { kind: 'submitted', word: '不属实' },
  unclear: { kind: 'look', word: '无法核实' },
  reviewed: { kind: 'done', word: '已复看' },
  merged: { kind: 'done', word: '已并入' },
}

/** How each state of a problem looks and reads. */
export const problemLooks: Record<string, Look> = {
  registered: { kind: 'unassigned', word: '已登记' },
  established: { kind: 'submitted', word: '已认定' },
  planned: { kind: 'submitted', word: '已定措施' },
  mending: { kind: 'working', word: '整改中' },
  waiting: { kind: 'waiting', word: '等待' },
  closing: { kind: 'submitted', word: '申请销号' },
  reviewing: { kind: 'checking', word: '复核中' },
  closed: { kind: 'done', word: '已销号' },
  returned: { kind: 'returned', word: '已退回' },
  transferred: { kind: 'done', word: '已移送' },
  revoked: { kind: 'done', word: '已撤销' },
}

/** How each state of a self-check cell looks and reads. */
export const cellLooks: Record<string, Look> = {
  open: { kind: 'open', word: '未开始' },
  working: { kind: 'working', word: '在做' },
  submitted: { kind: 'submitted', word: '已报' },
  signed: { kind: 'submitted', word: '已报 · 已签' },
  returned: { kind: 'returned', word: '已退回' },
  accepted: { kind: 'done', word: '完成' },
}
