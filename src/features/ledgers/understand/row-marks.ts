import { maskLongNumbers } from '../../../domain/mask.ts'
import type { SheetRow } from '../../../platform/files/workbook.ts'
import { textOf } from './grid.ts'
import { hivCategory, namesHiv } from './hiv.ts'

/** What data rows say beside their columns: the colour of name and number, notes at cells, 备注 about a death or an end. None is read, so the clerk is told. */
export interface RowMarks {
  rows: number
  byColour: Map<string, number[]>
  comments: { row: number; text: string }[]
  remarks: { row: number; text: string }[]
}

export function noMarks(): RowMarks {
  return { rows: 0, byColour: new Map(), comments: [], remarks: [] }
}

const weighty = /死亡|去世|病故|已故|亡故|逝世|停发|拟停|停保|退保|取消|注销|迁出|服刑|入狱|在押|强戒|结婚|改嫁|收养|失踪|重复|代领/

/** `places` hold name and number, `remarkPlaces` 备注 that no column takes. */
export function markRow(marks: RowMarks, row: SheetRow, { places, remarkPlaces }: { places: readonly number[]; remarkPlaces: readonly number[] }): void {
  marks.rows += 1
  const colour = places.map((at) => row.cells[at]?.colour).find((each) => each !== undefined)
  if (colour !== undefined) marks.byColour.getOrInsertComputed(colour, () => []).push(row.number)
  for (const cell of row.cells) if (cell?.comment !== undefined) marks.comments.push({ row: row.number, text: cell.comment.trim() })
  for (const at of [...remarkPlaces, ...places]) {
    const text = textOf(row.cells[at]).trim()
    if (weighty.test(text)) marks.remarks.push({ row: row.number, text })
  }
}

/** A colour of more rows than this share is a pattern of the table (every second row), no mark. */
const largestShare = 0.3
const toldComments = 5

function told(notes: readonly { row: number; text: string }[]): string {
  const some = notes.slice(0, toldComments).map(({ row, text }) => `第 ${row} 行“${namesHiv(text) ? hivCategory : maskLongNumbers(text).slice(0, 40)}”`)
  return some.join('、') + (notes.length > toldComments ? '等' : '')
}

/** One sentence a colour, one for the notes, one for what stands in 备注. */
export function sayMarks({ rows, byColour, comments, remarks }: RowMarks, list: (rows: readonly number[]) => string): string[] {
  const said = [...byColour]
    .filter(([, marked]) => marked.length <= largestShare * rows)
    .map(([colour, marked]) => `第 ${list(marked)} 行标了${colourName(colour)}，颜色没有读入；如果表示停发、死亡、注销，请在表里写明或登记停发`)
  if (comments.length > 0) said.push(`${comments.length} 处批注没有读入：${told(comments)}，写着情况的请补进表里`)
  if (remarks.length > 0) said.push(`${remarks.length} 处备注没有读入：${told(remarks)}，人已去世、停发、迁出的请核对名单、登记停发`)
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
