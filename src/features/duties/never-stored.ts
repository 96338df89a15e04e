import { Problem } from '../../platform/problems.ts'
import { namesHiv } from '../ledgers/index.ts'

/** HIV is never written anywhere: words that name it are refused, and what was typed stays with the writer. */
export function refuseHiv(...texts: readonly string[]): void {
  if (texts.some(namesHiv)) throw new Problem('bad_input', '有一类病名从不保存，请换成“按孤儿标准保障”或只写困难；写的内容还在。')
}
