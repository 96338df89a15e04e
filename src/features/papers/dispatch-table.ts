import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { addDays } from '../../domain/plain-date.ts'
import type { Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { isTopicOf, isWorkOf } from '../campaigns/index.ts'

/** Columns of the dispatch table, in order; `money` in 分; `of` numbers are shown as n / of. */
export const dispatchColumns = [
  { key: 'week_cells', group: '本周', title: '自查新报格', kind: 'count' },
  { key: 'week_leads', group: '本周', title: '疑点核实', kind: 'count' },
  { key: 'week_established', group: '本周', title: '问题认定', kind: 'count' },
  { key: 'week_closed', group: '本周', title: '问题销号', kind: 'count' },
  { key: 'week_recovered', group: '本周', title: '追回（元）', kind: 'money' },
  { key: 'week_visits', group: '本周', title: '走访', kind: 'count' },
  { key: 'cells', group: '累计', title: '自查已报格', kind: 'of' },
  { key: 'leads_done', group: '累计', title: '疑点已核实', kind: 'count' },
  { key: 'leads_open', group: '累计', title: '疑点待核实', kind: 'count' },
  { key: 'established', group: '累计', title: '问题认定', kind: 'count' },
  { key: 'closed', group: '累计', title: '问题销号', kind: 'count' },
  { key: 'rate', group: '累计', title: '销号率', kind: 'rate' },
  { key: 'overdue', group: '累计', title: '逾期', kind: 'count' },
  { key: 'ordered', group: '累计', title: '应追回（元）', kind: 'money' },
  { key: 'recovered', group: '累计', title: '已追回（元）', kind: 'money' },
  { key: 'gap_before', group: '上周差', title: '上周欠下', kind: 'count' },
  { key: 'gap_made_up', group: '上周差', title: '本周补上', kind: 'count' },
  { key: 'gap', group: '上周差', title: '还差', kind: 'count' },
  { key: 'rank', group: '名次', title: '本周', kind: 'rank' },
  { key: 'rank_change', group: '名次', title: '比上周', kind: 'change' },
] as const

export type DispatchKey = (typeof dispatchColumns)[number]['key']

/** One number with the rows behind it, so that what is opened always agrees with what is printed. */
export interface DispatchNumber {
  value: number
  of?: number
  leads?: string[]
  problems?: string[]
  cells?: string[]
}

export interface DispatchRow {
  division: string
  name: string
  numbers: Record<DispatchKey, DispatchNumber>
}

export interface DispatchTable {
  asOf: string
  weekFrom: string
  since: string | null
  rows: DispatchRow[]
  total: Record<DispatchKey, DispatchNumber>
}

interface LeadFact {
  lead_id: string
  division: string
  state: string
  due_on: string | null
  verified_at: string | null
}

interface ProblemFact {
  problem_id: string
  division: string
  state: string
  due_on: string | null
  established_at: string | null
  closed_at: string | null
  kept_open: boolean
}

const doneLead = new Set(['confirmed', 'partly', 'unfounded', 'reviewed'])
const endedProblem = new Set(['closed', 'transferred', 'revoked'])

/** Verified before its approval, or found after its end, a lead is not the campaign's work. */
function duringCampaign(campaign: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select from campaign c where c.campaign_id = ${campaign}::uuid
    and (c.approved_on is null or v.at is null or v.at >= c.approved_on) and (c.ended_on is null or l.created_at < c.ended_on + 1))`
}

/** The table as it stands at `asOf` for the week since `weekFrom`; `lastRanks` are those of the issue before. */
export async function computeDispatch(
  { tx, clock }: Work,
  { campaign, weekFrom, lastRanks }: { campaign: string; weekFrom: string; lastRanks: ReadonlyMap<string, number> },
): Promise<DispatchTable> {
  const asOf = clock.now()
  const today = clock.today()
  const divisions = await tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where(sql<boolean>`length(code) = ${townDivision.length + 2}`)
    .orderBy('code')
    .execute()
  const since =
    (await tx.selectFrom('stage').select('starts_on').where('campaign_id', '=', campaign).orderBy('no').limit(1).executeTakeFirst())?.starts_on ?? null
  const leads = (
    await sql<LeadFact>`
      select l.lead_id, l.division, l.state, l.due_on, v.at as verified_at
      from lead l left join lateral (select max(at) as at from verification v where v.lead_id = l.lead_id and v.second_result is distinct from 'sent_back') v on true
      where (l.outcome not in ('gone', 'withdrawn') or l.state <> 'new') and l.state <> 'merged' and ${isTopicOf(campaign, sql`l.topic`)} and ${duringCampaign(campaign)}`.execute(
      tx,
    )
  ).rows
  const problems = (
    await sql<ProblemFact>`
      select problem_id, division, state, due_on, established_at, closed_at, state = 'waiting' as kept_open from problem where ${isWorkOf(campaign, sql`campaign_id`)}`.execute(
      tx,
    )
  ).rows
  const cells = await tx.selectFrom('cell').select(['cell_id', 'division', 'state', 'submitted_at']).where('campaign_id', '=', campaign).execute()
  const itemCount = await tx
    .selectFrom('item')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('campaign_id', '=', campaign)
    .executeTakeFirstOrThrow()
  const money = (
    await sql<{ division: string; kind: string; fen: number; week: number }>`
      select m.division, m.kind, sum(fen)::bigint as fen, coalesce(sum(fen) filter (where on_date >= ${weekFrom.slice(0, 10)}::date), 0)::bigint as week
      from money_entry m join problem using (problem_id) where m.kind in ('ordered', 'recovered') and ${isWorkOf(campaign, sql`problem.campaign_id`)} group by 1, 2`.execute(
      tx,
    )
  ).rows
  const visits = (
    await sql<{ division: string; n: number }>`
      select division, count(*) as n from kept_row where ledger = 'visits' and cells->>'visited_on' > ${addDays(weekFrom.slice(0, 10), 0)} and cells->>'visited_on' <= ${today} group by division`.execute(
      tx,
    )
  ).rows

  const below = <T extends { division: string }>(list: readonly T[], code: string): T[] => list.filter((each) => each.division.startsWith(code))
  const rows = divisions.map(({ code, name }): DispatchRow => {
    const ownLeads = below(leads, code)
    const ownProblems = below(problems, code).filter((problem) => problem.established_at !== null && problem.state !== 'revoked')
    const ownCells = below(cells, code)
    const verifiedThisWeek = ownLeads.filter((lead) => lead.verified_at !== null && lead.verified_at > weekFrom)
    const open = ownLeads.filter((lead) => !doneLead.has(lead.state))
    const closed = ownProblems.filter((problem) => problem.state === 'closed')
    const late = (due: string | null, day: string): boolean => due !== null && due < day
    const overdueLeads = open.filter((lead) => late(lead.due_on, today))
    const overdueProblems = ownProblems.filter((problem) => !endedProblem.has(problem.state) && !problem.kept_open && late(problem.due_on, today))
    const weekDay = weekFrom.slice(0, 10)
    const owedLeads = ownLeads.filter((lead) => late(lead.due_on, weekDay) && (!doneLead.has(lead.state) || (lead.verified_at ?? '') > weekFrom))
    const owedProblems = ownProblems.filter(
      (problem) => late(problem.due_on, weekDay) && !problem.kept_open && (!endedProblem.has(problem.state) || (problem.closed_at ?? '') > weekFrom),
    )
    const stillLeads = owedLeads.filter((lead) => !doneLead.has(lead.state))
    const stillProblems = owedProblems.filter((problem) => !endedProblem.has(problem.state))
    const reported = ownCells.filter((cell) => ['submitted', 'signed', 'accepted'].includes(cell.state))
    const sum = (kind: string, field: 'fen' | 'week'): number =>
      money.filter((each) => each.division.startsWith(code) && each.kind === kind).reduce((total, each) => total + each[field], 0)
    const numberOf = (ofLeads: readonly LeadFact[], ofProblems: readonly ProblemFact[] = []): DispatchNumber => ({
      value: ofLeads.length + ofProblems.length,
      ...(ofLeads.length > 0 ? { leads: ofLeads.map((each) => each.lead_id) } : {}),
      ...(ofProblems.length > 0 ? { problems: ofProblems.map((each) => each.problem_id) } : {}),
    })
    const cellNumber = (list: readonly { cell_id: string }[], of?: number): DispatchNumber => ({
      value: list.length,
      ...(of === undefined ? {} : { of }),
      ...(list.length > 0 ? { cells: list.map((each) => each.cell_id) } : {}),
    })
    return {
      division: code,
      name,
      numbers: {
        week_cells: cellNumber(reported.filter((cell) => (cell.submitted_at ?? '') > weekFrom)),
        week_leads: numberOf(verifiedThisWeek),
        week_established: numberOf(
          [],
          ownProblems.filter((problem) => (problem.established_at ?? '') > weekFrom),
        ),
        week_closed: numberOf(
          [],
          closed.filter((problem) => (problem.closed_at ?? '') > weekFrom),
        ),
        week_recovered: { value: sum('recovered', 'week') },
        week_visits: { value: visits.filter((each) => each.division.startsWith(code)).reduce((total, each) => total + each.n, 0) },
        cells: cellNumber(reported, itemCount.n),
        leads_done: numberOf(ownLeads.filter((lead) => doneLead.has(lead.state))),
        leads_open: numberOf(open),
        established: numberOf([], ownProblems),
        closed: numberOf([], closed),
        rate: { value: closed.length, of: ownProblems.length },
        overdue: numberOf(overdueLeads, overdueProblems),
        ordered: { value: sum('ordered', 'fen') },
        recovered: { value: sum('recovered', 'fen') },
        gap_before: numberOf(owedLeads, owedProblems),
        gap_made_up: { value: owedLeads.length + owedProblems.length - stillLeads.length - stillProblems.length },
        gap: numberOf(stillLeads, stillProblems),
        rank: { value: 0 },
        rank_change: { value: 0 },
      },
    }
  })
  rankRows(rows, lastRanks)
  return { asOf, weekFrom, since, rows, total: totalOf(rows) }
}

/** The rule of the rank: the share closed, then fewer overdue, then fewer leads open; equals share a place. */
export function rankRows(rows: readonly DispatchRow[], lastRanks: ReadonlyMap<string, number>): void {
  const key = ({ numbers }: DispatchRow): [number, number, number] => [
    -(numbers.rate.of ? numbers.rate.value / numbers.rate.of : 0),
    numbers.overdue.value,
    numbers.leads_open.value,
  ]
  const compare = (a: DispatchRow, b: DispatchRow): number => {
    const [left, right] = [key(a), key(b)]
    return left[0] - right[0] || left[1] - right[1] || left[2] - right[2]
  }
  const sorted = [...rows].sort(compare)
  for (const row of rows) {
    const rank = sorted.findIndex((other) => compare(other, row) === 0) + 1
    row.numbers.rank = { value: rank }
    row.numbers.rank_change = { value: (lastRanks.get(row.division) ?? rank) - rank }
  }
}

function totalOf(rows: readonly DispatchRow[]): DispatchTable['total'] {
  const entries = dispatchColumns.map(({ key }): [DispatchKey, DispatchNumber] => {
    const of = rows.reduce((sum, row) => sum + (row.numbers[key].of ?? 0), 0)
    const value = key === 'rank' || key === 'rank_change' ? 0 : rows.reduce((sum, row) => sum + row.numbers[key].value, 0)
    return [key, of > 0 ? { value, of } : { value }]
  })
  return Object.fromEntries(entries) as DispatchTable['total']
}
