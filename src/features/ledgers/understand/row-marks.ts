import { maskLongNumbers } from '../../../domain/mask.ts'
import type { SheetRow } from '../../../platform/files/workbook.ts'
import { hivCategory, namesHiv } from './hiv.ts'

/** What data rows say beside their text: the colour of name and number, notes at cells. Neither is read, so the clerk is told. */
export interface RowMarks {
  rows: number
  byColour: Map<string, number[]>
  comments: { row: number; text: string }[]
}

export function noMarks(): RowMarks {
  return { rows: 0, byColour: new Map(), comments: [] }
}

export function markRow(marks: RowMarks, row: SheetRow, places: readonly number[]): void {
  marks.rows += 1
  const colour = places.map((at) => row.cells[at]?.colour).find((each) => each !== undefined)
  if (colour !== undefined) marks.byColour.getOrInsertComputed(colour, () => []).push(row.number)
  for (const cell of row.cells) if (cell?.comment !== undefined) marks.comments.push({ row: row.number, text: cell.comment.trim() })
}

/** A colour of more rows than this share is a pattern of the table (every second row), no mark. */
const largestShare = 0.3
const toldComments = 5

/** One sentence a colour, one for the notes. */
export function sayMarks({ rows, byColour, comments }: RowMarks, list: (rows: readonly number[]) => string): string[] {
  const said = [...byColour]
    .filter(([, marked]) => marked.length <= largestShare * rows)
    .map(([colour, marked]) => `第 ${list(marked)} 行标了${colourName(colour)}，颜色没有读入；如果表示停发、死亡、注销，请在表里写明或登记停发`)
  if (comments.length > 0) {
    const told = comments.slice(0, toldComments).map(({ row, text }) => `第 ${row} 行“${namesHiv(text) ? hivCategory : maskLongNumbers(text).slice(0, 40)}”`)
    said.push(`${comments.length} 处批注没有读入：${told.join('、')}${comments.length > toldComments ? '等' : ''}，写着情况的请补进表里`)
  }
  return said
}

/** RRGGBB in a word; a theme's colour has none. */
function colourName(colour: string): string {
  if (!/^[0-9A-F]{6}$/.test(colour)) return '颜色'
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  const [least, most] = [Math.min(red, green, blue), Math.max(red, green, blue)]
  if (most - least < 40) return '灰色'
  if (red === most) return green > 0.75 * red && blue < green ? '黄色' : '红色'
  return green === most ? '绿色' : '蓝色'
}
