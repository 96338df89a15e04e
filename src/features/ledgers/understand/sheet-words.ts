import { addMonths } from '../../../domain/months.ts'
import { divisionFinder, readDivisionName } from '../../../domain/division-names.ts'

/** Months that words state: one month, or a range (三季度, 1-10月). */
export interface StatedMonths {
  from: string
  to: string
}

const chineseMonths: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 十一: 11, 十二: 12 }

function month(year: string | number, no: number): string | null {
  return no >= 1 && no <= 12 ? `${year}-${String(no).padStart(2, '0')}` : null
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(
      /二[〇零○O]([一二三四五六七八九〇零○])([一二三四五六七八九〇零○])年/g,
      (_, ten: string, one: string) =>
        `20${'〇一二三四五六七八九'.indexOf(ten.replace(/[零○]/, '〇'))}${'〇一二三四五六七八九'.indexOf(one.replace(/[零○]/, '〇'))}年`,
    )
}

/** The year that a text names; null when it names none. */
export function yearIn(text: string): number | null {
  const found = /(?<!\d)(20[0-4]\d)(?=年|[-./]\d|[01]\d(?!\d)|度)/.exec(plain(text))
  return found ? Number(found[1]) : null
}

/** Months that a title, sheet or file name states; `year` completes a bare 10月. */
export function monthsIn(raw: string, year: number | null = null): StatedMonths | null {
  const text = plain(raw)
  const given = yearIn(text) ?? year
  const two = /(20[0-4]\d)年(\d{1,2})月?(?:至|到|-|~|—+)(20[0-4]\d)年(\d{1,2})月/.exec(text)
  if (two) return span(month(two[1]!, Number(two[2])), month(two[3]!, Number(two[4])))
  const range = /(?<!\d)(\d{1,2})月?(?:至|到|-|~|—+)(\d{1,2})月/.exec(text)
  if (range && given !== null) return span(month(given, Number(range[1])), month(given, Number(range[2])))
  const quarter = /(?:第)?([一二三四1-4])季度/.exec(text)
  if (quarter && given !== null) {
    const no = chineseMonths[quarter[1]!] ?? Number(quarter[1])
    const first = month(given, no * 3 - 2)
    return first === null ? null : { from: first, to: addMonths(first, 2) }
  }
  const half = /([上下])半年/.exec(text)
  if (half && given !== null) return half[1] === '上' ? { from: `${given}-01`, to: `${given}-06` } : { from: `${given}-07`, to: `${given}-12` }
  const written =
    /(20[0-4]\d)年(\d{1,2})月/.exec(text) ?? /(?<!\d)(20[0-4]\d)[-._/](\d{1,2})(?!\d)/.exec(text) ?? /(?<!\d)(20[0-4]\d)(0[1-9]|1[0-2])(?!\d)/.exec(text)
  if (written) return one(month(written[1]!, Number(written[2])))
  const chinese = /(十[一二]?|[一二三四五六七八九])月(?!日|\d)/.exec(text)
  const bare = /(?<![\d.])(\d{1,2})月(?!\d{1,2}日)/.exec(text)
  if (bare && given !== null) return one(month(given, Number(bare[1])))
  if (chinese && given !== null) return one(month(given, chineseMonths[chinese[1]!] ?? 0))
  return null
}

function one(value: string | null): StatedMonths | null {
  return value === null ? null : { from: value, to: value }
}

function span(from: string | null, to: string | null): StatedMonths | null {
  return from === null || to === null || from > to ? null : { from, to }
}

/** Items repeat in every row of a list. */
function remembered<T>(read: (text: string) => T): (text: string) => T {
  const seen = new Map<string, T>()
  return (text) => {
    const known = seen.get(text)
    if (known !== undefined) return known
    const value = read(text)
    if (seen.size < 5_000) seen.set(text, value)
    return value
  }
}

