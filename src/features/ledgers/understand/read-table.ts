import { maskLongNumbers } from '../../../domain/mask.ts'
import type { Cell, SheetRow } from '../../../platform/files/workbook.ts'
import { classifyRow, isStruckRow, type NoData } from './classify-row.ts'
import type { Table } from './find-tables.ts'
import { completeRow, periodOf, placeRow, takeZeroReport, type SheetContext, type Values } from './finish-row.ts'
import { isBlank, textOf, type Grid } from './grid.ts'
import { isRemarkHeading } from './headings.ts'
import { hivCategory, isHivCategory, namesHiv } from './hiv.ts'
import { keyColumnOf, type LedgerDefinition } from './ledger-definition.ts'
import type { MemberColumns } from './map-columns.ts'
import { expandMembers, joinHousehold, nameHeads } from './households.ts'
import { mainColumns } from './main-columns.ts'
import { isDitto, planCell, type Plan } from './plans.ts'
import { cellReader } from './read-cells.ts'
import type { RemarkCode, RowRemark } from './reading.ts'
import { communityIn } from './sheet-words.ts'
import { emptyContent, sampleRow, type TableContent } from './table-content.ts'
import { makeTotals } from './totals.ts'
import { markRow } from './row-marks.ts'

interface Remark {
  code: RemarkCode
  message: string
  plan: Plan | null
  value: string | null
}

const childrenLedgers = new Set(['orphans', 'unattended_children'])
const guessed = '没有证号，只能凭姓名、出生日期和社区推断是谁，不作认定，请补上证号'
const unmatched = '没有证号，比对不到人，请补上证号'

function emptyValues(definition: LedgerDefinition): Values {
  const values: Values = {}
  for (const column of definition.columns) {
    if (column.dropped) continue
    values[column.name] = null
    if (column.type === 'citizen_id') values[keyColumnOf(column.name)] = null
  }
  return values
}

/**
 * Reads the data rows of a table whose ledger and columns are settled. Every row of the table ends in exactly one of
 * accepted, problemRows and notData.
 */
