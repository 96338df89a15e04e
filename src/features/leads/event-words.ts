import { stateTitles, type LeadState } from './lead-states.ts'

const titles: Record<string, string> = {
  'lead.new': '核查运行生成',
  'lead.handed': '从交下来的核查表生成',
  'lead.changed': '核查运行：内容有变化',
  'lead.gone': '核查运行：不再命中',
  'lead.reappeared': '核查运行：又命中了',
  'lead.explanation_expired': '说明已到期，重新交办',
  'lead.withdrawn': '依据的批次已撤回',
  'lead.evidence_withdrawn': '一部分依据的批次已撤回',
  'lead.assigned': '交办',
  'lead.due_set': '改了到期日',
  'lead.due_recounted': '节假日安排变了，到期日重算',
  'lead.undone': '撤销了上一步',
  'lead.started': '开始核查',
  'lead.verified': '报核实结果',
  'lead.taken_back': '撤回了核实结果',
  'lead.agreed': '复看同意',
  'lead.sent_back': '退回再查',
  'lead.merged': '并入同一件事',
  'lead.took_in': '并进来一条',
  'lead.parted': '分开，照原样接着办',
  'lead.gave_back': '分出去一条',
  'lead.danger_reported': '已报告',
  'lead.waiting': '停表等待',
  'lead.resumed': '恢复办理',
  'lead.noted': '写了一句',
  'lead.sheet_taken': '打印了核查单',
  'person.id_shown': '查看了完整证号',
}

/** An event of a lead as a person reads it. */
export function sayEvent(event: { action: string; reason: string | null; after: unknown }): { title: string; detail: string | null } {
  const after = (event.after ?? {}) as Record<string, unknown>
  const parts: string[] = []
  if (typeof after['assigneeName'] === 'string') parts.push(`给${after['assigneeName']}`)
  if (typeof after['dueOn'] === 'string') parts.push(`到期 ${after['dueOn']}`)
  if (typeof after['result'] === 'string') parts.push(stateTitles[after['result'] as LeadState] ?? '')
  if (typeof after['proofs'] === 'number' && after['proofs'] > 0) parts.push(`附 ${after['proofs']} 份`)
  if (typeof after['into'] === 'string') parts.push(`并入 ${after['into']}`)
  if (typeof after['number'] === 'string') parts.push([after['number'], after['sourceNumber']].filter(Boolean).join(' · '))
  if (typeof after['recipient'] === 'string') parts.push(`报给${after['recipient']}`)
  if (typeof after['sameAs'] === 'string') parts.push(`与 ${after['sameAs']} 同一说明`)
  if (event.reason) parts.push(event.reason)
  return { title: titles[event.action] ?? event.action, detail: parts.length > 0 ? parts.join('，') : null }
}
