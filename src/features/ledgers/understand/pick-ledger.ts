import { contradicts, isSure, type Weighed } from './choose-ledger.ts'
import type { Table } from './find-tables.ts'
import { textOf, type Grid } from './grid.ts'
import type { Hints } from './reading.ts'

export interface Choice {
  weighed: Weighed | null
  why: string
  remembered: Readonly<Record<string, string | null>> | null
}

/** The ledger that a table is read as: what the clerk says now, said before, what is sure, what the rows say; none: to be asked. */
export function pickLedger(
  weighed: readonly Weighed[],
  given: { hints: Hints; signature: string; programs: readonly string[]; isKnown: boolean; grid: Grid; table: Table },
): Choice {
  const { hints, signature, programs, isKnown, grid, table } = given
  const remembered = hints.rememberedMapping?.[signature]
  if (hints.ledger !== undefined) {
    const chosen = weighed.find((each) => each.ledger === hints.ledger) ?? null
    return { weighed: chosen, why: '您指定的台账', remembered: remembered?.ledger === hints.ledger ? remembered.mapping : null }
  }
  if (remembered) {
    const chosen = weighed.find((each) => each.ledger === remembered.ledger) ?? null
    // The same headings stand over 低保 and over 低保边缘.
    if (chosen && !contradicts(chosen.index.definition.program, programs))
      return { weighed: chosen, why: '这组列名以前由您认过', remembered: remembered.mapping }
  }
  const [first, second] = weighed
  if (isSure(weighed)) return { weighed: first!, why: '', remembered: null }
  const children = [first?.ledger, second?.ledger]
  if (first && children.includes('orphans') && children.includes('unattended_children') && first.score > 2) {
    const isUnattended = grid.rows.slice(table.dataStart, table.dataStart + 50).some((row) => row.cells.some((cell) => /事实无人/.test(textOf(cell))))
    return { weighed: weighed.find((each) => each.ledger === (isUnattended ? 'unattended_children' : 'orphans'))!, why: '儿童类别一列这样写', remembered: null }
  }
  if (!isKnown) {
    // Headings that say nothing: only title, sheet and file name can tell.
    const byWord = weighed.filter((each) => each.word !== null).sort((a, b) => b.word!.length - a.word!.length)
    if (byWord[0] && byWord[0].word!.length > (byWord[1]?.word!.length ?? 0)) return { weighed: byWord[0], why: '', remembered: null }
  }
  return { weighed: null, why: '', remembered: null }
}
