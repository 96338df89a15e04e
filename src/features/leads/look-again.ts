import { record, type Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { Problem } from '../../platform/problems.ts'
import { confirmedLead } from './confirmed-lead.ts'
import { stateAfter } from './lead-states.ts'
import type { LeadPorts } from './ports.ts'
import { joinMerged } from './merge-leads.ts'
import { about, findLead, isKin, refuseOwnKin, setLead } from './store.ts'

export interface SecondLook {
  lead: string
  version: number
  result: 'agreed' | 'sent_back'
  note: string
  explainedUntil?: string | null | undefined
  /** Agree at once with the leads to which the same explanation was applied. */
  withSame?: boolean | undefined
}

/**
 * The second look of `unfounded` and `partly`, by another person of the office. Agreed: reviewed, and a part that is so becomes a
 * problem. Sent back: to be looked into again. Errors: `refused` for the person who found it, for own kin, for sending back without a word.
 */
export async function lookAgain(work: Work, look: SecondLook, ports: LeadPorts): Promise<{ same: number }> {
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
  await setLead(work, lead, { state, explained_until: explainedUntil })
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
    await joinMerged(work, lead.lead_id, ports)
  }
  return { same: look.result === 'agreed' && look.withSame === true ? await agreeWithSame(work, last.verification_id, { note: look.note, explainedUntil }) : 0 }
}

/** The same explanation on the same proof: agreed for each lead that still waits, but none of one's own kin. */
async function agreeWithSame(work: Work, first: string, { note, explainedUntil }: { note: string; explainedUntil: string | null }): Promise<number> {
  const waiting = await listSame(work, first)
  let agreed = 0
  for (const { verification_id, lead_id } of waiting) {
    const lead = await findLead(work, lead_id)
    if (await isKin(work, work.actor.name, { personId: lead.person_id, name: lead.subject_name })) continue
    const state = stateAfter('agree', lead.state, work.actor.role)
    await work.tx
      .updateTable('verification')
      .set({ second_result: 'agreed', second_note: note, second_account: work.actor.accountId, second_name: work.actor.name, second_at: work.clock.now() })
      .where('verification_id', '=', verification_id)
      .execute()
    await setLead(work, lead, { state, explained_until: explainedUntil })
    await record(work, {
      ...about(lead),
      action: 'lead.agreed',
      reason: note === '' ? null : note,
      before: { state: lead.state },
      after: { state, explainedUntil },
    })
    agreed += 1
  }
  return agreed
}

/** Findings on other leads that rest on this one and wait for the second look. */
export async function listSame({ tx, actor }: Pick<Work, 'tx' | 'actor'>, first: string): Promise<{ verification_id: string; lead_id: string }[]> {
  return tx
    .selectFrom('verification')
    .innerJoin('lead', 'lead.lead_id', 'verification.lead_id')
    .select(['verification_id', 'lead.lead_id'])
    .where('same_as', '=', first)
    .where('second_result', 'is', null)
    .where('lead.state', '=', 'unfounded')
    .where(within(actor.scope, 'lead.division'))
    .execute()
}
