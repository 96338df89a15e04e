import { communityInAddress, readDivisionName } from '../../../domain/division-names.ts'
import { isMonth } from '../../../domain/months.ts'
import type { LedgerDefinition } from './ledger-definition.ts'
import type { CanonicalValue, CommunityReading, RowRemark } from './reading.ts'
import { monthsIn, paymentKindIn, programIn } from './sheet-words.ts'

/** What sheet, title and file say for all rows. */
export interface SheetContext {
  sheet: string
  period: string | null
  program: string | null
  kind: 'regular' | 'arrears' | 'one_off' | null
  constants: Readonly<Record<string, string | null>>
  community: string | null
  find: (text: string) => string | null
  stems: readonly string[]
  namesByCode: ReadonlyMap<string, string>
  isNewTown: boolean
  /** Column with the month of each row, where the ledger itself has none. */
  periodAt: number | null
  townName: string | undefined
  /** Column that names the town of each row: lists of a county hold other towns' people. */
  townAt: number | null
}

export type Values = Record<string, CanonicalValue>

function textIn(values: Values, column: string): string | null {
  const value = values[column]
  return typeof value === 'string' && value !== '' ? value : null
}

/** The month that a row speaks for. */
export function periodOf(definition: LedgerDefinition, values: Values, context: { period: string | null }): string | null {
  if (definition.shape === 'payments') return textIn(values, 'for_month')
  if (definition.shape === 'snapshot') return context.period
  const month = textIn(values, 'month')
  if (month !== null && isMonth(month)) return month
  const day = textIn(values, 'visited_on') ?? textIn(values, 'walked_on')
  return day === null ? null : day.slice(0, 7)
}

/** Completes what the sheet states once for all its rows; never overwrites what the row itself says. */
export function completeRow(definition: LedgerDefinition, values: Values, context: SheetContext): void {
  const has = (column: string): boolean => values[column] === null
  const setEmpty = (column: string, value: CanonicalValue): void => {
    if (column in values && has(column) && value !== null) values[column] = value
  }
  for (const [column, value] of Object.entries(context.constants)) setEmpty(column, value)
  if (definition.shape === 'payments') {
    const item = textIn(values, 'item')
    setEmpty('program', (item === null ? null : programIn(item)) ?? context.program)
    setEmpty('kind', (item === null ? null : paymentKindIn(item)) ?? context.kind ?? 'regular')
    // Arrears among a month's payments are for another month: the one that they name, else an unknown one.
    if (values.kind === 'arrears' && context.kind !== 'arrears') setEmpty('for_month', item === null ? null : earlierMonthIn(item, context.period))
    else setEmpty('for_month', context.period)
    setEmpty('status', 'paid')
  } else setEmpty('program', context.program)
  if (definition.ledger === 'monthly_reports') setEmpty('month', context.period)
}

const nobodyWords = /^([本当]月)?(无|没有|零|0|[-—–/\\]+)(死亡|就业|入职|务工|新增|变化|报告|上报|人员?|情况)*$/

/** A monthly report that says 无 for whoever died or began a job is its community's zero. */
export function takeZeroReport(values: Values, saidForName: string): void {
  if (!nobodyWords.test(saidForName.replace(/\s+/g, '')) || values.citizen_id !== null || values.event_on !== null || (values.count ?? 0) !== 0) return
  Object.assign(values, { name: null, zero: true, count: 0 })
}

/** 补发2月低保金 on the list of May. */
function earlierMonthIn(item: string, period: string | null): string | null {
  const stated = monthsIn(item, period === null ? null : Number(period.slice(0, 4)))
  return stated !== null && stated.from === stated.to && (period === null || stated.to < period) ? stated.to : null
}

export interface Places {
  /** stem → what was seen. */
  seen: Map<string, CommunityReading>
  unplaced: number
}

/** 三组 alone names no community. */
function isOnlyGroup(text: string): boolean {
  return /^第?[一二三四五六七八九十\d]+(村民|居民)?(小组|组|队|社|屯|网格)$/.test(text.replace(/\s+/g, ''))
}

/**
 * Finds the row's division: its community cell, else the section above, else sheet or title, else its address.
 * Writes the community's name into `values` and gives a flag when a written community is not known.
 */
export function placeRow(
  definition: LedgerDefinition,
  values: Values,
  given: { context: SheetContext; section: string | null; places: Places; row: number; heading: string | null; town: string | null },
): { division: string | null; flag: RowRemark | null } {
  const { context, section, places, row, heading, town } = given
  const hasColumn = 'community' in values
  const written = textIn(values, 'community')
  const address = textIn(values, 'address')
  const own = written !== null && !isOnlyGroup(written) ? written : null
  const text = own ?? section ?? context.community ?? (address === null || context.isNewTown ? null : placeInAddress(definition, address, context))
  const read = text === null ? null : readDivisionName(text)
  if (text === null || read === null) {
    places.unplaced += 1
    const flag =
      written !== null && own !== null && !context.isNewTown && definition.owner !== 'reference' ? unknown(context, { row, heading, text: written }) : null
    return { division: null, flag }
  }
  const isElsewhere = isOtherTown(read.town, context.townName) || isOtherTown(town, context.townName)
  let division = isElsewhere ? null : context.find(text)
  // What stands in the cell says no more than the section above it.
  if (division === null && !isElsewhere && own !== null && section !== null && read.kind === null) division = context.find(section)
  const listed = division === null ? undefined : context.namesByCode.get(division)
  const name = listed ?? read.name
  if (hasColumn) values.community = name
  const before = places.seen.get(read.stem)
  if (before) {
    before.rows += 1
    if (read.kind !== null && before.name === before.stem) before.name = read.name
  } else places.seen.set(read.stem, { stem: read.stem, name, rows: 1, division })
  const isStrange = division === null && !context.isNewTown && definition.owner !== 'reference'
  return { division, flag: isStrange ? unknown(context, { row, heading, text }) : null }
}

/** 白水镇 in a list of the county is another town, though it may have a community of the same name. */
function isOtherTown(town: string | null, ours: string | undefined): boolean {
  if (town === null || ours === undefined) return false
  const stem = ours
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/^.*[省市县区]/, '')
    .replace(/(镇|乡|街道办事处|街道)$/, '')
  return stem !== '' && !town.includes(stem)
}

/** An address places somebody only when it names our town or no town; a county's list must name ours. */
function placeInAddress(definition: LedgerDefinition, address: string, context: SheetContext): string | null {
  const town = /([^省市县区\s]{1,8}?(?:镇|乡|街道))(?!村|里)/.exec(address.normalize('NFKC'))?.[1] ?? null
  if (isOtherTown(town, context.townName)) return null
  if (definition.owner === 'reference' && (town === null || context.townName === undefined)) return null
  return communityInAddress(address, context.find, context.stems)
}

function unknown(context: SheetContext, at: { row: number; heading: string | null; text: string }): RowRemark {
  return {
    sheet: context.sheet,
    row: at.row,
    column: at.heading,
    canonical: 'community',
    code: 'division_unknown',
    message: `第 ${at.row} 行的“${at.text}”对不上本镇任何一个社区，已收下但没有归属；请改正，或在区划里把它记为某社区的别名`,
    value: at.text,
  }
}
