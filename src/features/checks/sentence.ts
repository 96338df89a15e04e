import { formatMoney } from '../../domain/money.ts'
import { ranges } from '../../domain/months.ts'
import { programWord } from '../../domain/programs.ts'

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
  if (moneyNames.has(name) || name.endsWith('_fen')) return String(value).replaceAll(/-?\d+/g, (fen) => formatMoney(Number(fen)))
  if (name === 'program' || name.endsWith('_program')) return programWord(String(value), 'paid')
  return String(value)
}

/** 2026-04 至 2026-09、2026-11 */
export function sayMonths(months: readonly string[]): string {
  return ranges(months)
    .map(({ from, to }) => (from === to ? from : `${from} 至 ${to}`))
    .join('、')
}
