import { z } from 'zod'
import { benefits } from '../../domain/programs.ts'
import { isMonth } from '../../domain/months.ts'
import { isPlainDate } from '../../domain/plain-date.ts'

export const units = ['fen', 'ratio', 'months', 'years', 'days', 'workdays', 'times', 'level', 'flag', 'rule'] as const
export type Unit = (typeof units)[number]

/** One dated value that a town stands for, with the paper it comes from. Money in 分; `to` null = still in force. */
export interface StandardRow {
  name: string
  program: string
  /** Path code; null = the whole town. A community's row beats the town's. */
  division: string | null
  from: string
  to: string | null
  value: number
  unit: string
  source: string
  /** The day somebody of the town stood for the row; null = its leads are 未核实. */
  confirmed: string | null
}

const month = z.string().refine(isMonth)

export const parameterListShape = z.array(
  z.strictObject({
    name: z.string(),
    programs: z.array(z.enum(benefits)).min(1),
    unit: z.enum(units),
    /** The measure word of what a number of `times` counts, where it is no 次. */
    counts: z.string().min(1).optional(),
    title: z.string().min(1),
    meaning: z.string().min(1),
  }),
)
export type ParameterDefinition = z.infer<typeof parameterListShape>[number]

/** A number that stands in a text on the shelf: it counts without a paper of the town, and the town's row beats it. */
export const nationalShape = z.array(
  z.strictObject({
    name: z.string(),
    program: z.enum(benefits),
    from: month,
    to: month.nullable().default(null),
    value: z.number(),
    unit: z.enum(units),
    law: z.string().min(1),
    article: z.string().min(1),
    rule: z.string().min(1),
  }),
)
export type NationalStandard = z.infer<typeof nationalShape>[number]

export interface StandardProblem {
  /** Position in the list (1 = first) or the sheet's row number. */
  row: number
  column: string | null
  code: 'required' | 'unknown' | 'unit' | 'value' | 'month' | 'date' | 'overlap'
  message: string
}

export interface StandardReading {
  /** To be written: none of them stands already. */
  rows: StandardRow[]
  /** How many rows stand already, as they are. */
  known: number
  problems: StandardProblem[]
}

export interface StandardContext {
  parameters: readonly ParameterDefinition[]
  /** Listed names and codes of communities. */
  divisions: readonly { code: string; name: string }[]
  /** The town's rows so far. */
  standing: readonly StandardRow[]
}

/** Reads `{standards:[…]}`; what is not JSON of that shape is one problem at row 0. */
export function readStandardsJson(text: string, context: StandardContext): StandardReading {
  let raw: unknown
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return { rows: [], known: 0, problems: [{ row: 0, column: null, code: 'value', message: '不是有效的 JSON 文件。' }] }
  }
  const list = z.object({ standards: z.array(z.record(z.string(), z.unknown())) }).safeParse(raw)
  if (!list.success) return { rows: [], known: 0, problems: [{ row: 0, column: null, code: 'value', message: '文件里没有 standards 列表。' }] }
  return readRows(
    list.data.standards.map((cells, at) => ({ row: at + 1, cells })),
    context,
  )
}

const headings: Record<string, readonly string[]> = {
  name: ['name', '名称', '标准名称', '参数'],
  program: ['program', '项目', '救助项目'],
  division: ['division', '社区', '适用社区', '区划'],
  from: ['from', '起始月份', '起', '开始月份'],
  to: ['to', '终止月份', '止', '结束月份'],
  value: ['value', '数值', '标准值', '值'],
  unit: ['unit', '单位'],
  source: ['source', '依据', '文件依据', '来源'],
  confirmed: ['confirmed', '确认日期', '核实日期'],
}

/** Reads the cells of a sheet: the first row with `name` and `value` (or their Chinese words) holds the headings. */
export function readStandardsSheet(rows: readonly (readonly (string | number | null)[])[], context: StandardContext): StandardReading {
  const nameOf = (cell: string | number | null): string | undefined =>
    Object.entries(headings).find(([, words]) => words.includes(String(cell ?? '').trim()))?.[0]
  const at = rows.findIndex((row) => row.some((cell) => nameOf(cell) === 'name') && row.some((cell) => nameOf(cell) === 'value'))
  if (at < 0) return { rows: [], known: 0, problems: [{ row: 0, column: null, code: 'value', message: '表里没有“名称”和“数值”两列。' }] }
  const columns = rows[at]!.map(nameOf)
  const given: { row: number; cells: Record<string, unknown> }[] = []
  rows.slice(at + 1).forEach((row, n) => {
    if (row.every((cell) => cell === null || String(cell).trim() === '')) return
    const cells: Record<string, unknown> = {}
    columns.forEach((column, place) => {
      if (column !== undefined) cells[column] = row[place] ?? null
    })
    given.push({ row: at + 2 + n, cells })
  })
  return readRows(given, context)
}

