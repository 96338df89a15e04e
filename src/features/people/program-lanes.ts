import { formatMoney } from '../../domain/money.ts'
import { monthOf } from '../../domain/months.ts'
import { benefits, householdPrograms, programWord } from '../../domain/programs.ts'
import type { LakeRow } from '../../platform/lake/lake.ts'
import { belongsTo } from './household.ts'
import { cellsOf, segmentsOf, type PaidMonth, type Segment } from './lanes.ts'
import { text, whole, type PersonRows } from './person-rows.ts'
import type { Speaks } from './spoken-programs.ts'

export interface Point {
  on: string
  label: string
}

export interface Lane {
  lane: string
  title: string
  kind: 'money' | 'card' | 'points'
  segments: Segment[]
  points: Point[]
}

export interface LeadMonths {
  number: string
  program: string | null
  months: readonly string[]
}

export interface LaneContext {
  data: PersonRows
  key: bigint
  months: readonly string[]
  leads: readonly LeadMonths[]
  speaks: Speaks
  /** The community in which the lists of a month name the person. */
  divisionIn: (month: string) => string
}

/** Payments that reached the person or a household in which the person stood in that month. */
export function paymentsOf({ data, key }: Pick<LaneContext, 'data' | 'key'>): readonly LakeRow[] {
  const belongs = belongsTo(data, key)
  return (data.rows.get('payments') ?? []).filter((row) => {
    if (row['person_key'] === key) return true
    if (!householdPrograms.includes(text(row['program']) ?? '')) return false
    const head = row['head_key'] ?? row['person_key']
    const month = monthOfPayment(row)
    return head !== null && head !== undefined && month !== null && belongs(String(head), month)
  })
}

/** The month for which a payment is; arrears without a stated month have none. */
export function monthOfPayment(row: LakeRow): string | null {
  const stated = text(row['for_month'])
  if (stated !== null || isArrears(row)) return stated
  const paidOn = text(row['paid_on'])
  return text(row['period']) ?? (paidOn === null ? null : monthOf(paidOn))
}

function isArrears(row: LakeRow): boolean {
  return row['kind'] === 'arrears' || (row['kind'] === null && (text(row['item'])?.includes('补发') ?? false))
}

function isOneOff(row: LakeRow): boolean {
  return row['kind'] === 'one_off' || (row['kind'] === null && /一次性|慰问|临时补贴|丧葬/.test(text(row['item']) ?? ''))
}

/** One lane per benefit that a list or a lead connects with the person, and one for single sums. */
export function programLanes(context: LaneContext): Lane[] {
  const { data, months, leads, speaks, divisionIn } = context
  const payments = paymentsOf(context)
  const listed = listedMonths(data)
  const named = new Set([...payments.map((row) => text(row['program']) ?? ''), ...listed.keys(), ...leads.map((lead) => lead.program ?? '')])
  const lanes: Lane[] = []
  for (const program of benefits.filter((each) => named.has(each) && each !== 'temporary_aid')) {
    const own = payments.filter((row) => row['program'] === program)
    const segments = segmentsOf(
      cellsOf({
        months,
        paid: own.filter((row) => !isOneOff(row)).flatMap(paidMonth),
        listed: listed.get(program) ?? [],
        leads: leads.filter((lead) => lead.program === program),
        speaks: (month, from) => speaks(program, month, divisionIn(month), from),
      }),
    )
    const points = own.filter((row) => isOneOff(row) || monthOfPayment(row) === null).flatMap((row) => pointOf(row))
    if (points.length > 0 || segments.some((segment) => segment.state !== 'unknown')) {
      lanes.push({ lane: program, title: programWord(program, 'short'), kind: 'money', segments, points })
    }
  }
  const aid = aidPoints(data, payments)
  if (aid.length > 0) lanes.push({ lane: 'temporary_aid', title: '临时救助', kind: 'points', segments: [], points: aid })
  return lanes
}

function paidMonth(row: LakeRow): PaidMonth[] {
  const month = monthOfPayment(row)
  const fen = whole(row['amount'])
  if (month === null || fen === null) return []
  return [
    { month, fen, paidOn: text(row['paid_on']), persons: whole(row['protected_size']), isReturned: row['status'] === 'returned', isArrears: isArrears(row) },
  ]
}

function pointOf(row: LakeRow): Point[] {
  const on = text(row['paid_on']) ?? (text(row['period']) === null ? null : `${text(row['period'])}-01`)
  const fen = whole(row['amount'])
  return on === null || fen === null ? [] : [{ on, label: `${formatMoney(fen)}${isArrears(row) ? '，补发' : ''}` }]
}

function aidPoints(data: PersonRows, payments: readonly LakeRow[]): Point[] {
  const rows = data.rows.get('temporary_aid') ?? []
  const points = rows.flatMap((row): Point[] => {
    const on = text(row['paid_on']) ?? text(row['decided_on']) ?? text(row['applied_on'])
    const fen = whole(row['amount'])
    const cause = text(row['cause'])
    return on === null ? [] : [{ on, label: `${fen === null ? '没有写金额' : formatMoney(fen)}${cause === null ? '' : `，${cause}`}` }]
  })
  // The payment list shows the same sum once more.
  const known = new Set(rows.map((row) => String(row['amount'])))
  const more = payments.filter((row) => row['program'] === 'temporary_aid' && !known.has(String(row['amount']))).flatMap((row) => pointOf(row))
  return [...points, ...more].sort((a, b) => (a.on < b.on ? -1 : 1))
}

/** Months in which a roster names the person as protected, by program, with the amount that it states for the person. */
function listedMonths(data: PersonRows): Map<string, { month: string; fen: number | null }[]> {
  const listed = new Map<string, { month: string; fen: number | null }[]>()
  const add = (program: string, row: LakeRow, fen: number | null): void => {
    const month = text(row['period'])
    if (month !== null) listed.set(program, [...(listed.get(program) ?? []), { month, fen }])
  }
  const rows = (ledger: string): readonly LakeRow[] => data.rows.get(ledger) ?? []
  for (const row of rows('dibao_person'))
    if (row['protected'] !== false) add('dibao', row, whole(row['household_amount']) ?? whole(row['total_amount']) ?? whole(row['amount']))
  // Both are recognised, not paid.
  for (const program of ['marginal', 'rigid']) for (const row of rows(`${program}_person`)) add(program, row, null)
  for (const row of rows('tekun_person')) add('tekun', row, whole(row['amount']))
  for (const row of rows('disability_subsidy')) {
    const subsidy = text(row['subsidy'])
    if (subsidy !== null) add(`disability_${subsidy}`, row, whole(row['amount']))
    else {
      for (const kind of ['living', 'care']) if ((whole(row[`${kind}_amount`]) ?? 0) > 0) add(`disability_${kind}`, row, whole(row[`${kind}_amount`]))
    }
  }
  for (const row of rows('orphans')) add('orphan', row, whole(row['amount']))
  for (const row of rows('unattended_children')) add('unattended_child', row, whole(row['amount']))
  for (const row of rows('left_behind')) add('left_behind', row, null)
  return listed
}
