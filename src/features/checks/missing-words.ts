import { programWord } from '../../domain/programs.ts'
import { findLedger } from '../ledgers/index.ts'
import { checkCatalog } from './present-catalog.ts'
import type { Missing } from './run-checks.ts'

/** The Chinese name of what a check misses: the ledger's title, the standard's title, or the law; with the program where several share it. */
export function titleOfMissing({ kind, name, program }: Pick<Missing, 'kind' | 'name' | 'program'>): string {
  const title = kind === 'list' ? (findLedger(name)?.title ?? name) : (checkCatalog().parameters.find((each) => each.name === name)?.title ?? name)
  return program === null ? title : `${title}（${programWord(program, 'paid')}）`
}

/** “2026-07 至 2026-09”; empty when it is missing altogether. */
export function sayMonths({ from, to }: Pick<Missing, 'from' | 'to'>): string {
  if (from === null) return ''
  return to === null || to === from ? from : `${from} 至 ${to}`
}

/** One line: “残疾人证 2026-07 至 2026-09，缺青柳、桥头”. */
export function sayMissing(missing: Missing): string {
  const months = sayMonths(missing)
  return `${titleOfMissing(missing)}${months === '' ? '' : ` ${months}`}${missing.divisions === null ? '' : `，缺${missing.divisions.join('、')}`}`
}
