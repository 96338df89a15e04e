import { formatMoney } from '../../domain/money.ts'
import { findLedger } from '../ledgers/index.ts'
import type { CellWords } from './compare-evidence.ts'

/** The same column is called alike in every ledger, whatever its clerks write above it. */
const titles: Record<string, string> = {
  name: '姓名',
  citizen_id: '身份证号',
  head_name: '户主',
  head_citizen_id: '户主证号',
  address: '住址',
  community: '社区',
  amount: '金额（元）',
  for_month: '所属月份',
  paid_on: '到账日期',
  program: '救助项目',
  died_on: '死亡日期',
  status: '状态',
  account: '账号',
  account_name: '户名',
}

/** How the catalogue's ledgers call and write a cell. */
export const catalogueWords: CellWords = {
  titleOf: (ledger, column) =>
    titles[column] ??
    findLedger(ledger)
      ?.columns.find((each) => each.name === column)
      ?.headings[0]?.replace(/（.*?）/g, '') ??
    column,
  write: (ledger, column, value) => {
    const definition = findLedger(ledger)?.columns.find((each) => each.name === column)
    if (value === true || value === 'true') return '是'
    if (value === false || value === 'false') return '否'
    // A lead's copy has money as the lake's text, in 分.
    if (definition?.type === 'money' && /^-?\d+$/.test(String(value))) return formatMoney(Number(value))
    return definition?.values?.[String(value)]?.[0] ?? String(value)
  },
  isReference: (ledger) => findLedger(ledger)?.owner === 'reference',
}

export function ledgerTitle(ledger: string): string {
  return findLedger(ledger)?.title ?? ledger
}
