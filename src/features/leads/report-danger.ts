import { record, type Work } from '../../platform/events.ts'
import { Problem } from '../../platform/problems.ts'
import { refuseOthers, workers } from './lead-states.ts'
import type { DangerReport, LeadPorts } from './ports.ts'
import { about, findLead, setLead, type LeadRow } from './store.ts'

type Kind = DangerReport['personKind']

/** Who must be told by whom: the two duties are not the same. Others in danger are helped, and asked first. */
const dutyOf: Record<'minor' | 'abused', { basis: string; recipients: string[] }> = {
  minor: { basis: '未成年人保护法第十一条：立即向公安、民政、教育等有关部门报告', recipients: ['派出所', '县民政局', '教育局'] },
  abused: { basis: '反家庭暴力法第十四条：无民事行为能力人、限制民事行为能力人疑似遭受家庭暴力的，及时向公安机关报案', recipients: ['派出所'] },
}

/** The duty to report that a lead brings; null for leads that tell of nobody in danger, or of an adult on whom the law is silent. */
export function reportDuty(lead: Pick<LeadRow, 'severity' | 'is_child_matter' | 'topic'>): { basis: string; recipients: string[]; kinds: Kind[] } | null {
  if (lead.severity !== 'danger') return null
  if (lead.is_child_matter) return { ...dutyOf.minor, kinds: ['minor'] }
  return lead.topic.startsWith('abuse-') ? { ...dutyOf.abused, kinds: ['adult_without_capacity', 'other'] } : null
}

/** Nobody ends such a lead as true, nor gives it up, before it was reported; as untrue only on proof that somebody looked. Errors: `refused`. */
export function requireReport(lead: LeadRow, { result, attachments }: { result: string; attachments: readonly string[] }): void {
  const duty = reportDuty(lead)
  if (duty === null || lead.mandatory_report_id !== null) return
  if (result !== 'unfounded')
    throw new Problem('refused', `先报告，再报结论（${duty.basis}）：写明报给了谁、什么时候；您写的还在。`, { reason: 'report_first' })
  if (attachments.length === 0)
    throw new Problem('bad_input', '有人可能有危险：报“不属实”要附一份当面看过的凭证（照片、记录）；写的内容都还在。', {
      issues: [{ path: 'attachments', message: '附一份凭证' }],
    })
}

export interface NewReport {
  lead: string
  personKind: Kind
  recipient: string
  /** When it was reported, an instant; not after now. */
  reportedAt: string
  receipt: string
  arrangement: string
}

/** Writes to whom, when and by whom it was reported. Once a lead: what follows stands with the report. Errors: `refused`, `bad_input`. */
export async function reportLead(work: Work, report: NewReport, ports: LeadPorts): Promise<void> {
  const lead = await findLead(work, report.lead)
  refuseOthers(
    work.actor.role,
    workers.filter((role) => role !== 'leader'),
  )
  const duty = reportDuty(lead)
  if (lead.severity !== 'danger') throw new Problem('refused', '这条不是有人有危险的疑点，不用报告；没有改动。')
  if (lead.mandatory_report_id !== null) throw new Problem('refused', '这条已经报告过；回执和后续请在“日常 → 强制报告”里接着写。没有改动。')
  if (duty && !duty.kinds.includes(report.personKind)) throw new Problem('bad_input', '是什么人，与疑点说的不一致：孩子的事按未成年人报告。')
  if (Date.parse(report.reportedAt) > Date.parse(work.clock.now()))
    throw new Problem('bad_input', '报告时间不能晚于现在。', { issues: [{ path: 'reportedAt', message: '晚于现在' }] })
  const id = await ports.reportDanger(work, {
    division: lead.division,
    personId: lead.person_id,
    name: lead.subject_name,
    personKind: report.personKind,
    what: lead.sentence,
    recipient: report.recipient,
    reportedAt: report.reportedAt,
    receipt: report.receipt,
    arrangement: report.arrangement,
  })
  await setLead(work, lead, { mandatory_report_id: id })
  await record(work, {
    ...about(lead),
    action: 'lead.danger_reported',
    after: { recipient: report.recipient, reportedAt: report.reportedAt, receipt: report.receipt || null, report: id },
  })
}
