import { formatMoney } from '../../domain/money.ts'
import { ranges } from './rules.ts'

export const programTitles: Readonly<Record<string, string>> = {
  dibao: '低保金',
  marginal: '低保边缘家庭救助',
  rigid: '刚性支出困难家庭救助',
  tekun: '特困供养金',
  disability_living: '困难残疾人生活补贴',
  disability_care: '重度残疾人护理补贴',
  temporary_aid: '临时救助金',
  orphan: '孤儿基本生活费',
  unattended_child: '事实无人抚养儿童基本生活补贴',
  street: '流散人员救助',
  left_behind: '留守儿童关爱',
  injury_care: '工伤生活护理费',
  elderly: '高龄津贴',
  pension: '养老金',
}

export type SentenceValue = string | number | null

/**
 * Fills a template: `{column}`, `{months}` as ranges, `{concerned}` and the like in 元. A part in square brackets
 * falls away when one of its values is missing; elsewhere a missing value is said as 未填.
 */
export function fillSentence(template: string, values: Readonly<Record<string, SentenceValue>>): string {
  const fill = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => say(name, values[name] ?? null) ?? '（未填）')
  const isWhole = (text: string): boolean => [...text.matchAll(/\{(\w+)\}/g)].every(([, name]) => say(name!, values[name!] ?? null) !== null)
  return fill(template.replaceAll(/\[([^\]]*)\]/g, (_, part: string) => (isWhole(part) ? part : '')))
}

const moneyNames = new Set(['concerned', 'overpaid', 'underpaid'])

function say(name: string, value: SentenceValue): string | null {
  if (value === null || value === '') return null
  if (moneyNames.has(name) || name.endsWith('_fen')) return formatMoney(Number(value))
  if (name === 'program' || name.endsWith('_program')) return programTitles[String(value)] ?? String(value)
  return String(value)
}

/** 2026-04 至 2026-09、2026-11 */
export function sayMonths(months: readonly string[]): string {
  return ranges(months)
    .map(({ from, to }) => (from === to ? from : `${from} 至 ${to}`))
    .join('、')
}