function readRows(given: readonly { row: number; cells: Record<string, unknown> }[], context: StandardContext): StandardReading {
  const rows: StandardRow[] = []
  const problems: StandardProblem[] = []
  const places = new Map<StandardRow, number>()
  let known = 0
  for (const { row, cells } of given) {
    const read = readRow(cells, context)
    if ('problems' in read) {
      problems.push(...read.problems.map((problem) => ({ ...problem, row })))
      continue
    }
    const twin = [...rows, ...context.standing].find((other) => isSameScope(other, read.row) && overlaps(other, read.row))
    if (!twin) {
      rows.push(read.row)
      places.set(read.row, row)
    } else if (!places.has(twin) && isSame(twin, read.row)) known += 1
    else {
      const place = places.get(twin)
      const other = place === undefined ? `已有的一行（自 ${twin.from}）` : `第${place}行`
      const hint = place === undefined ? '请先给已有的一行写上截止月份。' : ''
      problems.push({ row, column: 'from', code: 'overlap', message: `与${other}是同一标准、同一范围，月份重叠。${hint}` })
    }
  }
  return { rows, known, problems }
}

function isSame(a: StandardRow, b: StandardRow): boolean {
  return a.from === b.from && a.to === b.to && a.value === b.value && a.source === b.source && a.confirmed === b.confirmed
}

function isSameScope(a: StandardRow, b: StandardRow): boolean {
  return a.name === b.name && a.program === b.program && a.division === b.division
}

function overlaps(a: StandardRow, b: StandardRow): boolean {
  return a.from <= (b.to ?? '9999-12') && b.from <= (a.to ?? '9999-12')
}

function readRow(cells: Record<string, unknown>, context: StandardContext): { row: StandardRow } | { problems: Omit<StandardProblem, 'row'>[] } {
  const problems: Omit<StandardProblem, 'row'>[] = []
  const words = (column: string): string => {
    const cell = cells[column]
    return typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : ''
  }
  const fail = (column: string, code: StandardProblem['code'], message: string): void => void problems.push({ column, code, message })

  const named = context.parameters.filter((each) => each.name === words('name'))
  const definition = named.find((each) => (each.programs as readonly string[]).includes(words('program')))
  if (named.length === 0) fail('name', 'unknown', `没有名为“${words('name')}”的标准。`)
  else if (!definition) fail('program', 'unknown', `“${words('name')}”不适用于“${words('program')}”。`)

  const unit = words('unit') === '' ? definition?.unit : words('unit')
  if (definition && unit !== definition.unit) fail('unit', 'unit', `“${definition.name}”的单位是 ${definition.unit}，不是 ${unit}。`)

  let division: string | null = null
  if (words('division') !== '') {
    const found = context.divisions.find((each) => each.code === words('division') || each.name === words('division'))
    if (found) division = found.code
    else fail('division', 'unknown', `没有名为“${words('division')}”的社区。名称照社区列表写；还没有社区的，先导入写有它的名册，再导入这一行。`)
  }

  const from = words('from')
  const to = words('to') === '' ? null : words('to')
  if (!isMonth(from)) fail('from', 'month', '起始月份写成 2024-07 这样。')
  if (to !== null && !isMonth(to)) fail('to', 'month', '终止月份写成 2024-07 这样，或者留空。')
  if (to !== null && isMonth(from) && isMonth(to) && to < from) fail('to', 'month', '终止月份早于起始月份。')

  const value = words('value') === '' ? Number.NaN : Number(words('value'))
  if (Number.isNaN(value)) fail('value', 'required', '没有数值。')
  else if (definition && !isValueOf(definition.unit, value)) fail('value', 'value', valueWords[definition.unit])

  if (words('source') === '') fail('source', 'required', '没有依据：写文件名称、文号和条款。')
  const confirmed = words('confirmed') === '' ? null : words('confirmed')
  if (confirmed !== null && !isPlainDate(confirmed)) fail('confirmed', 'date', '确认日期写成 2026-09-01 这样，或者留空。')

  if (problems.length > 0 || !definition) return { problems }
  return { row: { name: definition.name, program: words('program'), division, from, to, value, unit: definition.unit, source: words('source'), confirmed } }
}

function isValueOf(unit: Unit, value: number): boolean {
  if (unit === 'ratio') return value >= 0 && value <= 100
  if (!Number.isInteger(value) || value < 0) return false
  if (unit === 'flag') return value <= 1
  if (unit === 'rule') return value <= 2
  if (unit === 'level') return value <= 4
  return true
}

const whole = '写成不小于 0 的整数。'
const valueWords: Record<Unit, string> = {
  fen: '金额以分为单位，写成整数。',
  ratio: '倍数写成 0 到 100 之间的数。',
  months: whole,
  years: whole,
  days: whole,
  workdays: whole,
  times: whole,
  level: '等级写成 0 到 4 的整数。',
  flag: '写 0（否）或 1（是）。',
  rule: '写 0（不得同领）、1（可以同领）或 2（只补差额）。',
}

/** The title and the article out of a town's citation: 《…办法》(青政〔2026〕3号)第三条. */
export function readSource(source: string): { law: string; article: string } {
  const title = /《([^》]+)》/.exec(source)?.[1] ?? source.split(/[,，;；]|第[一二三四五六七八九十百零\d]+条/)[0]!.trim()
  const article =
    /第[一二三四五六七八九十百零\d]+[条项款部分](?:第[一二三四五六七八九十\d]+[款项])*|[一二三四五六七八九十]+[、(（][^,，;；]*$/.exec(
      source.replace(/《[^》]+》/, ''),
    )?.[0] ?? ''
  return { law: title, article }
}