const programWords: readonly (readonly [RegExp, string])[] = [
  // Paid by the orphans' standard, and not told apart from them.
  [/艾滋|HIV|免疫缺陷/i, 'orphan'],
  [/低保边缘|边缘(家庭|户)/, 'marginal'],
  [/刚性支出|支出型困难/, 'rigid'],
  [/事实无人抚养/, 'unattended_child'],
  [/孤儿/, 'orphan'],
  [/(困难)?(残疾人)?(困难)?生活补贴(?!.*护理补贴)/, 'disability_living'],
  [/护理补贴(?!.*生活补贴)|重残/, 'disability_care'],
  [/特困|五保|(分散|集中)供养/, 'tekun'],
  [/临时救助|急难救助/, 'temporary_aid'],
  [/低保|最低生活保障/, 'dibao'],
  [/高龄/, 'elderly'],
  [/流浪|流散/, 'street'],
  [/工伤|生活护理费/, 'injury_care'],
  [/养老金/, 'pension'],
  [/留守/, 'left_behind'],
]

/** All programs that a text names, the most special first; a word counts once (低保边缘 is not also 低保), 两项补贴 together name none. */
export const programsIn = remembered((text): readonly string[] => {
  let words = plain(text)
  const named = new Set<string>()
  for (const [pattern, program] of programWords) {
    const rest = words.replace(pattern, ' ')
    if (rest !== words) named.add(program)
    words = rest
  }
  return [...named]
})

/** The program that a title, a sheet's name or an item speaks of. */
export function programIn(text: string): string | null {
  return programsIn(text)[0] ?? null
}

/** regular, arrears (补发) or one_off (价格临时补贴, 节日慰问, 丧葬补助); null when the words do not tell. */
export const paymentKindIn = remembered((text): 'regular' | 'arrears' | 'one_off' | null => {
  const words = plain(text)
  if (/补发|追补|补差发放/.test(words)) return 'arrears'
  if (/价格临时补贴|价格补贴|物价补贴|慰问|丧葬|一次性|取暖|电费补贴|临时补贴|节日|春节补贴|增发/.test(words)) return 'one_off'
  if (/正常|低保金|供养金|生活费|月补贴|护理补贴|生活补贴/.test(words)) return 'regular'
  return null
})

/** What a title says about all rows for columns that the table lacks. */
export function constantsIn(text: string): {
  category: 'urban' | 'rural' | null
  support: 'scattered' | 'institution' | null
  subsidy: 'living' | 'care' | null
} {
  const words = plain(text)
  const urban = /城市|城镇(?!街)/.test(words) && !/城乡/.test(words)
  const rural = /农村/.test(words) && !/城乡/.test(words)
  const scattered = /分散/.test(words)
  const institution = /集中供养|机构供养/.test(words)
  const living = /生活补贴/.test(words)
  const care = /护理补贴/.test(words)
  return {
    category: urban === rural ? null : urban ? 'urban' : 'rural',
    support: scattered === institution ? null : scattered ? 'scattered' : 'institution',
    subsidy: living === care ? null : living ? 'living' : 'care',
  }
}

/** The community that a title, sheet name or section row names; `text` may carry a count: 青柳社区（42户）. */
export function communityIn(text: string, find: ReturnType<typeof divisionFinder>, townName: string | undefined): string | null {
  const words = plain(text).replace(/[(（]?(共|计)?\d+(户|人|名|条)?[,、]?\d*(户|人)?[)）]?$/, '')
  if (words === '' || words.length > 14 || words === townName) return null
  const read = readDivisionName(words)
  if (!read) return null
  if (find(words) !== null) return words
  return read.kind !== null && /^[\u3400-\u9fff]{2,10}$/.test(words) && !/(名册|花名|发放|明细|汇总|台账|登记|统计|低保|特困)/.test(words) ? words : null
}

/** A community's name at the front of a longer title: 青柳社区2026年10月低保名册. */
export function communityInTitle(text: string, find: ReturnType<typeof divisionFinder>): string | null {
  const words = plain(text)
  const found = /^(?:[^省市县]{0,6}?(?:省|市|县))*(?:[^省市县]{1,6}?(?:镇|乡|街道))?([\u3400-\u9fff]{1,6}?(?:社区|村)(?:居委会|村委会|委会)?)/.exec(words)?.[1]
  if (found === undefined || /^[农乡城]村$|社会|全镇|^[各全本驻每]/.test(found)) return null
  return find(found) !== null || !/(农村|城乡)/.test(found) ? found : null
}
