import { enumReader, isEmptyWord, readAccount, readBoolean, readInteger, readLevel, readPercent, readPhone, plainText } from '../../../domain/cell-words.ts'
import { readCitizenId, type IdReading } from '../../../domain/citizen-id.ts'
import { maskLongNumbers } from '../../../domain/mask.ts'
import { readMoney } from '../../../domain/money.ts'
import { readName } from '../../../domain/names.ts'
import { lastDayOf, readDate, readDateRange, type DateReading } from '../../../domain/plain-date.ts'
import type { Cell } from '../../../platform/files/workbook.ts'
import { isBlank, textOf } from './grid.ts'
import type { LedgerColumn } from './ledger-definition.ts'
import type { CanonicalValue, RemarkCode } from './reading.ts'
import { monthsIn, programIn } from './sheet-words.ts'

export interface CellRead {
  value: CanonicalValue
  code: RemarkCode | null
  /** What is wrong and what to do, without the place. */
  message: string | null
  isEmpty: boolean
  /** A date of which only the month was written. */
  isByMonth: boolean
  /** The end of a range, for the column that `range_to` names. */
  end: CanonicalValue
  /** Only for ids. */
  key: bigint | null
}

export interface CellContext {
  uses1904: boolean
  year: number | undefined
  scale: number
  /** The one program that the list holds. */
  program: string | null
}

export type CellReader = (cell: Cell) => CellRead

const blank: CellRead = { value: null, code: null, message: null, isEmpty: true, isByMonth: false, end: null, key: null }

function fine(value: CanonicalValue): CellRead {
  return { value, code: null, message: null, isEmpty: false, isByMonth: false, end: null, key: null }
}

function wrong(code: RemarkCode, message: string): CellRead {
  return { value: null, code, message, isEmpty: false, isByMonth: false, end: null, key: null }
}

function shown(text: string): string {
  const masked = maskLongNumbers(text)
  return masked.length > 24 ? `${masked.slice(0, 24)}…` : masked
}

function idMessage(read: IdReading): string {
  const text = read.text ?? ''
  if (read.outcome === 'id_missing') return '没有证号，只能凭姓名、出生日期和社区推断是谁，不作认定，请补上证号'
  if (read.outcome === 'id_precision_lost') return '证号被电子表格当成了数字，末几位已经丢失，补不回来，请把这一格改成文本后重新填写'
  if (read.detail === 'two_ids') return '一格里写了两个证号，请只留本人的，另一人另起一行'
  if (read.detail === 'masked') return '证号打了星号，请换成完整证号'
  if (read.detail === 'birth_date') return '证号里的出生日期不存在，请对照身份证核对'
  if (read.outcome === 'id_check_digit') return '证号校验码不对，多半抄错了一位，请对照身份证核对'
  if (!/\d{4}/.test(text)) return '这一格写的不是证号，请补上证号'
  return `证号是 ${text.length} 位，应为 18 位，请对照身份证补全`
}

function readId(cell: Cell): CellRead {
  // Formatted as a number the text may be short (9.99E+17): the stored value tells.
  const read = readCitizenId(typeof cell.value === 'number' ? cell.value : textOf(cell))
  if (read.outcome === 'valid') return { value: read.text, code: null, message: null, isEmpty: false, isByMonth: false, end: null, key: read.key }
  return { value: read.text, code: read.outcome, message: idMessage(read), isEmpty: read.outcome === 'id_missing', isByMonth: false, end: null, key: null }
}

function rawOf(cell: Cell): string | number {
  return typeof cell.value === 'number' ? cell.value : textOf(cell)
}

/** A number that is no whole one, in a date column, was typed as 2023.10: its text still has the zero. */
function dateRaw(cell: Cell): string | number {
  return typeof cell.value === 'number' && (cell.isDate || Number.isInteger(cell.value)) ? cell.value : textOf(cell)
}

function dateContext(cell: Cell, context: CellContext): { isSerial: boolean; uses1904: boolean; year?: number } {
  return { isSerial: cell.isDate && typeof cell.value === 'number', uses1904: context.uses1904, ...(context.year === undefined ? {} : { year: context.year }) }
}

