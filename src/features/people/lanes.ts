import { formatMoney } from '../../domain/money.ts'

export type CellState = 'paid' | 'returned' | 'listed' | 'unpaid' | 'none' | 'unknown' | 'valid'

/** What lists say of one benefit in one month. */
export interface MonthCell {
  month: string
  state: CellState
  fen: number | null
  /** How many people the sum is for. */
  persons: number | null
  note: string
  /** Number of an open lead about this month. */
  lead: string | null
}

export interface Segment {
  from: string
  to: string
  state: CellState
  fen: number | null
  label: string
  lead: string | null
  notes: Record<string, string>
}

export interface PaidMonth {
  month: string
  fen: number
  paidOn: string | null
  persons: number | null
  isReturned: boolean
  isArrears: boolean
}

export interface LaneInput {
  months: readonly string[]
  paid: readonly PaidMonth[]
  /** Months in which a roster names the person, with the amount that it states. */
  listed: readonly { month: string; fen: number | null }[]
  leads: readonly { number: string; months: readonly string[] }[]
  /** Does a payment list, or any list, speak for the month? */
  speaks: (month: string, from: 'payments' | 'any') => boolean
}

/** Month by month: a payment counts before a roster, a roster before silence, and silence only where a list speaks. */
export function cellsOf({ months, paid, listed, leads, speaks }: LaneInput): MonthCell[] {
  const paidIn = Map.groupBy(paid, (each) => each.month)
  const listedIn = new Map(listed.map((each) => [each.month, each.fen]))
  return months.map((month) => {
    const lead = leads.find((each) => each.months.includes(month))?.number ?? null
    const all = paidIn.get(month) ?? []
    const kept = all.filter((each) => !each.isReturned)
    if (kept.length > 0) {
      const persons = Math.max(...kept.map((each) => each.persons ?? 0))
      return { month, lead, state: 'paid', fen: kept.reduce((sum, each) => sum + each.fen, 0), persons: persons > 0 ? persons : null, note: noteOf(kept) }
    }
    if (all.length > 0)
      return { month, lead, state: 'returned', fen: all[0]?.fen ?? null, persons: null, note: `${formatMoney(all[0]?.fen ?? 0)} 退回，没有再发` }
    const fen = listedIn.get(month)
    if (fen !== undefined) {
      const isUnpaid = speaks(month, 'payments')
      return {
        month,
        lead,
        state: isUnpaid ? 'unpaid' : 'listed',
        fen,
        persons: null,
        note: isUnpaid ? '名册上有，发放名单里没有' : fen === null ? '名册上有' : '名册上有，没有发放名单',
      }
    }
    if (speaks(month, 'any')) return { month, lead, state: 'none', fen: null, persons: null, note: '名单里没有' }
    return { month, lead, state: 'unknown', fen: null, persons: null, note: '没有名单，不判断' }
  })
}

function noteOf(paid: readonly PaidMonth[]): string {
  const persons = Math.max(...paid.map((each) => each.persons ?? 0))
  const days = [...new Set(paid.flatMap((each) => (each.paidOn === null ? [] : [each.paidOn])))].sort()
  const parts = [
    ...(persons > 0 ? [`${persons} 人`] : []),
    ...(days.length > 0 ? [`${days.join('、')} 到账`] : []),
    ...(paid.some((each) => each.isArrears) ? ['含补发'] : []),
    ...(paid.length > 1 ? [`${paid.length} 笔`] : []),
  ]
  return parts.join('，')
}

/** Neighbouring months that say the same are one piece: an amount stands only where it changes. Silence of a list that speaks is left out. */
export function segmentsOf(cells: readonly MonthCell[]): Segment[] {
  const segments: Segment[] = []
  let last: MonthCell | undefined
  for (const cell of cells) {
    const segment = segments.at(-1)
    if (segment && last && isSame(last, cell)) {
      segment.to = cell.month
      segment.notes[cell.month] = cell.note
    } else {
      segments.push({
        from: cell.month,
        to: cell.month,
        state: cell.state,
        fen: cell.fen,
        label: labelOf(cell),
        lead: cell.lead,
        notes: { [cell.month]: cell.note },
      })
    }
    last = cell
  }
  return segments.filter((segment) => segment.state !== 'none' || segment.lead !== null)
}

function isSame(a: MonthCell, b: MonthCell): boolean {
  return a.state === b.state && a.fen === b.fen && a.persons === b.persons && a.lead === b.lead
}

function labelOf({ state, fen, persons }: MonthCell): string {
  const money = fen === null ? '' : formatMoney(fen)
  if (state === 'paid') return persons !== null && persons > 1 ? `${money}，${persons} 人` : money
  if (state === 'listed') return money === '' ? '名册上有' : `名册 ${money}`
  return { returned: '退回', unpaid: '名册有，没发', none: '没发', unknown: '', valid: '' }[state]
}
