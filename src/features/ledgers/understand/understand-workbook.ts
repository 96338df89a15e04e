import { sayMonth } from '../../../domain/months.ts'
import type { Sheet, Workbook } from '../../../platform/files/workbook.ts'
import { weighLedgers, type Weighed } from './choose-ledger.ts'
import { findTables, type Table } from './find-tables.ts'
import { isBlank, makeGrid, textOf, type Grid } from './grid.ts'
import { headingIndex, type HeadingIndex } from './headings.ts'
import { hivHidden, isHivCategory, namesHiv } from './hiv.ts'
import type { LedgerDefinition } from './ledger-definition.ts'
import { mapColumns, memberColumns, type Mapped } from './map-columns.ts'
import { pickLedger, type Choice } from './pick-ledger.ts'
import { columnLetter, makePlans } from './plans.ts'
import { previewOf } from './preview.ts'
import { readTable } from './read-table.ts'
import type { ColumnReading, Hints, LedgerScore, SheetReading } from './reading.ts'
import { addNotes } from './say-notes.ts'
import { monthOfCovers, onlyMonth, settlePeriod } from './settle-period.ts'
import {
  contextOf,
  correctByContent,
  fitConstants,
  periodColumn,
  statedMonths,
  surroundingsOf,
  townColumn,
  programsOf,
  wordsOf,
  type Stated,
  type Surroundings,
} from './settle-table.ts'
import { lookAtColumns } from './sniff.ts'

/**
 * Reads every table of a workbook into canonical rows. One reading for each table, in the order of the sheets, also
 * for sheets that hold none (state skipped) and tables that a clerk must name (unclear). Nothing is written anywhere.
 * In every reading seen = accepted + problems + notData. Ids are in `rows` in full, everywhere else masked.
 */
export function understandWorkbook(workbook: Workbook, fileName: string, definitions: readonly LedgerDefinition[], hints: Hints): SheetReading[] {
  const index = headingIndex(definitions)
  return workbook.sheets.flatMap((sheet, place) => {
    if (hints.sheet !== undefined && sheet.name !== hints.sheet) return []
    return understandSheet(sheet, { place, workbook, fileName, index, hints })
  })
}

interface Given {
  place: number
  workbook: Workbook
  fileName: string
  index: HeadingIndex
  hints: Hints
}

function understandSheet(sheet: Sheet, given: Given): SheetReading[] {
  const grid = makeGrid(sheet, given.workbook.uses1904)
  // The name of a sheet goes into tables and pages: it may not tell what its cells may not.
  const sheetName = namesHiv(sheet.name) ? `第${given.place + 1}张表` : sheet.name
  if (grid.rows.length === 0) return [skipped(grid, sheetName, '空表')]
  const tables = findTables(grid, given.index)
  if (tables.length === 0) return [skipped(grid, sheetName, '文字页或没有表头的表，看不到姓名、证号这样的列')]
  const readings = tables.map((table, at) => {
    const from = at === 0 ? 1 : grid.rows[table.start]!.number
    const next = tables[at + 1]
    const to = next ? grid.rows[next.start]!.number - 1 : grid.lastNumber
    return understandTable(grid, table, { ...given, sheetName, from, to })
  })
  if (tables.length > 1) for (const reading of readings) reading.notes.push(`这张表里有 ${tables.length} 个表格，分开读入`)
  return readings
}

function empty(grid: Grid, sheetName: string): SheetReading {
  return {
    sheet: sheetName,
    isSheetHidden: grid.sheet.isHidden,
    state: 'skipped',
    ledger: null,
    ledgerTitle: null,
    why: '',
    scores: [],
    headerRows: [],
    columns: [],
    signature: '',
    period: null,
    covers: null,
    coveredMonths: null,
    program: null,
    communities: [],
    rows: [],
    counts: { seen: grid.lastNumber, accepted: 0, problems: 0, notData: grid.lastNumber },
    problems: [],
    flags: [],
    totals: [],
    hivFound: false,
    preview: [],
    notData: [],
    notes: [],
  }
}

function anyHiv(grid: Grid, from: number, to: number): boolean {
  return grid.rows.slice(from, to).some((row) => row.cells.some((cell) => typeof cell?.value === 'string' && namesHiv(cell.value)))
}

function skipped(grid: Grid, sheetName: string, why: string): SheetReading {
  const reading = empty(grid, sheetName)
  reading.why = why
  reading.hivFound = anyHiv(grid, 0, grid.rows.length)
  reading.notData = grid.rows.map((row) => ({ row: row.number, class: 'note', reason: why }))
  reading.preview = previewOf(grid, { from: 0, to: grid.rows.length, reading })
  return reading
}

