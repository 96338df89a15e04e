import { sql } from 'kysely'
import { fixedDue } from '../../domain/due-steps.ts'
import { readCitizenId } from '../../domain/citizen-id.ts'
import { addMonths } from '../../domain/months.ts'
import type { Entry } from '../../platform/entries.ts'
import { record, type Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { Problem } from '../../platform/problems.ts'
import { within } from '../../platform/postgres/database.ts'
import { writeKept } from './kept.ts'

type Kind = 'death' | 'employment'

interface ReportCells {
  month: string
  kind: Kind
  count?: number
  zero?: boolean
  name?: string
  event_on?: string
  handled?: string
  reporter?: string
  reported_on?: string
}

/** The monthly reports of deaths and jobs of every community for one month; nothing reported is missing, not zero. */
export async function readMonthlyReports({ tx, actor, clock }: Work, month?: string) {
  const chosen = month ?? addMonths(clock.today().slice(0, 7), -1)
  const divisions = await tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where(sql<boolean>`length(code) = ${townDivision.length + 2}`)
    .where(within(actor.scope, 'division.code'))
    .orderBy('code')
    .execute()
  const rows = await tx
    .selectFrom('kept_row')
    .select(['division', 'cells'])
    .where('ledger', '=', 'monthly_reports')
    .where(within(actor.scope, 'kept_row.division'))
    .where(sql<string>`cells->>'month'`, '=', chosen)
    .execute()
  const leads = await tx
    .selectFrom('lead')
    .select(['lead_id', 'division', 'sentence', 'identity_columns', 'months'])
    .where('check_id', '=', 'zero-report')
    .where('outcome', 'not in', ['gone', 'withdrawn'])
    .where(within(actor.scope, 'lead.division'))
    .execute()
  const months = await sql<{
    month: string
  }>`select distinct cells->>'month' as month from kept_row where ledger = 'monthly_reports' and cells ? 'month' order by 1 desc`.execute(tx)
  const due = `${addMonths(chosen, 1)}-05`
  return {
    month: chosen,
    months: [...new Set([...months.rows.map((row) => row.month), chosen])].sort().reverse(),
    due,
    dueSteps: [fixedDue(due, '次月 5 日前报上月')],
    reports: divisions.flatMap((division) =>
      (['death', 'employment'] as const).map((kind) => {
        const own = rows
          .filter((row) => row.division.startsWith(division.code))
          .map((row) => row.cells as ReportCells)
          .filter((cells) => cells.kind === kind)
        const people = own
          .filter((cells) => cells.name)
          .map((cells) => ({ name: cells.name ?? '', on: cells.event_on ?? null, handled: cells.handled ?? null }))
        const count = Math.max(people.length, ...own.map((cells) => cells.count ?? 0))
        return {
          division: division.code,
          name: division.name,
          kind,
          state: own.length === 0 ? ('missing' as const) : count === 0 ? ('zero' as const) : ('some' as const),
          count: Math.max(0, count),
          people,
          reporter: own.find((cells) => cells.reporter)?.reporter ?? null,
          reportedOn: own.find((cells) => cells.reported_on)?.reported_on ?? null,
          contradicts: leads
            .filter((lead) => lead.division === division.code && lead.months.includes(chosen) && isAboutKind(lead.identity_columns, kind))
            .map((lead) => ({ lead: lead.lead_id, sentence: lead.sentence })),
        }
      }),
    ),
  }
}

/** The check's identity names the kind of report; one that names none speaks of both. */
function isAboutKind(identity: unknown, kind: Kind): boolean {
  const named = (identity as { kind?: string } | null)?.kind
  return named === undefined || named === kind
}

interface NewReport {
  month: string
  kind: Kind
  people: { name: string; citizenId: string; on: string; program: string; handled: string }[]
}

/** A community reports a month; nobody is a report of zero. Reporting again replaces what was said for that month and kind. */
export async function reportMonth(work: Work, { month, kind, people }: NewReport): Promise<{ count: number }> {
  const { actor, clock } = work
  if (actor.division === townDivision) throw new Problem('refused', '月报由社区填报。')
  if (month > clock.today().slice(0, 7)) throw new Problem('bad_input', '这个月还没有到。')
  const wrong = people.filter((person) => person.citizenId !== '' && readCitizenId(person.citizenId).outcome !== 'valid').map((person) => person.name)
  if (wrong.length > 0) throw new Problem('bad_input', `${wrong.join('、')}的身份证号不对，请对照证件再看一遍；写的内容还在。`)
  await removeRows(work, { month, kind })
  const base = { month, kind, reporter: actor.name, reported_on: clock.today() }
  const rows =
    people.length === 0
      ? [{ ...base, zero: true, count: 0 }]
      : people.map((person) => ({
          ...base,
          zero: false,
          count: people.length,
          name: person.name,
          event_on: person.on,
          program: person.program,
          handled: person.handled,
          ...idOf(person.citizenId),
        }))
  await writeKept(
    work,
    'monthly_reports',
    rows.map((values) => ({ division: actor.division, period: month, values })),
  )
  await record(work, {
    action: 'report.sent',
    objectKind: 'monthly_report',
    objectId: `${month}/${kind}`,
    division: actor.division,
    after: { month, kind, count: people.length },
  })
  return { count: people.length }
}

async function removeRows({ tx, actor }: Work, { month, kind }: { month: string; kind: string }): Promise<void> {
  await tx
    .deleteFrom('kept_row')
    .where('ledger', '=', 'monthly_reports')
    .where('division', '=', actor.division)
    .where(sql<string>`cells->>'month'`, '=', month)
    .where(sql<string>`cells->>'kind'`, '=', kind)
    .execute()
}

const kindWords: Record<string, string> = { death: '死亡', employment: '就业' }

/** The actor's community's reports that stand, by `month/kind`. */
export async function standingReports({ tx, actor }: Work, ids: readonly string[]): Promise<Entry[]> {
  const { rows } = await sql<{ id: string; month: string; kind: string; people: number }>`
    select cells->>'month' || '/' || (cells->>'kind') as id, cells->>'month' as month, cells->>'kind' as kind, count(cells->>'name') as people from kept_row
    where ledger = 'monthly_reports' and division = ${actor.division} and cells->>'month' || '/' || (cells->>'kind') = any(${[...ids]}) group by 1, 2, 3`.execute(
    tx,
  )
  return rows.map(({ id, month, kind, people }) => ({
    id,
    division: actor.division,
    said: `${month} 的${kindWords[kind] ?? ''}月报（${people === 0 ? '零报告' : `${people} 人`}）`,
    about: '',
    before: { month, kind, count: people },
  }))
}

/** A month was reported by mistake: it is missing again, not zero. */
export async function forgetReport(work: Work, { id }: Entry): Promise<void> {
  const [month = '', kind = ''] = id.split('/')
  await removeRows(work, { month, kind })
}

function idOf(text: string): Record<string, string | bigint> {
  const read = readCitizenId(text)
  return read.outcome === 'valid' && read.text !== null && read.key !== null ? { citizen_id: read.text, person_key: read.key } : {}
}
