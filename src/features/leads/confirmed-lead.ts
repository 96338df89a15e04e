import type { VerificationResult } from './lead-states.ts'
import type { ConfirmedLead } from './ports.ts'
import type { LeadRow } from './store.ts'

/** What the problem's side is told. A part that was found to be so replaces the computed sum. */
export function confirmedLead(
  lead: LeadRow,
  found: { result: VerificationResult; note: string; foundBy: string; overpaid?: number | null | undefined; underpaid?: number | null | undefined },
): ConfirmedLead {
  return {
    lead: lead.lead_id,
    number: lead.number,
    source: lead.source,
    sourceNumber: lead.source_number,
    check: lead.check_id,
    topic: lead.topic,
    area: lead.area,
    severity: lead.severity,
    division: lead.division,
    personId: lead.person_id,
    subjectName: lead.subject_name,
    citizenId: lead.citizen_id,
    program: lead.program,
    months: lead.months,
    concerned: lead.concerned,
    overpaid: found.overpaid ?? lead.overpaid,
    underpaid: found.underpaid ?? lead.underpaid,
    isChildMatter: lead.is_child_matter,
    sentence: lead.sentence,
    result: found.result,
    note: found.note,
    foundBy: found.foundBy,
  }
}