function asDay(read: DateReading, written: string, byMonth: LedgerColumn['byMonth']): CellRead {
  if (read.outcome === 'empty' || read.outcome === 'open') return blank
  if (read.date !== null) return fine(read.date)
  if (read.month !== null && byMonth !== null) return { ...fine(byMonth === 'first_day' ? `${read.month}-01` : lastDayOf(read.month)), isByMonth: true }
  if (read.month !== null) return wrong('date', `“${shown(written)}”只写到月，请补上日子，写成 ${read.month}-15 的样子`)
  return wrong('date', `日期“${shown(written)}”读不出来，请写成 2026-10-31 的样子`)
}

function asMonth(read: DateReading, written: string): CellRead {
  if (read.outcome === 'empty' || read.outcome === 'open') return blank
  return read.month !== null ? fine(read.month) : wrong('date', `月份“${shown(written)}”读不出来，请写成 2026-10 的样子`)
}

/** 2025, 2025年, 2025年度: the months of a year. */
function yearOf(written: string): string | null {
  return /^((?:19|20)\d{2})(?:年度?)?$/.exec(plainText(written))?.[1] ?? null
}

function dateReader(column: LedgerColumn, context: CellContext): CellReader {
  const judge = (read: DateReading, written: string, byMonth = column.byMonth): CellRead =>
    column.type === 'date' ? asDay(read, written, byMonth) : asMonth(read, written)
  return (cell) => {
    const raw = dateRaw(cell)
    const written = textOf(cell)
    const year = column.type === 'period' && !cell.isDate ? yearOf(written) : null
    if (year !== null) return { ...fine(`${year}-01`), end: `${year}-12` }
    if (column.rangeTo !== null && typeof raw === 'string') {
      const range = readDateRange(raw, dateContext(cell, context))
      const from = judge(range.from, written)
      const months = column.type === 'month' && range.to.month === null ? monthsIn(raw, context.year) : null
      if (months !== null && months.from < months.to) return { ...fine(months.from), end: months.to }
      if (from.code !== null) return from
      const to = judge(range.to, written, column.byMonth && 'last_day')
      return to.code === null
        ? { ...from, end: to.value, isByMonth: from.isByMonth || to.isByMonth }
        : { ...from, code: 'date', message: `“${shown(written)}”的后一个日期读不出来，只收下前一个，请写成 2026-10-01至2026-10-08 的样子` }
    }
    const read = judge(readDate(raw, dateContext(cell, context)), written)
    // 出生年月 is often a month; the day stands in the id.
    return column.name === 'birth_date' && read.message?.includes('只写到月') ? blank : read
  }
}

function enumCellReader(column: LedgerColumn, program: string | null): CellReader {
  const values = column.values ?? {}
  const read = enumReader(values)
  const words = Object.values(values)
    .map((each) => each[0])
    .join('、')
  return (cell) => {
    const text = plainText(textOf(cell))
    const value = read(text)
    if (value !== null) return fine(value)
    // 低保边缘 under 救助类型 of its own roster says what the roster is.
    const saysNothing = isEmptyWord(text) || (program !== null && programIn(text) === program)
    return saysNothing ? blank : wrong('enum', `“${shown(text)}”认不出是哪一种，可以写：${words}`)
  }
}

