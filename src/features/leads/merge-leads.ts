import { record, type Work } from '../../platform/events.ts'
import { Problem } from '../../platform/problems.ts'
import { confirmedLead } from './confirmed-lead.ts'
import { stateAfter, type LeadState } from './lead-states.ts'
import type { LeadPorts } from './ports.ts'
import { about, findLead, refuseOwnKin, setLead, type LeadRow } from './store.ts'

export type MergeTarget = { lead: string } | { problem: string }

/**
 * Lays a lead with another one, or with a problem, that speaks of the same matter: from then on it counts once. Nothing of it
 * is lost: its numbers, evidence and history stay its own, and `partLead` puts it back as it was.
 * Errors: `refused` for another person's matter, for one that others lie with, for somebody in danger, for own kin, for an ended problem.
 */
export async function mergeLead(
  work: Work,
  { lead: leadId, version, into }: { lead: string; version: number; into: MergeTarget },
  ports: LeadPorts,
): Promise<void> {
  const lead = await findLead(work, leadId, version)
  const state = stateAfter('merge', lead.state, work.actor.role)
  await refuseOwnKin(work, { personId: lead.person_id, name: lead.subject_name })
  const below = await listMerged(work, leadId)
  if (below.length > 0)
    throw new Problem('refused', `疑点 ${lead.number} 下面已经并有 ${below.map((each) => each.number).join('、')}，请反过来并，或先分开；没有改动。`)
  const main = 'lead' in into ? await findMain(work, lead, into.lead) : undefined
  if (lead.severity === 'danger' && main?.severity !== 'danger')
    throw new Problem('refused', '这条说的是有人有危险，要单独核实、报告，不能并入别的；没有改动。')
  const facts = confirmedLead(lead, { result: 'confirmed', note: '同一件事', foundBy: work.actor.name })
  const lies = await ports.joined(work, facts, into)
  if (!lies && 'problem' in into) throw new Problem('refused', '没有找到这件问题；没有改动。')
  await setLead(work, lead, {
    state,
    merged_from: lead.state,
    merged_into: main?.lead_id ?? null,
    merged_problem: 'problem' in into ? into.problem : null,
    merged_by: work.actor.name,
    merged_at: work.clock.now(),
  })
  await record(work, {
    ...about(lead),
    action: 'lead.merged',
    before: { state: lead.state },
    after: { state, into: main?.number ?? null, problem: 'problem' in into ? into.problem : null },
  })
  if (main)
    await record(work, { ...about(main), action: 'lead.took_in', after: { number: lead.number, source: lead.source, sourceNumber: lead.source_number } })
}

/** Puts a merged lead back where it was: its state, its person, its due date. */
export async function partLead(work: Work, { lead: leadId }: { lead: string }, ports: LeadPorts): Promise<void> {
  const lead = await findLead(work, leadId)
  stateAfter('part', lead.state, work.actor.role)
  await ports.parted(work, leadId)
  const state = (lead.merged_from ?? 'new') as LeadState
  await setLead(work, lead, {
    state,
    merged_from: null,
    merged_into: null,
    merged_problem: null,
    merged_by: null,
    merged_at: null,
  })
  await record(work, {
    ...about(lead),
    action: 'lead.parted',
    before: { state: lead.state, into: lead.merged_into, problem: lead.merged_problem },
    after: { state },
  })
  if (lead.merged_into !== null) {
    const main = await findLead(work, lead.merged_into)
    await record(work, { ...about(main), action: 'lead.gave_back', after: { number: lead.number } })
  }
}

/** The leads that lie with this one. */
export async function listMerged({ tx }: Pick<Work, 'tx'>, leadId: string): Promise<LeadRow[]> {
  return tx.selectFrom('lead').selectAll().where('merged_into', '=', leadId).orderBy('number').execute()
}

/** The problem that a lead registered gets the numbers of those that lie with it, too. */
export async function joinMerged(work: Work, leadId: string, ports: LeadPorts): Promise<void> {
  for (const lead of await listMerged(work, leadId))
    await ports.joined(work, confirmedLead(lead, { result: 'confirmed', note: '同一件事', foundBy: work.actor.name }), { lead: leadId })
}

async function findMain(work: Work, lead: LeadRow, mainId: string): Promise<LeadRow> {
  if (mainId === lead.lead_id) throw new Problem('refused', '不能并入自己；没有改动。')
  const main = await findLead(work, mainId)
  if (main.state === 'merged') throw new Problem('refused', `疑点 ${main.number} 自己已经并入别的，请并入那一条；没有改动。`)
  const isSamePerson = lead.person_id !== null && lead.person_id === main.person_id
  const isSameHousehold = lead.household_id !== null && lead.household_id === main.household_id
  const isUnknown = lead.person_id === null || main.person_id === null
  const isSameName = lead.subject_name === main.subject_name && lead.division.slice(0, 4) === main.division.slice(0, 4)
  if (!isSamePerson && !isSameHousehold && !(isUnknown && isSameName)) throw new Problem('refused', '两条说的不是同一个人、同一户，不能并；没有改动。')
  return main
}
