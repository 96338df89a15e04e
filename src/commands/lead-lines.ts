import { join } from 'node:path'
import { checkCatalog } from '../features/checks/index.ts'
import { findLedger } from '../features/ledgers/index.ts'
import type { SyncedLead } from '../features/leads/index.ts'
import { record, type Work } from '../platform/events.ts'
import { within } from '../platform/postgres/database.ts'
import { townDivision, type Installation } from '../platform/installation.ts'
import { readLake } from '../platform/lake/lake.ts'

/** One lead as the command line prints it; money in 分. */
export interface LeadLine {
  lead: string
  state: SyncedLead['outcome']
  check: string
  ck: readonly string[]
  topic: string
  severity: string
  subjectKind: string
  citizenId: string | null
  name: string | null
  division: string
  divisionCode: string
  program: string | null
  months: string[]
  concerned: number | null
  overpaid: number | null
  underpaid: number | null
  sentence: string
  basis: { law: string; article: string; from: string | null; to: string | null }[]
  unverified: boolean
}

/** The leads of a run as lines. With `fullIds` (the reason) ids are shown whole, and that is recorded once with the number of people. */
export async function readLeadLines(
  installation: Installation,
  work: Work,
  { leads, fullIds }: { leads: readonly SyncedLead[]; fullIds: string | undefined },
): Promise<LeadLine[]> {
  const outcomeOf = new Map(leads.map((lead) => [lead.lead, lead.outcome]))
  if (outcomeOf.size === 0) return []
  const rows = await work.tx
    .selectFrom('lead')
    .selectAll('lead')
    .leftJoin('person', 'person.person_id', 'lead.person_id')
    .select('person.citizen_id as full_id')
    .where('lead_id', 'in', [...outcomeOf.keys()])
    .orderBy('number')
    .execute()
  const names = new Map((await work.tx.selectFrom('division').select(['code', 'name']).execute()).map((row) => [row.code, row.name]))
  const lines: LeadLine[] = []
  for (const row of rows) {
    const definition = checkCatalog().checks.find((check) => check.check === row.check_id)
    const isPersonal = row.subject_kind !== 'division'
    const community = row.division.slice(0, townDivision.length + 2)
    lines.push({
      lead: row.lead_id,
      state: outcomeOf.get(row.lead_id) ?? 'unchanged',
      check: row.check_id ?? '',
      ck: ckOf(definition?.ck, row.program),
      topic: row.topic,
      severity: row.severity,
      subjectKind: row.subject_kind,
      citizenId: !isPersonal
        ? null
        : fullIds === undefined
          ? row.citizen_id
          : (row.full_id ?? (await idAsRead(installation, work, { evidence: row.evidence as EvidenceRef[], name: row.subject_name })) ?? row.citizen_id),
      name: isPersonal ? row.subject_name : null,
      division: names.get(community) ?? names.get(row.division) ?? '',
      divisionCode: row.division,
      program: row.program,
      months: row.months,
      concerned: row.concerned,
      overpaid: row.overpaid,
      underpaid: row.underpaid,
      sentence: row.sentence,
      basis: (row.basis as LeadLine['basis']).map(({ law, article, from, to }) => ({ law, article, from, to })),
      unverified: row.is_unverified,
    })
  }
  if (fullIds !== undefined)
    await record(work, {
      action: 'person.ids_shown',
      objectKind: 'lead',
      objectId: 'list',
      division: townDivision,
      reason: fullIds,
      after: { leads: lines.length },
    })
  return lines
}

interface EvidenceRef {
  ledger: string
  batch: string
  sheet: string
  row: number
}

/** An id without key (wrong digit) stands only in its source row. */
async function idAsRead(
  installation: Installation,
  work: Work,
  { evidence, name }: { evidence: readonly EvidenceRef[]; name: string },
): Promise<string | null> {
  for (const { batch, ledger, sheet, row } of evidence) {
    const definition = findLedger(ledger)
    if (!definition) continue
    const rows =
      definition.owner === 'kept' ? await keptRows(work, { ledger, batch, sheet, row }) : await lakeRows(installation, work, { definition, batch, sheet, row })
    // Members side by side share one sheet row: the one of this name counts.
    const source = rows.find((each) => each['name'] === name || each['head_name'] === name) ?? rows[0]
    const id = source?.['citizen_id'] ?? source?.['head_citizen_id']
    if (typeof id === 'string') return id
  }
  return null
}

type IdCells = Readonly<Record<string, unknown>>

async function lakeRows(
  installation: Installation,
  work: Work,
  { definition, batch, sheet, row }: { definition: NonNullable<ReturnType<typeof findLedger>>; batch: string; sheet: string; row: number },
): Promise<IdCells[]> {
  const found = await work.tx.selectFrom('batch').select('lake_file').where('batch_id', '=', batch).executeTakeFirst()
  if (!found?.lake_file) return []
  const list = { ledger: definition.ledger, owner: definition.owner, files: [join(installation.folder.lake, found.lake_file)] }
  return readLake(work.actor, list, { equals: { sheet }, rows: { from: row, to: row } })
}

async function keptRows(work: Work, { ledger, batch, sheet, row }: EvidenceRef): Promise<IdCells[]> {
  const rows = await work.tx
    .selectFrom('kept_row')
    .select('cells')
    .where('ledger', '=', ledger)
    .where('batch_id', '=', batch)
    .where('sheet', '=', sheet)
    .where('source_row', '=', row)
    .where(within(work.actor.scope, 'division'))
    .execute()
  return rows.map(({ cells }) => cells as IdCells)
}

function ckOf(ck: readonly string[] | Readonly<Record<string, readonly string[]>> | undefined, program: string | null): readonly string[] {
  if (ck === undefined) return []
  if (Array.isArray(ck)) return ck as readonly string[]
  const byProgram = ck as Readonly<Record<string, readonly string[]>>
  return byProgram[program ?? '*'] ?? byProgram['*'] ?? Object.values(byProgram).flat()
}
