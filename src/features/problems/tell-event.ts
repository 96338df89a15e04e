import { formatMoney } from '../../domain/money.ts'
import {
  type CauseKind,
  type MoneyKind,
  type Source,
  type WaitReason,
  causeWords,
  moneyWords,
  sourceWords,
  trackWords,
  waitWords,
} from '../../domain/problem-words.ts'

type Told = Record<string, unknown>

const textOf = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')

const sentences: Record<string, (after: Told) => string> = {
  'problem.registered': (after) => `登记，来自${sourceWords[after['source'] as Source] ?? ''}`,
  'problem.source_added': (after) => `${sourceWords[after['source'] as Source] ?? ''}${textOf(after['source_number'])} 说的是同一件事，并入`,
  'problem.source_taken_back': () => '收回核实结果',
  'problem.campaign_changed': (after) => (textOf(after['title']) === '' ? '改归日常工作' : `归到“${textOf(after['title'])}”`),
  'problem.established': () => '认定',
  'problem.revoked': () => '撤销（误登）',
  'problem.cause_set': (after) => `写原因${after['cause_kind'] === undefined ? '' : `：${causeWords[after['cause_kind'] as CauseKind]}`}`,
  'problem.measure_added': (after) => `定措施：${textOf(after['text'])}`,
  'problem.measure_done': () => '一条措施做完',
  'problem.measure_reopened': () => '一条措施改为没做完',
  'problem.owner_assigned': (after) => `定责任人${textOf(after['owner_name'])}`,
  'problem.handed_over': (after) => `移交给${textOf(after['owner_name'])}`,
  'problem.planned': (after) =>
    `定措施${after['track'] === undefined ? '' : `，${trackWords[after['track'] as 'at_once']}`}${after['due_on'] === undefined ? '' : `，时限 ${textOf(after['due_on'])}`}`,
  'problem.mending_started': () => '开始整改',
  'problem.wait_began': (after) => `${waitWords[after['waiting_reason'] as WaitReason] ?? '等待'}，时钟停`,
  'problem.wait_ended': (after) => `结束等待，时钟接着走${after['due_on'] === undefined ? '' : `，时限顺延到 ${textOf(after['due_on'])}`}`,
  'problem.extension_asked': (after) => `申请延期到 ${textOf(after['asked_due'])}`,
  'problem.due_recounted': (after) => `节假日安排变了，时限重算为 ${textOf(after['due_on'])}`,
  'problem.extended': (after) => `批准延期到 ${textOf(after['due_on'])}`,
  'problem.money_entered': (after) => `登记${moneyWords[after['kind'] as MoneyKind] ?? ''} ${formatMoney(Number(after['fen'] ?? 0))} 元`,
  'problem.money_reversed': (after) => `冲销${moneyWords[after['kind'] as MoneyKind] ?? ''} ${formatMoney(Number(after['fen'] ?? 0))} 元`,
  'problem.instalments_planned': (after) => (Array.isArray(after['parts']) && after['parts'].length > 0 ? `定分 ${after['parts'].length} 期收回` : '取消分期'),
  'problem.stop_entered': (after) => `登记停发，从 ${textOf(after['stop_month'])} 起`,
  'problem.benefit_goes_on': () => '登记待遇照常发放',
  'problem.proof_added': (after) => `交佐证（${after['side'] === 'after' ? '整改后' : '整改前'}）：${textOf(after['note'])}`,
  'problem.person_added': (after) => `加上${textOf(after['name'])}`,
  'problem.person_removed': (after) => `去掉${textOf(after['name'])}`,
  'problem.sums_followed': () => '金额按各人合计',
  'problem.closing_asked': () => '申请销号',
  'problem.review_began': () => '开始复核',
  'problem.closed': () => '复核通过，销号',
  'problem.sent_back': () => '复核退回',
  'problem.returned_by_supervision': () => '督查退回',
  'problem.sampled': () => '被抽查',
  'problem.relapsed': () => '反弹，重新打开',
  'problem.transferred': (after) => `移送${textOf(after['transferred_to'])}`,
  'problem.transfer_receipt_entered': (after) => `登记移送收据 ${textOf(after['transfer_receipt'])}`,
  'problem.search_ordered': () => '布置举一反三',
  'entry.withdrawn': (after) => `撤回${textOf(after['said'])}`,
  'problem.batch_undone': () => '撤回刚才的成批操作',
}

/** An event of a problem in words, the name of who did it aside. */
export function tellEvent(action: string, after: unknown): string {
  return sentences[action]?.((after ?? {}) as Told) ?? action
}
