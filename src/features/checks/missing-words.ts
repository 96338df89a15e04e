import { programWord } from '../../domain/programs.ts'
import { findLedger } from '../ledgers/index.ts'
import { checkCatalog } from './present-catalog.ts'
import type { Missing } from './run-checks.ts'

/** The Chinese name of what a check misses: the ledger's title, the standard's title, or the law; with the program where several share it, or the column. */
export function titleOfMissing({ kind, name, program, column }: Pick<Missing, 'kind' | 'name' | 'program' | 'column'>): string {
  const heading = findLedger(name)?.columns.find((each) => each.name === column)?.headings[0]
  const title = kind === 'list' ? (findLedger(name)?.title ?? name) : (checkCatalog().parameters.find((each) => each.name === name)?.title ?? name)
  if (heading !== undefined) return `${title}的“${heading}”一栏`
  return program === null ? title : `${title}（${programWord(program, 'paid')}）`
}

/** “2026-07 至 2026-09”; empty when it is missing altogether. */
export function sayMonths({ from, to }: Pick<Missing, 'from' | 'to'>): string {
  if (from === null) return ''
  return to === null || to === from ? from : `${from} 至 ${to}`
}

/** One line: “残疾人证 2026-07 至 2026-09，缺青柳、桥头”, “留守儿童名册的“委托监护人”一栏，缺青柳”. */
export function sayMissing(missing: Missing): string {
  const months = sayMonths(missing)
  return `${titleOfMissing(missing)}${months === '' ? '' : ` ${months}`}${missing.divisions === null ? '' : `，缺${missing.divisions.join('、')}`}`
}
