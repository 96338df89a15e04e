import type { NationalStandard, ParameterDefinition, StandardProblem, StandardRow } from './standards.ts'

const unitWords: Record<string, string> = {
  months: '个月',
  years: '年',
  days: '天',
  workdays: '个工作日',
  times: '次',
  level: '级',
  ratio: '倍',
}

/** A standard's value in words: 520.00元, 30天, 1套, 可以同时享受. */
export function sayValue(row: Pick<StandardRow | NationalStandard, 'unit' | 'value'>, { counts }: Pick<ParameterDefinition, 'counts'> = {}): string {
  if (row.unit === 'fen') return `${(row.value / 100).toFixed(2)}元`
  if (row.unit === 'flag') return row.value === 1 ? '是' : '否'
  if (row.unit === 'rule') return ['不得同时享受', '可以同时享受', '只补差额'][row.value] ?? String(row.value)
  return `${row.value}${counts ?? unitWords[row.unit] ?? ''}`
}

/** 第 2 行 source：没有依据：写文件名称、文号和条款。 */
export function sayStandardProblem({ row, column, message }: Pick<StandardProblem, 'row' | 'column' | 'message'>): string {
  return `第 ${row} 行${column ? ` ${column}` : ''}：${message}`
}
