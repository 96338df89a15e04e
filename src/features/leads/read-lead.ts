import { sql } from 'kysely'
import type { z } from 'zod'
import { keptSteps } from '../../domain/due-steps.ts'
import { listAttachments } from '../../platform/attachments.ts'
import type { Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { notFound } from '../../platform/problems.ts'
import { catalogueWords, ledgerTitle } from './cell-words.ts'
import { compareEvidence, type KeptEvidence } from './compare-evidence.ts'
import type { api } from './contract.ts'
import { conditionOf, leadOrder, type LeadFilter } from './filter-leads.ts'
import type { HitBasis, HitStep } from '../checks/index.ts'
import { canMove, transitions, type Move } from './lead-states.ts'
import { listed, listedColumns, listedFrom } from './list-leads.ts'
import { listSame } from './look-again.ts'
import type { CheckFacts, LeadPorts } from './ports.ts'
import { recordMany } from './record-many.ts'
import { readMerging, readOthers, readReport, readTrail, readWaiting } from './read-related.ts'
import { kinReason, sayKin, type KinReason, type LeadRow } from './store.ts'
import { undoMinutes } from './undo-batch.ts'

type Detail = z.input<(typeof api)['GET /api/leads/{lead}']['output']>

/** Everything the lead page shows. Who opened it is kept once a day. Errors: `not_found`. */
export async function readLead(work: Work, { lead: leadId, filter }: { lead: string; filter: LeadFilter }, ports: LeadPorts): Promise<Detail> {
  const { tx, actor } = work
  const lead = await tx.selectFrom('lead').selectAll().where('lead_id', '=', leadId).where(within(actor.scope, 'lead.division')).executeTakeFirst()
  if (!lead) throw notFound('这条疑点')
  const light = await sql<Parameters<typeof listed>[0]>`select ${listedColumns} from ${listedFrom} where lead.lead_id = ${leadId}`.execute(tx)
  const row = light.rows[0]
  if (!row) throw notFound('这条疑点')
  const check = lead.check_id === null ? undefined : ports.checkOf(lead.check_id)
  const verifications = await readVerifications(work, leadId, check?.innocent ?? [])
  const [last] = verifications
  const kin = await kinReason(work, actor.name, { personId: lead.person_id, name: lead.subject_name })
  const merging = await readMerging(work, lead, ports)
  await recordToday(work, 'lead.opened', [lead])
  return {
    ...listed(row, ports),
    ...whatIsSaid(lead, check),
    steps: lead.steps as unknown as HitStep[],
    dueSteps: keptSteps(lead),
    explainedUntil: lead.explained_until,
    closes: check?.closes ?? null,
    verifications,
    ...(await readTrail(work, [lead, ...merging.merged.map((each) => ({ lead_id: each.lead, number: each.number }))])),
    others: await readOthers(work, lead, ports),
    ...merging,
    match: lead.match_score === null ? null : { score: lead.match_score, reasons: (lead.match_why ?? '').split('、').filter(Boolean) },
    report: await readReport(work, lead),
    ...(await readWaiting(work, lead)),
    sameWaiting: last === undefined ? 0 : (await listSame(work, last.verification)).length,
    place: await placeOf(work, leadId, filter),
    ...permissions(work, { lead, kin, last }),
  }
}

/** What the lists and the rules say of the matter, and what is to be asked. */
export function whatIsSaid(
  lead: Pick<LeadRow, 'evidence' | 'basis' | 'months'>,
  check: CheckFacts | undefined,
): Pick<Detail, 'months' | 'basis' | 'left' | 'right' | 'compared' | 'question' | 'innocent'> {
  const { left, right, cells } = compareEvidence(lead.evidence as unknown as KeptEvidence[], catalogueWords)
  return {
    months: lead.months,
    basis: (lead.basis as unknown as HitBasis[]).map((basis) => ({ ...basis, months: lead.months.filter((month) => isInForce(basis, month)) })),
    left: left.map(side),
    right: right.map(side),
    compared: cells,
    question: check?.question ?? null,
    innocent: [...(check?.innocent ?? [])],
  }
}

function side(row: KeptEvidence): Detail['left'][number] {
  return {
    ledger: row.ledger,
    title: ledgerTitle(row.ledger),
    file: row.file,
    sheet: row.sheet,
    row: row.row,
    batch: row.batch,
    isReference: catalogueWords.isReference(row.ledger),
    isWithdrawn: row.isWithdrawn === true,
  }
}

/** A rule counts in the months from its first to its last, both included. */
export function isInForce(basis: { from: string | null; to: string | null }, month: string): boolean {
  return (basis.from === null || basis.from.slice(0, 7) <= month) && (basis.to === null || month <= basis.to.slice(0, 7))
}

function permissions(
  { actor, clock }: Work,
  { lead, kin, last }: { lead: LeadRow; kin: KinReason | null; last: Detail['verifications'][number] | undefined },
): Pick<Detail, 'may' | 'whyNot'> {
  const { state } = lead
  const allowed = (move: Move): boolean => canMove(move, state) && (transitions[move].who as readonly string[]).includes(actor.role)
  const isSame = last?.isMine === true
  const isOthersField = actor.role === 'child_worker' && !lead.is_child_matter
  const isMineToDo = kin === null && !isOthersField
  const worksOn = ['worker', 'child_worker', 'grid', 'clerk', 'leader'].includes(actor.role)
  const may: Detail['may'] = []
  const add = (what: Detail['may'][number], is: boolean): void => void (is && may.push(what))
  add('assign', allowed('assign'))
  add('start', allowed('start') && isMineToDo)
  add('verify', allowed('confirm') && isMineToDo)
  add('takeBack', allowed('takeBack') && isSame && last.second === null && Date.parse(clock.now()) - Date.parse(last.at) <= undoMinutes * 60_000)
  add('lookAgain', allowed('agree') && kin === null && !isSame)
  add('explainSimilar', state === 'unfounded' && isSame && last.second === null && last.sameAs === null && lead.check_id !== null)
  add('merge', allowed('merge') && kin === null)
  add('part', allowed('part'))
  add('report', lead.severity === 'danger' && lead.mandatory_report_id === null && worksOn && actor.role !== 'leader' && canMove('merge', state))
  add('wait', (state === 'assigned' || state === 'checking') && worksOn && isMineToDo && lead.waiting_reason === null && lead.severity !== 'danger')
  add('resume', lead.waiting_reason !== null && worksOn && isMineToDo)
  const couldDecide = allowed('confirm') || allowed('agree')
  const whyNot = !couldDecide
    ? null
    : kin !== null
      ? `${sayKin(kin, '您')}，按回避要求请交给另一位同事。`
      : isOthersField
        ? '这条不是儿童的事项，请社区民政专干核实。'
        : allowed('agree') && isSame
          ? '第一次是您核实的，复看要换一个人。'
          : null
  return { may, whyNot }
}

async function readVerifications(work: Work, leadId: string, innocent: readonly { code: string; ask: string }[]): Promise<Detail['verifications']> {
  const rows = await work.tx
    .selectFrom('verification')
    .leftJoin('verification as origin', 'origin.verification_id', 'verification.same_as')
    .leftJoin('lead as first', 'first.lead_id', 'origin.lead_id')
    .selectAll('verification')
    .select(['first.lead_id as first_lead', 'first.number as first_number'])
    .where('verification.lead_id', '=', leadId)
    .orderBy('verification.at', 'desc')
    .execute()
  return Promise.all(
    rows.map(async (row) => ({
      verification: row.verification_id,
      result: row.result as Detail['verifications'][number]['result'],
      reasonCode: row.reason_code,
      reason: row.reason_code === null ? null : (innocent.find((each) => each.code === row.reason_code)?.ask ?? '别的正常情况'),
      note: row.note,
      overpaid: row.overpaid,
      underpaid: row.underpaid,
      byName: row.by_name,
      isMine: row.by_account !== null && row.by_account === work.actor.accountId,
      at: row.at,
      sameAs: row.first_lead === null ? null : { lead: row.first_lead, number: row.first_number ?? '' },
      proofs: (await listAttachments(work, 'verification', row.same_as ?? row.verification_id)).map(({ attachment, name, mediaType }) => ({
        attachment,
        name,
        mediaType,
      })),
      second:
        row.second_result === null
          ? null
          : { result: row.second_result as 'agreed' | 'sent_back', note: row.second_note, name: row.second_name ?? '', at: row.second_at ?? row.at },
    })),
  )
}

/** Where the lead stands in the list that the reader came from. One that was just decided and left the filter still has its place, so that `j` goes on. */
async function placeOf(work: Work, leadId: string, filter: LeadFilter): Promise<Detail['place']> {
  const answer = await sql<{ at: number; of: number; previous: string | null; next: string | null }>`
    select at, of, previous, next from (
      select lead_id, row_number() over w as at, count(*) over () as of, lag(lead_id) over w as previous, lead(lead_id) over w as next
      from lead where (${conditionOf(work, filter)}) or lead_id = ${leadId} window w as (order by ${leadOrder})
    ) listed where lead_id = ${leadId}`.execute(work.tx)
  return answer.rows[0] ?? null
}

/** Whose leads somebody looked at or took along: once a day each. */
export async function recordToday(
  work: Work,
  action: 'lead.opened' | 'lead.sheet_taken',
  leads: readonly Pick<LeadRow, 'lead_id' | 'division' | 'person_id'>[],
): Promise<void> {
  const { tx, actor, clock } = work
  if (leads.length === 0) return
  const told = await tx
    .selectFrom('event')
    .select('object_id')
    .where('object_kind', '=', 'lead')
    .where(
      'object_id',
      'in',
      leads.map((lead) => lead.lead_id),
    )
    .where('action', '=', action)
    .where('actor_name', '=', actor.name)
    .where('at', '>=', `${clock.today()}T00:00:00+08:00`)
    .execute()
  const known = new Set(told.map((event) => event.object_id))
  await recordMany(
    work,
    leads
      .filter((lead) => !known.has(lead.lead_id))
      .map((lead) => ({ action, objectKind: 'lead', objectId: lead.lead_id, division: lead.division, personId: lead.person_id })),
  )
}
