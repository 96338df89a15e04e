import { readDivisionName } from '../../../domain/division-names.ts'
import { looksLikeName } from '../../../domain/names.ts'
import type { SheetRow } from '../../../platform/files/workbook.ts'
import { repeatsRow, type Table } from './find-tables.ts'
import { isBlank, textOf, type Grid } from './grid.ts'
import type { RowClass } from './reading.ts'

export interface NoData {
  class: Exclude<RowClass, 'data' | 'problem'>
  reason: string
  /** For a section row: the community that the rows below belong to. */
  community?: string
  /** For a total: does it close a section or the table? */
  isGrand?: boolean
}

export interface RowPlaces {
  name: readonly number[]
  id: readonly number[]
  communityIn: (text: string) => string | null
}

const totalWords = /^(本页|本表|全镇|全村|全社区|[\u3400-\u9fff]{0,6})(小计|合计|总计|共计|累计)[:：]?(共?\d*[户人].*)?$|^(合计|共计|共)[:：]?\d+[户人]/
const footerWords =
  /制表|填表人|填报(人|日期|时间|单位)|审核人|审批人|审核[:：]|负责人|经办人[:：]|联系电话[:：]|单位[(（]?(盖章|公章)|盖章|签字[:：(（]|签字$|^第\d+页|打印(时间|日期)|导出(时间|日期)|以下空白|以下无正文/
const unitWords = /^[(（]?(单位[:：])?(元|万元|人|户|元[/／](人)?月|平方米|年|月|日|岁|级|个|次)[)）]?$/
const dateWords = /^(填报日期[:：])?(19|20)\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?$/
const noteWords = /^(注|说明|备注|填表说明|填报说明|填写说明|以上)[:：、]?/
const hintWords = /必填|选填|例如|示例|样例|格式为|格式[:：]|请填|请选择|下拉选择|填写说明|\d+位身份证|1=是|0=否/

interface Filled {
  at: number
  text: string
}

function filledCells(row: SheetRow): Filled[] {
  const filled: Filled[] = []
  row.cells.forEach((cell, at) => {
    if (cell && !isBlank(cell)) filled.push({ at, text: textOf(cell).replace(/\s+/g, '') })
  })
  return filled
}

function isNumbering(filled: readonly Filled[]): boolean {
  if (filled.length < 3) return false
  const signs = '甲乙丙丁戊己庚辛壬癸'
  return filled.every(
    (each, at) => each.text === String(at + 1) || each.text === signs[at] || each.text === `(${at + 1})` || each.text === String.fromCharCode(65 + at),
  )
}

function sectionOf(filled: readonly Filled[], places: RowPlaces): string | null {
  const first = filled.find((each) => !/^\d+$/.test(each.text))
  if (!first || filled.length > 3 || filled.some((each) => each !== first && !/^共?\d+[户人].*$|^[一二三四五六七八九十]+$/.test(each.text))) return null
  if (places.name.includes(first.at) && looksLikeName(first.text)) return null
  const bare = first.text.replace(/^[一二三四五六七八九十\d]+[、.．]/, '')
  const community = places.communityIn(bare)
  if (community === null) return null
  // A place in its own column, with nothing else filled, is a row that lost its cells.
  return readDivisionName(community) === null ? null : community
}

/** Says why a row is no data; null for a row of data. */
export function classifyRow(grid: Grid, row: SheetRow, given: { table: Table; places: RowPlaces }): NoData | null {
  const { table, places } = given
  if (places.id.some((at) => /\d{15}/.test(textOf(row.cells[at])))) return null
  const filled = filledCells(row)
  if (filled.length === 0) return { class: 'blank', reason: '空行' }
  if (table.headerRows.some((place) => repeatsRow(row, grid.rows[place]!))) return { class: 'heading', reason: '又写了一遍表头' }
  if (isNumbering(filled)) return { class: 'note', reason: '栏次行' }
  if (filled.every((each) => unitWords.test(each.text))) return { class: 'note', reason: '单位行' }
  if (filled.length === 1 && dateWords.test(filled[0]!.text)) return { class: 'footer', reason: '落款日期' }
  const total = filled
    .slice(0, 4)
    .find((each) => each.text.length <= 16 && totalWords.test(each.text) && !(places.name.includes(each.at) && looksLikeName(each.text)))
  if (total) {
    const isPart = /小计|本页/.test(total.text)
    return { class: 'total', reason: isPart ? '小计，不算人' : '合计，不算人', isGrand: !isPart }
  }
  const hasName = places.name.some((at) => looksLikeName(textOf(row.cells[at])))
  const footers = filled.filter((each) => footerWords.test(each.text)).length
  if (footers >= 1 && (!hasName || footers >= 2) && filled.length <= 10) return { class: 'footer', reason: '落款' }
  if (noteWords.test(filled[0]!.text) && !hasName) return { class: 'footer', reason: '表下的说明' }
  if (filled.some((each) => hintWords.test(each.text)) && !hasName) return { class: 'note', reason: '填写提示' }
  const section = sectionOf(filled, places)
  if (section !== null) return { class: 'section', reason: `小标题，下面记${readDivisionName(section)?.stem ?? section}`, community: section }
  if (filled.length === 1) {
    const only = filled[0]!
    if (/^\d+$/.test(only.text) && !places.name.includes(only.at)) return { class: 'blank', reason: '只有序号' }
    const merge = grid.mergeAt(row.number, only.at)
    if (merge && merge.right - merge.left >= 2) return { class: 'title', reason: '表中的标题' }
    if (only.text.length > 20) return { class: 'note', reason: '说明文字' }
  }
  return null
}

/** Every name and number of the row is struck through. */
export function isStruckRow(row: SheetRow, names: readonly number[], ids: readonly number[]): boolean {
  const cells = [...names, ...ids].flatMap((at) => {
    const cell = row.cells[at]
    return cell && !isBlank(cell) ? [cell] : []
  })
  return cells.length > 0 && cells.every((cell) => cell.isStruck === true)
}
