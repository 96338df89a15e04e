import { divisionFinder, readDivisionName } from '../../../domain/division-names.ts'
import type { Table } from './find-tables.ts'
import { constantsIn, communityIn, communityInTitle, monthsIn, paymentKindIn, programIn, programsIn, yearIn, type StatedMonths } from './sheet-words.ts'
import { isBlank, textOf, type Grid } from './grid.ts'
import type { Heading, LedgerIndex } from './headings.ts'
import { hivCategory, namesHiv } from './hiv.ts'
import type { Mapped } from './map-columns.ts'
import { isHeadRelation, isHouseholdSum } from './plans.ts'
import type { Hints } from './reading.ts'
import type { SheetContext } from './finish-row.ts'

/** What stands around a table: titles above it, the names of sheet and file. */
export interface Surroundings {
  titles: string[]
  sheetName: string
  fileName: string
}

/** Words on how to fill the table in: their dates are examples. */
const guidance = /必填|选填|填(?:写|表)(?:说明|须知|要求)|说明[:：]|写成|写作|格式|[示样]例|例如|比如|[,，;；(（]如/
const notTitle = /填报|制表|打印|导出|单位[:：]|日期[:：]|时间[:：]|审核|负责人/
const periodHeading = /^(月份|所属月份|统计月份|数据月份|报表月份|年月|期数|所属年月|名册月份)$/

export function surroundingsOf(grid: Grid, table: Table, fileName: string): Surroundings {
  const titles: string[] = []
  const header = table.headerRows[0] ?? table.dataStart
  for (let place = table.start; place < header; place++) {
    for (const cell of grid.rows[place]!.cells) {
      const text = textOf(cell)
      if (text !== '' && !isBlank(cell)) titles.push(text)
    }
  }
  return { titles, sheetName: grid.sheet.name, fileName: fileName.replace(/^.*[/\\]/, '').replace(/\.\w+$/, '') }
}

/** All words that may speak for a ledger, without figures and brackets. */
export function wordsOf(around: Surroundings): string {
  return [...around.titles, around.sheetName, around.fileName].join(' ').normalize('NFKC').replace(/\s+/g, ' ')
}

/** Programs that a title names, else the sheet's name, else the file's. */
export function programsOf(around: Surroundings): readonly string[] {
  return [...around.titles, around.sheetName, around.fileName].map(programsIn).find((named) => named.length > 0) ?? []
}

export interface Stated {
  months: StatedMonths | null
  /** 标题, 表名, 文件名 or 月份列. */
  where: string | null
  year: number | null
}

/** The months that title, sheet name or file name state, in this order of trust. */
export function statedMonths(around: Surroundings): Stated {
  const stating = around.titles.filter((title) => !guidance.test(title))
  const titles = stating.filter((title) => !notTitle.test(title))
  const year = [...titles, around.sheetName, around.fileName, ...stating].map(yearIn).find((each) => each !== null) ?? null
  for (const [where, texts] of [
    ['标题', titles],
    ['表名', [around.sheetName]],
    ['文件名', [around.fileName]],
  ] as const) {
    for (const text of texts) {
      const months = monthsIn(text, year)
      if (months) return { months, where, year }
    }
  }
  const stamp = /(?<!\d)(20[0-4]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])/.exec(around.fileName)
  if (stamp) return { months: { from: `${stamp[1]}-${stamp[2]}`, to: `${stamp[1]}-${stamp[2]}` }, where: '文件名里的日期', year }
  return { months: null, where: null, year }
}

/** Column of a roster with the month of each row; only where the ledger has no month of its own. */
export function periodColumn(headings: readonly Heading[], mapped: readonly Mapped[]): number | null {
  const at = headings.findIndex((heading, place) => !mapped[place]?.column && heading.keys.some((key) => periodHeading.test(key)))
  return at < 0 ? null : at
}

const townHeading = /^(乡镇|镇|乡镇街道|镇街|所属镇|所属乡镇|所属街道|所属街|街道|户籍乡镇|乡镇名称|镇街道|街道镇)$/

/** Column that names the town of each row. */
export function townColumn(headings: readonly Heading[], mapped: readonly Mapped[]): number | null {
  const at = headings.findIndex((heading, place) => !mapped[place]?.column && heading.keys.some((key) => townHeading.test(key)))
  return at < 0 ? null : at
}

/** The community that the whole sheet speaks of. */
function sheetCommunity(around: Surroundings, find: (text: string) => string | null, townName: string | undefined): string | null {
  const named = communityIn(around.sheetName, find, townName)
  if (named !== null) return named
  for (const text of [...around.titles.filter((title) => !notTitle.test(title)), around.fileName]) {
    const found = communityIn(text, find, townName) ?? communityInTitle(text, find)
    if (found !== null) return found
  }
  return null
}

