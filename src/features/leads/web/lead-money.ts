import { yuan } from '#src/ui/amounts.ts'
import type { LeadDetail } from './leads-api.ts'

export interface MoneyWords {
  label: string
  fen: number | null
  note: string
  /** The months and sums that add up to it. */
  steps: readonly LeadDetail['steps'][number][]
}

const labels = { overpaid: '多发', underpaid: '少发', concerned: '涉及' } as const

/** The one sum that a lead is about, with its arithmetic: 多发 before 少发 before 涉及. */
export function moneyOf(lead: Pick<LeadDetail, 'overpaid' | 'underpaid' | 'concerned' | 'steps' | 'check'>): MoneyWords {
  const kind = lead.overpaid !== null ? 'overpaid' : lead.underpaid !== null ? 'underpaid' : 'concerned'
  const fen = lead[kind]
  const steps = lead.steps.filter((step) => step.kind === kind)
  if (fen === null) return { label: '金额', fen: null, note: lead.check === null ? '交下来的表没有算金额' : '这条不涉及能算的钱', steps }
  const same = lead.concerned === fen ? '涉及同额' : `涉及 ${yuan(lead.concerned)}`
  const notes = [arithmetic(steps.map((step) => step.fen)), lead.concerned !== null && kind !== 'concerned' ? same : '']
  return { label: labels[kind], fen, note: notes.filter((note) => note !== '').join('；'), steps }
}

/** `6 笔 × 681.00 元`, or the differing sums added up. Pure. */
export function arithmetic(sums: readonly number[]): string {
  const [first] = sums
  if (first === undefined) return ''
  if (sums.every((fen) => fen === first)) return `${sums.length} 笔 × ${yuan(first)} 元`
  const kinds = new Map<number, number>()
  for (const fen of sums) kinds.set(fen, (kinds.get(fen) ?? 0) + 1)
  if (kinds.size > 3) return `${sums.length} 笔相加`
  return [...kinds].map(([fen, times]) => (times === 1 ? yuan(fen) : `${times} × ${yuan(fen)}`)).join(' ＋ ')
}
