import { formatMoney } from '#src/domain/money.ts'
import type { OutputOf } from '#src/ui/call.ts'
import type { api } from '#src/features/leads/contract.ts'
import type { Paper } from './PaperView.tsx'

export type LeadSheet = OutputOf<(typeof api)['GET /api/lead-sheets']>['sheets'][number]

/** More would not fit the sheet; what disagrees goes first. */
const most = 5
/** Above the table already. */
const told = ['name', 'citizen_id', 'community', 'address']
const yuan = (fen: number | null): string => (fen === null ? '' : `${formatMoney(fen)} 元`)

/** 疑点核查单: what is known of one lead, what is to be asked, and room to write by hand. A suspicion, so nothing on it says that it is so. */
export function leadSheet(lead: LeadSheet): Paper {
  const money = [
    ['涉及', lead.concerned],
    ['多发', lead.overpaid],
    ['少发', lead.underpaid],
  ] as const
  const isMarked = (cell: LeadSheet['compared'][number]): boolean => cell.state === 'differs' || cell.state === 'tells'
  const cells = lead.compared.filter((cell) => !told.includes(cell.column)).sort((a, b) => Number(isMarked(b)) - Number(isMarked(a)))
  const asks = lead.innocent.map((each) => each.ask)
  const lists = (sides: LeadSheet['left']): string => [...new Set(sides.map((side) => side.title))].join('、')
  return {
    title: '疑点核查单',
    number: `编号 ${lead.number}${lead.sourceNumber ? `（交办编号 ${lead.sourceNumber}）` : ''}`,
    isWide: false,
    blocks: [
      ...(lead.severity === 'danger' ? [{ kind: 'heading' as const, text: '可能有人有危险：先看人是否安全，有危险先报警、报告民政，再核查。' }] : []),
      {
        kind: 'facts',
        rows: [
          { label: '姓名', value: lead.name },
          { label: '证号', value: lead.citizenId ?? '' },
          { label: '社区', value: lead.community },
          { label: '住址', value: lead.compared.find((cell) => cell.column === 'address')?.left ?? '' },
          { label: '核查人', value: lead.assigneeName ?? '' },
          { label: '到期', value: lead.dueOn ?? '' },
          { label: '疑点', value: lead.sentence },
          { label: '要查清', value: lead.question ?? lead.checkTitle },
          {
            label: '金额',
            value: money
              .filter(([, fen]) => fen !== null)
              .map(([word, fen]) => `${word} ${yuan(fen)}`)
              .join('，'),
          },
          { label: '依据', value: [...new Set(lead.basis.map((each) => `${each.law}${each.article}`))].slice(0, 3).join('；') },
        ].filter((row) => row.value !== '' || ['住址', '核查人', '到期'].includes(row.label)),
      },
      { kind: 'heading', text: '名单怎么说' },
      {
        kind: 'table',
        head: ['项目', lists(lead.left) || '名册', lists(lead.right) || '别的名单', '现场看到的'],
        rows: cells.slice(0, most).map((cell) => [cell.title, cell.left ?? '—', cell.right ?? '—', '']),
      },
      { kind: 'heading', text: '要当面问的' },
      {
        kind: 'table',
        head: ['问什么', '问到的', '看了什么材料（文号或日期）'],
        rows: [...asks, '还有没有别的情况？'].map((ask) => [ask, '□是　□否', '\n\u00a0']),
      },
      { kind: 'table', head: ['看到什么：哪天、谁在场、看到和问到的'], rows: [['\n\n\n\n\n']] },
      { kind: 'text', text: '结论：□属实　□部分属实，属实的部分＿＿＿＿元　□不属实　□无法核实' },
      { kind: 'signers', names: ['核查人（两人）', '本人或在场人', '日期'] },
    ],
  }
}