/** Everything that the rows of a table take from outside the table. */
export function contextOf(
  around: Surroundings,
  given: { sheet: string; hints: Hints; period: string | null; periodAt: number | null; townAt: number | null },
): SheetContext {
  const { sheet, hints, period, periodAt, townAt } = given
  const find = divisionFinder(hints.knownDivisions)
  const texts = [...around.titles.filter((title) => !notTitle.test(title)), around.sheetName, around.fileName]
  const first = <T>(read: (text: string) => T | null): T | null => texts.map(read).find((each) => each !== null) ?? null
  const kind = first(paymentKindIn)
  const constants: Record<string, string | null> = {
    category: first((text) => constantsIn(text).category),
    support: first((text) => constantsIn(text).support),
    subsidy: first((text) => constantsIn(text).subsidy),
  }
  return {
    sheet,
    period,
    periodAt,
    townAt,
    townName: hints.townName,
    program: first(programIn),
    kind: kind === 'regular' ? null : kind,
    constants,
    community: sheetCommunity(around, find, hints.townName),
    find,
    stems: hints.knownDivisions.flatMap((each) => readDivisionName(each.name)?.stem ?? []),
    namesByCode: new Map(hints.knownDivisions.map((each) => [each.code, each.name])),
    isNewTown: hints.knownDivisions.every((each) => each.code.length < 4),
  }
}

/** Columns that a title may answer for the whole list: 停发登记, 结婚登记, 死亡月报. */
const statedOnce = new Set(['kind', 'action', 'aid_kind'])

/** Constants fit only ledgers whose column has that word; children under an HIV title get the neutral category. */
export function fitConstants(ledger: LedgerIndex, context: SheetContext, given: { around: Surroundings; headings: readonly Heading[] }): void {
  const { around, headings } = given
  const fitted: Record<string, string | null> = {}
  for (const column of ledger.definition.columns) {
    const value = context.constants[column.name] ?? null
    if (value !== null && column.values?.[value] !== undefined) fitted[column.name] = value
    else if (column.values && statedOnce.has(column.name) && ledger.definition.shape !== 'payments') {
      // 死亡日期 above a column says what a monthly report reports; elsewhere only titles speak.
      const words = wordsOf(around) + (ledger.definition.ledger === 'monthly_reports' ? headings.map((heading) => heading.text).join() : '')
      const codes = Object.entries(column.values).flatMap(([code, forms]) =>
        forms.some((form) => /^[\u3400-\u9fff]{2,}$/.test(form) && words.includes(form)) ? code : [],
      )
      if (codes.length === 1) fitted[column.name] = codes[0]!
    }
  }
  const isChildren = ledger.definition.ledger === 'orphans' || ledger.definition.ledger === 'unattended_children'
  if (isChildren && namesHiv(wordsOf(around))) fitted.category = hivCategory
  context.constants = fitted
}

function sampleTexts(grid: Grid, table: Table, at: number): string[] {
  const texts: string[] = []
  for (let place = table.dataStart; place < Math.min(table.end, table.dataStart + 200); place++) {
    const cell = grid.rows[place]!.cells[at]
    if (cell && !isBlank(cell)) texts.push(textOf(cell).replace(/\s+/g, ''))
  }
  return texts
}

/** What the cells say against the headings: a household's sum under a person's heading, A/B/C under 类别. */
export function correctByContent(
  ledger: LedgerIndex,
  mapped: Mapped[],
  given: { grid: Grid; table: Table; headings: readonly Heading[]; hasMembers: boolean },
): void {
  const { grid, table, headings, hasMembers } = given
  const { definition } = ledger
  const at = (name: string): number => mapped.findIndex((each) => each.column?.name === name)
  const column = (name: string) => definition.columns.find((each) => each.name === name) ?? null
  if (definition.form === 'dibao_person') {
    const amount = at('amount')
    const household = column('household_amount')
    if (amount >= 0 && household && at('household_amount') < 0 && mapped[amount]!.how !== 'chosen' && !/人/.test(headings[amount]!.text)) {
      const relation = at('relation')
      if (hasMembers || isHouseholdSum(grid, { at: amount, relationAt: relation < 0 ? null : relation, from: table.dataStart, to: table.end }))
        mapped[amount] = { column: household, how: mapped[amount]!.how }
    }
  }
  const category = at('category')
  const grade = column('grade')
  if (category >= 0 && grade && at('grade') < 0 && mapped[category]!.how !== 'chosen' && column('category')?.type === 'enum') {
    const texts = sampleTexts(grid, table, category)
    if (texts.length > 0 && texts.filter((text) => /^[ABCabc一二三ⅠⅡⅢ123](类|档|级)?$/.test(text)).length > 0.6 * texts.length)
      mapped[category] = { column: grade, how: 'content' }
  }
  // A column of relations (之妻, 长子) whose heading says nothing of the kind is left to the clerk.
  const relation = at('relation')
  if (relation >= 0 && mapped[relation]!.how === 'similar' && !sampleTexts(grid, table, relation).some(isHeadRelation))
    mapped[relation] = { column: null, how: 'none' }
}
