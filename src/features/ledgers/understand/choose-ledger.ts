import { assistancePrograms } from '../../../domain/programs.ts'
import type { Heading, HeadingIndex, LedgerIndex } from './headings.ts'
import { isIgnoredHeading, memberColumn } from './headings.ts'
import { mapByHeadings, memberColumns, type Mapped } from './map-columns.ts'
import type { LedgerScore } from './reading.ts'

export interface Weighed extends LedgerScore {
  index: LedgerIndex
  /** The longest word of a title that speaks for it. */
  word: string | null
  headings: number
  /** A name or an id column is among what matched, where the ledger is about people. */
  hasPerson: boolean
  /** Headings that few ledgers know: 姓名, 性别, 电话 alone name none. */
  telling: number
  /** A column beside name and number without which the ledger is none: 死亡日期. */
  tellsRequired: boolean
  /** A title names several programs of which a person has one: 低保、特困人员花名册. */
  isMixed: boolean
}

const paidWords = /发放(表|花名册|名册|明细|清册|清单|汇总|情况)|社会化发放|资金发放|代发明细|打卡发放|补发(名册|花名册|明细|表|清单)|发放(?![\u3400-\u9fff])/
/** Every list may have a phone, an account, an address. */
const untelling = new Set<string>(['phone', 'account', 'address', 'division'])
const personForms = new Set(['dibao_person', 'tekun_person'])

function has(mapped: readonly Mapped[], name: string): boolean {
  return mapped.some((each) => each.column?.name === name)
}

export interface SheetWords {
  headings: readonly Heading[]
  /** Title, sheet name and file name. */
  words: string
  /** Programs that the nearest of them names. */
  programs: readonly string[]
}

function weigh(index: LedgerIndex, all: HeadingIndex, { headings, words, programs }: SheetWords): Weighed {
  const { ledger, form, program } = index.definition
  const mapped = mapByHeadings(index, headings)
  const members = memberColumns(headings)
  const counted = headings.filter((heading) => heading.text !== '' && !isIgnoredHeading(heading))
  let score = 0
  let matched = 0
  let telling = 0
  let tellsRequired = false
  mapped.forEach((each, at) => {
    if (!each.column) return
    matched += 1
    const known = headings[at]!.keys.map((key) => all.known.get(key) ?? 0).find((count) => count > 0) ?? 1
    score += 1 / Math.sqrt(known)
    if (known <= 3 && !untelling.has(each.column.type)) telling += 1
    tellsRequired ||= each.column.required && each.column.type !== 'name' && each.column.type !== 'citizen_id'
  })
  if (counted.length > 0) score += (3 * Math.min(matched, counted.length)) / counted.length
  for (const column of index.definition.columns) {
    // In a list of payments 户主 is who is paid.
    const isHead = index.definition.ledger === 'payments' && (column.name === 'name' || column.name === 'citizen_id') && has(mapped, `head_${column.name}`)
    const isThere = isHead || has(mapped, column.name) || (members.length > 0 && (column.name === 'name' || column.name === 'citizen_id'))
    // A list without ids is still one; without dates or sums it is another list.
    if (column.required && !isThere) score -= column.type === 'citizen_id' ? 0.6 : 1.2
  }
  const paid = paidWords.exec(words)?.[0] ?? null
  // 事实无人抚养儿童 in the file's name says nothing of a sheet called 散居孤儿.
  const isOther = contradicts(program, programs)
  const named = isOther ? null : (index.definition.names.filter((name) => words.includes(name)).sort((a, b) => b.length - a.length)[0] ?? null)
  const word = named ?? (index.definition.ledger === 'payments' ? paid : null)
  // 孤儿基本生活费发放表 is a list of payments: the topic says whose, 发放 says what.
  const isPaid = paid !== null
  if (index.definition.ledger === 'payments') score += isPaid ? 3.4 : 0
  else if (word !== null) score += Math.min(isPaid ? 1.5 : 4.8, 0.6 * word.length)
  if (form === 'dibao_person' && members.length === 0 && !has(mapped, 'relation') && !has(mapped, 'head_citizen_id') && !has(mapped, 'head_name')) score -= 1
  // A list of subsidies tells kind, level and standard; one of payments does not.
  const told = ['disability_card', 'disability_kind', 'disability_level', 'subsidy', 'standard', 'months'].filter((name) => has(mapped, name)).length
  if (index.definition.ledger === 'disability_subsidy' && told >= 3) score += 1.2
  if (members.length > 0) score += personForms.has(form) ? 3 : -2
  // 户主 beside 姓名 is a list of persons; alone it is one of households.
  if (form === 'dibao_family' && has(mapped, 'head_name') && headings.some((heading) => heading.keys.some((key) => /^(与户主关系|与户主的关系)$/.test(key))))
    score -= 2
  // One form serves several programs: who draws money stands on the first, unless a title says whose list it is.
  if (form !== ledger && word === null && has(mapped, 'amount')) score -= 1
  if (isOther) score -= 2
  const isAboutPeople = index.definition.columns.some((column) => column.required && (column.type === 'name' || column.type === 'citizen_id'))
  const hasPerson = !isAboutPeople || members.length > 0 || mapped.some((each) => each.column?.type === 'name' || each.column?.type === 'citizen_id')
  return {
    ledger: index.definition.ledger,
    title: index.definition.title,
    score: Math.round(score * 100) / 100,
    matched: matched + headings.filter((heading, at) => members.length > 0 && !mapped[at]!.column && memberColumn(heading) !== null).length,
    index,
    word,
    headings: counted.length,
    hasPerson,
    telling,
    tellsRequired,
    isMixed: program !== null && assistancePrograms.filter((each) => programs.includes(each)).length > 1,
  }
}

/** A title names the program of another list: 低保边缘家庭 is no list of 低保. */
export function contradicts(program: string | null, stated: readonly string[]): boolean {
  return program !== null && stated.length > 0 && !stated.includes(program)
}

/** Weighs every ledger against headings and words; best first. */
export function weighLedgers(all: HeadingIndex, sheet: SheetWords): Weighed[] {
  return all.ledgers.map((index) => weigh(index, all, sheet)).sort((a, b) => b.score - a.score)
}

const leastScore = 2.2
const leastMargin = 0.3

/**
 * A longer word of a title names a ledger, a short one (车辆) with most of its columns. Columns alone do when it knows most of them
 * and some that few others know: 认定时间 and 社区 make nobody 特困.
 */
function isTold({ word, telling, tellsRequired, matched, headings }: Weighed): boolean {
  const most = matched >= 0.7 * headings
  if (word !== null) return word.length > 2 || most
  return (telling >= 2 && most) || (telling >= 1 && tellsRequired && matched === headings)
}

/** The first is sure enough to take without asking. */
export function isSure(weighed: readonly Weighed[]): boolean {
  const [first, second] = weighed
  if (!first || !first.hasPerson || first.isMixed || !isTold(first)) return false
  return (
    first.score >= leastScore && (second === undefined || first.score - second.score >= leastMargin || (first.ledger === 'payments' && first.word !== null))
  )
}
