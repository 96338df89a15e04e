import { record, type Work } from '../../platform/events.ts'
import { Problem } from '../../platform/problems.ts'
import { confirmedLead } from './confirmed-lead.ts'
import { stateAfter } from './lead-states.ts'
import type { LeadPorts } from './ports.ts'
import { findLead, refuseOwnKin } from './store.ts'
import { about, setState } from './verify-lead.ts'

export interface SecondLook {
  lead: string
  version: number
  result: 'agreed' | 'sent_back'
  note: string
  explainedUntil?: string | null | undefined
}

/**
 * The second look of `unfounded` and `partly`, by another person of the office. Agreed: reviewed, and a part that is so becomes a
 * problem. Sent back: to be looked into again. Errors: `refused` for the person who found it, for own kin, for sending back without a word.
 */
export async function lookAgain(work: Work, look: SecondLook, ports: LeadPorts): Promise<void> {
  const lead = await findLead(work, look.lead, look.version)
  const state = stateAfter(look.result === 'agreed' ? 'agree' : 'sendBack', lead.state, work.actor.role)
  await refuseOwnKin(work, { personId: lead.person_id, name: lead.subject_name })
  const last = await work.tx.selectFrom('verification').selectAll().where('lead_id', '=', lead.lead_id).orderBy('at', 'desc').limit(1).executeTakeFirstOrThrow()
  if (last.by_account !== null && last.by_account === work.actor.accountId) {
    throw new Problem('refused', '第一次是您核实的，复看要换一个人；没有改动。', { reason: 'same_person' })
  }
  if (look.result === 'sent_back' && look.note.trim().length < 2) {
    throw new Problem('bad_input', '退回要写明再看什么；写的内容都还在。', { issues: [{ path: 'note', message: '写明再看什么' }] })
  }
  const explainedUntil =
    look.result === 'sent_back' || last.result !== 'unfounded' ? null : look.explainedUntil === undefined ? lead.explained_until : look.explainedUntil
  if (explainedUntil !== null && explainedUntil < work.clock.today()) {
    throw new Problem('bad_input', '说明的有效期不能早于今天。', { issues: [{ path: 'explainedUntil', message: '早于今天' }] })
  }
  await work.tx
    .updateTable('verification')
    .set({
      second_result: look.result,
      second_note: look.note,
      second_account: work.actor.accountId,
      second_name: work.actor.name,
      second_at: work.clock.now(),
    })
    .where('verification_id', '=', last.verification_id)
    .execute()
  await setState(work, lead, { state, explained_until: explainedUntil })
  await record(work, {
    ...about(lead),
    action: look.result === 'agreed' ? 'lead.agreed' : 'lead.sent_back',
    reason: look.note === '' ? null : look.note,
    before: { state: lead.state, explainedUntil: lead.explained_until },
    after: { state, explainedUntil },
  })
  if (look.result === 'agreed' && last.result === 'partly') {
    await ports.confirmed(
      work,
      confirmedLead(lead, { result: 'partly', note: last.note, foundBy: last.by_name, overpaid: last.overpaid, underpaid: last.underpaid }),
    )
  }
}