interface TableGiven extends Given {
  sheetName: string
  from: number
  to: number
}

function understandTable(grid: Grid, table: Table, given: TableGiven): SheetReading {
  const { hints, index } = given
  const around = surroundingsOf(grid, table, given.fileName)
  const reading = empty(grid, given.sheetName)
  const headings = table.headings
  const seen = given.to - given.from + 1
  reading.headerRows = table.headerRows.map((place) => grid.rows[place]!.number)
  reading.signature = signatureOf(table)
  reading.counts = { seen, accepted: 0, problems: 0, notData: seen }
  const programs = programsOf(around)
  const weighed = weighLedgers(index, { headings, words: wordsOf(around), programs })
  reading.scores = weighed.slice(0, 4).map(({ ledger, title, score, matched }): LedgerScore => ({ ledger, title, score, matched }))
  const isKnown = headings.some((heading) => heading.keys.some((key) => index.known.has(key)))
  const choice = pickLedger(weighed, { hints, signature: reading.signature, programs, isKnown, grid, table })
  const stated = statedMonths(around)
  if (!choice.weighed) {
    reading.state = 'unclear'
    const close = weighed
      .filter((each) => each.score > 1)
      .slice(0, 3)
      .map((each) => `“${each.title}”`)
    reading.why = close.length > 0 ? `像${close.join('、')}，分不清，请选一个` : '看不出是哪一种台账，请选一个'
    reading.columns = headings.map((heading, at): ColumnReading => ({
      index: at,
      heading: shownHeading(heading.text, at),
      canonical: null,
      type: null,
      how: 'none',
      fillRate: 0,
      samples: [],
    }))
    reading.period = hints.period ?? onlyMonth(stated)
    reading.hivFound = anyHiv(grid, table.start, table.end)
    reading.notData = grid.rows.slice(table.start, table.end).map((row) => ({ row: row.number, class: 'note', reason: '还没有认出是哪一种台账' }))
    reading.preview = previewOf(grid, { from: table.start, to: table.end, reading })
    return reading
  }
  return fill(reading, { grid, table, given, around, stated, choice, weighed: choice.weighed })
}

interface Filling {
  grid: Grid
  table: Table
  given: TableGiven
  around: Surroundings
  stated: Stated
  choice: Choice
  weighed: Weighed
}

function fill(reading: SheetReading, filling: Filling): SheetReading {
  const { grid, table, given, around, stated, choice, weighed } = filling
  const { hints } = given
  const { index: ledger } = weighed
  const { definition } = ledger
  const { headings } = table
  const looks = lookAtColumns(grid, table)
  const members = definition.form === 'dibao_person' || definition.form === 'tekun_person' ? memberColumns(headings) : []
  const mapped = mapColumns(ledger, headings, { looks, chosen: hints.mapping ?? null, remembered: choice.remembered })
  dropHivColumns(mapped, headings)
  correctByContent(ledger, mapped, { grid, table, headings, hasMembers: members.length > 0 })
  const period = hints.period ?? onlyMonth(stated) ?? monthOfCovers(definition, hints)
  const periodAt = definition.shape === 'snapshot' ? periodColumn(headings, mapped) : null
  const context = contextOf(around, { sheet: given.sheetName, hints, period, periodAt, townAt: townColumn(headings, mapped) })
  fitConstants(ledger, context, { around, headings })
  const year = (period === null ? null : Number(period.slice(0, 4))) ?? stated.year
  const sheetScale = around.titles.some((title) => /单位[:：]\s*(人[、,，])?万元/.test(title)) ? 10_000 : 1
  const plans = makePlans(mapped, headings, { uses1904: grid.uses1904, year: year ?? undefined, sheetScale, program: definition.program })
  const content = readTable(grid, { table, definition, plans, members, context, townName: hints.townName })
  reading.state = 'ready'
  reading.ledger = definition.ledger
  reading.ledgerTitle = definition.title
  reading.why = whyText(filling, mapped)
  reading.columns = headings.map((heading, at): ColumnReading => ({
    index: at,
    heading: shownHeading(heading.text, at),
    canonical: mapped[at]?.column?.name ?? memberOf(members, at),
    type: mapped[at]?.column?.type ?? null,
    how: mapped[at]?.how ?? 'none',
    fillRate: content.dataRows === 0 ? 0 : content.filled[at]! / content.dataRows,
    samples: content.samples[at]!,
  }))
  reading.rows = content.rows
  reading.problems = content.problems
  reading.flags = content.flags
  reading.totals = content.totals
  reading.program = definition.columns.some((column) => column.name === 'program') ? context.program : null
  reading.communities = [...content.places.seen.values()]
  reading.notData = [...headRows(grid, table), ...content.notData].sort((a, b) => a.row - b.row)
  reading.counts = {
    seen: reading.counts.seen,
    accepted: content.accepted,
    problems: content.problemRows,
    notData: reading.notData.length + gapRows(grid, table, given),
  }
  // A lesson about prevention says nothing about anybody.
  const isPersonal = definition.columns.some((column) => column.type === 'citizen_id')
  reading.hivFound =
    isPersonal && (content.hivFound || namesHiv(wordsOf(around)) || headings.some((heading) => namesHiv(heading.text)) || hasHivCode(filling, mapped))
  settlePeriod(reading, { definition, stated, hints, context })
  addNotes(reading, { content, context, definition, mapped, stated, members: members.length })
  reading.preview = previewOf(grid, { from: table.start, to: table.end, reading })
  return reading
}