export function readTable(
  grid: Grid,
  given: {
    table: Table
    definition: LedgerDefinition
    plans: readonly Plan[]
    members: readonly MemberColumns[]
    context: SheetContext
    townName: string | undefined
  },
): TableContent {
  const { table, definition, plans, members, context, townName } = given
  const content = emptyContent(grid.width)
  const template = emptyValues(definition)
  const main = mainColumns(definition)
  const planOf = (name: string | null): Plan | undefined => plans.find((plan) => plan.column.name === name)
  // In a list without 姓名 the head is the person: 户主姓名 of a payment list.
  const nameColumn = planOf(main.name) || members.length > 0 ? main.name : planOf('head_name') && main.name === 'name' ? 'head_name' : main.name
  const idColumn = planOf(main.id) || members.length > 0 ? main.id : nameColumn === 'head_name' ? 'head_citizen_id' : main.id
  const idColumns = definition.columns.filter((column) => column.type === 'citizen_id').map((column) => column.name)
  const places = {
    name: [
      ...plans.filter((plan) => plan.column.type === 'name' && (plan.column.name === nameColumn || plan.column.name === 'head_name')).map((plan) => plan.at),
      ...members.map((member) => member.name),
    ],
    id: [...plans.filter((plan) => plan.column.type === 'citizen_id').map((plan) => plan.at), ...members.flatMap((member) => member.citizenId ?? [])],
    communityIn: (text: string): string | null => communityIn(text, context.find, townName),
  }
  const remarkPlaces = table.headings.flatMap((heading, at) => (isRemarkHeading(heading) && !plans.some((plan) => plan.at === at) ? [at] : []))
  const sums = makeTotals(plans.filter((plan) => plan.column.type === 'money' || plan.column.type === 'integer'))
  content.totals = sums.written
  const relation = planOf('relation')
  const bare = { headings: [], required: false, values: null, rangeTo: null, byMonth: null, wantedWhere: null, dropped: false }
  const memberReader = cellReader(
    { ...bare, name: 'citizen_id', type: 'citizen_id', required: true },
    { uses1904: false, year: undefined, scale: 1, program: null },
  )
  const nameReader = cellReader({ ...bare, name: 'name', type: 'name', required: true }, { uses1904: false, year: undefined, scale: 1, program: null })
  const periodReader = cellReader({ ...bare, name: 'month', type: 'month' }, { uses1904: grid.uses1904, year: undefined, scale: 1, program: null })
  const requiredOthers = definition.columns.filter((column) => column.required && column.type !== 'citizen_id' && column.name !== main.name)
  const wantedEnds = definition.columns.filter((column) => column.wantedWhere !== null)
  const isSensitive = idColumns.length > 0
  const above: (Cell | null)[] = []
  const household: { values: Values | null } = { values: null }
  const doubles = new Map<string, number>()
  const occurrences = new Map<string, number>()
  let section: string | null = null

  for (let place = table.dataStart; place < table.end; place++) {
    const row = grid.rows[place]!
    if (row.isHidden) content.hidden.push(row.number)
    const noData: NoData | null = classifyRow(grid, row, { table, places })
    if (noData) {
      if (noData.community !== undefined) section = noData.community
      if (noData.class === 'total') sums.compare(row, noData.isGrand === true)
      if (noData.class !== 'blank') household.values = null
      content.notData.push({ row: row.number, class: noData.class, reason: noData.reason })
      if (isSensitive && row.cells.some((cell) => typeof cell?.value === 'string' && namesHiv(cell.value))) content.hivFound = true
      continue
    }
    if (isStruckRow(row, places.name, places.id)) {
      content.struck.push(row.number)
      content.notData.push({ row: row.number, class: 'note', reason: '整行画了删除线，当作已删' })
      continue
    }
    markRow(content.marks, row, { places: [...places.name, ...places.id], remarkPlaces })
    readRow(row)
  }
  if (relation) nameHeads(content.rows)

  function readRow(row: SheetRow): void {
    sampleRow(content, row, isSensitive)
    const values: Values = { ...template }
    const remarks: Remark[] = []
    let hasMoney = false
    let hasOther = false
    let isMergedMoney = false
    for (const plan of plans) {
      const taken = planCell(grid, row, plan)
      let cell = taken.cell
      if (taken.isMerged && cell === null && plan.column.required) isMergedMoney = true
      if (cell && isDitto(cell)) cell = above[plan.at] ?? null
      above[plan.at] = cell
      if (!cell) continue
      const text = typeof cell.value === 'string' ? cell.value : ''
      const { column } = plan
      if (isSensitive && text !== '' && (namesHiv(text) || (childrenLedgers.has(definition.ledger) && column.name === 'category' && isHivCategory(text)))) {
        content.hivFound = true
        values[column.name] =
          column.type === 'text' && (column.name === 'category' || column.name === 'item') ? hivCategory : column.name === 'program' ? 'orphan' : null
        continue
      }
      const read = plan.read(cell)
      if (column.type === 'citizen_id') {
        values[column.name] = read.value
        values[keyColumnOf(column.name)] = read.key
        if (read.code !== null && read.code !== 'id_missing') remarks.push({ code: read.code, message: read.message!, plan, value: textOf(cell) })
      } else {
        values[column.name] = read.value
        if (column.rangeTo !== null && read.end !== null) values[column.rangeTo] ??= read.end
        if (read.isByMonth) content.byMonth.set(plan.heading, (content.byMonth.get(plan.heading) ?? 0) + 1)
        if (read.code !== null) remarks.push({ code: read.code, message: read.message!, plan, value: textOf(cell) })
      }
      if (column.type === 'money' && (read.value !== null || read.code !== null) && !taken.isMerged) hasMoney = true
      else if (!read.isEmpty && column.name !== 'community' && column.name !== 'address') hasOther = true
      if (!taken.isMerged && typeof read.value === 'number' && (column.type === 'money' || column.type === 'integer')) sums.add(plan.at, read.value)
    }
    if (isSensitive && row.cells.some((cell) => typeof cell?.value === 'string' && cell.value.length > 2 && namesHiv(cell.value))) content.hivFound = true
    if (nameColumn === 'head_name' && main.name === 'name') {
      values.name = values.head_name ?? null
      values.citizen_id = values.head_citizen_id ?? null
      values.person_key = values.head_key ?? null
    }
    const namePlan = planOf('name')
    if (definition.ledger === 'monthly_reports' && namePlan) takeZeroReport(values, textOf(planCell(grid, row, namePlan).cell))
    if (relation) household.values = joinHousehold(values, household.values)
    if (members.length > 0) return readMembers(row, { values, remarks, hasMoney })
    finish(row, { values, remarks, hasMoney, hasOther, isMergedMoney })
  }

  function readMembers(row: SheetRow, read: { values: Values; remarks: Remark[]; hasMoney: boolean }): void {
    const people = expandMembers(row, members, { values: read.values, readId: memberReader, readName: nameReader })
    if (people.length === 0) return finish(row, { ...read, hasOther: false, isMergedMoney: false })
    content.accepted += 1
    people.forEach((person, at) => {
      const own: Remark[] = person.idCode === null ? [] : [{ code: person.idCode, message: person.idMessage!, plan: null, value: person.idText }]
      accept(row, person.values, at === 0 ? [...read.remarks, ...own] : own)
    })
  }

  function finish(row: SheetRow, read: { values: Values; remarks: Remark[]; hasMoney: boolean; hasOther: boolean; isMergedMoney: boolean }): void {
    const { values, remarks } = read
    const name = nameColumn === null ? null : values[nameColumn]
    const id = idColumn === null ? null : values[idColumn]
    if (main.isPersonal && name === null && id === null) {
      if (!read.hasMoney && !read.hasOther) {
        content.notData.push({ row: row.number, class: 'blank', reason: '没有姓名、证号和金额' })
        return
      }
      return refuse(row, [
        {
          code: 'id_missing',
          message: '有内容却没有姓名和证号，不知道是谁的，没有收下；请补上后再导入',
          plan: planOf(idColumn) ?? planOf(nameColumn) ?? null,
          value: null,
        },
      ])
    }
    if (!main.isPersonal && !read.hasMoney && !read.hasOther) {
      content.notData.push({ row: row.number, class: 'blank', reason: '没有内容' })
      return
    }
    if (read.isMergedMoney && requiredOthers.some((column) => column.type === 'money' && values[column.name] === null)) {
      content.notData.push({ row: row.number, class: 'note', reason: '同户成员，金额记在上面的合并格里' })
      return
    }
    const idDefinition = definition.columns.find((column) => column.name === main.id)
    if (main.isPersonal && id === null && (idDefinition?.required === true || planOf(idColumn)))
      remarks.push({ code: 'id_missing', message: withoutId(values), plan: planOf(idColumn) ?? null, value: null })
    for (const plan of plans) {
      const { column } = plan
      if (column.type !== 'citizen_id' || column.name === idColumn || !(column.required || column.name === 'citizen_id') || values[column.name] !== null)
        continue
      remarks.push({ code: 'id_missing', message: withoutId(values), plan, value: null })
    }
    if (main.isPersonal && name === null)
      remarks.push({ code: 'required', message: '没有姓名，按证号收下，请补上姓名', plan: planOf(nameColumn) ?? null, value: null })
    const fatal: Remark[] = []
    for (const column of requiredOthers) {
      if (values[column.name] !== null && values[column.name] !== undefined) continue
      if (column.type === 'name' && main.isPersonal && column.name !== main.name && values[main.name!] !== null) continue
      const remark = remarks.find((each) => each.plan?.column.name === column.name)
      fatal.push(remark ?? { code: 'required', message: `缺“${column.headings[0]}”，没有收下，请补上后再导入`, plan: planOf(column.name) ?? null, value: null })
    }
    if (fatal.length > 0) return refuse(row, fatal)
    content.accepted += 1
    accept(row, values, remarks)
  }

  /** Of a list only to compare, none but the dead are sought without a number, by name and birth date. */
  function withoutId(values: Values): string {
    const isSought = definition.owner !== 'reference' || (typeof values.died_on === 'string' && typeof values.birth_date === 'string')
    return isSought ? guessed : unmatched
  }

  function accept(row: SheetRow, values: Values, remarks: readonly Remark[]): void {
    const placed = placeRow(definition, values, {
      context,
      section,
      places: content.places,
      row: row.number,
      heading: planOf('community')?.heading ?? null,
      town: townOf(row),
    })
    completeRow(definition, values, context)
    for (const remark of remarks) content.flags.push(asRowRemark(row, remark))
    for (const column of wantedEnds) {
      const said = values[column.wantedWhere!.column]
      if (values[column.name] === null && typeof said === 'string' && column.wantedWhere!.says.some((word) => said.includes(word)))
        content.endless.getOrInsertComputed(column, () => []).push({ row: row.number, said })
    }
    if (placed.flag) content.flags.push(placed.flag)
    if (definition.shape === 'payments' && values.program === null && !remarks.some((remark) => remark.plan?.column.name === 'program')) {
      content.flags.push(
        asRowRemark(row, { code: 'enum', message: '看不出是哪一项救助的钱，请写明发放项目', plan: planOf('program') ?? planOf('item') ?? null, value: null }),
      )
    }
    if (definition.shape === 'payments') {
      const key = ['person_key', 'citizen_id', 'name', 'program', 'for_month', 'paid_on', 'amount', 'kind', 'bank_batch']
        .map((column) => String(values[column]))
        .join('|')
      const occurrence = (occurrences.get(key) ?? 0) + 1
      occurrences.set(key, occurrence)
      values.occurrence = occurrence
    }
    if (definition.shape === 'snapshot') {
      const key = Object.values(values).map(String).join('|')
      const before = doubles.get(key)
      if (before === undefined) doubles.set(key, row.number)
      else if (before !== row.number)
        content.flags.push(asRowRemark(row, { code: 'row_double', message: `与第 ${before} 行完全相同，请看是不是重复录入`, plan: null, value: null }))
    }
    content.rows.push({
      row: row.number,
      division: placed.division,
      period: periodOf(definition, values, { period: rowPeriod(row) ?? context.period }),
      values,
    })
  }

  function townOf(row: SheetRow): string | null {
    if (context.townAt === null) return null
    const text = textOf(grid.mergedCell(row, context.townAt))
    return /[\u3400-\u9fff]/.test(text) ? text : null
  }

  function rowPeriod(row: SheetRow): string | null {
    const cell = context.periodAt === null ? null : row.cells[context.periodAt]
    if (!cell || isBlank(cell)) return null
    const month = periodReader(cell).value
    return typeof month === 'string' ? month : null
  }

  function refuse(row: SheetRow, remarks: readonly Remark[]): void {
    content.problemRows += 1
    for (const remark of remarks) content.problems.push(asRowRemark(row, remark))
  }

  function asRowRemark(row: SheetRow, remark: Remark): RowRemark {
    const where = remark.plan ? `第 ${row.number} 行“${remark.plan.heading}”` : `第 ${row.number} 行`
    const value = remark.value === null ? null : isSensitive && namesHiv(remark.value) ? null : maskLongNumbers(remark.value)
    return {
      sheet: context.sheet,
      row: row.number,
      column: remark.plan?.heading ?? null,
      canonical: remark.plan?.column.name ?? null,
      code: remark.code,
      message: `${where}：${remark.message}`,
      value,
    }
  }
  return content
}
