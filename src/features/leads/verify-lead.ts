import type { Selectable } from 'kysely'
import type { Database } from '../../platform/database-types.ts'
import { attachTo } from '../../platform/attachments.ts'
import { record, type Work } from '../../platform/events.ts'
import { Problem } from '../../platform/problems.ts'
import { confirmedLead } from './confirmed-lead.ts'
import { joinMerged, listMerged } from './merge-leads.ts'
import { requireReport } from './report-danger.ts'
import { moveOfResult, stateAfter, type VerificationResult } from './lead-states.ts'
import type { LeadPorts } from './ports.ts'
import { about, findLead, permitField, setLead, type LeadRow } from './store.ts'
import { undoMinutes } from './undo-batch.ts'
import { endOfWait } from './wait-lead.ts'

/** One finding as it is stored. */
export type VerificationRow = Selectable<Database['verification']>

export interface Finding {
  lead: string
  version: number
  result: VerificationResult
  /** For `unfounded`: a code of the check's innocent explanations, or `other`. */
  reasonCode?: string | undefined
  note: string
  /** The paper that proves it, with its number or day: “户口簿 2019-03-02”. Kept as the note's last sentence. */
  document?: string | undefined
  /** For `partly`: the part that is so, in 分. */
  overpaid?: number | undefined
  underpaid?: number | undefined
  /** For `unfounded`: the last day on which the explanation holds. */
  explainedUntil?: string | undefined
  attachments: readonly string[]
}

/** Who begins to look says so: the list then shows 核查中. */
export async function startChecking(work: Work, { lead: leadId, version }: { lead: string; version: number }): Promise<void> {
  const lead = await findLead(work, leadId, version)
  await permitField(work, lead)
  const state = stateAfter('start', lead.state, work.actor.role)
  await setLead(work, lead, { state })
  await record(work, { ...about(lead), action: 'lead.started', before: { state: lead.state }, after: { state } })
}

/**
 * Writes what a person found. Confirmed registers a problem at once; unfounded and partly wait for a second person of the office.
 * Errors: `forbidden` for the post, `refused` for own kin and for a state that does not allow it, `bad_input` for an unfounded without a
 * reason, or without the proof that its reason needs.
 */
export async function verifyLead(work: Work, finding: Finding, ports: LeadPorts): Promise<void> {
  const lead = await findLead(work, finding.lead, finding.version)
  await permitField(work, lead)
  const state = stateAfter(moveOfResult[finding.result], lead.state, work.actor.role)
  requireReason(work, lead, { finding, ports })
  const note = finding.document ? [finding.note, `凭证：${finding.document}`].filter(Boolean).join('　') : finding.note
  requireReport(lead, finding)
  const explainedUntil = finding.result === 'unfounded' ? (finding.explainedUntil ?? null) : null
  const { verification_id } = await work.tx
    .insertInto('verification')
    .values({
      lead_id: lead.lead_id,
      division: lead.division,
      result: finding.result,
      reason_code: finding.reasonCode ?? null,
      note,
      overpaid: finding.overpaid ?? null,
      underpaid: finding.underpaid ?? null,
      by_account: work.actor.accountId,
      by_post: work.actor.postId,
      by_name: work.actor.name,
      at: work.clock.now(),
    })
    .returning('verification_id')
    .executeTakeFirstOrThrow()
  await attachTo(work, finding.attachments, { kind: 'verification', id: verification_id, division: lead.division })
  const ended = lead.waiting_reason === null ? {} : await endOfWait(work, lead)
  await setLead(work, lead, { state, explained_until: explainedUntil, ...ended })
  await record(work, {
    ...about(lead),
    action: 'lead.verified',
    reason: note,
    before: { state: lead.state, ...(ended.due_on ? { dueOn: lead.due_on } : {}) },
    after: {
      state,
      ...(ended.due_on ? { dueOn: ended.due_on } : {}),
      result: finding.result,
      reasonCode: finding.reasonCode ?? null,
      overpaid: finding.overpaid,
      underpaid: finding.underpaid,
      explainedUntil,
      proofs: finding.attachments.length,
    },
  })
  if (finding.result === 'confirmed') await ports.confirmed(work, confirmedLead(lead, { ...finding, note, foundBy: work.actor.name }))
  if (finding.result === 'confirmed') await joinMerged(work, lead.lead_id, ports)
}

/** Takes one's own finding back within ten minutes, as long as nobody of the office has looked at it. */
export async function takeBackVerification(work: Work, leadId: string, ports: LeadPorts): Promise<void> {
  const lead = await findLead(work, leadId)
  const state = stateAfter('takeBack', lead.state, work.actor.role)
  const last = await work.tx.selectFrom('verification').selectAll().where('lead_id', '=', leadId).orderBy('at', 'desc').limit(1).executeTakeFirst()
  const isMine = last !== undefined && last.by_account === work.actor.accountId
  const isFresh = last !== undefined && Date.parse(work.clock.now()) - Date.parse(last.at) <= undoMinutes * 60_000
  if (!last || !isMine || !isFresh || last.second_result !== null) {
    throw new Problem('refused', `只有报出的人能在 ${undoMinutes} 分钟内撤回；没有改动。要改结论，请镇民政办退回。`)
  }
  const followers = await work.tx.selectFrom('verification').select('verification_id').where('same_as', '=', last.verification_id).limit(1).executeTakeFirst()
  if (followers) throw new Problem('refused', '同一说明还用在别的疑点上：先把那一批撤回，再撤回这一条；没有改动。')
  if (last.result === 'confirmed') {
    for (const merged of await listMerged(work, leadId)) await ports.parted(work, merged.lead_id)
    await ports.takenBack(work, leadId)
  }
  await work.tx.deleteFrom('verification').where('verification_id', '=', last.verification_id).execute()
  await setLead(work, lead, { state, explained_until: null })
  await record(work, {
    ...about(lead),
    action: 'lead.taken_back',
    before: { state: lead.state, result: last.result, reasonCode: last.reason_code, note: last.note },
    after: { state },
  })
}

function requireReason(work: Work, lead: LeadRow, { finding, ports }: { finding: Finding; ports: LeadPorts }): void {
  const issue = (path: string, message: string): never => {
    throw new Problem('bad_input', `${message}；写的内容都还在。`, { issues: [{ path, message }] })
  }
  const hasNote = finding.note.trim().length >= 2
  if (finding.result !== 'unfounded') {
    if (!hasNote) issue('note', '请写一句看到了什么')
    return
  }
  const reasons = lead.check_id === null ? [] : (ports.checkOf(lead.check_id)?.innocent ?? [])
  const reason = reasons.find((each) => each.code === finding.reasonCode)
  if (reason === undefined && finding.reasonCode !== 'other') issue('reasonCode', '报“不属实”要勾一条理由')
  if (finding.reasonCode === 'other' && !hasNote) issue('note', '“别的正常情况”请写一句')
  const hasProof = finding.attachments.length > 0 || (finding.document !== undefined && namesPaper(finding.document))
  if (!reason?.noProof && !hasProof) issue('document', '这条理由要有凭证：附照片或文件，或者写明材料和文号、日期，例如“户口簿 2019-03-02”')
  if (reason?.noProof && !hasProof && !hasNote) issue('note', `这条理由不用凭证（${reason.noProof}），请写一句`)
  if (finding.explainedUntil !== undefined && finding.explainedUntil < work.clock.today()) issue('explainedUntil', '说明的有效期不能早于今天')
}

/** A paper that somebody else can look up: what it is, and its number or day. */
function namesPaper(document: string): boolean {
  return /\p{L}{2,}/u.test(document) && /\d/.test(document)
}