/** A column that asks for HIV is not taken, whatever it is called. */
function dropHivColumns(mapped: Mapped[], headings: Table['headings']): void {
  headings.forEach((heading, at) => {
    if (namesHiv(heading.text)) mapped[at] = { column: null, how: 'none' }
  })
}

function hasHivCode(filling: Filling, mapped: readonly Mapped[]): boolean {
  const { definition } = filling.weighed.index
  if (definition.ledger !== 'orphans' && definition.ledger !== 'unattended_children') return false
  const at = mapped.findIndex((each) => each.column?.name === 'category')
  return at >= 0 && filling.grid.rows.slice(filling.table.dataStart, filling.table.end).some((row) => isHivCategory(textOf(row.cells[at])))
}

function memberOf(members: readonly { name: number; citizenId: number | null; relation: number | null; sex: number | null }[], at: number): string | null {
  for (const member of members) {
    if (member.name === at) return 'name'
    if (member.citizenId === at) return 'citizen_id'
    if (member.relation === at) return 'relation'
    if (member.sex === at) return 'sex'
  }
  return null
}

function shownHeading(text: string, at: number): string {
  return text === '' ? columnLetter(at) : namesHiv(text) ? hivHidden : text
}

function signatureOf(table: Table): string {
  return table.headings
    .map((heading) => (namesHiv(heading.text) ? '' : (heading.keys[0] ?? '')))
    .filter((key) => key !== '')
    .sort()
    .join('|')
}

function headRows(grid: Grid, table: Table): SheetReading['notData'] {
  const rows: SheetReading['notData'] = []
  const first = table.headerRows[0]
  for (let place = table.start; place < table.dataStart; place++) {
    const row = grid.rows[place]!
    const at = table.headerRows.indexOf(place)
    if (at >= 0)
      rows.push({ row: row.number, class: 'heading', reason: table.headerRows.length === 1 ? '表头' : at === 0 ? '表头第一行' : '表头第二行，合着读' })
    else if (row.cells.every((cell) => isBlank(cell))) rows.push({ row: row.number, class: 'blank', reason: '空行' })
    else rows.push({ row: row.number, class: first !== undefined && place < first ? 'title' : 'note', reason: '标题或填报说明' })
  }
  return rows
}

/** Rows that the file leaves out because they are empty. */
function gapRows(grid: Grid, table: Table, given: TableGiven): number {
  return given.to - given.from + 1 - grid.rows.slice(table.start, table.end).length
}

function whyText(filling: Filling, mapped: readonly Mapped[]): string {
  const { weighed, choice, grid, table, stated } = filling
  const parts: string[] = []
  if (choice.why !== '') parts.push(choice.why)
  if (weighed.word !== null) parts.push(`标题、表名或文件名有“${weighed.word}”`)
  const matched = mapped.filter((each) => each.column).length
  parts.push(`${Math.max(weighed.headings, matched)} 个列名对上 ${matched} 个`)
  if (table.headerRows.length > 0) parts.push(`表头第 ${table.headerRows.map((place) => grid.rows[place]!.number).join('、')} 行`)
  else parts.push('没有表头，按内容认列')
  if (stated.months && stated.where !== null)
    parts.push(`${stated.where}写明${sayMonth(stated.months.from)}${stated.months.to === stated.months.from ? '' : `至${sayMonth(stated.months.to)}`}`)
  return parts.join('，')
}
