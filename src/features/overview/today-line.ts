import type { z } from 'zod'
import type { Work } from '../../platform/events.ts'
import type { api } from './contract.ts'

export type Today = z.input<(typeof api)['GET /api/today']['output']>
export type Line = Today['groups'][number]['lines'][number]

/** More than this of one kind folds into one line that opens the whole list. */
export const mostLines = 8

export const isOffice = ({ actor }: Pick<Work, 'actor'>): boolean => actor.role === 'clerk' || actor.role === 'leader'
export const isField = ({ actor }: Pick<Work, 'actor'>): boolean => ['worker', 'child_worker', 'grid', 'secretary'].includes(actor.role)
/** Who is answered for by their post alone; the secretary answers for the whole community. */
export const looksAtOwnOnly = ({ actor }: Pick<Work, 'actor'>): boolean => ['worker', 'child_worker', 'grid'].includes(actor.role)
/** County and auditors read; nothing waits for them. */
export const isReader = ({ actor }: Pick<Work, 'actor'>): boolean => actor.role === 'county' || actor.role === 'auditor'

/** The first lines, and one that stands for all the rest. */
export function fold(lines: readonly Line[], rest: (n: number) => Pick<Line, 'title' | 'to' | 'tone'>): Line[] {
  if (lines.length <= mostLines) return [...lines]
  const n = lines.length - mostLines + 1
  const shown = lines.slice(0, mostLines - 1)
  const last = lines[mostLines - 1]
  return [
    ...shown,
    {
      key: `rest-${rest(n).to}`,
      icon: last?.icon ?? 'clock',
      note: '放在一页里看',
      due: last?.due ?? null,
      dueSteps: last?.dueSteps ?? [],
      action: '看全部',
      ...rest(n),
    },
  ]
}