function plainReader(column: LedgerColumn, context: CellContext): CellReader {
  switch (column.type) {
    case 'citizen_id':
      return readId
    case 'name':
      return (cell) => {
        const { name } = readName(textOf(cell))
        return name === null ? blank : fine(name)
      }
    case 'date':
    case 'month':
    case 'period':
      return dateReader(column, context)
    case 'money':
      return (cell) => {
        if (cell.isDate) return wrong('money', '这一格是日期，不是金额，请改成数字')
        const read = readMoney(rawOf(cell), context.scale)
        if (read.outcome === 'empty') return blank
        return read.outcome === 'read' ? fine(read.fen) : wrong('money', `金额“${shown(textOf(cell))}”不是数，请改成数字，如 681.00`)
      }
    case 'integer':
      return (cell) => {
        const value = readInteger(rawOf(cell))
        if (value !== null) return fine(value)
        return isEmptyWord(plainText(textOf(cell))) ? blank : wrong('enum', `“${shown(textOf(cell))}”不是整数，请改成数字`)
      }
    case 'level':
      return (cell) => {
        const value = readLevel(rawOf(cell))
        if (value !== null) return fine(value)
        return isEmptyWord(plainText(textOf(cell))) ? blank : wrong('enum', `残疾等级“${shown(textOf(cell))}”认不出，请写一级、二级、三级或四级`)
      }
    case 'percent':
      return (cell) => {
        const value = readPercent(rawOf(cell))
        if (value !== null) return fine(value)
        return isEmptyWord(plainText(textOf(cell))) ? blank : wrong('enum', `“${shown(textOf(cell))}”不是比例，请写成 50% 的样子`)
      }
    case 'boolean':
      return (cell) => {
        const value = readBoolean(typeof cell.value === 'boolean' ? cell.value : textOf(cell))
        if (value !== null) return fine(value)
        return isEmptyWord(plainText(textOf(cell))) ? blank : wrong('enum', `“${shown(textOf(cell))}”看不出是还是否，请写是或否`)
      }
    case 'enum':
      return enumCellReader(column, context.program)
    case 'phone':
      return (cell) => {
        const phone = readPhone(rawOf(cell))
        return phone === '' || isEmptyWord(phone) ? blank : fine(phone)
      }
    case 'account': {
      return (cell) => {
        const read = readAccount(rawOf(cell))
        if (read.account === null || isEmptyWord(read.account)) return blank
        if (read.isLost) return { ...wrong('id_precision_lost', '账号被电子表格当成了数字，末几位已经丢失，请把这一格改成文本后重新填写'), value: read.account }
        return fine(read.account)
      }
    }
    case 'card':
      return (cell) => {
        if (typeof cell.value === 'number' && cell.value >= 1e15)
          return {
            ...wrong('id_precision_lost', '残疾证号被电子表格当成了数字，末几位已经丢失，请改成文本后重新填写'),
            value: BigInt(Math.round(cell.value)).toString(),
          }
        const text = plainText(textOf(cell))
          .toUpperCase()
          .replace(/['`‘’"×-]/g, (sign) => (sign === '×' ? 'X' : ''))
        return isEmptyWord(text) ? blank : fine(text)
      }
    case 'text':
    case 'division':
    case 'address':
      return (cell) => {
        if (cell.isDate && typeof cell.value === 'number')
          return fine(readDate(cell.value, { isSerial: true, uses1904: context.uses1904 }).date ?? textOf(cell))
        // A long number shown as 6.1E+11 is meant in full.
        const shownText = typeof cell.value === 'number' && /e\+/i.test(cell.text) ? String(cell.value) : textOf(cell)
        const text = shownText.normalize('NFKC').replace(/\s+/g, ' ').trim()
        return text === '' || /^[-—–/\\]+$/.test(text) ? blank : fine(text)
      }
  }
}

/** What a broken formula leaves. */
const brokenFormula = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)/

function broken(column: LedgerColumn, text: string): CellRead {
  const message = `公式出错（${text}），请改成算好的值`
  if (column.type === 'citizen_id') return { ...wrong('id_missing', message), isEmpty: true }
  if (column.type === 'money') return wrong('money', message)
  if (column.type === 'date' || column.type === 'month' || column.type === 'period') return wrong('date', message)
  return column.type === 'text' || column.type === 'name' || column.type === 'address' ? blank : wrong('enum', message)
}

/** Columns whose cells seldom repeat. */
const isUnlike = new Set<LedgerColumn['type']>(['citizen_id', 'account', 'phone', 'card'])
const mostCached = 50_000

/** A reader for a column that remembers what it read, where texts repeat. */
export function cellReader(column: LedgerColumn, context: CellContext): CellReader {
  const read = plainReader(column, context)
  const seen = new Map<string, CellRead>()
  return (cell) => {
    if (isBlank(cell))
      return column.type === 'citizen_id'
        ? { ...blank, code: 'id_missing', message: idMessage({ outcome: 'id_missing', text: null, key: null, detail: null }) }
        : blank
    if (brokenFormula.test(cell.text)) return broken(column, cell.text)
    if (isUnlike.has(column.type) || (typeof cell.value === 'number' && !cell.isDate)) return read(cell)
    const key = typeof cell.value === 'string' ? cell.value : `\u0000${String(cell.value)}\u0000${cell.text}`
    const known = seen.get(key)
    if (known) return known
    const value = read(cell)
    if (seen.size < mostCached) seen.set(key, value)
    return value
  }
}
