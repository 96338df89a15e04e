import { addMonths, monthOf } from '../../domain/months.ts'
import type { LakeRow } from '../../platform/lake/lake.ts'
import { findLedger, maskedCells } from '../ledgers/index.ts'
import { monthOfPayment } from './program-lanes.ts'
import { text, type PersonRows } from './person-rows.ts'

export interface SourceRow {
  from: string
  to: string
  ledger: string
  title: string
  batch: string | null
  file: string
  sheet: string
  row: number | null
  text: string
}

/** What a row says, in a few of its cells; a word before a cell where it does not speak for itself. */
const told: Readonly<Record<string, readonly (string | readonly [column: string, word: string])[]>> = {
  dibao_person: ['name', 'relation', 'amount', ['household_amount', '全户'], 'disability_kind', 'disability_level', 'employment'],
  marginal_person: ['name', 'relation', 'disability_kind', 'disability_level', 'employment'],
  rigid_person: ['name', 'relation', 'disability_kind', 'disability_level', 'employment'],
  tekun_person: ['name', 'support', 'self_care', 'amount', ['carer_name', '照料人'], 'carer_relation'],
  disability_subsidy: ['name', 'subsidy', 'amount', ['living_amount', '生活补贴'], ['care_amount', '护理补贴'], 'disability_kind', 'disability_level'],
  orphans: ['name', 'category', 'amount', ['guardian_name', '监护人'], 'guardian_relation', 'school'],
  unattended_children: ['name', 'category', 'amount', ['guardian_name', '监护人'], 'guardian_relation', 'school'],
  left_behind: ['name', 'school', ['carer_name', '照护人'], 'carer_relation', ['agreement_signed', '照护协议'], ['visited_on', '走访']],
  payments: ['name', 'program', 'item', 'amount', 'paid_on', 'status', 'return_reason'],
  temporary_aid: ['name', 'aid_kind', 'cause', 'amount', ['applied_on', '申请'], ['decided_on', '确认'], ['paid_on', '发放']],
  disability_cards: ['name', 'kind', 'level', ['issued_on', '换发'], ['valid_to', '有效期到'], 'status', 'status_on'],
  cremations: ['name', ['died_on', '死亡'], ['cremated_on', '火化']],
  cancellations: ['name', 'reason', ['died_on', '死亡'], ['cancelled_on', '注销']],
  death_certificates: ['name', ['died_on', '死亡']],
  visits: ['visited_on', 'visited_by', 'kind', 'content', ['found', '发现']],
  applications: ['program', ['applied_on', '申请'], ['accepted_on', '受理'], ['decided_on', '确认'], 'outcome', 'cause'],
  stops: ['program', 'action', 'reason', ['decided_on', '决定'], ['notified_on', '告知'], ['stop_month', '从']],
}

const order = Object.keys(told)
const dayColumns = ['applied_on', 'accepted_on', 'decided_on', 'paid_on', 'died_on', 'cancelled_on', 'cremated_on', 'visited_on']

/** Every row behind the file, with the months that it speaks for; ids and accounts masked. */
export function sourceRows(data: PersonRows, payments: readonly LakeRow[], until: string): SourceRow[] {
  const rows: SourceRow[] = []
  for (const [ledger, own] of data.rows) {
    for (const row of ledger === 'payments' ? payments : own) {
      for (const span of spansOf(ledger, row, until)) rows.push({ ...span, ...placeOf(data, ledger, row) })
    }
  }
  for (const row of data.kept) {
    for (const span of spansOf(row.ledger, row.cells, until)) {
      rows.push({
        ...span,
        ledger: row.ledger,
        title: findLedger(row.ledger)?.title ?? row.ledger,
        batch: row.source_row === null ? null : row.batch,
        file: row.file ?? '本系统登记',
        sheet: row.sheet ?? '',
        row: row.source_row,
        text: tell(row.ledger, row.cells),
      })
    }
  }
  return rows.sort((a, b) => order.indexOf(a.ledger) - order.indexOf(b.ledger) || (a.from < b.from ? -1 : 1))
}

function placeOf(data: PersonRows, ledger: string, row: LakeRow): Omit<SourceRow, 'from' | 'to'> {
  const batch = data.batches.get(String(row['batch']))
  return {
    ledger,
    title: findLedger(ledger)?.title ?? ledger,
    batch: String(row['batch']),
    file: batch?.file ?? '',
    sheet: String(row['sheet']),
    row: Number(row['source_row']),
    text: tell(ledger, row),
  }
}

function spansOf(ledger: string, row: LakeRow, until: string): { from: string; to: string }[] {
  const one = (month: string | null): { from: string; to: string }[] => (month === null ? [] : [{ from: month, to: month }])
  if (ledger === 'payments') return one(monthOfPayment(row) ?? monthOfDay(row['paid_on']))
  if (ledger === 'disability_cards') {
    const from = monthOfDay(row['issued_on']) ?? monthOfDay(row['first_issued'])
    // The month after its end still belongs to it: it is what explains that month.
    const end = monthOfDay(row['valid_to'])
    return from === null ? [] : [{ from, to: end === null ? until : addMonths(end, 1) }]
  }
  if (ledger === 'stops') return one(text(row['stop_month']) ?? monthOfDay(row['decided_on']))
  const period = text(row['period'])
  if (period !== null) return one(period)
  return [...new Set(dayColumns.flatMap((name) => monthOfDay(row[name]) ?? []))].flatMap(one)
}

function monthOfDay(value: unknown): string | null {
  const day = text(value)
  return day === null ? null : monthOf(day)
}

function tell(ledger: string, row: LakeRow): string {
  const definition = findLedger(ledger)
  if (!definition) return ''
  const cells = maskedCells(definition, row)
  const parts = (told[ledger] ?? []).flatMap((each) => {
    const [name, word] = typeof each === 'string' ? [each, ''] : each
    const cell = cells[name]?.replace(/[。，；]+$/, '')
    if (cell === undefined || cell === '') return []
    const isLevel = definition.columns.some((column) => column.name === name && column.type === 'level')
    return [`${word}${word === '' ? '' : ' '}${isLevel ? `${cell}级` : cell}`]
  })
  return [...new Set(parts)].join('，')
}
